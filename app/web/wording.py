"""What the event page says of an event as a whole: how it stands, and by which rules its values were picked."""

from collections.abc import Iterable, Sequence

from app.domain.vocabulary import Field, Kind, Status
from app.store.rows import OVERDUE
from app.store.views import ArticleRow, EventRow
from app.web.formatting import format_language, format_list
from app.web.language import gettext, mark, ngettext

_MOST_TOLD = mark(
    "Shown is the value that most publishers tell, of equals the more exact one, then the one published first. "
    "A digest and its original count as one publisher. Once a meeting is reported, its announcements no longer count."
)

# The rules of `app.ingest.stages.resolve.choose`, said to readers. Fields that are not here keep every value told.
RULES: dict[str, tuple[str, ...]] = {
    Field.STATUS: (mark("A meeting that any source reports is held; otherwise the last word stands."),),
    Field.FORMAT: (
        mark("A form that a source names comes before one that only follows from the text."),
        _MOST_TOLD,
    ),
    **dict.fromkeys((Field.DATE, Field.CITY, Field.COUNTRY, Field.OUTCOME), (_MOST_TOLD,)),
    Field.DURATION: (
        mark(
            "Shown is the value that most publishers tell, of equals the longest, then the one published first. "
            "A digest and its original count as one publisher. "
            "Once a meeting is reported, its announcements no longer count."
        ),
    ),
}

# What a reader must know of a day that is not simply told: the names of the reader's rules, said to readers.
DAY_RULES: dict[str, str] = {
    "published": mark("No day is told: it is about the day on which the report appeared."),
    "moved-from": mark(
        "What was moved stands at its new day; the one that it was first set for is told as well."
    ),
    "days-in-a-row": mark("Days in a row are one meeting."),
}

# A report counts before an announcement, so what only announcements tell of a reported meeting is not its value.
ONLY_ANNOUNCED = mark("Told only by announcements")

_STANDING: dict[str, str] = {
    Status.HELD: mark("Held"),
    Status.PLANNED: mark("Planned: announced, and still to come"),
    Status.CANCELLED: mark("Cancelled: announced, then called off"),
    OVERDUE: mark("Overdue: announced, the date has passed, and no report that it was held has been read"),
}


def format_rules(fields: Iterable[str]) -> list[str]:
    """Say by which rules the values of these fields were chosen, each rule once."""
    return [gettext(rule) for rule in dict.fromkeys(one for field in fields for one in RULES.get(field, ()))]


def format_standing(event: EventRow) -> str:
    """Say how an event stands, without a full stop: `Held`, `Cancelled: announced, then called off`."""
    if event.status == Status.PLANNED and event.date is None:
        return gettext("Planned: announced without a date")
    if event.status == Status.HELD and event.kind in (Kind.MILESTONE, Kind.RELATED):
        return gettext("Happened")
    return gettext(_STANDING[event.status])


def format_tellers(articles: Sequence[ArticleRow]) -> str:
    """Say how many sources tell of something, and in which languages: `2 sources tell of it, in English.`"""
    languages = sorted({format_language(article.language) for article in articles if article.language})
    if not languages:
        return ngettext("%(num)s source tells of it.", "%(num)s sources tell of it.", len(articles))
    return ngettext(
        "%(num)s source tells of it, in %(languages)s.",
        "%(num)s sources tell of it, in %(languages)s.",
        len(articles),
        languages=format_list(languages),
    )
