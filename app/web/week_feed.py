"""The weeks as a feed: an entry a week that has begun and has anything, with its events, words and corrections."""

from collections.abc import Iterable
from datetime import date

from app.domain.vocabulary import QuoteKind, Status
from app.domain.weeks import Week
from app.store.correction_rows import list_correction_moments
from app.store.engine import Session
from app.store.quote_moments import list_quote_moments
from app.store.revisions import list_revisions
from app.store.telling import list_telling_sentences
from app.store.views import EventRow, Evidence, QuoteRow
from app.store.week_counts import count_weeks
from app.store.weeks import WeekRows, list_weeks
from app.web.evidence import make_article_link
from app.web.feeds import MINTED, Entry, Feed, Item, Part, Said, make_said, make_tag
from app.web.formatting import (
    format_action,
    format_quote,
    format_speaker,
    format_withdrawal,
)
from app.web.language import ENGLISH, speak
from app.web.phrases import name_event
from app.web.telling import name_publisher
from app.web.week_names import (
    FEED,
    WEEKS,
    count_rows,
    format_announced,
    format_moved,
    format_week,
    format_week_counts,
    format_week_days,
    make_week_headings,
    make_week_path,
)
from app.web.wording import format_standing

_MOST_WEEKS = 52
_MOST_QUOTES = 20


def make_weeks_feed(session: Session, today: date, base_url: str) -> Feed:
    """Make the feed of the newest weeks that have begun and have anything, the newest first."""
    begun = [one.week for one in count_weeks(session) if one.week.monday <= today][:_MOST_WEEKS]
    weeks = list_weeks(session, begun[-1], begun[0], today) if begun else {}
    sentences = list_telling_sentences(session, [one.id for rows in weeks.values() for one in rows.events])
    changed = _list_changes(session, weeks)
    with speak(ENGLISH):
        return Feed(
            id=base_url + WEEKS,
            title="Summitry: week by week",
            subtitle="What was held, announced, said and corrected, each week once it has begun.",
            address=base_url + FEED,
            page=base_url + WEEKS,
            entries=tuple(
                _make_entry(week, rows, changed[week], sentences, base_url)
                for week, rows in sorted(weeks.items(), reverse=True)
            ),
        )


def _make_entry(
    week: Week, rows: WeekRows, changed: str, sentences: dict[str, Evidence], base_url: str
) -> Entry:
    return Entry(
        id=make_tag(base_url, MINTED, f"weeks/{week}"),
        title=f"{format_week(week)}: {format_week_days(week)}",
        updated=changed,
        address=base_url + make_week_path(week),
        words=_make_words(week, rows),
        parts=tuple(_list_parts(rows, sentences, base_url)),
    )


def _list_changes(session: Session, weeks: dict[Week, WeekRows]) -> dict[Week, str]:
    """Tell of each week when anything in it changed last, as far as that is known; before its Monday it is in no feed.

    What left a week has left nothing in it to tell so (docs/feeds.md).
    """
    events = {one.id: one for rows in weeks.values() for one in _list_events(rows)}
    revisions = list_revisions(session, list(events.values()))
    printed = list_quote_moments(session, [one for rows in weeks.values() for one in rows.quotes])
    made = list_correction_moments(session, [one.id for rows in weeks.values() for one in rows.corrections])
    return {
        week: max(
            _make_midnight(week.monday.isoformat()),
            *(revisions[one.id].updated for one in _list_events(rows)),
            *(printed[one.id].updated or "" for one in rows.quotes),
            *(made.get(one.id, "") for one in rows.corrections),
            *(_make_midnight(one.day) for one in rows.withdrawn),
        )
        for week, rows in weeks.items()
    }


def _list_events(rows: WeekRows) -> Iterable[EventRow]:
    return (*rows.events, *(one.event for one in rows.moved), *(one.event for one in rows.announced))


def _make_midnight(day: str) -> str:
    return f"{day}T00:00:00Z"


def _make_words(week: Week, rows: WeekRows) -> str:
    """Say what a week holds in a line: how much, and each event once."""
    names = dict.fromkeys(f"{name_event(one)}." for one in _list_events(rows))
    return " ".join((f"{format_week_counts(count_rows(week, rows))}.", *names))


def _list_parts(rows: WeekRows, sentences: dict[str, Evidence], base_url: str) -> Iterable[Part]:
    held = [one for one in rows.events if one.status == Status.HELD]
    planned = [one for one in rows.events if one.status != Status.HELD]
    quotes = [_make_quote(one, base_url) for one in rows.quotes[:_MOST_QUOTES]]
    corrections = [
        Item(f"{format_action(one)}: {one.reason}", f"{base_url}/corrections#c-{one.id}")
        for one in rows.corrections
    ]
    withdrawn = [
        Item(
            f"{format_withdrawal(one.article, one.day)} {one.reason}", f"{base_url}/articles/{one.article.id}"
        )
        for one in rows.withdrawn
    ]
    moved = [_make_plan(one.event, format_moved(one), one.evidence, base_url) for one in rows.moved]
    announced = [
        _make_plan(one.event, format_announced(one), one.evidence, base_url) for one in rows.announced
    ]
    headings = make_week_headings()
    # Quotes in excess stand on the page; that there are more is said in its counts.
    for heading, items in (
        (headings.held, [_make_event(one, sentences.get(one.id), base_url) for one in held]),
        (headings.planned, [_make_event(one, sentences.get(one.id), base_url) for one in planned]),
        (headings.moved, moved),
        (headings.announced, announced),
        (headings.said, quotes),
        (headings.corrected, [*corrections, *withdrawn]),
    ):
        if items:
            yield Part(heading, tuple(items))


def _make_event(event: EventRow, evidence: Evidence | None, base_url: str) -> Item:
    # How it stands changes on no other day than that on which it becomes overdue.
    words = f"{name_event(event)}. {format_standing(event)}."
    return Item(words, f"{base_url}/events/{event.slug}", make_said(evidence, base_url) if evidence else None)


def _make_plan(event: EventRow, words: str, evidence: Evidence, base_url: str) -> Item:
    told = f"{name_event(event)}. {words}. {format_standing(event)}."
    return Item(told, f"{base_url}/events/{event.slug}", make_said(evidence, base_url))


def _make_quote(quote: QuoteRow, base_url: str) -> Item:
    speaker = format_speaker(quote)
    words = f"{speaker}, as reported" if quote.kind == QuoteKind.REPORTED else speaker
    source = base_url + make_article_link(quote.article.id, quote.number)
    said = Said(format_quote(quote.text), quote.language, name_publisher(quote.article), source)
    return Item(words, f"{base_url}/quotes/{quote.id}", said)
