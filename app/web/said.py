"""A few quotes of a part of the record, with the way to all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.vocabulary import QuoteKind
from app.store.engine import Session
from app.store.quotes import QuoteFilters, list_quotes
from app.store.said import list_said, list_said_at
from app.store.views import QuoteList
from app.web.language import format_number, gettext
from app.web.quote_view import make_quote_path
from app.web.statements import Statement, make_statements

_MOST = 5
# Twice as many are read, because an original and our digest of it print the same words.
_READ = 2 * _MOST
_OWN_WORDS = (QuoteKind.DIRECT, QuoteKind.TRANSCRIPT)


@dataclass(frozen=True, slots=True)
class Said:
    """Some quotes, `shown` of `total`, the newest first, in groups with a heading each (`None` for a single one)."""

    heading: str
    groups: tuple[tuple[str | None, tuple[Statement, ...]], ...]
    shown: int
    total: int
    path: str | None


def read_said(session: Session, heading: str, filters: QuoteFilters) -> Said | None:
    """Read the newest quotes of a view of them; nothing if there are none."""
    listed = list_quotes(session, filters, _READ)
    return _make_said(heading, [(None, listed)], listed.total, make_quote_path(filters))


def read_said_at(session: Session, heading: str, place: str) -> Said | None:
    """Read the newest quotes around the events of a place."""
    listed = list_said_at(session, place, _READ)
    return _make_said(heading, [(None, listed)], listed.total, None)


def read_said_by(session: Session, heading: str, speaker: str) -> Said | None:
    """Read the newest quotes of a person: their own words, and apart what is only reported."""
    own = list_said(session, speaker, _OWN_WORDS, _READ)
    reported = list_said(session, speaker, (QuoteKind.REPORTED,), _READ)
    groups = [
        (gettext("In their own words: %(count)s", count=format_number(own.total)), own),
        (gettext("As reported, not word for word: %(count)s", count=format_number(reported.total)), reported),
    ]
    path = make_quote_path(QuoteFilters(speakers=(speaker,)))
    return _make_said(heading, groups, own.total + reported.total, path)


def _make_said(
    heading: str, groups: Sequence[tuple[str | None, QuoteList]], total: int, path: str | None
) -> Said | None:
    shown = [(words, make_statements(listed.quotes)[:_MOST]) for words, listed in groups if listed.total]
    if not shown:
        return None
    number = sum(1 + len(one.also) for _, several in shown for one in several)
    return Said(heading, tuple(shown), number, total, path)
