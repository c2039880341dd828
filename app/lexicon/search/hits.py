"""Where in a text stands what a query asks for: the same words, stems and names by which the index finds it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.domain.queries import Query
from app.domain.spans import Span
from app.domain.words import Word, split_words
from app.lexicon.search.keys import Key, list_keys
from app.lexicon.search.wanted import Wanted, make_asked

# Names, titles and topics stand on a page again and again: the keys of texts up to this length are remembered.
_SHORT = 80


@dataclass(frozen=True, slots=True)
class Hits:
    """What a text holds of one or several queries: where, in order and apart, and which of the conditions it meets."""

    spans: tuple[Span, ...] = ()
    met: frozenset[Wanted] = frozenset()


def list_wanted(queries: Sequence[Query]) -> tuple[Wanted, ...]:
    """List every condition of these queries on what is to be there; what is not to be there marks nothing."""
    return tuple(dict.fromkeys(one for query in queries for one in make_asked(query).wanted))


def find_hits(text: str, wanted: Sequence[Wanted]) -> Hits:
    """Find in a text, as it is written, the words that meet these conditions."""
    if not wanted:
        return Hits()
    words = split_words(text)
    keys = _list_short_keys(text) if len(text) <= _SHORT else list_keys(words)
    found = [*_find_keys(keys, wanted), *_find_phrases(words, wanted)]
    spans: list[Span] = []
    for span in sorted(Span(words[first].start, words[last].end) for first, last, _ in found):
        if spans and span.start < spans[-1].end:
            span = Span(spans[-1].start, max(span.end, spans.pop().end))
        spans.append(span)
    return Hits(tuple(spans), frozenset(one for _, _, one in found))


@lru_cache(maxsize=2000)
def _list_short_keys(text: str) -> tuple[Key, ...]:
    return tuple(list_keys(split_words(text)))


def _find_keys(keys: Iterable[Key], wanted: Sequence[Wanted]) -> Iterator[tuple[int, int, Wanted]]:
    asked: dict[str, list[Wanted]] = {}
    for one in wanted:
        for key in one.keys:
            asked.setdefault(key, []).append(one)
    for found in keys if asked else ():
        for one in asked.get(found.text, ()):
            yield found.first, found.last, one


def _find_phrases(words: Sequence[Word], wanted: Sequence[Wanted]) -> Iterator[tuple[int, int, Wanted]]:
    texts = tuple(word.text for word in words)
    for one in wanted:
        length = len(one.phrase)
        for first in range(len(texts) - length + 1 if length else 0):
            if texts[first : first + length] == one.phrase:
                yield first, first + length - 1, one


def choose_telling(texts: Sequence[str], wanted: Sequence[Wanted]) -> int | None:
    """Return the number of the text that meets most of these conditions, of equals the first; None if none does."""
    best, most = None, 0
    for number, text in enumerate(texts):
        met = len(find_hits(text, wanted).met)
        if met > most:
            best, most = number, met
        if most == len(wanted):
            break
    return best


def list_missing(texts: Sequence[str], queries: Sequence[Query]) -> tuple[Wanted, ...]:
    """List the conditions that these texts together do not meet; none if they meet all of one of the queries."""
    wanted = list_wanted(queries)
    met = {one for text in texts for one in find_hits(text, wanted).met}
    if any(met.issuperset(make_asked(query).wanted) for query in queries):
        return ()
    return tuple(one for one in wanted if one not in met)
