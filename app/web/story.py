"""The story of an event in words, step by step, each with its sentences."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.vocabulary import Kind, Status
from app.store.rows import OVERDUE
from app.store.story import MOVED
from app.store.views import EventRow, Step
from app.web.dates import format_date
from app.web.evidence import Sentence, make_sentences


@dataclass(frozen=True, slots=True)
class Chapter:
    """One step in words; without sentences, what no source tells."""

    words: str
    sentences: tuple[Sentence, ...]


def make_story(event: EventRow, steps: Iterable[Step]) -> tuple[Chapter, ...]:
    """Tell how an event came about; nothing where it was only reported, for then there is no story to tell."""
    told = [step for step in steps if step.what in (Status.PLANNED, Status.CANCELLED, Status.HELD, MOVED)]
    if event.kind not in (Kind.MEETING, Kind.CALL) or all(step.what == Status.HELD for step in told):
        return ()
    chapters = [Chapter(_format_step(step), make_sentences(step.evidence)) for step in told]
    if event.status == OVERDUE:
        chapters.append(Chapter("The date has passed, and no report that it was held has been read", ()))
    return tuple(chapters) if len(chapters) > 1 or event.status != Status.HELD else ()


def _format_step(step: Step) -> str:
    day = f" for {format_date(step.date)}" if step.date else ""
    match step.what:
        case Status.PLANNED:
            return f"Announced{day or ' without a date'}"
        case Status.CANCELLED:
            return f"Called off{f', set{day}' if day else ''}"
        case Status.HELD:
            return f"Held{f', {format_date(step.date)}' if step.date else ''}"
        case _:
            return f"Moved, at first set for {format_date(step.former)}"
