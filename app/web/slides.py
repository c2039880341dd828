"""A view as TimelineJS reads it: https://timeline.knightlab.com/docs/json-format.html."""

from collections.abc import Iterable
from html import escape

from app.domain.dates import EdtfDate
from app.domain.vocabulary import Origin
from app.store.taking import TakenEvent
from app.web.dates import format_date
from app.web.formatting import format_count
from app.web.language import ENGLISH, speak
from app.web.telling import make_source_address, name_publisher
from app.web.works import SITE, Work, cite_event, get_parts

_UNITS = ("year", "month", "day")


def make_slides(view: Work, events: Iterable[TakenEvent], base_url: str) -> dict[str, object]:
    """Make the timeline of a view. Every text in it is HTML to TimelineJS and is escaped.

    TimelineJS has no place for what has no date: the slide of the title says how many such events are left out.
    """
    taken = list(events)
    dated = [one for one in taken if one.event.date is not None]
    left_out = len(taken) - len(dated)
    with speak(ENGLISH):
        told = [f"<p>{_make_link(view.url, SITE)}, {format_date(view.accessed.isoformat())}.</p>"]
        if left_out:
            words = format_count(left_out, "event without a date is", "events without a date are")
            told.append(f"<p>{words} left out.</p>")
        return {
            "title": {"text": {"headline": escape(view.title), "text": "".join(told)}, "unique_id": "title"},
            "events": [_make_slide(one, base_url) for one in dated],
            "scale": "human",
        }


def _make_slide(one: TakenEvent, base_url: str) -> dict[str, object]:
    event, telling = one.event, one.telling
    date = event.date or ""
    parts = [dict(zip(_UNITS, part, strict=False)) for part in get_parts(date)]
    told = [f"<p>{escape(event.outcome)}</p>"] if event.outcome else []
    # The sentence of a row of the record is a cell of it, which the slide shows anyway.
    if telling and telling.article.origin == Origin.PRESS:
        told.append(
            f"<blockquote>{escape(telling.sentence)}</blockquote>"
            f"<p>{_make_link(make_source_address(telling, base_url), name_publisher(telling.article))}</p>"
        )
    told.append(f"<p>{_make_link(f'{base_url}/events/{event.slug}', SITE)}</p>")
    slide: dict[str, object] = {
        "unique_id": event.slug,
        "start_date": parts[0],
        # Shown in the place of what TimelineJS would make of the parts: "about May 2024".
        "display_date": escape(format_date(date)),
        "text": {"headline": escape(cite_event(event)), "text": "".join(told)},
        "group": event.kind,
    }
    if EdtfDate.parse(date).is_interval:
        slide["end_date"] = parts[1]
    return slide


def _make_link(url: str, words: str) -> str:
    return f'<a href="{escape(url)}">{escape(words)}</a>'
