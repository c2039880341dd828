"""The findings of a text as its own telling: speech blanked, and asked for by place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.findings import Findings, FoundDate, FoundPerson, FoundPlace
from app.domain.marks import Mark
from app.domain.spans import Span, iterate_within
from app.ingest.stages.mentions.principals import find_disowned
from app.lexicon.language import Language

_SHORTEST_SPEECH = 4
# In the order in which the presidents are listed.
_HOMES = ("RU", "BY")


@dataclass(frozen=True, slots=True)
class View:
    """The findings as the article's own telling: `told` is the text with all speech blanked, same length."""

    findings: Findings
    told: str
    presidents: tuple[str, ...]
    language: Language
    disowned: frozenset[Span] = frozenset()

    @property
    def homes(self) -> dict[str, str]:
        """The country of each of the two presidents."""
        return dict(zip(self.presidents, _HOMES, strict=False))

    def people_in(self, span: Span) -> tuple[FoundPerson, ...]:
        """Return who is named within `span` in person, outside quotation marks."""
        return tuple(
            person
            for person in iterate_within(self.findings.people, span)
            if person.span not in self.disowned and not self.is_speech(person.span)
        )

    def presidents_in(self, span: Span) -> tuple[FoundPerson, ...]:
        """Return where one of the two presidents, or both, are named or referred to within `span`."""
        return tuple(person for person in self.people_in(span) if self.is_president(person))

    def is_president(self, person: FoundPerson) -> bool:
        """Tell whether a name means one of the two presidents, or both."""
        return not set(person.people).isdisjoint(self.presidents)

    def named_in(self, span: Span) -> set[str]:
        """Return which of the two presidents are named or referred to within `span`."""
        named = {slug for person in self.people_in(span) for slug in person.people}
        return named & set(self.presidents)

    def are_both_in(self, span: Span) -> bool:
        """Tell whether both presidents are named or referred to within `span`."""
        return len(self.presidents) == 2 and len(self.named_in(span)) == 2

    def marks(self, name: str, span: Span) -> Iterator[Mark]:
        """Iterate over the marks of the named word list within `span`, outside speech."""
        return (mark for mark in self.findings.marks.within(name, span) if not self.is_speech(mark.span))

    def match(self, name: str, span: Span) -> Span | None:
        """Return where an entry of the named word list first stands within `span`, outside speech."""
        marks = self.findings.marks
        first = marks.first(name, span)
        if first is None or not self.is_speech(first.span):
            return first.span if first else None
        mark = next(self.marks(name, span), None)
        return mark.span if mark else None

    def is_speech(self, span: Span) -> bool:
        """Tell whether `span` was blanked as speech."""
        return not self.told[span.start : span.end].strip()

    def dates_in(self, span: Span) -> list[FoundDate]:
        """Return the times told within `span`, outside speech."""
        return [date for date in iterate_within(self.findings.dates, span) if not self.is_speech(date.span)]

    def places_in(self, span: Span) -> list[FoundPlace]:
        """Return the cities told within `span`, outside speech, but those from which somebody came."""
        origins = self.language.particles["origin"]
        return [
            place
            for place in iterate_within(self.findings.places, span)
            if place.city and not self.is_speech(place.span) and self._word_before(place.span) not in origins
        ]

    def _word_before(self, span: Span) -> str:
        words = self.told[max(0, span.start - 30) : span.start].split()
        return words[-1].lower() if words else ""


# "MINSK, May 24. /TASS/. …", "MOSCOW, May 8, 2020 (AP) - …", "MINSK, 8 May 2020. …": where and when the report was
# sent.
_DATELINE = re.compile(
    r"^[^\W\d_a-zа-яёўі]{3,}(?:[ .-]+[^\W\d_a-zа-яёўі]+)*,\s[^\n.]{3,25}\s(?:19|20)\d\d\.(?=\s)|"
    r"^[^\W\d_a-z][^\n()/]{1,60}?(?:/[^/\n]{2,20}/|\([^()\n]{2,20}\))\s?[.,]?\s?[-–—.]{0,2}"
    r"|^[^\W\d_a-z]{3,}[^\n()/]{0,50}?\s(?:--|[-–—])(?=\s)",
    re.MULTILINE,
)


def make_view(findings: Findings, presidents: tuple[str, ...], language: Language) -> View:
    """Blank the speech of four and more words, so that no rule reads what a speaker says of himself as the
    article's word, and the datelines, which tell of the report and not of the event.

    Speech that names both presidents in the third person is an official's word about them, and is read.
    """
    told = list(findings.text)
    disowned = find_disowned(findings, presidents, language)
    for quote in findings.quoted:
        long = len(re.findall(r"\w+", quote.of(findings.text))) >= _SHORTEST_SPEECH
        if long and not _is_about_both(findings, quote, presidents):
            told[quote.start : quote.end] = " " * (quote.end - quote.start)
    for dateline in _DATELINE.finditer(findings.text):
        told[dateline.start() : dateline.end()] = " " * (dateline.end() - dateline.start())
    return View(findings, "".join(told), presidents, language, disowned)


def _is_about_both(findings: Findings, quote: Span, presidents: tuple[str, ...]) -> bool:
    named = {
        slug
        for person in iterate_within(findings.people, quote)
        if person.rule != "pronoun"
        for slug in person.people
    }
    return len(presidents) == 2 and named >= set(presidents)
