"""A few quotes of a part of the record, with the way to all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.filters import Choice, Filters
from app.domain.queries import FieldName
from app.domain.vocabulary import QuoteKind
from app.store.engine import Session
from app.store.quotes import list_quotes
from app.store.views import QuoteList
from app.web.language import format_number, gettext
from app.web.quote_view import make_quote_path
from app.web.statements import Statement, make_statements

_MOST = 5
_OWN_WORDS = (QuoteKind.DIRECT.value, QuoteKind.TRANSCRIPT.value)


@dataclass(frozen=True, slots=True)
class Said:
    """Some quotes, `shown` of `total`, the newest first, in groups with a heading each (`None` for a single one)."""

    heading: str
    groups: tuple[tuple[str | None, tuple[Statement, ...]], ...]
    shown: int
    total: int
    path: str


def read_said(session: Session, heading: str, filters: Filters) -> Said | None:
    """Read the newest quotes of a view of them; nothing if there are none."""
    listed = list_quotes(session, filters, _MOST)
    return _make_said(heading, [(None, listed)], listed.total, make_quote_path(filters))


def read_said_at(session: Session, heading: str, place: str) -> Said | None:
    """Read the newest quotes around the events of a place, by its slug."""
    return read_said(session, heading, Filters(q=(f"{FieldName.PLACE}:{place}",)))


def read_said_by(session: Session, heading: str, speaker: str) -> Said | None:
    """Read the newest quotes of a person: their own words, and apart what is only reported."""
    of_speaker = Filters({"speaker": Choice((speaker,))})
    own = list_quotes(session, of_speaker.with_choice("kind", Choice(_OWN_WORDS)), _MOST)
    reported = list_quotes(
        session, of_speaker.with_choice("kind", Choice((QuoteKind.REPORTED.value,))), _MOST
    )
    groups = [
        (gettext("In their own words: %(count)s", count=format_number(own.total)), own),
        (gettext("As reported, not word for word: %(count)s", count=format_number(reported.total)), reported),
    ]
    return _make_said(heading, groups, own.total + reported.total, make_quote_path(of_speaker))


def _make_said(
    heading: str, groups: Sequence[tuple[str | None, QuoteList]], total: int, path: str
) -> Said | None:
    shown = tuple((words, make_statements(listed.quotes)) for words, listed in groups if listed.total)
    if not shown:
        return None
    return Said(heading, shown, sum(len(several) for _, several in shown), total, path)
