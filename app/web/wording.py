"""What the event page says of an event as a whole: how it stands, and by which rules its values were picked."""

from collections.abc import Sequence

from app.domain.vocabulary import Field, Kind, Status
from app.store.rows import OVERDUE
from app.store.views import ArticleRow, EventRow
from app.web.formatting import format_count, format_language, format_list

_MOST_TOLD = (
    "Shown is the value that most publishers tell, of equals the more exact one, then the one published first. "
    "A digest and its original count as one publisher. Once a meeting is reported, its announcements no longer count."
)

# The rules of `app.ingest.stages.resolve.choose`, said to readers. Fields that are not here keep every value told.
RULES: dict[str, str] = {
    Field.STATUS: "A meeting that any source reports is held; otherwise the last word stands.",
    Field.FORMAT: "A form that a source names comes before one that only follows from the text. "
    + _MOST_TOLD,
    **dict.fromkeys((Field.DATE, Field.CITY, Field.COUNTRY, Field.OUTCOME), _MOST_TOLD),
    Field.DURATION: _MOST_TOLD.replace("the more exact one", "the longest"),
}

# What a reader must know of a day that is not simply told: the names of the reader's rules, said to readers.
DAY_RULES: dict[str, str] = {
    "published": "No day is told: it is about the day on which the report appeared.",
    "moved-from": "What was moved stands at its new day; the one that it was first set for is told as well.",
    "days-in-a-row": "Days in a row are one meeting.",
}

# A report counts before an announcement, so what only announcements tell of a reported meeting is not its value.
ONLY_ANNOUNCED = "Told only by announcements"

_STANDING: dict[str, str] = {
    Status.HELD: "Held",
    Status.PLANNED: "Planned: announced, and still to come",
    Status.CANCELLED: "Cancelled: announced, then called off",
    OVERDUE: "Overdue: announced, the date has passed, and no report that it was held has been read",
}


def format_standing(event: EventRow) -> str:
    """Say how an event stands, without a full stop: `Held`, `Cancelled: announced, then called off`."""
    if event.status == Status.PLANNED and event.date is None:
        return "Planned: announced without a date"
    if event.status == Status.HELD and event.kind in (Kind.MILESTONE, Kind.RELATED):
        return "Happened"
    return _STANDING[event.status]


def format_tellers(articles: Sequence[ArticleRow]) -> str:
    """Say how many sources tell of something, and in which languages: `2 sources tell of it, in English.`"""
    languages = sorted({format_language(article.language) for article in articles if article.language})
    told = f"{format_count(len(articles), 'source tells', 'sources tell')} of it"
    return f"{told}, in {format_list(languages)}." if languages else f"{told}."
