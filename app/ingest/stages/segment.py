"""Segment a text: paragraphs into sentences, sentences into clauses, and the stretches in quotation marks."""

import itertools
import re

from app.domain.findings import Sentence
from app.domain.spans import Span
from app.lexicon.language import Language

_PARAGRAPH = re.compile(r"[^\n]+")
# A sentence may end at . ! ? or … and the quotation marks and brackets that close after them.
_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s|$)")
_WORD_BEFORE = re.compile(r"[\w.]+$")
# A dash beside a figure belongs to a range: "30 April – 1 May".
_DASH = re.compile(r"(?<!\d)\s[—–]\s(?!\d)|\s--\s|[;:]\s|\(|\)")


def split_sentences(
    text: str, quoted: tuple[Span, ...], language: Language, title: str | None = None
) -> tuple[Sentence, ...]:
    """Split `text` into sentences; together they hold every character that is not white space between them.

    A line break always ends a sentence. Speech of several sentences stays whole, together with the words that
    attribute it: `quoted` are the spans in quotation marks. `title`, if it opens the text, is one sentence
    marked as a heading.
    """
    sentences: list[Sentence] = []
    told = _without_inner_ends(text, quoted)
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        spans = _split_paragraph(told, paragraph.start(), paragraph.end(), language)
        if number == 0 and title and paragraph.group() == title:
            spans = [Span(paragraph.start(), paragraph.end())]
        for span in spans:
            clauses = _split_clauses(text, span, language)
            heading = number == 0 and title is not None and paragraph.group() == title
            sentences.append(Sentence(span, number, clauses, heading))
    return tuple(sentences)


def _without_inner_ends(text: str, quoted: tuple[Span, ...]) -> str:
    """Replace the full stops inside speech, all but those that end it, so that it is not cut; same length."""
    characters = list(text)
    for span in quoted:
        inner = span.of(text).rstrip(".!?… ")
        for position in range(span.start, span.start + len(inner)):
            if characters[position] in ".!?…":
                characters[position] = ","
    return "".join(characters)


def _split_paragraph(text: str, start: int, end: int, language: Language) -> list[Span]:
    spans: list[Span] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and not _ends_sentence(text, begin, match, language):
            continue
        _append(spans, text, begin, match.end())
        begin = match.end()
    _append(spans, text, begin, end)
    return spans


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start < end:
        spans.append(Span(start, end))


def _ends_sentence(text: str, begin: int, match: re.Match[str], language: Language) -> bool:
    following = text[match.end() : match.end() + 40].lstrip()
    if following[:1].islower():
        # "Dec. 20 … p.m. on Monday"; also `“Why?” he asked`: the sentence goes on.
        return False
    if match.group()[0] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(begin, match.start() - 30), match.start())
    word = before.group().lower() if before else ""
    if word in language.abbreviations and not match.group()[1:].strip("."):
        return False
    # Initials: "A. Lukashenko", "V. V. Putin".
    return not re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", word) or word == "i"


def _split_clauses(text: str, sentence: Span, language: Language) -> tuple[Span, ...]:
    """Cut a sentence at dashes, brackets, semicolons and the words that open a clause with a mood of its own."""
    cuts = {match.start() for match in _DASH.finditer(text, sentence.start, sentence.end)}
    cuts |= {match.start() for match in language.clause_openers.finditer(text, sentence.start, sentence.end)}
    edges = [
        sentence.start,
        *sorted(cut for cut in cuts if sentence.start < cut < sentence.end),
        sentence.end,
    ]
    return tuple(Span(a, b) for a, b in itertools.pairwise(edges) if text[a:b].strip())
