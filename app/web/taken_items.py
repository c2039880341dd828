"""An event as it is taken away, in JSON as in CSV: its row, the sentence that tells of it best, and its sources."""

from collections.abc import Iterable

from pydantic import Field

from app.domain.vocabulary import Origin
from app.store.taking import TakenEvent
from app.store.views import ArticleRow
from app.web.items import EventItem, make_item

_FROM = {Origin.PRESS: "article", Origin.RECORD: "record", Origin.EDITOR: "correction"}


class TakenItem(EventItem):
    """One event of a view, with the sentence that tells of it best and where that stands."""

    sentence: str | None = Field(description="The sentence that tells of it best.")
    sentence_from: str | None = Field(
        description="Who wrote it: `article`, `digest` (our summary), `record` (a cell of a row) or `correction`."
    )
    sentence_publisher: str | None = Field(description="Who published it.")
    sentence_url: str | None = Field(description="Address of the original.")
    sentence_page: str | None = Field(description="Address of our page of it, where the sentence is marked.")
    source_urls: list[str] = Field(description="Addresses of all sources of the event, oldest first.")


def make_taken(one: TakenEvent, base_url: str) -> dict[str, object]:
    """Make the row of an event that is taken away."""
    return {
        **make_item(one.event, base_url),
        "sentence": one.telling and one.telling.sentence,
        **make_source(one.telling.article if one.telling else None, base_url),
        "source_urls": list_urls(one.sources),
    }


def make_source(article: ArticleRow | None, base_url: str) -> dict[str, object]:
    """Make what tells where a sentence stands; nothing of none."""
    return {
        "sentence_from": article and _name_origin(article),
        "sentence_publisher": article and article.publisher,
        "sentence_url": article and article.url,
        "sentence_page": article and f"{base_url}/articles/{article.id}",
    }


def list_urls(articles: Iterable[ArticleRow]) -> list[str]:
    """List the addresses of sources, as far as they have one."""
    return [article.url for article in articles if article.url]


def _name_origin(article: ArticleRow) -> str:
    """Name who wrote a document, in the words of an export: a digest of ours is not its publisher's."""
    return "digest" if article.digest else _FROM[Origin(article.origin)]
