"""Find quotes: words in quotation marks, or after a dash or a name, that the text attributes to a speaker."""

from dataclasses import replace

from app.domain.findings import Findings
from app.domain.readings import QuoteReading
from app.domain.spans import Span
from app.domain.vocabulary import QuoteKind
from app.ingest.stages.quotes.attributions import read_after, read_before
from app.ingest.stages.quotes.references import Register, Said, resolve
from app.ingest.stages.quotes.signals import is_title
from app.ingest.stages.quotes.speech import can_be_speech, is_long_enough, stands_alone
from app.ingest.stages.quotes.stretches import (
    WORD,
    Stretch,
    count_words,
    ends_sentence,
    find_introduction,
    find_stretches,
    is_sentence,
)
from app.ingest.stages.quotes.subjects import Speaker
from app.ingest.stages.quotes.transcripts import find_transcripts
from app.lexicon.language import Language

# So much telling may stand between two quotations of one speaker.
_LONGEST_BETWEEN = 300
_SHORTEST_IN_HEADING = 3
_AFTER_IN_HEADING = ":,—–-"
_AROUND = " \n«»„“”\"'’‘.!?…"


def find_quotes(findings: Findings, language: Language) -> tuple[QuoteReading, ...]:
    """Find the quotes of a text, in its order: direct ones in marks, and those that a transcript prints without.

    A quote has a speaker whom the words around it name: after it ("…," he said), before it (he said: "…",
    according to him, "…"), or as who spoke the quote before it. Three words make a quote, two do where a verb of
    saying governs them. Names, titles and scare quotes are none. Each stretch is an entry of its own: reporting
    clauses are cut out, paragraphs told apart. A speaker whom the text does not decide has no slug.
    """
    register = Register(findings)
    found: list[QuoteReading] = []
    headings: list[Stretch] = []
    open_ones: list[int] = []
    before: Said | None = None
    for stretch in find_stretches(findings):
        if not can_be_speech(findings, stretch) and stretch.first and stretch.last:
            continue
        if stretch.sentence.heading:
            headings.append(stretch)
            continue
        speaker = _find_speaker(findings, register, stretch, before, language)
        if speaker is not None:
            before = Said(stretch, speaker)
            register.remember(speaker)
            found.append(_make_quote(findings.text, stretch, speaker))
            if len(open_ones) and stretch.opens_paragraph and speaker.slug:
                found[open_ones[0] : -1] = [
                    replace(one, speaker=speaker.slug, speaker_text=speaker.text)
                    for one in found[open_ones[0] : -1]
                ]
            open_ones = [*open_ones, len(found) - 1] if _is_left_open(stretch, speaker) else []
    found.extend(_find_in_heading(findings, headings, found))
    found.extend(find_transcripts(findings))
    return tuple(sorted(found, key=lambda quote: quote.span))


def _is_left_open(stretch: Stretch, speaker: Speaker) -> bool:
    """Tell whether a quotation goes on in the next paragraph, which may tell its speaker."""
    return not stretch.closed and stretch.opened and speaker.text is None


def _find_in_heading(
    findings: Findings, headings: list[Stretch], found: list[QuoteReading]
) -> list[QuoteReading]:
    """Find the quotes of the heading: words before a colon or the like that the text below gives to a speaker."""
    quotes = []
    for stretch in headings:
        words = stretch.span.of(findings.text)
        after = findings.text[stretch.span.end + 1 : stretch.span.end + 3].strip()[:1]
        if count_words(words) < _SHORTEST_IN_HEADING or after not in tuple(_AFTER_IN_HEADING):
            continue
        same = next((quote for quote in found if _fold(words) in _fold(quote.text)), None)
        if same is not None:
            quotes.append(_make_quote(findings.text, stretch, Speaker(same.speaker, same.speaker_text)))
    return quotes


def _fold(words: str) -> str:
    return " ".join(word.lower() for word in WORD.findall(words))


def _make_quote(text: str, stretch: Stretch, speaker: Speaker) -> QuoteReading:
    words = stretch.span.of(text)
    start = stretch.span.start + len(words) - len(words.lstrip())
    span = Span(start, start + len(words.strip()))
    kind = QuoteKind.DIRECT if stretch.opened else QuoteKind.TRANSCRIPT
    return QuoteReading(speaker.slug, speaker.text, span.of(text), kind, span)


def _find_speaker(
    findings: Findings, register: Register, stretch: Stretch, before: Said | None, language: Language
) -> Speaker | None:
    """Find who speaks; None if the stretch is not speech."""
    words = stretch.span.of(findings.text)
    if before and not stretch.first and before.stretch.sentence.paragraph == stretch.sentence.paragraph:
        return before.speaker
    if is_title(findings, stretch):
        return None
    told = _read_around(findings, stretch, language)
    if told is not None:
        return _accept(findings, stretch, told, resolve(findings, register, stretch, told, before))
    if stretch.sentence.heading or not is_long_enough(words, governed=False):
        return None
    if _goes_on(findings, stretch, before) and before is not None:
        return before.speaker
    told = _read_introduction(findings, stretch, language)
    if told is not None:
        return resolve(findings, register, stretch, told, before)
    return Speaker(None, None) if stands_alone(findings, stretch) else None


def _accept(findings: Findings, stretch: Stretch, told: Speaker, speaker: Speaker) -> Speaker | None:
    """Accept a speaker whom a verb names; a verb without a subject and without a colon reports nobody's words."""
    text, lead = findings.text, stretch.lead
    if not is_long_enough(stretch.span.of(text), governed=True):
        return None
    has_colon = lead is not None and lead.of(text).endswith(":")
    precedes = told.span is None or told.span.start < stretch.span.start
    is_nobody = told.refers and told.text is None and speaker.slug is None and precedes
    return speaker if not is_nobody or has_colon or stands_alone(findings, stretch) else None


def _read_around(findings: Findings, stretch: Stretch, language: Language) -> Speaker | None:
    """Read the speaker from the sentence itself, or from the one before it that ends with a colon."""
    text = findings.text
    words = stretch.span.of(text)
    ends = ends_sentence(words, text[stretch.span.end : stretch.span.end + 3])
    lead = stretch.lead
    if lead is not None and lead.of(text).endswith(":"):
        told = read_before(findings, lead, words, language, ends=ends)
        if told is not None:
            return told
    after = read_after(findings, stretch, language)
    if after is not None:
        return after
    if lead is not None:
        return _read_lead(findings, stretch, lead, language)
    introduction = find_introduction(findings, stretch)
    if introduction is None or introduction.heading or text[introduction.span.end - 1] != ":":
        return None
    return read_before(findings, _get_end(introduction.span), words, language, ends=ends)


def _read_lead(findings: Findings, stretch: Stretch, lead: Span, language: Language) -> Speaker | None:
    """Read the speaker from what precedes a quotation: the words next to it, else all of the sentence."""
    text = findings.text
    words = stretch.span.of(text)
    ends = ends_sentence(words, text[stretch.span.end : stretch.span.end + 3])
    told = read_before(findings, lead, words, language, ends=ends)
    start = max(stretch.sentence.span.start, lead.end - _LONGEST_BETWEEN)
    if (told is not None and told.text is not None) or not start < lead.start:
        return told
    return read_before(findings, Span(start, lead.end), words, language, ends=ends) or told


def _get_end(span: Span) -> Span:
    """Return the end of a sentence, as far as it is looked at."""
    return Span(max(span.start, span.end - _LONGEST_BETWEEN), span.end)


def _goes_on(findings: Findings, stretch: Stretch, before: Said | None) -> bool:
    """Tell whether a quotation goes on with the one before: in its sentence, after it, or paragraph by paragraph."""
    if before is None:
        return False
    text, earlier = findings.text, before.stretch
    between = text[earlier.span.end : stretch.span.start]
    if len(between) > _LONGEST_BETWEEN:
        return False
    paragraphs = stretch.sentence.paragraph - earlier.sentence.paragraph
    if paragraphs == 0:
        if earlier.sentence.span == stretch.sentence.span:
            return True
        return (
            stretch.lead is None
            and is_sentence(stretch.span.of(text))
            and _count_sentences(findings, earlier, stretch) <= 1
        )
    if paragraphs != 1 or not stretch.opens_paragraph or not stretch.opened:
        return False
    if not earlier.closed:
        return True
    clause = between.strip(_AROUND)
    return stretch.fills_paragraph and "\n" not in clause and ". " not in clause


def _count_sentences(findings: Findings, earlier: Stretch, stretch: Stretch) -> int:
    """Count the line ends and full stops between the end of one quotation and the sentence of the next, up to two."""
    between = findings.text[earlier.span.end : stretch.span.start].strip(_AROUND)
    return sum(between.count(mark) for mark in (". ", "! ", "? ")) + 1 if between else 0


def _read_introduction(findings: Findings, stretch: Stretch, language: Language) -> Speaker | None:
    """Read the speaker from the sentence before, in the same paragraph, that says that somebody spoke."""
    if stretch.lead is not None or not stretch.opened:
        return None
    introduction = find_introduction(findings, stretch)
    if introduction is None or introduction.paragraph != stretch.sentence.paragraph or introduction.heading:
        return None
    return read_before(findings, _get_end(introduction.span), None, language)
