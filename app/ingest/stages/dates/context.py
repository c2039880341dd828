"""What a rule may use to resolve the words of a date."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from app.domain.dates import EdtfDate, Precision
from app.domain.findings import FoundDate, Sentence
from app.domain.marks import Marks
from app.domain.spans import Span
from app.ingest.stages.dates.mood import Mood, Tense, find_mood
from app.ingest.stages.dates.shape import Shape, Token
from app.lexicon.language import Language

# A report may name a day a few weeks ahead without a word for the future.
_SOON = timedelta(days=60)
_MOVED_WITHIN = 40
_FAR = timedelta(days=300)
# What the text told longer ago than this is history, from which it does not count its days.
_RECENT = timedelta(days=31)


class Reading(NamedTuple):
    """What the tokens `[start, end)` of a sentence tell: None where they tell no time."""

    start: int
    end: int
    date: EdtfDate | None
    exact: bool = True


class Context:
    """The text, its publication date, the sentence being read, and what the text told last."""

    def __init__(self, text: str, language: Language, marks: Marks, published: EdtfDate | None) -> None:
        self.text, self.language, self.marks, self.published = text, language, marks, published
        self.told: FoundDate | None = None
        self._told_in = -1
        # The year that this sentence told before: "in 2021 they met on 22 February".
        self.year: int | None = None
        self._sentence: Sentence | None = None
        self.shape = Shape("", [])

    def begin(self, sentence: Sentence, shape: Shape) -> None:
        """Go on to the next sentence."""
        self._sentence, self.shape, self.year = sentence, shape, None

    def tell(self, found: FoundDate) -> None:
        """Remember the day that the text told last."""
        self.told, self._told_in = found, self._sentence.paragraph if self._sentence else -1

    @property
    def today(self) -> date | None:
        """The one day of publication; a weekly's range is none."""
        published = self.published
        if published is None or published.precision is not Precision.DAY or published.is_interval:
            return None
        return published.first

    @property
    def told_near(self) -> EdtfDate | None:
        """What was told last, if in this paragraph or the one before, and neither long ago nor still to come."""
        if self.told is None or self._sentence is None or self._sentence.paragraph - self._told_in > 1:
            return None
        date_told = self.told.date
        if self.published and not (
            self.published.first - _RECENT <= date_told.last and date_told.first <= self.published.last
        ):
            return None
        return date_told

    @property
    def anchor(self) -> EdtfDate | None:
        """What the next day and two weeks later are counted from: the day told last, in this paragraph or recent."""
        return self.told.date if self.told and self.is_told_here else self.told_near

    @property
    def is_told_here(self) -> bool:
        """Tell whether what was told last stands in the same paragraph."""
        return self._sentence is not None and self._sentence.paragraph == self._told_in

    @property
    def told_days(self) -> list[date]:
        """The days of the stretch that the text told last, if it did so near and the stretch is within a week."""
        told = self.told_near
        if told is None or not told.is_interval or (told.last - told.first).days > 6:
            return []
        return [told.first + timedelta(days=number) for number in range((told.last - told.first).days + 1)]

    def is_moved(self, start: int) -> bool:
        """Tell whether words just before say that something was moved: "from Thursday to Friday" is no stretch."""
        place = self.shape.tokens[start].start
        return place > 0 and self.marks.has("postponed", Span(max(0, place - _MOVED_WITHIN), place))

    def find_mood(self, start: int, end: int) -> Mood:
        """Tell the mood of the words around the tokens `[start, end)`."""
        tokens = self.shape.tokens
        span = Span(tokens[start].start, tokens[end - 1].end)
        clauses = self._sentence.clauses if self._sentence else ()
        index = bisect_right(clauses, span.start, key=lambda clause: clause.start) - 1
        clause = clauses[index] if index >= 0 else span
        mood = find_mood(self.text, clause, span, self.marks, self.language)
        # What was called off or put off may have been still to come.
        if mood.tense is Tense.PAST and any(
            self.marks.has(name, clause) for name in ("cancelled", "postponed")
        ):
            return Mood(Tense.NEAR)
        looks_back = any(self.marks.has(name, clause) for name in ("happened", "recalled"))
        return mood._replace(sure=mood.tense is Tense.PAST and looks_back)

    def _follow(self, make: Callable[[int], EdtfDate]) -> EdtfDate | None:
        """Choose the year by the day that the paragraph told last: an undated chronicle goes forward in time."""
        if self.told is None or self._sentence is None or self._sentence.paragraph - self._told_in > 1:
            return None
        told = self.told.date
        # A new paragraph may go back in time: it stays in the year, or tells none.
        for year in (told.first.year, told.first.year + 1)[: 2 if self.is_told_here else 1]:
            candidate = make(year)
            if candidate.last >= told.first:
                return candidate
        return None

    def find_nearest(
        self, make: Callable[[int], EdtfDate], mood: Mood, *, ahead: bool = False
    ) -> EdtfDate | None:
        """Choose the year that a yearless date means: the nearest to publication, on the side that is told.

        With `ahead` the words are those of something fixed ("for 24 May"): the nearest on either side.
        """
        published = self.published
        if published is None:
            return self._follow(make)
        candidates = list(_list_candidates(make, published.first.year))
        if not candidates:
            return None
        if mood.tense is Tense.FUTURE:
            past = [one for one in candidates if one.last < published.first]
            candidates = [candidate for candidate in candidates if candidate.last >= published.first]
            # Nobody announces a day in eleven months without its year: "of the talks of 7 December" is the last one.
            if (
                past
                and published.first - past[-1].last < _SOON
                and candidates[0].first - published.first > _FAR
            ):
                return past[-1]
            return min(candidates, key=lambda candidate: candidate.first, default=None)
        if ahead or mood.tense in (Tense.NEAR, Tense.NONE):
            return min(candidates, key=lambda one: abs(one.first - published.first), default=None)
        if mood.tense is Tense.PAST and mood.close:
            past = [candidate for candidate in candidates if candidate.first <= published.last]
            soon = [one for one in candidates if published.last < one.first <= published.last + _RECENT]
            # "Agreed in December to go on on 5 January": the last one or the next, and nothing tells which.
            if soon and not mood.sure:
                return None
            return max(past, key=lambda candidate: candidate.first, default=None)
        candidates = [candidate for candidate in candidates if candidate.first <= published.last + _SOON]
        return max(candidates, key=lambda candidate: candidate.first, default=None)


def _list_candidates(make: Callable[[int], EdtfDate], year: int) -> Iterator[EdtfDate]:
    for candidate in (year - 1, year, year + 1):
        try:
            yield make(candidate)
        except ValueError:
            # 29 February of another year.
            continue


def pick(context: Context, start: int, end: int, letters: str) -> list[Token]:
    """Return the tokens of `[start, end)` whose letter is one of `letters`."""
    shape = context.shape
    return [shape.tokens[index] for index in range(start, end) if shape.letters[index] in letters]
