"""The passages of one article that tell of one contact, and what they tell together."""

from dataclasses import dataclass, field

from app.domain.dates import EdtfDate, Precision
from app.domain.findings import FoundDate
from app.domain.spans import Span
from app.domain.vocabulary import Kind, PartOfDay, Status, are_apart
from app.ingest.stages.mentions.passages import Passage


@dataclass(slots=True)
class Group:
    """The passages of one contact. `date` is the best told; `days` holds where they join several days to one
    contact, or, as an approximate day, when the report of an undated contact appeared. `beside` is the call on whose
    day this one was, of which no more is told than that it is another; `parts` are those of its day."""

    kind: Kind
    passages: list[Passage] = field(default_factory=list)
    date: FoundDate | None = None
    days: EdtfDate | None = None
    cities: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    parts: set[PartOfDay] = field(default_factory=set)
    beside: "Group | None" = None
    is_another: bool = False
    is_recalled: bool = True
    is_weak: bool = True
    start: int = 0
    _statuses: set[Status] = field(default_factory=set)
    _rank: tuple[bool, int, int, int, Span] | None = None

    def add(self, passage: Passage) -> None:
        """Add a passage; of the dates told the one of the talks goes before that of the journey to them, the exact one
        before the others, then the more precise, then the one of more days, then the first."""
        start = passage.sentence.span.start
        self.start = min(self.start, start) if self.passages else start
        self.passages.append(passage)
        self.cities.update(passage.cities)
        self.rules.add(passage.found.rule)
        if passage.part is not None:
            self.parts.add(PartOfDay(passage.part.value))
        self.is_another = self.is_another or passage.another
        self._statuses.add(passage.status)
        self.is_recalled = self.is_recalled and passage.is_recalled
        self.is_weak = self.is_weak and passage.found.weak
        rank = _rank_date(passage, passage.date) if passage.date else None
        if rank is not None and (self._rank is None or rank < self._rank):
            self._rank, self.date = rank, passage.date

    def add_all(self, other: "Group") -> None:
        """Add what tells of another day of the contact, without its date."""
        date, rank = self.date, self._rank
        for passage in other.passages:
            self.add(passage)
        self.date, self._rank = date, rank

    @property
    def when(self) -> EdtfDate | None:
        """The day or days of the contact, as far as told."""
        return self.days or (self.date.date if self.date else None)

    @property
    def status(self) -> Status:
        """Held if any passage says so, else cancelled if any does, else planned."""
        return next((s for s in (Status.HELD, Status.CANCELLED) if s in self._statuses), Status.PLANNED)

    @property
    def is_held(self) -> bool:
        """Tell whether the contact took place."""
        return self.status is Status.HELD

    @property
    def is_day(self) -> bool:
        """Tell whether an exact day is told."""
        return self.date is not None and self.date.exact and self.date.date.precision is Precision.DAY

    def fits_place(self, passage: Passage) -> bool:
        """Tell whether the passage can be of this contact by its city."""
        return not passage.cities or not self.cities or not self.cities.isdisjoint(passage.cities)

    def fits_date(self, passage: Passage) -> bool:
        """Tell whether the passage can be of this contact by its date."""
        if not (self.date and passage.date and self.date.date.overlaps(passage.date.date)):
            return False
        if passage.is_recalled and not self.is_recalled and passage.date.date.precision < Precision.DAY:
            # "The last time they met in early July" is not the news of late July.
            return False
        # "They met on Saturday and will meet again in two weeks": one month, two meetings.
        if self.is_held == (passage.status is Status.HELD):
            return True
        return self.is_day and passage.date.exact and passage.date.date.precision is Precision.DAY

    def fits_part(self, passage: Passage) -> bool:
        """Tell whether the passage can be of this call by the part of its day.

        What is before noon for one is not after it for another; words that can mean one hour are of two calls only if
        the passage says that it was done again.
        """
        if self.kind is not Kind.CALL or passage.kind is not Kind.CALL:
            return True
        if passage.another and not self.is_another:
            return False
        if passage.part is None or not self.parts:
            return True
        part = PartOfDay(passage.part.value)
        if part in self.parts:
            return True
        return not passage.again and not are_apart({part}, self.parts)

    def is_twin(self, other: "Group") -> bool:
        """Tell whether this is another call on the day of the other."""
        if self is other or self.kind is not Kind.CALL or other.kind is not Kind.CALL:
            return False
        if self.beside is other or other.beside is self:
            return True
        return self.when is not None and other.when is not None and self.when.overlaps(other.when)

    def get_gap(self, passage: Passage) -> int:
        """Count the sentences between a passage and what tells of this contact."""
        return min(abs(passage.number - one.number) for one in self.passages)

    def fits_day(self, day: EdtfDate) -> bool:
        """Tell whether the contact can be of a day."""
        return self.when is not None and self.when.overlaps(day)

    def follows(self, other: "Group") -> bool:
        """Tell whether this meeting goes on, on the day after the other's last: one contact over several days."""
        if self.kind is not Kind.MEETING or other.kind is not Kind.MEETING:
            return False
        if not (self.is_held and other.is_held and self.is_day and other.is_day):
            return False
        mine, theirs = self.when, other.when
        return mine is not None and theirs is not None and (mine.first - theirs.last).days == 1


def _rank_date(passage: Passage, found: FoundDate) -> tuple[bool, int, int, int, Span]:
    date = found.date
    days = (date.last - date.first).days if date.precision is Precision.DAY else 0
    return (not found.exact, -date.precision, _rank_words(passage), -days, found.span)


def _rank_words(passage: Passage) -> int:
    """Rank what tells a day: the talks, then a stay of several days or what the two did besides, then an arrival."""
    is_visit, is_stay = passage.found.rule == "visit-words", passage.date and passage.date.date.is_interval
    if not passage.found.weak or (is_stay and not is_visit):
        return 0
    return 1 if is_stay or not is_visit else 2
