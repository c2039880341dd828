"""The shapes of whole answers, as OpenAPI describes them: a view, a page of one, an error."""

from typing import Literal

from pydantic import BaseModel, Field

from app.web.items import ArticleItem, EventItem, QuoteItem
from app.web.taken_items import TakenItem


class EventItems(BaseModel):
    """Every event of a view, newest first, those without a date last."""

    count: int = Field(description="Number of events in the view.")
    url: str = Field(description="Address of the view, in its canonical form.")
    events: list[TakenItem] = Field(description="Every one of them.")


class ListPage(BaseModel):
    """One page of a view. A header `Link` with `rel="next"` leads to the next one; the last page has none."""

    count: int = Field(description="Number of all in the view, each counted once.")
    url: str = Field(description="Address of this page of the view, in its canonical form.")
    unknown: list[str] = Field(
        description="What of the address was passed over because it is unknown, as `name=value`."
    )


class EventPageItems(ListPage):
    """One page of the events of a view, newest first, those without a date last."""

    events: list[TakenItem] = Field(description="The events of this page.")


class QuoteItems(BaseModel):
    """Every quote of a view, newest first."""

    count: int = Field(description="Number of quotes in the view.")
    url: str = Field(description="Address of the view, in its canonical form.")
    quotes: list[QuoteItem] = Field(description="Every one of them.")


class QuotePageItems(ListPage):
    """One page of the quotes of a view, newest first."""

    quotes: list[QuoteItem] = Field(description="The quotes of this page.")


class ArticleItems(ListPage):
    """One page of the sources of a view, newest first, those without a day last."""

    articles: list[ArticleItem] = Field(description="The sources of this page.")


class SharedSlugItems(BaseModel):
    """The several events that one bare slug can mean."""

    count: int = Field(description="Number of these events.")
    events: list[EventItem] = Field(description="Every one of them.")


class OembedItem(BaseModel):
    """How a page is shown in a frame: a response of the type `rich` (oEmbed 1.0, 2.3.4.4)."""

    type: Literal["rich"] = Field(description="There is HTML to show.")
    version: Literal["1.0"] = Field(description="That of oEmbed.")
    title: str = Field(description="Title of the page, in its language.")
    provider_name: str = Field(description="Name of the site.")
    provider_url: str = Field(description="Address of the site.")
    cache_age: int = Field(description="For how many seconds to keep this.")
    html: str = Field(description="One `iframe`.")
    width: int = Field(description="Its width in CSS pixels, never more than `maxwidth`.")
    height: int = Field(description="Its height in CSS pixels, never more than `maxheight`.")


class Problem(BaseModel):
    """An error, as RFC 9457 shapes it."""

    type: str = Field(description="`about:blank`: the status says what sort of error it is.")
    title: str = Field(description="The name of the status.", examples=["Not Found"])
    status: int = Field(description="The status of the answer.", examples=[404])
    detail: str = Field(description="What is wrong with this very request, in one sentence.")
    reason: str | None = Field(
        default=None, description="Of what was withdrawn, the reason; there only if one was given."
    )
