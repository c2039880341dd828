"""The page about the record: what it is made from, what it lacks, and what could not be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import ClassVar
from urllib.parse import urlsplit

from app.store.views import Coverage, FeedRow, Gaps, HeldClaim, LanguageCount, RunRow
from app.web.page import Page

_MOST_REJECTED = 20


@dataclass(frozen=True, slots=True)
class Measured:
    """How well articles are read: of the project's own corpus, in hundredths (docs/quality.md tells how).

    `right`: of the events found so many are right in kind, status, days and city; `found`: of those that were to be
    found so many were found right. Quotes likewise.
    """

    articles: int
    right: int
    found: int
    quotes_right: int
    quotes_found: int


# tests/web/test_about.py holds them against what was measured.
MEASURED = Measured(articles=46, right=80, found=67, quotes_right=100, quotes_found=95)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A source that a run could not read: its name without the place where it lay, when that was, and why."""

    name: str
    moment: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimedYear:
    """A number of meetings claimed for a year, and what the record has of them up to the day (EDTF) of the claim."""

    year: int
    as_of: str | None
    claimed: int
    at_least: bool
    recorded: int
    missing: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage(Page):
    """What the record is made from and what it lacks; `last_run` is None if there was none yet.

    `short` are the years in which the record does not reach a number that is claimed, `reached` counts the others.
    """

    template: ClassVar[str] = "about"
    section: ClassVar[str] = "/about"

    last_run: RunRow | None
    feeds: tuple[FeedRow, ...]
    coverage: Coverage
    unread: tuple[LanguageCount, ...]
    gaps: Gaps
    short: tuple[ClaimedYear, ...]
    reached: int
    rejected: tuple[Rejected, ...]
    rejected_total: int
    runs: int
    withdrawn: int
    measured: Measured


def list_short_years(held: Iterable[HeldClaim]) -> tuple[ClaimedYear, ...]:
    """List the years in which something that is claimed is missing, most missing first."""
    years = (
        ClaimedYear(
            year=one.claim.year,
            as_of=one.claim.as_of,
            claimed=one.claim.count,
            at_least=one.claim.at_least,
            recorded=one.reckoning.in_person.recorded,
            missing=one.reckoning.in_person.missing,
            path=f"/years/{one.claim.year}#claim-{one.claim.id}",
        )
        for one in held
    )
    return tuple(sorted((one for one in years if one.missing), key=lambda one: (-one.missing, -one.year)))


def list_rejected(runs: Iterable[RunRow]) -> tuple[tuple[Rejected, ...], int]:
    """List what the last runs could not read, each source once with what was wrong last; and count them all."""
    found: dict[str, Rejected] = {}
    for run in runs:
        for source, reason in run.rejected:
            name = make_public_name(source)
            found.setdefault(name, Rejected(name, run.started, reason))
    return tuple(found.values())[:_MOST_REJECTED], len(found)


def make_public_name(source: str) -> str:
    """Name a source for readers: an address without what only its operator may know, a file without its folder."""
    if source.startswith(("http://", "https://")):
        try:
            parts = urlsplit(source)
        except ValueError:
            return source.partition("?")[0]
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    return PurePath(source).name or source
