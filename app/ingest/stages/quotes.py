"""Find quotes: words in quotation marks that the text attributes to a speaker."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from app.domain.findings import Findings, FoundPerson
from app.domain.ids import make_slug
from app.domain.readings import QuoteReading
from app.domain.spans import Span, find_holder, iterate_within
from app.domain.vocabulary import QuoteKind
from app.lexicon.language import Language

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
# Two or three capitalised words in a row.
_NEW_NAME = re.compile(r"\s([^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+){1,2})")
_SPEAKER_LENGTH = 80
# How many sentences back a pronoun looks for whom it means.
_REACH_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who said it: a person's slug if known, and the words that name the speaker."""

    slug: str | None
    text: str


def find_quotes(findings: Findings, language: Language) -> tuple[QuoteReading, ...]:
    """Find the direct quotes of a text, in its order.

    A quote has a speaker whom the words around it name: after it ("…," he said), before it (he said: "…",
    according to him, "…") or in the same sentence as the quote before it. Three words make a quote, two do
    where a verb of saying governs them. Names, titles and scare quotes are none; nor is anything in the title.
    """
    found: list[QuoteReading] = []
    before: tuple[Span, _Speaker] | None = None
    for span in findings.quoted:
        sentence = findings.sentence_at(span.start)
        if sentence is None or sentence.heading or not _is_speech(span.of(findings.text)):
            continue
        speaker = _find_speaker(findings, span, language, before) or _continued(findings, span, before)
        if speaker is None:
            continue
        before = (span, speaker)
        words = span.of(findings.text)
        lead = len(words) - len(words.lstrip())
        trimmed = Span(span.start + lead, span.start + lead + len(words.strip()))
        found.append(
            QuoteReading(speaker.slug, speaker.text, trimmed.of(findings.text), QuoteKind.DIRECT, trimmed)
        )
    return tuple(found)


def _is_speech(words: str) -> bool:
    """Tell whether words in quotation marks can be speech: two words at least, and not a name or title."""
    tokens = _WORD.findall(words)
    if len(tokens) < 2:
        return False
    significant = [token for token in tokens if len(token) > 3 or token[0].isupper()]
    looks_like_name = len(tokens) <= 6 and all(token[0].isupper() for token in significant)
    return not (looks_like_name and words.rstrip()[-1] not in ".,!?…")


def _find_speaker(
    findings: Findings, span: Span, language: Language, before: tuple[Span, _Speaker] | None
) -> _Speaker | None:
    speaker = _speaker_after(findings, span, language) or _speaker_before(findings, span, language)
    if speaker is None or speaker.text.lower() not in language.particles["pronoun"]:
        return speaker
    return _Speaker(_resolve_pronoun(findings, span, before), speaker.text)


def _resolve_pronoun(findings: Findings, span: Span, before: tuple[Span, _Speaker] | None) -> str | None:
    """Find whom "he said" means: who spoke last, in this sentence or the one before it; else whom this
    sentence, or the nearest before it that names anybody, names first: its subject."""
    number = bisect_right(findings.sentences, span.start, key=lambda one: one.span.start) - 1
    previous = findings.sentences[number - 1] if number > 0 else None
    if before and before[0].start >= (previous.span.start if previous else 0):
        return before[1].slug
    for sentence in reversed(findings.sentences[max(0, number - _REACH_SENTENCES) : number + 1]):
        for person in iterate_within(findings.people, sentence.span):
            told = person.span.end <= span.start and find_holder(findings.quoted, person.span) is None
            if told and person.rule != "pronoun" and len(person.people) == 1:
                return person.people[0]
    return None


def _tail(findings: Findings, span: Span) -> Span | None:
    """Return what follows the closing mark until the sentence ends or the next quote opens."""
    start = span.end + 1
    sentence = findings.sentence_at(span.end) or findings.sentence_at(span.end - 1)
    end = sentence.span.end if sentence else start
    following = bisect_left(findings.quoted, start, key=lambda quote: quote.start)
    if following < len(findings.quoted):
        end = min(end, findings.quoted[following].start - 1)
    return Span(start, end) if start < end else None


def _lead(findings: Findings, span: Span) -> Span | None:
    """Return what precedes the opening mark, back to the start of the sentence or the end of the quote before.

    A sentence that ends with a colon introduces the paragraph after it.
    """
    sentence = findings.sentence_at(span.start)
    if sentence is None:
        return None
    start = sentence.span.start
    earlier = bisect_left(findings.quoted, span.start, key=lambda quote: quote.start) - 1
    if earlier >= 0:
        start = max(start, findings.quoted[earlier].end + 1)
    if not findings.text[start : span.start - 1].strip():
        before = findings.text[max(0, sentence.span.start - 10) : sentence.span.start]
        last = sentence.span.start - len(before) + len(before.rstrip()) - 1
        introducing = findings.sentence_at(last) if before.rstrip().endswith(":") else None
        return introducing.span if introducing else None
    return Span(start, span.start - 1)


def _speaker_after(findings: Findings, span: Span, language: Language) -> _Speaker | None:
    tail = _tail(findings, span)
    if tail is None:
        return None
    # After a full stop inside the marks a new sentence begins, which need not speak of this quote.
    words = tail.of(findings.text)
    verb = language.phrases["reporting_verb"].search(findings.text, tail.start, tail.end)
    if verb is None or len(_WORD.findall(words[: verb.start() - tail.start])) > 8:
        return None
    if not re.match(r"[\s,.–—-]*$", re.split(r"[\w’']", words, maxsplit=1)[0]):
        return None
    person = _last_person(findings, tail.start, verb.start(), language)
    if person is None and not words[: verb.start() - tail.start].strip(" ,–—-"):
        person = _first_person(findings, verb.end(), min(tail.end, verb.end() + _SPEAKER_LENGTH))
    if person is not None:
        return _Speaker(person.people[0] if len(person.people) == 1 else None, person.text)
    subject = words[: verb.start() - tail.start].strip(" ,–—-\n")
    if subject:
        return _Speaker(None, subject) if _is_subject(subject) else None
    return _read_inverted(findings.text[verb.end() : tail.end])


def _read_inverted(after: str) -> _Speaker | None:
    """Read who speaks from what follows the verb: "complained Anna Petrova, who …", "wrote one of our readers"."""
    name = _NEW_NAME.match(after)
    if name:
        return _Speaker(make_slug(name[1]) or None, name[1])
    subject = re.split(r"[,.;:—–]", after, maxsplit=1)[0].strip()
    return _Speaker(None, subject) if _is_subject(subject) and subject[0].islower() else None


def _is_subject(words: str) -> bool:
    """Tell whether words before a verb of saying can be its subject: the material, a Kremlin source."""
    return (
        bool(words)
        and len(words) <= _SPEAKER_LENGTH
        and re.match(r"(?:the|an?|one)\b|[^\W\d_a-z]", words) is not None
    )


def _speaker_before(findings: Findings, span: Span, language: Language) -> _Speaker | None:
    lead = _lead(findings, span)
    if lead is None:
        return None
    according = _last_match(language.phrases["according"], findings.text, lead)
    if according:
        person = _first_person(findings, according.end(), lead.end)
        if person and len(person.people) == 1:
            return _Speaker(person.people[0], person.text)
        subject = findings.text[according.end() : lead.end].strip(" ,:\n")
        if person is None and _is_subject(subject):
            return _Speaker(None, subject)
    noted = _last_match(language.phrases["noted_in"], findings.text, lead)
    if noted:
        place = _without_preposition(findings.text[lead.start : noted.start()].strip(" ,\n"), language)
        return _Speaker(None, place) if _is_subject(place) else None
    verb = _governing(findings, lead, language)
    if verb is None:
        return None
    person = _last_person(findings, lead.start, verb, language)
    if person is None:
        return None
    return _Speaker(person.people[0] if len(person.people) == 1 else None, person.text)


def _without_preposition(words: str, language: Language) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.lower() in language.particles["preposition"] else words


def _governing(findings: Findings, lead: Span, language: Language) -> int | None:
    """Return where the last verb or noun of saying in a lead begins."""
    matches = [
        match.start()
        for phrase in ("reporting_verb", "reporting_noun")
        if (match := _last_match(language.phrases[phrase], findings.text, lead))
    ]
    return max(matches, default=None)


def _continued(findings: Findings, span: Span, before: tuple[Span, _Speaker] | None) -> _Speaker | None:
    """Return the speaker of the quote before, if this one goes on with it in the same sentence, or is a whole
    sentence of its own directly after it."""
    if before is None:
        return None
    earlier, speaker = before
    same = findings.sentence_at(earlier.start) == findings.sentence_at(span.start)
    between = findings.text[earlier.end + 1 : span.start - 1]
    return speaker if same or not between.strip(" ,\n") else None


def _last_match(pattern: re.Pattern[str], text: str, within: Span) -> re.Match[str] | None:
    last = None
    for match in pattern.finditer(text, within.start, within.end):
        last = match
    return last


def _last_person(findings: Findings, start: int, end: int, language: Language) -> FoundPerson | None:
    within = list(iterate_within(findings.people, Span(start, end))) if start < end else []
    # "his Belarusian counterpart" is whoever it stands for, but "his" alone governs no verb.
    within = [person for person in within if person.text.lower() not in language.particles["possessive"]]
    return within[-1] if within else None


def _first_person(findings: Findings, start: int, end: int) -> FoundPerson | None:
    return next(iterate_within(findings.people, Span(start, end)), None) if start < end else None
