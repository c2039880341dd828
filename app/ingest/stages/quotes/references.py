"""Who is meant by "he", "the spokesman", "the guest": whom the text told of before."""

from bisect import bisect_right
from dataclasses import dataclass

from app.domain.findings import Findings, FoundPerson
from app.domain.spans import Span, find_holder, iterate_within
from app.ingest.stages.quotes.stretches import Stretch
from app.ingest.stages.quotes.subjects import Speaker, can_speak
from app.lexicon.people import PRESIDENT, get_people

# How many sentences back a pronoun looks, and how far in characters in each.
_REACH_SENTENCES, _REACH = 3, 600
# Two offices are one if so many letters of theirs agree.
_STEM = 6
# Phrases that mean one of the two presidents; as a subject one stands near the start of its sentence.
_PHRASES = ("speaker_ru", "speaker_by", "speaker_guest", "speaker_host", "speaker_other")
_NEAR_START = 80
_OFFICES = (
    ("speaker_ru", PRESIDENT, "RU"),
    ("speaker_by", PRESIDENT, "BY"),
    ("spokesperson_ru", "spokesperson", "RU"),
    ("spokesperson_by", "spokesperson", "BY"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation and its speaker."""

    stretch: Stretch
    speaker: Speaker


def resolve(
    findings: Findings, register: "Register", stretch: Stretch, speaker: Speaker, before: Said | None
) -> Speaker:
    """Find whom a pronoun or an office means, if the text decides it; the words stay as printed."""
    if not speaker.refers or speaker.slug:
        return speaker
    at = speaker.span.start if speaker.span else stretch.span.start
    if speaker.text is None or _is_pronoun(findings, speaker):
        found = _resolve_pronoun(findings, register, at, before, _is_she(findings, speaker))
        return Speaker(found, speaker.text, speaker.span, refers=True)
    return Speaker(_resolve_phrase(findings, register, speaker.span), speaker.text, speaker.span, refers=True)


def _is_pronoun(findings: Findings, speaker: Speaker) -> bool:
    return speaker.span is not None and any(
        (mark := findings.marks.at(name, speaker.span.start)) is not None and mark.span == speaker.span
        for name in ("speaking_pronoun", "his_words")
    )


def _is_she(findings: Findings, speaker: Speaker) -> bool:
    return speaker.span is not None and findings.marks.at("speaking_she", speaker.span.start) is not None


def _resolve_pronoun(
    findings: Findings, register: "Register", at: int, before: Said | None, is_she: bool
) -> str | None:
    """Find whom "he said" means: who spoke or was the subject last, in this sentence or the few before it."""
    number = bisect_right(findings.sentences, at, key=lambda one: one.span.start) - 1
    for sentence in reversed(findings.sentences[max(0, number - _REACH_SENTENCES) : number + 1]):
        start, end = max(sentence.span.start, sentence.span.end - _REACH), min(at, sentence.span.end)
        if sentence.heading:
            return None
        if before and sentence.span.start <= before.stretch.span.start < sentence.span.end:
            # Who spoke last may be left open; then "he" is open as well.
            slug = before.speaker.slug
            return slug if slug is None or _may_be(slug, is_she) else None
        if start >= end:
            continue
        told = _find_subject(findings, register, Span(start, end), is_she)
        if told is not None:
            return told.slug
    return _find_only(findings, Span(max(0, at - _REACH), at), is_she) if at else None


def _find_only(findings: Findings, zone: Span, is_she: bool) -> str | None:
    """Find the one person whom the words just before name at all, in this paragraph and the one before."""
    parts = zone.of(findings.text).split("\n\n")
    start = zone.end - len("\n\n".join(parts[-2:]))
    if start >= zone.end:
        return None
    found = {
        person.people[0]
        for person in iterate_within(findings.people, Span(start, zone.end))
        if len(person.people) == 1
        and find_holder(findings.quoted, person.span) is None
        and _may_be(person.people[0], is_she)
    }
    return found.pop() if len(found) == 1 else None


def _find_subject(findings: Findings, register: "Register", zone: Span, is_she: bool) -> Speaker | None:
    """Find whom a sentence is about: the first who can be its subject, or somebody it does not name."""
    unnamed = findings.marks.at("indefinite", zone.start)
    if unnamed and findings.marks.has("relative", zone):
        return Speaker(None, None)
    phrases = [mark for name in _PHRASES if (mark := findings.marks.first(name, zone)) is not None]
    first = min(phrases, key=lambda mark: mark.span, default=None)
    for person in iterate_within(findings.people, zone):
        if first and first.span.start <= person.span.start:
            break
        if _is_subject(findings, person, zone.start) and _may_be(person.people[0], is_she):
            return Speaker(person.people[0], person.text)
    if (
        first
        and first.span.start - zone.start <= _NEAR_START
        and find_holder(findings.quoted, first.span) is None
    ):
        slug = _resolve_phrase(findings, register, first.span)
        return Speaker(slug, first.span.of(findings.text)) if slug and _may_be(slug, is_she) else None
    return Speaker(None, None) if findings.marks.has("indefinite_one", zone) else None


def _is_subject(findings: Findings, person: FoundPerson, start: int) -> bool:
    if len(person.people) != 1 or find_holder(findings.quoted, person.span) is not None:
        return False
    if person.rule == "pronoun":
        return findings.marks.at("speaking_pronoun", person.span.start) is not None
    return can_speak(findings, person, start)


def _may_be(slug: str, is_she: bool) -> bool:
    return not is_she or slug not in get_people().presidents


def _resolve_phrase(findings: Findings, register: "Register", span: Span | None) -> str | None:
    """Find whom a phrase means that is an office and nothing more."""
    if span is None:
        return None
    for name, office, country in _OFFICES:
        if _is_all(findings, name, span):
            return get_people().get_holder(office, country, register.day)
    for name in ("speaker_guest", "speaker_host"):
        if _is_all(findings, name, span):
            return register.get_president(is_host=name == "speaker_host", at=span.start)
    if _is_all(findings, "speaker_other", span):
        return register.get_other_president(findings, span.start)
    role = findings.marks.last("speaker_role", span)
    if (
        role
        and role.span.end == span.end
        and findings.text[span.start : role.span.start].islower() | (role.span.start == span.start)
    ):
        return register.get_bearer(role.span.of(findings.text), span.start)
    known = register.get_known(span.of(findings.text))
    if known:
        return known
    return register.get_other(span.start) if _is_all(findings, "speaker_anyone", span) else None


def _is_all(findings: Findings, name: str, span: Span) -> bool:
    mark = findings.marks.first(name, span)
    return mark is not None and mark.span == span


class Register:
    """Whom a text introduces, in its order, made once: bearers of offices, people, the countries of its cities."""

    def __init__(self, findings: Findings) -> None:
        """Read the register from what the first stages found."""
        self.day = findings.published.last if findings.published else None
        self._offices: dict[str, list[tuple[int, str]]] = {}
        self._surnames: dict[str, str] = {}
        self._others: list[tuple[int, str]] = []
        self._countries: list[tuple[int, str]] = []
        presidents = get_people().presidents
        for place in findings.places:
            if place.city and place.country in ("RU", "BY"):
                _add_new(self._countries, place.span.end, place.country)
        named = tuple(
            person
            for person in findings.people
            if person.rule == "name" and len(person.people) == 1 and person.people[0] not in presidents
        )
        for person in named:
            _add_new(self._others, person.span.end, person.people[0])
        for mark in findings.marks.all("speaker_role"):
            person_slug = _find_nearest(findings, named, mark.span)
            if person_slug:
                _add_new(
                    self._offices.setdefault(_get_stem(mark.span.of(findings.text)), []),
                    mark.span.end,
                    person_slug,
                )

    def get_bearer(self, role: str, at: int) -> str | None:
        """Return the one person whom the text, before `at`, introduced with an office."""
        bearers = self._offices.get(_get_stem(role), [])
        return _get_only(bearers, at) if bearers and bearers[0][0] <= at else self.get_other(at)

    def get_other(self, at: int) -> str | None:
        """Return the one person other than the presidents whom the text names before `at`."""
        return _get_only(self._others, at)

    def get_president(self, *, is_host: bool, at: int) -> str | None:
        """Return the president who is at home, or the other, if the cities told before `at` lie in one country."""
        here = _get_only(self._countries, at)
        if here is None:
            return None
        there = "BY" if here == "RU" else "RU"
        return get_people().get_president(here if is_host else there, self.day)

    def get_other_president(self, findings: Findings, at: int) -> str | None:
        """Return the president who is not the one named last before `at`."""
        pair = get_people().get_presidents(self.day)
        last = next(
            (
                person.people[0]
                for person in reversed(
                    list(iterate_within(findings.people, Span(max(0, at - _REACH), max(1, at))))
                )
                if len(person.people) == 1 and find_holder(findings.quoted, person.span) is None
            ),
            None,
        )
        return next((one for one in pair if one != last), None) if len(pair) == 2 and last in pair else None

    def remember(self, speaker: Speaker) -> None:
        """Keep the surname of somebody who spoke."""
        if speaker.slug and speaker.text and " " in speaker.text:
            self._surnames.setdefault(speaker.text.split()[-1], speaker.slug)

    def get_known(self, words: str) -> str | None:
        """Return who spoke before and bears the surname with which `words` end."""
        return self._surnames.get(words.split()[-1]) if words else None


def _add_new(entries: list[tuple[int, str]], at: int, value: str) -> None:
    """Add a value at its first place; more than two are as good as two."""
    if len(entries) < 2 and all(known != value for _, known in entries):
        entries.append((at, value))


def _get_only(entries: list[tuple[int, str]], at: int) -> str | None:
    told = [value for position, value in entries if position <= at]
    return told[0] if len(told) == 1 else None


def _find_nearest(findings: Findings, named: tuple[FoundPerson, ...], role: Span) -> str | None:
    """Find whom an office introduces: "minister Lavrov", "Lavrov, the minister"."""
    sentence = findings.sentence_at(role.start)
    for person in iterate_within(named, Span(max(0, role.start - 60), role.end + 80)):
        if sentence is None or not sentence.span.holds(person.span):
            continue
        between = findings.text[min(person.span.end, role.end) : max(person.span.start, role.start)]
        if len(between.split()) <= 6 and between.count(",") <= 1:
            return person.people[0]
    return None


def _get_stem(role: str) -> str:
    return role.lower()[:_STEM]
