"""What a page is about, as JSON-LD in the words of schema.org (https://schema.org/Event, https://schema.org/Quotation).

Names are in the language of the page. What schema.org cannot say truly is left out: an approximate date, words that a
source only reports as a quotation.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from app.domain.dates import EdtfDate
from app.domain.vocabulary import Origin, QuoteKind, Status
from app.store.story import MOVED
from app.store.views import ArticleRow, EventDetail, EventRow, QuoteRow, Step
from app.web.formatting import format_city, format_person, format_quote, format_title, format_topic
from app.web.language import get_language, link
from app.web.licence import LICENCE
from app.web.originals import make_original_link

Data = Mapping[str, object]

# A script ends at `</script` and no entity helps; JSON can write these signs otherwise. The last two end a line.
_ESCAPES = str.maketrans({one: f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"})


def write_script(data: Data) -> Markup:
    """Write JSON-LD as the content of a `<script>`, where nothing can end it."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))


def make_event_data(detail: EventDetail, base_url: str) -> Data:
    """Make the schema.org Event of an event: dates as exact as told, its status, and who was where."""
    event = detail.event
    path = f"/events/{event.slug}"
    date = read_exact(event.date)
    former = _list_former(detail.story, date)
    sources = [one.article for one in detail.sources]
    return _drop_empty(
        {
            "@context": "https://schema.org",
            "@type": "Event",
            "@id": base_url + path,
            "identifier": event.slug,
            "url": base_url + link(path),
            "name": format_title(event.title),
            "eventStatus": f"https://schema.org/{_name_status(event, former)}",
            "previousStartDate": former,
            "startDate": date and date.start,
            "endDate": date and date.end,
            "location": _make_places(event),
            "attendee": [_make_person(one, base_url) for one in event.people],
            "keywords": [format_topic(one) for one in event.topics],
            "subjectOf": [_make_article(one, base_url) for one in sources if _is_shown(one)],
            "mainEntityOfPage": _make_page(base_url + link(path)),
        }
    )


def make_quote_data(quote: QuoteRow, base_url: str) -> Data | None:
    """Make the schema.org Quotation of a quote; None of words that are reported, for they are no one's exact words.

    Of the event around which it was said only the page speaks: it need not be about it, nor said there.
    """
    if quote.kind == QuoteKind.REPORTED:
        return None
    path = f"/quotes/{quote.id}"
    said = read_exact(quote.said)
    page = _make_page(base_url + link(path))
    if quote.event_slug:
        page["mentions"] = {"@type": "Event", "@id": f"{base_url}/events/{quote.event_slug}"}
    name = quote.speaker_text and {"@type": "Person", "name": quote.speaker_text}
    printed = {one.article.id: one.article for one in (quote, *quote.others)}
    return _drop_empty(
        {
            "@context": "https://schema.org",
            "@type": "Quotation",
            "@id": base_url + path,
            "identifier": quote.id,
            "url": base_url + link(path),
            "text": format_quote(quote.text),
            "inLanguage": quote.language,
            "creator": _make_person(quote.speaker, base_url) if quote.speaker else name,
            "dateCreated": said and said.start,
            "isBasedOn": [_make_article(one, base_url) for one in printed.values() if _is_shown(one)],
            "mainEntityOfPage": page,
        }
    )


def read_exact(text: str | None) -> EdtfDate | None:
    """Read an EDTF date as other formats can say it, in the precision told; None of an approximate one."""
    date = EdtfDate.parse(text) if text else None
    return None if date is None or date.approximate else date


def _name_status(event: EventRow, former: Sequence[str]) -> str:
    """Name the status in the words of https://schema.org/EventStatusType; an overdue plan stays as it was set."""
    if event.status == Status.CANCELLED:
        return "EventCancelled"
    if not former:
        return "EventScheduled"
    return "EventRescheduled" if event.date else "EventPostponed"


def _list_former(steps: Iterable[Step], date: EdtfDate | None) -> list[str]:
    """List the days from which an event was moved; the one on which it is now is none of them."""
    moved = (read_exact(step.former) for step in steps if step.what == MOVED)
    starts = dict.fromkeys(one.start for one in moved if one is not None)
    return [one for one in starts if date is None or one != date.start]


def _make_places(event: EventRow) -> list[Data]:
    """Make the places; the country and the venue that are told are those of the first."""
    places: list[Data] = []
    for city in event.cities:
        first = not places
        address = {
            "@type": "PostalAddress",
            "addressLocality": format_city(city),
            "addressCountry": event.country if first else None,
        }
        name = event.venue if first and event.venue else format_city(city)
        places.append({"@type": "Place", "name": name, "address": _drop_empty(address)})
    if not places and event.country:
        address = {"@type": "PostalAddress", "addressCountry": event.country}
        places.append({"@type": "Place", "address": address})
    return places


def _make_person(slug: str, base_url: str) -> Data:
    return {
        "@type": "Person",
        "@id": f"{base_url}/people/{slug}",
        "name": format_person(slug),
        "url": base_url + link(f"/people/{slug}"),
    }


def _is_shown(article: ArticleRow) -> bool:
    return article.origin == Origin.PRESS and not article.withdrawn


def _make_article(article: ArticleRow, base_url: str) -> Data:
    """Make a source: the original where it has an address, of a digest our own page."""
    published = read_exact(article.published)
    publisher = {"@type": "Organization", "name": article.publisher} if article.publisher else None
    ours = base_url + link(f"/articles/{article.id}")
    return _drop_empty(
        {
            "@type": "Article",
            "url": ours if article.digest else make_original_link(article) or ours,
            "headline": article.title,
            "publisher": None if article.digest else publisher,
            "datePublished": published and published.start,
            "inLanguage": article.language,
        }
    )


def _make_page(address: str) -> dict[str, object]:
    """Make the page itself: it is what has a licence and a language, for an event has none."""
    return {"@type": "WebPage", "@id": address, "license": LICENCE, "inLanguage": get_language()}


def _drop_empty(data: Data) -> Data:
    return {name: value for name, value in data.items() if value not in (None, "", [])}
