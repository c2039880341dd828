"""The value of the pages of a person, a place, a topic or a year: their part of the record, worth a visit."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.domain.filters import Filters
from app.store.engine import Session
from app.store.parts import Brief, PublisherRow, list_corrections_of, list_publishers
from app.store.views import CorrectionRow
from app.web.beside import Beside, list_beside
from app.web.counting import YearCount
from app.web.dates import format_date
from app.web.deps import Frame
from app.web.formatting import format_list
from app.web.language import gettext
from app.web.months import Months
from app.web.page import Page
from app.web.part import Listing, Part, read_part
from app.web.person import Spelling, Term
from app.web.query import FOREIGN, shorten_unknown
from app.web.said import Said
from app.web.strip import Tick
from app.web.thread import ThreadView


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where in the list of a subject a page begins: `after` is a slug, `beside` the other person asked for."""

    after: str | None
    beside: str | None
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What stands around the list of a subject on its first page."""

    part: Part
    beside: tuple[Beside, ...]
    said: Said | None
    publishers: tuple[PublisherRow, ...]
    sources: int
    corrections: tuple[CorrectionRow, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """The way from a later page of a list, or a narrower one, to the page of the subject."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class YearAbout:
    """What the page of a year has more: its ruler, its events by month, the claims, and the years beside it."""

    year: int
    ticks: tuple[Tick, ...]
    months: Months | None
    counted: YearCount
    before: str | None
    after: str | None
    compare: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectPage(Page):
    """One person, place, topic or year. `about` is none on the later pages of its list, which lead to `start`.

    The events stand in `listing`, those of a topic in `thread`, those of a year in the months of `year`.
    """

    template: ClassVar[str] = "subject"
    section: ClassVar[str] = "/"

    noun: str
    heading: str
    lead: str = ""
    timeline_path: str
    unknown: tuple[str, ...] = ()
    about: About | None = None
    start: Start | None = None
    listing: Listing | None = None
    thread: ThreadView | None = None
    year: YearAbout | None = None
    terms: tuple[Term, ...] = ()
    names: tuple[Spelling, ...] = ()


def read_beginning(
    pairs: Iterable[tuple[str, str]], is_slug: Callable[[str], bool], people: Collection[str]
) -> Beginning:
    """Read where a list begins from the parameters of a URL; what is unknown is named and passed over.

    `is_slug` judges the slug of an event, `people` are those who can be asked for beside the subject.
    """
    after = beside = None
    unknown: list[str] = []
    for name, raw in pairs:
        value = " ".join(raw.replace("\0", "").split())
        if not value or name.startswith(FOREIGN):
            continue
        if name == "after" and is_slug(value):
            after = value
        elif name == "with" and value.lower() in people:
            beside = value.lower()
        else:
            unknown.append(f"{name}={value}")
    return Beginning(after, beside, tuple(shorten_unknown(unknown)))


def read_about(
    session: Session, frame: Frame, filters: Filters, briefs: Sequence[Brief], said: Said | None
) -> About:
    """Read what stands around the list of the subject that a view names, whose events are `briefs`."""
    publishers = list_publishers(session, briefs)
    return About(
        part=read_part(session, filters, briefs, frame.today),
        beside=list_beside(session, filters, briefs),
        said=said,
        publishers=publishers,
        sources=sum(one.count for one in publishers),
        corrections=list_corrections_of(session, briefs),
    )


def make_lead(part: Part) -> str:
    """Say from when to when events took place."""
    if part.first is None or part.latest is None:
        return ""
    if part.first.slug == part.latest.slug:
        return gettext("The one that took place: %(date)s.", date=format_date(part.first.date))
    return gettext(
        "From %(first)s to %(latest)s.",
        first=format_date(part.first.date),
        latest=format_date(part.latest.date),
    )


def make_description(heading: str, part: Part) -> str:
    """Say in a sentence or two what a page holds, for those who list pages."""
    if not part.total:
        return gettext("%(subject)s: no event is on record.", subject=heading)
    return " ".join(
        (
            gettext(
                "%(subject)s: %(events)s of the presidents of Russia and Belarus on record, %(counts)s.",
                subject=heading,
                events=part.whole.words,
                counts=format_list([count.words for count in part.counts]),
            ),
            make_lead(part),
        )
    ).strip()
