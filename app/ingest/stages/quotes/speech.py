"""What in quotation marks is speech, and what a name, a title or a word held at a distance."""

from app.domain.findings import Findings
from app.ingest.stages.quotes.stretches import WORD, Stretch, count_words, ends_sentence, is_sentence

_SHORTEST, _SHORTEST_GOVERNED = 3, 2
# So many words that begin small are no name: somebody's words, even where nobody is said to have said them.
_SURELY_WORDS = 5
_LONGEST_NAME = 6


def can_be_speech(findings: Findings, stretch: Stretch) -> bool:
    """Tell whether a stretch can be speech: two words at least, not a name or title by its letters or by the noun
    before it."""
    words = stretch.span.of(findings.text)
    tokens = WORD.findall(words)
    if len(tokens) < _SHORTEST_GOVERNED:
        return False
    ends = words.rstrip()[-1:] in tuple(".,!?…")
    significant = [token for token in tokens if len(token) > 3 or token[0].isupper()]
    looks_like_name = len(tokens) <= _LONGEST_NAME and all(token[0].isupper() for token in significant)
    if looks_like_name and not ends:
        return False
    return len(tokens) > 2 * _LONGEST_NAME or not _is_named(
        findings, stretch, ends=ends and len(tokens) > _LONGEST_NAME
    )


def _is_named(findings: Findings, stretch: Stretch, *, ends: bool) -> bool:
    if stretch.lead is None:
        return False
    end = stretch.lead.end
    called = findings.marks.before("so_called", end)
    if called is not None and called.span.end == end:
        return True
    named = findings.marks.before("named", end) if not ends else None
    words = stretch.span.of(findings.text)
    return (
        named is not None
        and named.span.end == end
        and (is_sentence(words) or count_words(words) <= _SHORTEST)
    )


def is_long_enough(words: str, *, governed: bool) -> bool:
    """Tell whether a stretch has the words that make a quote: two where a verb governs them, else three."""
    return count_words(words) >= (_SHORTEST_GOVERNED if governed else _SHORTEST)


def stands_alone(findings: Findings, stretch: Stretch) -> bool:
    """Tell whether a stretch is speech though nobody is named: a sentence of its own, or many words in one."""
    text = findings.text
    words = stretch.span.of(text)
    if not stretch.opened:
        return False
    if stretch.lead is None and (stretch.tail is None or stretch.tail_is_new):
        ends = ends_sentence(words, text[stretch.span.end : stretch.span.end + 3])
        return is_sentence(words) and ends and count_words(words) > _SHORTEST
    if stretch.lead is not None and findings.marks.has("passive", stretch.lead):
        return False
    return not is_sentence(words) and count_words(words) >= _SURELY_WORDS
