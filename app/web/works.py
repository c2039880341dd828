"""What of ours can be cited: the page of an event, of a quote, and a view. Citations are in English, whatever language
the page speaks, and titles in them stand as they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.dates import EdtfDate
from app.domain.filters import QUOTE_FACETS, Filters
from app.domain.ids import make_id
from app.domain.printable import one_line
from app.domain.vocabulary import Origin, QuoteKind, Status
from app.store.rows import OVERDUE
from app.store.views import ArticleRow, EventRow, Evidence, QuoteRow
from app.web.dates import format_date
from app.web.formatting import format_quote, format_speaker
from app.web.language import ENGLISH, speak
from app.web.phrases import name_view
from app.web.query import make_path, make_query
from app.web.quote_phrases import make_quote_heading
from app.web.quote_view import make_quote_path
from app.web.telling import name_publisher

SITE = "Summitry"
"""The site, which stands for its authors as well: its pages name no others."""

_LONGEST_QUOTE = 200


@dataclass(frozen=True, slots=True)
class Work:
    """One page of ours as others cite it. `key` is its name in a bibliography and changes only with its address.

    `accessed` is the day of the record that was seen; pages change, so none has a date of publication. `happened` is
    when what it tells of took place (EDTF); `abstract` is the sentence that tells of it best, or the words that it is
    about, with who printed them; `notes` name what it was read from.
    """

    key: str
    title: str
    url: str
    accessed: date
    happened: str | None = None
    notes: tuple[str, ...] = ()
    abstract: str | None = None


def make_event_work(
    event: EventRow,
    sources: Iterable[ArticleRow],
    today: date,
    base_url: str,
    telling: Evidence | None = None,
) -> Work:
    """Make what is cited of an event. What was not held says so: a footnote must not make a meeting of a plan."""
    return Work(
        key=f"summitry-{event.slug}",
        title=one_line(cite_event(event)),
        url=f"{base_url}/events/{event.slug}",
        accessed=today,
        happened=event.date,
        notes=tuple(_name_source(source) for source in sources),
        abstract=_attribute(f"“{telling.sentence}”", telling.article) if telling else None,
    )


def make_quote_work(quote: QuoteRow, today: date, base_url: str) -> Work:
    """Make what is cited of a quote: whose words, their beginning, and who prints them."""
    printed = {one.article.id: one.article for one in (quote, *quote.others)}
    return Work(
        key=f"summitry-quote-{quote.id}",
        title=name_quote(quote),
        url=f"{base_url}/quotes/{quote.id}",
        accessed=today,
        happened=quote.said or quote.event_date,
        notes=tuple(_name_source(one) for one in printed.values()),
        abstract=_attribute(_format_words(quote), quote.article),
    )


def name_quote(quote: QuoteRow) -> str:
    """Name a quote in English by its speaker and the beginning of its words: `Vladimir Putin: “We agreed…”`."""
    with speak(ENGLISH):
        speaker = format_speaker(quote)
    return f"{one_line(speaker)}: {_format_words(quote, _LONGEST_QUOTE)}"


def _format_words(quote: QuoteRow, longest: int | None = None) -> str:
    words = one_line(format_quote(quote.text))
    if longest is not None and len(words) > longest:
        words = f"{words[:longest].rstrip()}…"
    # Reported words are no one's exact words: no marks.
    return words if quote.kind == QuoteKind.REPORTED else f"“{words}”"


def make_view_work(filters: Filters, today: date, base_url: str) -> Work:
    """Make what is cited of a view; its key is made from its canonical query."""
    query = make_query(filters)
    with speak(ENGLISH):
        title = name_view(filters)
    return Work(
        key=f"summitry-view-{make_id(query)[:12]}" if query else "summitry",
        title=one_line(title),
        url=base_url + make_path(filters),
        accessed=today,
    )


def make_quotes_work(filters: Filters, today: date, base_url: str) -> Work:
    """Make what is cited of a view of the quotes; its key is made from its canonical query."""
    query = make_query(filters, QUOTE_FACETS)
    with speak(ENGLISH):
        title = make_quote_heading(filters)
    return Work(
        key=f"summitry-quotes-{make_id(query)[:12]}" if query else "summitry-quotes",
        title=one_line(title),
        url=base_url + make_quote_path(filters),
        accessed=today,
    )


def cite_event(event: EventRow) -> str:
    """Name an event in English with its date, and what became of it unless it was held: `…, 20 May 2024 (planned)`."""
    with speak(ENGLISH):
        title = f"{event.title}, {format_date(event.date)}" if event.date else event.title
    # As in all data: that a plan is overdue depends on the day of asking.
    status = Status.PLANNED if event.status == OVERDUE else event.status
    return title if status == Status.HELD else f"{title} ({status})"


def _attribute(words: str, article: ArticleRow) -> str:
    """Write words with who printed them: `“They met in Sochi.” – The Example Times`."""
    with speak(ENGLISH):
        return one_line(f"{words} – {name_publisher(article)}")


def _name_source(article: ArticleRow) -> str:
    """Name a source: `The Example Times, “Talks in Sochi end”, 8 December 2019, https://…`."""
    with speak(ENGLISH):
        published = format_date(article.published) if article.published else None
        publisher = name_publisher(article)
    title = f"“{article.title}”" if article.title and article.origin == Origin.PRESS else None
    return one_line(", ".join(part for part in (publisher, title, published, article.url) if part))


def get_parts(edtf: str | None) -> list[list[int]]:
    """Return the beginning and, of an interval, the end of a date as years, months and days, as far as they are told;
    nothing without one."""
    if edtf is None:
        return []
    told = EdtfDate.parse(edtf)
    ends = [told.start, told.end] if told.is_interval else [told.start]
    return [[int(part) for part in one.split("-")] for one in ends]
