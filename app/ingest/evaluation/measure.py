"""Measuring one article: its reading held against its gold, added to the figures of its language and of all."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.domain.readings import EventReading, QuoteReading, Reading
from app.domain.vocabulary import Kind, QuoteKind
from app.ingest.evaluation.about import list_about
from app.ingest.evaluation.describe import describe_event, describe_gold_event, list_words
from app.ingest.evaluation.gold import GoldArticle, GoldEvent, GoldQuote
from app.ingest.evaluation.matching import (
    Matching,
    is_city_right,
    is_date_right,
    is_date_scored,
    is_kind_right,
    is_right_but_city,
    is_status_right,
    match,
    match_events,
)
from app.ingest.evaluation.quotes import match_quotes
from app.ingest.evaluation.scores import Detail, Tally

_CONTACTS = (Kind.MEETING, Kind.CALL)


@dataclass(slots=True)
class Measurement:
    """The figures of all articles, of each language, and every fault."""

    whole: Tally = field(default_factory=Tally)
    languages: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    details: list[Detail] = field(default_factory=list)

    def add(self, gold: GoldArticle, reading: Reading | None) -> None:
        """Add one article; one that could not be read tells nothing, and all that was wanted of it is missed."""
        language = gold.language or (reading.article.language if reading else None) or "unknown"
        measure = _Measure(gold, reading, (self.whole, self.languages[language]), self.details)
        measure.add_spans()
        measure.add_about()
        measure.add_events()
        measure.add_quotes()
        measure.add_claims()


@dataclass(frozen=True, slots=True)
class _Measure:
    gold: GoldArticle
    reading: Reading | None
    tallies: tuple[Tally, ...]
    details: list[Detail]

    def add_rate(self, name: str, wanted: int, found: int, right: int) -> None:
        for tally in self.tallies:
            tally.rates[name].add(wanted, found, right)

    def add_share(self, name: str, is_right: bool) -> None:
        for tally in self.tallies:
            tally.shares[name].add(is_right)

    def note(self, what: str, wanted: str | None, found: str | None, words: Iterable[str] = ()) -> None:
        self.details.append(Detail(self.gold.key, what, wanted, found, tuple(words)))

    def add_spans(self) -> None:
        """Count the spans that do not yield their words."""
        broken = list(_iterate_broken(self.reading)) if self.reading else []
        for tally in self.tallies:
            tally.articles += 1
            tally.spans += len(broken)
        for words, there in broken:
            self.note("span", words, there)

    def add_about(self) -> None:
        """Compare what the gold says of the article itself."""
        if self.reading:
            for name, wanted, found, is_right in list_about(self.gold.about, self.reading.article):
                self.add_share(name, is_right)
                if not is_right:
                    self.note(name, wanted, found or "nothing")

    def add_events(self) -> None:
        wanted, found = self.gold.events, self.reading.events if self.reading else ()
        matching = match_events(wanted, found)
        self._add_rates(wanted, found, matching)
        self._add_fields(wanted, found, matching)
        if self.gold.is_row:
            self._add_record(wanted, found, matching)
        self._note_events(wanted, found, matching)

    def _add_rates(
        self, wanted: Sequence[GoldEvent], found: Sequence[EventReading], matching: Matching
    ) -> None:
        right = [wanted[i].kind for i in matching.right if not wanted[i].optional]
        missed = [wanted[i].kind for i in matching.missed]
        invented = [found[j].kind for j in matching.invented]
        groups: list[tuple[str, tuple[Kind, ...]]] = [("events", tuple(Kind)), ("contacts", _CONTACTS)]
        for name, kinds in groups + [(f"kind {kind}", (kind,)) for kind in Kind]:
            count = [sum(kind in kinds for kind in some) for some in (right, missed, invented)]
            self.add_rate(name, count[0] + count[1], count[0] + count[2], count[0])
        # The same with a looser test of what is right.
        for name, test in (("ignoring city", is_right_but_city), ("date alone", is_date_right)):
            pairs = match(wanted, found, test)
            needed = sum(not wanted[i].optional for i in pairs)
            self.add_rate(
                name,
                sum(not event.optional for event in wanted),
                len(found) - (len(pairs) - needed),
                needed,
            )

    def _add_fields(
        self, wanted: Sequence[GoldEvent], found: Sequence[EventReading], matching: Matching
    ) -> None:
        """Compare single fields: what makes an event right in nearly right events too, the rest in right ones."""
        pairs = [(wanted[i], found[j]) for i, j in matching.right.items() if not wanted[i].optional]
        for one, other in pairs + [(wanted[i], found[j]) for i, j in matching.near.items()]:
            self.add_share("kind", is_kind_right(one, other))
            if one.status:
                self.add_share("status", is_status_right(one, other))
            if is_date_scored(one):
                self.add_share("date", is_date_right(one, other))
            if one.city:
                self.add_share("city", is_city_right(one, other))
        for one, other in pairs:
            if one.format:
                self.add_share("format", one.format == other.format)
                if one.format != other.format:
                    self.note("format", one.format, str(other.format), (describe_event(other),))
            self._add_set("topics", one.topics, other.topics, other)
            self._add_set("people", one.people, other.people, other)

    def _add_set(
        self, name: str, wanted: frozenset[str] | None, values: Iterable[str], event: EventReading
    ) -> None:
        if wanted is None:
            return
        found = frozenset(values)
        self.add_rate(name, len(wanted), len(found), len(wanted & found))
        words = (describe_event(event),)
        for value in sorted(wanted - found):
            self.note(name, value, None, words)
        for value in sorted(found - wanted):
            self.note(name, None, value, words)

    def _add_record(
        self, wanted: Sequence[GoldEvent], found: Sequence[EventReading], matching: Matching
    ) -> None:
        """Score the row as a whole: is it among those that tell of an event, and is one of its events right."""
        is_wanted = any(not event.optional for event in wanted)
        is_right = any(not wanted[i].optional for i in matching.right)
        # A row that only tells what may be told or not is neither a find nor a miss.
        is_found = bool(matching.invented) or is_right
        self.add_rate("records", is_wanted, is_found, is_right)
        self.add_rate("records, any event", is_wanted, is_found, is_wanted and is_found)

    def _note_events(
        self, wanted: Sequence[GoldEvent], found: Sequence[EventReading], matching: Matching
    ) -> None:
        for i in matching.missed:
            near = found[matching.near[i]] if i in matching.near else None
            self.note(
                "event",
                describe_gold_event(wanted[i]),
                describe_event(near) if near else None,
                list_words(near) if near else (),
            )
        for j in matching.invented:
            if j not in matching.near.values():
                self.note("event", None, describe_event(found[j]), list_words(found[j]))

    def add_quotes(self) -> None:
        """Match quotes in quotation marks, and compare the speakers of those that were found."""
        wanted = self.gold.quotes
        if wanted is None:
            return
        quotes = self.reading.quotes if self.reading else ()
        found = [quote for quote in quotes if quote.kind is QuoteKind.DIRECT]
        matching = match_quotes([quote.text for quote in wanted], [quote.text for quote in found])
        for tally in self.tallies:
            rate = tally.rates["quotes"]
            rate.wanted += len(wanted)
            rate.wanted_right += sum(holder is not None for holder in matching.holders)
            rate.found += len(found)
            rate.found_right += sum(matching.right)
        for quote, holder in zip(wanted, matching.holders, strict=True):
            if holder is None:
                self.note("quote", quote.text, None)
            else:
                self._add_speaker(quote, found[holder])
        for other, is_right in zip(found, matching.right, strict=True):
            if not is_right:
                self.note("quote", None, other.text)

    def _add_speaker(self, wanted: GoldQuote, found: QuoteReading) -> None:
        """Compare a speaker; where the text names no one, none may be found."""
        self.add_share("speaker" if wanted.speaker else "speaker left open", found.speaker == wanted.speaker)
        if found.speaker != wanted.speaker:
            names = (
                f"{quote.speaker or 'open'} ({quote.speaker_text or 'no words'})" for quote in (wanted, found)
            )
            self.note("speaker", next(names), next(names), (found.text,))

    def add_claims(self) -> None:
        """Compare count claims by year and count."""
        wanted = self.gold.claims
        if wanted is None:
            return
        claims = self.reading.claims if self.reading else ()
        found = {(claim.year, claim.count) for claim in claims}
        self.add_rate("claims", len(wanted), len(found), len(wanted & found))
        for year, count in sorted(wanted - found):
            self.note("claim", f"{count} in {year}", None)
        for year, count in sorted(found - wanted):
            words = (claim.text for claim in claims if (claim.year, claim.count) == (year, count))
            self.note("claim", None, f"{count} in {year}", words)


def _iterate_broken(reading: Reading) -> Iterable[tuple[str, str]]:
    """Yield the words of each span that yields others, with what stands there."""
    text = reading.article.text
    told = [(fact.text, fact.span) for event in reading.events for fact in event.facts]
    told += [(quote.text, quote.span) for quote in reading.quotes]
    told += [(claim.text, claim.span) for claim in reading.claims]
    for words, span in told:
        there = text[span.start : span.end]
        if there != words:
            yield words, there
