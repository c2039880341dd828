"""Which words beside a quotation attribute it: a verb of saying, "according to", a colon."""

import re
from dataclasses import replace

from app.domain.findings import Findings
from app.domain.marks import Mark
from app.domain.spans import Span, find_holder
from app.ingest.stages.quotes.stretches import WORD, Stretch, count_words, is_sentence
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

_SIGNALS = ("his_words", "noted_in", "cites", "according", "reporting_verb")
_CLAUSE_END = re.compile(r"[.;!?]\s")
# A verb of saying stands as near to what was said, in words.
_REACH_AFTER, _REACH_BEFORE, _REACH_FRAGMENT = 14, 25, 4
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
    signal = _find_first(findings, tail)
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


def _find_first(findings: Findings, zone: Span) -> tuple[str, Mark] | None:
    found: tuple[str, Mark] | None = None
    for name in _SIGNALS:
        for mark in findings.marks.within(name, zone):
            if _is_inner(findings, mark) or (name == "reporting_verb" and _is_relative(findings, mark)):
                continue
            if found is None or mark.span.start < found[1].span.start:
                found = (name, mark)
            break
    return found


def _find_last(findings: Findings, zone: Span, *, has_colon: bool) -> tuple[str, Mark] | None:
    found: tuple[str, Mark] | None = None
    for name in _SIGNALS:
        marks = [
            mark
            for mark in findings.marks.within(name, zone)
            if not _is_inner(findings, mark)
            and (name != "reporting_verb" or not _is_relative(findings, mark))
        ]
        if marks and (found is None or marks[-1].span.start > found[1].span.end):
            found = (
                name,
                _find_main(findings, marks) if name == "reporting_verb" and not has_colon else marks[-1],
            )
    return found


def _find_noun(findings: Findings, zone: Span, *, has_colon: bool) -> tuple[str, Mark] | None:
    """Find a noun of saying whose words follow: "made a statement that …", "made a remark: …"."""
    noun = findings.marks.last("reporting_noun", zone)
    if noun is None or _is_inner(findings, noun):
        return None
    within = findings.marks.before("opens_saying", noun.span.end)
    after = noun.span.end + len(findings.text[noun.span.end : noun.span.end + 2].rstrip())
    opens = (within is not None and within.span.end == noun.span.end) or findings.marks.at(
        "opens_saying", after + 1
    )
    return ("reporting_verb", noun) if opens or has_colon else None


def _find_main(findings: Findings, verbs: list[Mark]) -> Mark:
    """Of several verbs take the one whose clause the others stand in: "said that they called …"; else the last."""
    for verb in verbs:
        start = verb.span.end + (1 if findings.text[verb.span.end : verb.span.end + 1] == "," else 0) + 1
        if findings.marks.at("opens_saying", start):
            return verb
    return verbs[-1]


def _is_inner(findings: Findings, mark: Mark) -> bool:
    """Tell whether a word is itself speech."""
    return find_holder(findings.quoted, mark.span) is not None


def _is_relative(findings: Findings, mark: Mark) -> bool:
    """Tell whether a verb reports nothing: "who said", "is called"."""
    relative = findings.marks.before("relative", mark.span.start)
    if relative is not None and not findings.text[relative.span.end : mark.span.start].strip():
        return True
    passive = findings.marks.before("passive", mark.span.end)
    return passive is not None and passive.span.end == mark.span.end


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


def read_before(
    findings: Findings, zone: Span, words: str | None, language: Language, *, ends: bool = False
) -> Speaker | None:
    """Read who speaks from what precedes a quotation: he said: "…", according to him, "…".

    `words` are the quotation's, `ends` tells that they end a sentence; without them `zone` is a sentence of its
    own before it.
    """
    text = findings.text
    lead = zone.of(text).rstrip()
    has_colon = lead.endswith(":")
    signal = _find_last(findings, zone, has_colon=has_colon) or _find_noun(
        findings, zone, has_colon=has_colon
    )
    if signal is None:
        return _read_owned_words(findings, zone) or (_read_colon(findings, zone, ends) if has_colon else None)
    name, mark = signal
    between = text[mark.span.end : zone.end]
    if _CLAUSE_END.search(between) or len(WORD.findall(between)) > _REACH_BEFORE:
        return None
    if words is not None and not has_colon and not _is_governed(findings, zone, mark, words):
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


def is_title(findings: Findings, stretch: Stretch) -> bool:
    """Tell whether a stretch begins with a capital letter in the middle of a sentence, as a title does; speech
    that does stands after a comma, a colon, a dash, a verb of saying or the like."""
    text, lead = findings.text, stretch.lead
    words = stretch.span.of(text)
    if lead is None or not stretch.first or not is_sentence(words):
        return False
    named = WORD.search(words)
    at = stretch.span.start + (named.start() if named else 0)
    if any(findings.marks.at(name, at) for name in ("person", "country", "city", "speaking_self")):
        return False
    if text[lead.end - 1] in ",:;—–-(…" or text[lead.end - 1] in "»”":
        return False
    return not any(
        (last := findings.marks.before(name, lead.end)) is not None and last.span.end == lead.end
        for name in (*_SIGNALS, "that", "reporting_noun", "speaking_pronoun", "person", "joins")
    )


def _is_governed(findings: Findings, zone: Span, mark: Mark, words: str) -> bool:
    """Tell whether a verb without a colon governs a quotation: its beginning and what stands before say so."""
    text = findings.text
    end = zone.start + len(zone.of(text).rstrip())
    if count_words(words) > 2:
        return True
    determiner = findings.marks.before("determiner", end)
    if determiner and determiner.span.end == end:
        return False
    between = text[mark.span.end : end].rstrip(" ,")
    if mark.span.end < end and findings.marks.has("opens_saying", Span(mark.span.end, end)):
        return between.count(",") <= 1
    return len(WORD.findall(between)) <= _REACH_FRAGMENT and "," not in between
