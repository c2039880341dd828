"""Withdrawing a source: found by its id or address, removed with all that it told, its events resolved anew."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.errors import SummitryError
from app.domain.ids import ID_LENGTH
from app.domain.vocabulary import Origin
from app.ingest.pipeline import resolve_touched
from app.ingest.stages.read.addresses import is_address, make_canonical
from app.ingest.stages.read.decode import has_invisible
from app.store.engine import Engine, Session, write_session
from app.store.record import count_record
from app.store.views import NamedSource
from app.store.withdrawing import find_named_sources, restore_source, withdraw_source

# Every page that shows the reason would carry it.
_LONGEST = 2_000
_ID = re.compile(f"[0-9a-f]{{{ID_LENGTH}}}", re.ASCII)
# The address of our own page of a source, as it stands in a browser.
_OUR_PAGE = re.compile(rf"(?:https?://[^?#]+)?/articles/({_ID.pattern})/?(?:[?#].*)?", re.ASCII)


class WithdrawalError(SummitryError):
    """What was asked cannot be withdrawn or taken back: it is not here, means several, or gives no reason."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a withdrawal did, or taking one back: the sources that changed and those that were so already, and how
    many events, quotes and claims the record has less than before."""

    changed: tuple[NamedSource, ...]
    already: tuple[NamedSource, ...]
    events: int = 0
    quotes: int = 0
    claims: int = 0


def check_reason(text: str) -> str:
    """Return a reason as it will be shown; raise WithdrawalError for one that nobody could read."""
    reason = " ".join(text.split())
    if not reason:
        raise WithdrawalError("a withdrawal needs a reason: it is shown where the source was")
    if len(reason) > _LONGEST:
        raise WithdrawalError(f"the reason is longer than {_LONGEST:,} characters")
    if has_invisible(reason):
        raise WithdrawalError(f"the reason holds invisible characters: {reason[:80]!r}")
    return reason


def withdraw_named(engine: Engine, told: str, reason: str, day: date, *, both: bool = False) -> Withdrawal:
    """Withdraw the source with this id or address; `both` means an article and our digest of it, where both are here.

    Raises WithdrawalError for a source that is not here or is a document of our own, for an address that means two,
    and for a reason that cannot be shown.
    """
    reason = check_reason(reason)
    with write_session(engine) as session:
        named = _find(session, told, both=both)
        before = count_record(session)
        wanted = tuple(one for one in named if one.withdrawn is None)
        touched = {
            days: None
            for one in wanted
            for days in withdraw_source(session, one.article.id, day.isoformat(), reason)
        }
        if wanted:
            # Also where no event is touched: which of the quotes that are left are one follows from it.
            resolve_touched(session, touched)
        left = count_record(session)
    less = (one - other for one, other in zip(before, left, strict=True))
    return Withdrawal(wanted, tuple(one for one in named if one.withdrawn is not None), *less)


def restore_named(engine: Engine, told: str, *, both: bool = False) -> Withdrawal:
    """Take the withdrawal of a source back: the next ingestion reads it, and the rows that name it, anew.

    Raises WithdrawalError as `withdraw_named` does.
    """
    with write_session(engine) as session:
        named = _find(session, told, both=both)
        wanted = tuple(one for one in named if one.withdrawn is not None)
        for one in wanted:
            restore_source(session, one.article.id)
    return Withdrawal(wanted, tuple(one for one in named if one.withdrawn is None))


def _find(session: Session, told: str, *, both: bool) -> tuple[NamedSource, ...]:
    told = told.strip()
    address = make_canonical(told) if is_address(told) else None
    ours = _OUR_PAGE.fullmatch(told)
    named: tuple[NamedSource, ...] = ()
    for name in filter(None, (told if _ID.fullmatch(told) else None, address, ours[1] if ours else None)):
        named = named or find_named_sources(session, name)
    if not named:
        what = (
            "no source has this id or address"
            if address or ours or _ID.fullmatch(told)
            else "neither an id nor an address"
        )
        raise WithdrawalError(f"{what}: {told[:200]!r}; the page of a source, /articles/ID, has both")
    for one in named:
        if one.article.origin != Origin.PRESS:
            noun = "a row of the record" if one.article.origin == Origin.RECORD else "a correction"
            raise WithdrawalError(
                f"{one.article.id} is {noun}, not a source: take it out of its file and ingest that again"
            )
    if len(named) > 1 and not both:
        raise WithdrawalError(
            f"two sources are at {address}: the article {named[0].article.id} and our digest of it, "
            f"{named[1].article.id}. Name one by its id, or give --both"
        )
    return named
