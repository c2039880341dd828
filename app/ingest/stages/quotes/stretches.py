"""Stretches of speech as they stand in a text: which belong together, and what stands before and after each."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from app.domain.findings import Findings, Sentence
from app.domain.spans import Span

_OPENING, _CLOSING = "«„“”‟‘\"'", "»“”’\"'"
WORD = re.compile(r"[^\W_]+(?:[’'ʼ-][^\W_]+)*")
_GOES_ON = re.compile(r"[ \t\xa0]*(?:[,—–-]+[ \t\xa0]*)?")
_ENDS = ".!?…"
# How much of a telling beside a quotation is looked at.
_REACH = 400


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of speech. `first` and `last` of its quotation; `opened` by a mark (else a dash), `closed` by
    one; `lead` and `tail` are the words that tell of it before and after, `tail_is_new` if they are the next
    sentence; `opens_paragraph` and `fills_paragraph` as far as speech is all that stands there."""

    span: Span
    sentence: Sentence
    first: bool
    last: bool
    opened: bool
    closed: bool
    lead: Span | None
    tail: Span | None
    tail_is_new: bool
    opens_paragraph: bool
    fills_paragraph: bool


def find_stretches(findings: Findings) -> tuple[Stretch, ...]:
    """Find the stretches of `findings.quoted` with their surroundings, in the order of the text."""
    quoted, text = findings.quoted, findings.text
    starts_anew = [
        number == 0 or not _are_one(text, quoted[number - 1], span) for number, span in enumerate(quoted)
    ] + [True]
    found: list[Stretch] = []
    opened = False
    for number, span in enumerate(quoted):
        sentence = findings.sentence_at(span.start) or findings.sentence_at(span.end - 1)
        if sentence is None:
            continue
        if starts_anew[number]:
            opened = span.start > 0 and text[span.start - 1] in _OPENING
        line = _find_line(text, span)
        before = max(line.start, quoted[number - 1].end) if number else line.start
        after = min(line.end, quoted[number + 1].start) if number + 1 < len(quoted) else line.end
        closed = text[span.end : span.end + 1] in tuple(_CLOSING)
        tail, is_new = _find_tail(findings, span, after, closed)
        found.append(
            Stretch(
                span=span,
                sentence=sentence,
                first=starts_anew[number],
                last=starts_anew[number + 1],
                opened=opened,
                closed=closed,
                lead=_find_lead(findings, span, before),
                tail=tail,
                tail_is_new=is_new,
                opens_paragraph=not text[line.start : span.start].strip(" \t«„“”‟‘\"'—–-"),
                fills_paragraph=span.start - line.start <= 3 and line.end - span.end <= 3,
            )
        )
    return tuple(found)


def _find_line(text: str, span: Span) -> Span:
    """Find the paragraph of a stretch, as far as it is looked at."""
    start = max(text.rfind("\n", max(0, span.start - _REACH), span.start) + 1, span.start - _REACH, 0)
    stop = min(len(text), span.end + _REACH)
    end = text.find("\n", span.end, stop)
    return Span(start, end if end >= 0 else max(stop, span.end))


def _are_one(text: str, one: Span, other: Span) -> bool:
    """Tell whether two neighbours are parts of one quotation, with a reporting clause cut out between them."""
    between = text[one.end : min(other.start, one.end + _REACH)]
    return "\n" not in between and not any(mark in between[:1] + between[-1:] for mark in _OPENING + _CLOSING)


def _find_lead(findings: Findings, span: Span, before: int) -> Span | None:
    """Find what precedes the opening mark in its sentence, from the quotation before on."""
    text = findings.text
    sentence = findings.sentence_at(span.start - 1) or findings.sentence_at(span.start)
    start = max(before, sentence.span.start if sentence else span.start)
    words = text[start : span.start]
    start += len(words) - len(words.lstrip(_CLOSING + " \t"))
    words = text[start : span.start].rstrip(_OPENING + " \t\xa0")
    return Span(start, start + len(words)) if words.strip() else None


def _find_tail(findings: Findings, span: Span, after: int, closed: bool) -> tuple[Span | None, bool]:
    """Find what follows the closing mark in its sentence, or in the next one if a mark that asks or exclaims, or a
    dash, stands between."""
    text = findings.text
    start = span.end + (1 if closed else 0)
    while start < after and text[start] in _CLOSING:
        start += 1
    gap = _GOES_ON.match(text, start, after) if start < after else None
    begin = gap.end() if gap else start
    if begin >= after:
        return None, False
    own = findings.sentence_at(span.end - 1)
    sentence = findings.sentence_at(begin)
    if sentence is None:
        return None, False
    is_new = own is not None and sentence.span != own.span
    dashed = gap is not None and text[gap.start() : gap.end()].strip() != ""
    if is_new and not (text[begin].islower() or dashed or text[span.end - 1] in "!?…,"):
        return None, False
    end = min(after, sentence.span.end)
    words = text[start:end].rstrip(_OPENING + " \t\xa0")
    return (Span(start, start + len(words)), is_new and not dashed) if words.strip() else (None, False)


def find_introduction(findings: Findings, stretch: Stretch) -> Sentence | None:
    """Return the sentence just before the one in which a quotation stands, or None."""
    index = bisect_right(findings.sentences, stretch.span.start, key=lambda one: one.span.start) - 2
    return findings.sentences[index] if index >= 0 else None


def count_words(words: str) -> int:
    """Count the words of a stretch."""
    return sum(1 for _ in WORD.finditer(words))


def is_sentence(words: str) -> bool:
    """Tell whether words begin as a sentence does."""
    first = WORD.search(words)
    return first is not None and (first.group()[0].isupper() or first.group()[0].isdigit())


def ends_sentence(words: str, after: str) -> bool:
    """Tell whether words, or what follows their closing mark, end a sentence."""
    return words.rstrip()[-1:] in tuple(_ENDS) or after.lstrip(_CLOSING)[:1] in tuple(_ENDS)
