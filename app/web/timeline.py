"""The value of the front page: one view of the timeline with everything that is said about it."""

from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.filters import Choice, Filters
from app.store.engine import Session
from app.store.facets import list_facets
from app.store.marks import count_matching, list_marks
from app.store.timeline import list_events, list_years
from app.store.views import EventRow, YearBar
from app.web.citing import Citation, make_citations
from app.web.coming import Coming, read_coming
from app.web.comparing import COMPARE, find_comparison
from app.web.deps import Frame
from app.web.facets import Chip, Facet, make_chips, make_index
from app.web.frames import Embed, make_embed
from app.web.hits import Passage, find_passages
from app.web.language import gettext, ngettext
from app.web.page import Page
from app.web.phrases import make_count_sentence, make_lead, name_view
from app.web.query import list_pairs, make_path
from app.web.query_words import QueryWords, describe_searches
from app.web.strip import StripGap, StripYear, count_events, format_year_counts, make_strip
from app.web.works import make_view_work
from app.web.years import YearSection, get_year, make_sections

PAGE_SIZE = 50
_REGIONS = ("opening", "strip", "rail", "says", "chips", "take", "index")

_FILES = (
    ("CSV", "/events.csv"),
    ("JSON", "/events.json"),
    ("BibTeX", "/events.bib"),
    ("RIS", "/events.ris"),
    ("CSL-JSON", "/events.csl.json"),
    ("TimelineJS", "/events.timeline.json"),
)


@dataclass(frozen=True, slots=True)
class YearLink:
    """A year, how much of the view lies in it, and the way there."""

    year: int
    count: int
    words: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage(Page):
    """The timeline under one view. `kept` are the choices that a new search keeps, as names and values. `compare`
    leads to the two chosen values of a facet side by side. `files` are the forms in which the view can be taken away,
    by name, with their addresses.

    `closed` are the years that the list has not reached, `hidden` is the one chosen year with what is left out of
    it, `elsewhere` are the years outside the chosen ones that match too. `reading` says how the searches were read;
    `passages` are the words by which they found events, by event, where its entry does not show them.
    """

    template: ClassVar[str] = "timeline"
    section: ClassVar[str] = "/"
    partials: ClassVar[dict[str, tuple[str, ...]]] = {
        "timeline": (*_REGIONS, "search"),
        "years": ("more", *_REGIONS),
        "more": ("says",),
    }
    pushed: ClassVar[frozenset[str]] = frozenset({"timeline", "years"})

    filtered: bool
    heading: str
    lead: str
    coming: Coming | None
    says: str
    unknown: tuple[str, ...]
    chips: tuple[Chip, ...]
    compare: str | None
    searched: str
    kept: tuple[tuple[str, str], ...]
    json_path: str
    files: tuple[tuple[str, str], ...]
    citations: tuple[Citation, ...]
    embed: Embed
    feed_path: str
    calendar_path: str
    overview_path: str
    strip: tuple[StripYear | StripGap, ...]
    table: tuple[YearBar, ...]
    rail: tuple[YearLink, ...]
    continued: int | None
    sections: tuple[YearSection, ...]
    undated: tuple[EventRow, ...]
    more: str | None
    closed: tuple[YearLink, ...]
    hidden: YearLink | None
    elsewhere: tuple[YearLink, ...]
    index: tuple[Facet, ...]
    reading: QueryWords
    passages: dict[str, Passage]


def make_timeline_page(
    session: Session, frame: Frame, filters: Filters, unknown: list[str], base_url: str
) -> TimelinePage:
    """Read one view of the timeline and make its page."""
    today = frame.today
    shown = list_events(session, filters, today, PAGE_SIZE)
    years = list_years(session, filters, today)
    whole = not filters
    view = replace(filters, after=None)
    after_year = int(filters.after[:4]) if filters.after and filters.after[:4].isdecimal() else None
    on_page = {get_year(event) for event in shown.events if event.first}
    sections, undated = make_sections(
        shown.events,
        years,
        list_marks(session, filters, today, on_page),
        after_year=after_year,
        whole=whole,
    )
    closed = _list_closed(filters, years, on_page, shown.next_after is not None)
    elsewhere = _list_elsewhere(filters, years)
    heading = name_view(filters)
    says = make_count_sentence(filters, shown.total, shown=len(shown.events))
    return TimelinePage(
        frame=frame,
        title=gettext("Summitry: when the presidents of Russia and Belarus met") if whole else heading,
        canonical=make_path(filters),
        image=make_path(view, "/share.png"),
        description=says if filters else make_lead(years),
        # What holds nothing is nothing to find either.
        noindex=bool(
            filters.after or filters.q or len(make_chips(filters)) > 1 or not (whole or shown.total)
        ),
        filtered=not whole,
        heading=heading,
        lead="" if filters else make_lead(years),
        coming=read_coming(session, today) if _is_front(frame, filters) else None,
        says=says,
        unknown=tuple(unknown),
        chips=make_chips(filters),
        compare=make_path(replace(filters, after=None), COMPARE) if find_comparison(filters) else None,
        searched=filters.q[0] if len(filters.q) == 1 else "",
        kept=tuple(list_pairs(replace(filters, q=()))),
        json_path=make_path(view, "/events.json"),
        files=tuple((name, make_path(view, path)) for name, path in _FILES),
        citations=make_citations(make_view_work(view, today, base_url)),
        embed=make_embed(make_path(view), heading, base_url),
        feed_path=make_path(view, "/feed.atom"),
        calendar_path=make_path(view, "/calendar.ics"),
        overview_path=make_path(view, "/overview"),
        strip=make_strip(
            years,
            None if whole else count_matching(session, filters, today),
            {year.year: make_path(_of_year(filters, year.year)) for year in years},
            filters.of("year").wanted,
        ),
        table=years[::-1],
        rail=_list_rail(filters, years, on_page | {year.year for year in closed}),
        continued=after_year if after_year in on_page else None,
        sections=sections,
        undated=undated,
        more=make_path(replace(filters, after=shown.next_after)) if shown.next_after else None,
        closed=closed,
        hidden=_find_hidden(filters, years),
        elsewhere=elsewhere,
        index=make_index(list_facets(session, filters, shown.total, today), filters),
        reading=describe_searches(session, filters.q),
        passages=find_passages(session, shown.events, filters.q),
    )


def _is_front(frame: Frame, filters: Filters) -> bool:
    """Tell whether this is the first page of the whole timeline of a record that holds something."""
    return not filters and filters.after is None and bool(frame.record and frame.record.events)


def _of_year(filters: Filters, year: int) -> Filters:
    return filters.with_choice("year", Choice((str(year),)))


def _list_closed(
    filters: Filters, years: tuple[YearBar, ...], on_page: set[int], more: bool
) -> tuple[YearLink, ...]:
    """List the years older than those on the page, where the list goes on."""
    if not more or not on_page:
        return ()
    return tuple(
        YearLink(year.year, year.matching, _describe(filters, year), make_path(_of_year(filters, year.year)))
        for year in reversed(years)
        if year.year < min(on_page) and year.matching and _is_wanted(filters, year.year)
    )


def _list_rail(filters: Filters, years: tuple[YearBar, ...], here: set[int]) -> tuple[YearLink, ...]:
    return tuple(
        YearLink(
            year.year,
            year.matching,
            _describe(filters, year),
            f"#y{year.year}" if year.year in here else make_path(_of_year(filters, year.year)),
        )
        for year in reversed(years)
        if year.matching
    )


def _list_elsewhere(filters: Filters, years: tuple[YearBar, ...]) -> tuple[YearLink, ...]:
    """List the years outside the chosen ones in which the rest of the view is told of too."""
    if not filters.of("year").wanted or not filters.without("year"):
        return ()
    return tuple(
        YearLink(year.year, year.matching, _describe(filters, year), make_path(_of_year(filters, year.year)))
        for year in years
        if year.matching and not _is_wanted(filters, year.year)
    )


def _find_hidden(filters: Filters, years: tuple[YearBar, ...]) -> YearLink | None:
    """Return the one chosen year with the number of its events that the rest of the view leaves out, if any."""
    wanted = filters.of("year").wanted
    bar = next((year for year in years if (str(year.year),) == wanted), None)
    left_out = count_events(bar) - bar.matching if bar else 0
    if bar is None or not left_out:
        return None
    whole = make_path(_of_year(Filters(), bar.year))
    words = ngettext(
        "%(num)s other event of %(year)s is not in this list.",
        "%(num)s other events of %(year)s are not in this list.",
        left_out,
        year=bar.year,
    )
    return YearLink(bar.year, left_out, words, whole)


def _is_wanted(filters: Filters, year: int) -> bool:
    choice = filters.of("year")
    return str(year) not in choice.unwanted and (not choice.wanted or str(year) in choice.wanted)


def _describe(filters: Filters, year: YearBar) -> str:
    if not filters:
        return format_year_counts(year)
    return ngettext("%(num)s event", "%(num)s events", year.matching)
