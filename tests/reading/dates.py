"""How the tests of dates read a text."""

import itertools
from functools import lru_cache

from app.domain.dates import EdtfDate
from app.domain.findings import FoundDate
from app.ingest.stages.dates import find_dates
from app.ingest.stages.quoted import find_quoted
from app.ingest.stages.segment import split_sentences
from app.lexicon.language import Language, get_language

# A case: the text, the publication date, the dates expected in their order.
Case = tuple[str, str | None, list[str]]


@lru_cache
def get_tested(code: str) -> Language:
    return get_language(code)


def read_dates(code: str, text: str, published: str | None) -> tuple[FoundDate, ...]:
    """Find the dates of a text, and check that each span yields words."""
    language = get_tested(code)
    marks = language.mark(text)
    sentences = split_sentences(text, find_quoted(text, marks), language)
    found = find_dates(text, sentences, EdtfDate.parse(published) if published else None, language, marks)
    for one, following in itertools.pairwise(found):
        assert one.span.end <= following.span.start
    for one in found:
        assert one.span.of(text).strip() == one.span.of(text) != ""
        assert EdtfDate.parse(one.date.text) == one.date
    return found


def list_dates(code: str, text: str, published: str | None) -> list[str]:
    return [found.date.text for found in read_dates(code, text, published)]
