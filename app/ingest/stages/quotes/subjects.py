"""Who speaks, by the words beside a quotation: the subject of a verb of saying."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.findings import Findings, FoundPerson
from app.domain.ids import make_slug
from app.domain.marks import Mark
from app.domain.spans import Span, find_holder, iterate_within
from app.ingest.stages.quotes.stretches import WORD
from app.lexicon.nominatives import is_nominative

# Two or three capitalised words in a row.
_FULL_NAME = re.compile(r"[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+){1,2}")
_LAST_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?:\s[^\W\d_a-z][\w’'-]+){0,2}$")
_STOP = re.compile(r"[,;:—–!?()…]|\s-\s|\n")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_LONGEST_SUBJECT = 90


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: a person's slug if known, and the words that name the speaker. `refers` tells of a pronoun or
    an office, whose bearer is told elsewhere."""

    slug: str | None
    text: str | None
    span: Span | None = None
    refers: bool = False


def find_subject_after(findings: Findings, verb: Span, end: int) -> Speaker | None:
    """Find the subject that follows its verb: "said Putin", «сказал в среду Путин», "wrote one of our readers"."""
    zone = Span(verb.end, min(end, verb.end + 300)) if verb.end < end else None
    if zone is None:
        return None
    stop = _STOP.search(findings.text, zone.start, zone.end)
    first = stop.start() if stop else zone.end
    if findings.text[zone.start : first].strip():
        near = Span(zone.start, first)
        return (
            _find_pronoun(findings, near, reach=3)
            or _find_person(findings, near)
            or _read_phrase(findings, near)
        )
    # A participle stands between them: «сказал, отвечая на вопрос, Путин».
    return _find_person(findings, zone) if stop and findings.text[first] == "," else None


def find_subject_before(findings: Findings, start: int, verb: Span, *, last: bool) -> Speaker | None:
    """Find the subject that precedes its verb, the first or the last that can be it."""
    if start >= verb.start:
        return None
    zone = Span(start, verb.start)
    people = [person for person in _told(findings, zone) if can_speak(findings, person, start)]
    pronouns = list(findings.marks.within("speaking_pronoun", zone))
    pronouns = [mark for mark in pronouns if not _is_governed(findings, mark.span.start, start)]
    # "Putin left, and Lukashenko, he said": the pronoun next to the verb is the subject.
    if pronouns and (not people or people[-1].span.end < pronouns[-1].span.start):
        return _refer(findings, pronouns[-1].span)
    if people:
        return speak(people[-1 if last else 0])
    return None


def _find_pronoun(findings: Findings, zone: Span, reach: int) -> Speaker | None:
    mark = findings.marks.first("speaking_pronoun", zone)
    if mark is None or len(WORD.findall(findings.text[zone.start : mark.span.start])) >= reach:
        return None
    named = mark.span.start > zone.start and any(_told(findings, Span(zone.start, mark.span.start)))
    return None if named else _refer(findings, mark.span)


def _refer(findings: Findings, span: Span) -> Speaker:
    return Speaker(None, span.of(findings.text), span, refers=True)


def speak(person: FoundPerson) -> Speaker:
    """Let a person found in the text be the speaker."""
    return Speaker(person.people[0] if len(person.people) == 1 else None, person.text, person.span)


def _is_body(findings: Findings, person: FoundPerson) -> bool:
    """Tell whether what looks like a name begins with an office or service: «Пресс-служба Кремля»."""
    return findings.marks.at("owned", person.span.start) is not None


def _told(findings: Findings, zone: Span) -> Iterator[FoundPerson]:
    for person in iterate_within(findings.people, zone):
        if person.rule == "pronoun" or _is_body(findings, person):
            continue
        if find_holder(findings.quoted, person.span) is None:
            yield person


def _find_person(findings: Findings, zone: Span) -> Speaker | None:
    for person in _told(findings, zone):
        if can_speak(findings, person, zone.start):
            return speak(person)
    return None


def find_named(findings: Findings, zone: Span) -> Speaker | None:
    """Find whom "according to" or "the words of" names, in whatever case."""
    stop = _STOP.search(findings.text, zone.start, zone.end)
    near = Span(zone.start, stop.start()) if stop and stop.start() > zone.start else zone
    for person in _told(findings, near):
        if not _is_owner(findings, person, near.start):
            return speak(person)
    return _read_phrase(findings, near)


def find_subject_at(findings: Findings, zone: Span) -> Speaker | None:
    """Find the person whose name, in the subject's case, is where `zone` begins."""
    person = next(_told(findings, zone), None)
    if person is None or person.span.start != zone.start or not can_speak(findings, person, zone.start):
        return None
    return speak(person)


def find_owner(findings: Findings, zone: Span) -> Speaker | None:
    """Find whom a possessive at the end of a phrase names: "in Putin's"."""
    words = zone.of(findings.text).rstrip()
    owner = _POSSESSIVE.search(words)
    if owner is None:
        return None
    for person in _told(findings, zone):
        if person.span.end >= zone.start + owner.start():
            return speak(person)
    name = _LAST_NAME.search(words[: owner.start()])
    if name is None:
        return None
    span = Span(zone.start + name.start(), zone.start + name.end())
    return Speaker(None, name[0], span, refers=True)


def can_speak(findings: Findings, person: FoundPerson, start: int) -> bool:
    """Tell whether a person stands as a subject does: not in another case, not as owner, not after a preposition."""
    if _POSSESSIVE.search(person.text) or not _is_nominative(person):
        return False
    return not _is_owner(findings, person, start) and not _is_governed(findings, person.span.start, start)


def _is_owner(findings: Findings, person: FoundPerson, start: int) -> bool:
    after = findings.text[person.span.end : person.span.end + 2]
    if _POSSESSIVE.search(person.text) or after[:1] in ("'", "’"):
        return True
    owned = findings.marks.before("owned", person.span.start)
    if owned is None or owned.span.start < start:
        return False
    return not findings.text[owned.span.end : person.span.start].strip() and (
        person.rule != "name" or not _is_apposition(findings, owned, person)
    )


def _is_apposition(findings: Findings, owned: Mark, person: FoundPerson) -> bool:
    """Tell whether a name after an office is its bearer's: «помощник Юрий Ушаков», but «помощник Лукашенко»."""
    is_office = findings.marks.at("speaker_role", owned.span.start) is not None
    return is_office and person.people != () and " " in person.text and _is_nominative(person)


def _is_governed(findings: Findings, position: int, start: int) -> bool:
    """Tell whether a preposition stands directly before a name or the title before it."""
    words = findings.text[max(start, position - 60) : position]
    at = position - len(words) + len(words.rstrip())
    preposition = findings.marks.before("speaking_to", at)
    if (
        preposition
        and preposition.span.start >= start
        and not findings.text[preposition.span.end : at].strip()
    ):
        return True
    title = next((mark for name in ("president_ru", "president_by", "office")
                  if (mark := findings.marks.before(name, at)) and mark.span.end == at), None)  # fmt: skip
    return title is not None and title.span.start > start and _is_governed(findings, title.span.start, start)


def _is_nominative(person: FoundPerson) -> bool:
    if person.rule != "name" or len(person.people) != 1:
        return True
    return is_nominative(person.people[0], tuple(WORD.findall(person.text)))


def _read_phrase(findings: Findings, zone: Span, *, may_name: bool = True) -> Speaker | None:
    """Read a subject that names nobody known: "the document", "Anna Petrova", «один минский банкир»."""
    span = _strip(findings, zone)
    if span is None or span.end - span.start > _LONGEST_SUBJECT:
        return None
    words = span.of(findings.text)
    governed = any(findings.marks.at(name, span.start) for name in ("speaking_to", "opens_saying"))
    if governed or not any(letter.isalpha() for letter in words):
        return None
    slug = _read_name(findings, span) if may_name else None
    return Speaker(slug, words, span, refers=slug is None)


def _read_name(findings: Findings, span: Span) -> str | None:
    """Read the slug of somebody whom no list knows: "said Anna Petrova of the bank", "economist Anna Petrova"."""
    words = span.of(findings.text)
    name = _FULL_NAME.search(words)
    if name is None or (name.start() and not words[: name.start()].rstrip().islower()):
        return None
    if name.end() < len(words) and not words[name.end() :].lstrip()[:1].islower():
        return None
    if findings.marks.has("not_names", Span(span.start + name.start(), span.start + name.end())):
        return None
    return make_slug(_POSSESSIVE.sub("", name[0])) or None


def read_phrase_before(findings: Findings, start: int, verb: Span) -> Speaker | None:
    """Read the words before a verb as its subject, if they can be one."""
    if start >= verb.start:
        return None
    phrase = _read_phrase(findings, Span(start, verb.start), may_name=False)
    if phrase is None or phrase.span is None or phrase.text is None or "," not in phrase.text:
        return phrase
    last = phrase.text.rpartition(",")[2]
    name = Span(phrase.span.end - len(last.lstrip()), phrase.span.end)
    slug = _read_name(findings, name) if _FULL_NAME.fullmatch(last.strip()) else None
    return Speaker(slug, name.of(findings.text), name) if slug else phrase


def _strip(findings: Findings, zone: Span) -> Span | None:
    """Strip punctuation, "also", "who" and the like from the ends of a phrase."""
    text = findings.text
    words = zone.of(text)
    start = zone.start + len(words) - len(words.lstrip(" ,.—–-\n\xa0\t"))
    end = zone.start + len(words.rstrip(" ,.—–-\n\xa0\t"))
    trimmed = True
    while trimmed and start < end:
        trimmed = False
        adverb = findings.marks.at("speaking_adverb", start)
        if adverb and adverb.span.end <= end:
            start, trimmed = _skip(text, adverb.span.end, end), True
        last = findings.marks.before("speaking_adverb", end) or None
        if last and last.span.end == end and last.span.start >= start:
            end, trimmed = start + len(text[start : last.span.start].rstrip(" ,")), True
    return Span(start, end) if start < end else None


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " ,—–-\xa0":
        start += 1
    return start
