"""Which words beside a quotation attribute it: a verb of saying, "according to", a colon."""

import re
from dataclasses import replace

from app.domain.findings import Findings
from app.domain.marks import Mark
from app.domain.spans import Span
from app.ingest.stages.quotes.signals import find_first, find_last, find_noun, is_governed
from app.ingest.stages.quotes.stretches import WORD, Stretch, count_words
from app.ingest.stages.quotes.subjects import (
    Speaker,
    find_named,
    find_owner,
    find_subject_after,
    find_subject_at,
    find_subject_before,
    read_phrase_before,
)
from app.lexicon.language import Language

# Full stops in a sentence are those of abbreviations.
_CLAUSE_END = re.compile(r"[;!?]\s")
# A verb of saying stands as near to what was said, in words.
_REACH_AFTER, _REACH_BEFORE = 14, 25
# … and its owner, in characters.
_REACH_OWNER = 60
_DASHES = ("—", "–", "-")
_BETWEEN = " ,—–-\xa0\t»”’\"'"


def read_after(findings: Findings, stretch: Stretch, language: Language) -> Speaker | None:
    """Read who speaks from what follows a quotation: "…," he said."""
    tail, text = stretch.tail, findings.text
    if tail is None or tail.of(text).endswith(":"):
        return None
    words = tail.of(text)
    begin = tail.start + len(words) - len(words.lstrip(_BETWEEN))
    if stretch.closed and stretch.last and findings.marks.at("joins", begin):
        return None
    tail = Span(tail.start, end) if (end := _find_part(text, tail)[1]) > tail.start else tail
    signal = find_first(findings, tail)
    if signal is None:
        return _read_owned_words(findings, tail) or _read_signature(findings, tail, begin)
    name, mark = signal
    before = text[tail.start : mark.span.start]
    if len(WORD.findall(before)) > _REACH_AFTER or _CLAUSE_END.search(before):
        return None
    if not _is_joined(text, stretch, before) and name != "cites":
        return None
    if stretch.tail_is_new and not _is_short(findings, tail, mark):
        return None
    if name == "reporting_verb" and _find_self(findings, tail.start, mark):
        return None
    if name == "noted_in":
        return _read_noted(findings, tail, mark, language)
    if name in ("according", "cites"):
        return _read_named(findings, mark, tail)
    if name == "his_words":
        return Speaker(None, mark.span.of(text), mark.span, refers=True)
    return _read_subject(findings, tail, mark.span, last=False)


def _read_owned_words(findings: Findings, tail: Span) -> Speaker | None:
    """Read whose words they are: in Putin's words."""
    noun = findings.marks.first("reporting_noun", tail)
    if noun is None or noun.span.start - tail.start > _REACH_OWNER or noun.span.start == tail.start:
        return None
    return find_owner(findings, Span(tail.start, noun.span.start))


def _read_signature(findings: Findings, tail: Span, begin: int) -> Speaker | None:
    """Read a name after a dash, as headlines print it: «…» — Песков."""
    if begin >= tail.end or not any(dash in findings.text[tail.start : begin] for dash in _DASHES):
        return None
    return find_subject_at(findings, Span(begin, tail.end))


def _is_joined(text: str, stretch: Stretch, before: str) -> bool:
    """Tell whether punctuation joins a quotation to the words after it, as it does a reporting clause."""
    if not stretch.closed or not stretch.last:
        return True
    inside = text[stretch.span.start : stretch.span.end].rstrip()[-1:]
    return inside in tuple(",!?…—–-") or before.lstrip(" \xa0\t»”’\"'")[:1] in tuple(",—–-")


def _is_short(findings: Findings, tail: Span, mark: Mark) -> bool:
    """Tell whether the sentence after a question is its reporting clause and nothing more."""
    rest = Span(mark.span.end, tail.end) if mark.span.end < tail.end else None
    return rest is None or (
        count_words(rest.of(findings.text)) <= 8
        and not findings.marks.has("that", Span(rest.start, rest.end))
    )


def _find_self(findings: Findings, start: int, mark: Mark) -> bool:
    return start < mark.span.start and findings.marks.has("speaking_self", Span(start, mark.span.start))


def _read_noted(findings: Findings, zone: Span, mark: Mark, language: Language) -> Speaker:
    """Read where something "is noted": the document after the verb, or the one before it."""
    if mark.span.end < zone.end:
        named = find_named(findings, Span(mark.span.end, zone.end))
        if named and named.text:
            return Speaker(None, named.text, named.span)
    before = read_phrase_before(findings, zone.start, mark.span)
    if before is None or before.text is None:
        return Speaker(None, None)
    first, _, rest = before.text.partition(" ")
    return Speaker(None, rest if first.lower() in language.particles["preposition"] else before.text)


def _read_named(findings: Findings, mark: Mark, zone: Span) -> Speaker | None:
    after = find_named(findings, Span(mark.span.end, zone.end)) if mark.span.end < zone.end else None
    if after is not None and after.span is not None:
        return after
    return find_subject_before(findings, zone.start, mark.span, last=True)


def _read_subject(findings: Findings, zone: Span, verb: Span, *, last: bool) -> Speaker | None:
    before = find_subject_before(findings, zone.start, verb, last=True)
    if before and before.span and not last and findings.text[before.span.end : verb.start].strip():
        before = find_subject_before(findings, zone.start, verb, last=False)
    if before is not None:
        return before
    if last and findings.marks.at("joins", zone.start):
        return Speaker(None, None, verb, refers=True)
    phrase = read_phrase_before(findings, zone.start, verb)
    after = find_subject_after(findings, verb, zone.end)
    if phrase is None:
        # A speech goes on with a verb alone: «И добавил: …».
        return after or Speaker(None, None, verb, refers=True)
    if (
        findings.marks.at("takes_listener", verb.start) is None
        and after is not None
        and _names(findings, after)
    ):
        return after
    return phrase


def _names(findings: Findings, speaker: Speaker) -> bool:
    return speaker.slug is not None or (
        speaker.span is not None and findings.marks.at("speaking_pronoun", speaker.span.start) is not None
    )


def _find_part(text: str, zone: Span) -> tuple[int, int]:
    """Return where the part of a telling after its last semicolon starts, and where that before its first ends."""
    last, first = text.rfind(";", zone.start, zone.end - 1), text.find(";", zone.start, zone.end)
    start = last + 1 if last >= 0 else zone.start
    while start < zone.end - 1 and text[start].isspace():
        start += 1
    return start, first if first >= 0 else zone.end


def read_before(
    findings: Findings, zone: Span, words: str | None, language: Language, *, ends: bool = False
) -> Speaker | None:
    """Read who speaks from what precedes a quotation: he said: "…", according to him, "…".

    `words` are the quotation's, `ends` tells that they end a sentence; without them `zone` is a sentence of its
    own before it.
    """
    text = findings.text
    zone = Span(_find_part(text, zone)[0], zone.end)
    lead = zone.of(text).rstrip()
    has_colon = lead.endswith(":")
    signal = find_last(findings, zone, has_colon=has_colon) or find_noun(findings, zone, has_colon=has_colon)
    if signal is None:
        return _read_owned_words(findings, zone) or (_read_colon(findings, zone, ends) if has_colon else None)
    name, mark = signal
    between = text[mark.span.end : zone.end]
    if _CLAUSE_END.search(between) or len(WORD.findall(between)) > _REACH_BEFORE:
        return None
    if words is not None and not has_colon and not is_governed(findings, zone, mark, words):
        return None
    if name == "reporting_verb":
        cited = (
            list(findings.marks.within("cites", Span(zone.start, mark.span.start)))
            if (zone.start < mark.span.start)
            else []
        )
        if cited:
            name, mark = "cites", cited[-1]
    if name == "his_words":
        return Speaker(None, mark.span.of(text), mark.span, refers=True)
    if name == "noted_in":
        return _read_noted(findings, zone, mark, language)
    if name in ("according", "cites"):
        return _read_named(findings, mark, zone)
    if _find_self(findings, max(zone.start, mark.span.start - 12), mark):
        return None
    return _read_subject(findings, zone, mark.span, last=True)


def _read_colon(findings: Findings, zone: Span, ends: bool) -> Speaker | None:
    """Read a name before a colon: "Quote from Putin: …"; else a noun of saying."""
    whole = replace_end(zone, findings.text)
    if whole is None:
        return None
    end = Span(whole.end, whole.end + 1)
    named = find_subject_before(findings, whole.start, end, last=False)
    if named is None or named.span is None or named.span.start > whole.start:
        named = find_subject_before(findings, whole.start, end, last=True)
    if named is None:
        named = find_named(findings, whole)
    if named is not None and (named.slug or findings.marks.has("reporting_noun", whole)):
        return named
    return replace(named, refers=True) if named is not None and ends else None


def replace_end(zone: Span, text: str) -> Span | None:
    """Return a zone without the colon at its end."""
    words = zone.of(text).rstrip(" :\xa0\t\n")
    return Span(zone.start, zone.start + len(words)) if words.strip() else None
