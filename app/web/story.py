"""The story of an event in words, step by step, each with its sentences."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.vocabulary import Kind, Status
from app.store.rows import OVERDUE
from app.store.story import MOVED
from app.store.views import EventRow, Step
from app.web.dates import format_date
from app.web.evidence import Sentence, make_sentences
from app.web.language import gettext, pgettext

_MOST_SOURCES = 2


@dataclass(frozen=True, slots=True)
class Chapter:
    """One step in words, with sentences of its first sources and the number of `further` ones; without any, what no
    source tells."""

    words: str
    sentences: tuple[Sentence, ...]
    further: int = 0


def make_story(event: EventRow, steps: Iterable[Step]) -> tuple[Chapter, ...]:
    """Tell how an event came about; nothing where it was only reported, for then there is no story to tell."""
    told = [step for step in steps if step.what in (Status.PLANNED, Status.CANCELLED, Status.HELD, MOVED)]
    if event.kind not in (Kind.MEETING, Kind.CALL) or all(step.what == Status.HELD for step in told):
        return ()
    chapters = [_make_chapter(step) for step in told]
    if event.status == OVERDUE:
        chapters.append(
            Chapter(gettext("The date has passed, and no report that it was held has been read"), ())
        )
    return tuple(chapters) if len(chapters) > 1 or event.status != Status.HELD else ()


def _make_chapter(step: Step) -> Chapter:
    """Make a step with one sentence of each of its first sources; the others stand behind the facts."""
    sentences = make_sentences(step.evidence)
    firsts = {sentence.article.id: sentence for sentence in reversed(sentences)}
    shown = tuple(sentence for sentence in sentences if firsts[sentence.article.id] is sentence)[
        :_MOST_SOURCES
    ]
    return Chapter(_format_step(step), shown, len(firsts) - len(shown))


def _format_step(step: Step) -> str:
    day = format_date(step.date) if step.date else ""
    match step.what:
        case Status.PLANNED:
            return gettext("Announced for %(date)s", date=day) if day else gettext("Announced without a date")
        case Status.CANCELLED:
            return gettext("Called off, set for %(date)s", date=day) if day else gettext("Called off")
        case Status.HELD:
            return gettext("Held, %(date)s", date=day) if day else pgettext("story", "Held")
        case _:
            return gettext("First set for %(date)s, then moved", date=format_date(step.former))
