"""Which words tell that something is said: verbs of saying and their like, and what they govern."""

from app.domain.findings import Findings
from app.domain.marks import Mark
from app.domain.spans import Span, find_holder
from app.ingest.stages.quotes.stretches import WORD, Stretch, count_words, is_sentence

_SIGNALS = ("his_words", "noted_in", "cites", "according", "reporting_verb")
# A verb governs a fragment of two words only from as near, in words.
_REACH_FRAGMENT = 4


def find_first(findings: Findings, zone: Span) -> tuple[str, Mark] | None:
    """Find the first word of saying in what follows a quotation, with the name of its list."""
    found: tuple[str, Mark] | None = None
    for name in _SIGNALS:
        for mark in findings.marks.within(name, zone):
            if _is_inner(findings, mark) or (name == "reporting_verb" and _is_relative(findings, mark)):
                continue
            if found is None or mark.span.start < found[1].span.start:
                found = (name, mark)
            break
    return found


def find_last(findings: Findings, zone: Span, *, has_colon: bool) -> tuple[str, Mark] | None:
    """Find the word of saying that governs what follows `zone`: the last, or without a colon the main one."""
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


def find_noun(findings: Findings, zone: Span, *, has_colon: bool) -> tuple[str, Mark] | None:
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
        for name in (*_SIGNALS, "that", "speaking_pronoun", "person", "joins")
    )


def _introduces(findings: Findings, zone: Span, mark: Mark) -> bool:
    """Tell whether the whole telling before a comma only names the speaker: "according to him, …", "as he said, …"."""
    if any(findings.marks.at(name, mark.span.start) for name in ("according", "his_words")):
        return True
    as_he = findings.marks.at("speaking_adverb", zone.start)
    return as_he is not None and not findings.text[as_he.span.end : mark.span.start].strip()


def is_governed(findings: Findings, zone: Span, mark: Mark, words: str) -> bool:
    """Tell whether a verb without a colon governs a quotation: its beginning and what stands before say so."""
    text = findings.text
    end = zone.start + len(zone.of(text).rstrip())
    if count_words(words) > 2:
        return True
    determiner = findings.marks.before("determiner", end)
    if determiner and determiner.span.end == end:
        return False
    between = text[mark.span.end : end]
    if _introduces(findings, zone, mark):
        return len(WORD.findall(between)) <= 2 * _REACH_FRAGMENT
    if mark.span.end < end and findings.marks.has("opens_saying", Span(mark.span.end, end)):
        return between.count(",") <= 1
    return len(WORD.findall(between)) <= _REACH_FRAGMENT and "," not in between
