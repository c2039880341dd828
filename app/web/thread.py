"""The thread of a topic in words: one step an event, the turns the issue took there, and the silences between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.lexicon.turns import Turn
from app.store.engine import Session
from app.store.issues import Scope, ToldTurn
from app.store.rows import OVERDUE
from app.store.story import MOVED
from app.store.threads import Thread, ThreadStep, list_thread
from app.store.views import EventRow, QuoteRow
from app.web.dates import format_date
from app.web.evidence import Sentence, make_article_link, make_sentences
from app.web.formatting import format_days, format_topic
from app.web.language import gettext, mark

PAGE_SIZE = 50
# A silence of more days than this is told.
_SILENCE = 365
_MOST_TOLD = 2
_MOST_TURNS = 5

_LABELS = {
    MOVED: mark("Moved: first set for %(date)s"),
    "cancelled": mark("Called off"),
    OVERDUE: mark("Announced, and no report that it was held"),
    "planned": mark("Announced"),
    Turn.PUT_OFF: mark("Put off"),
    Turn.OPEN: mark("Not agreed, or left open"),
    Turn.DUE: mark("To be settled by a time that is named"),
    Turn.SETTLED: mark("Agreed, or said to be settled"),
}
_SCOPES = {
    Scope.MEETING: mark("told of the meeting"),
    Scope.UNNAMED: mark("told of issues that are not named"),
}
_ORDER = (Scope.ISSUE, Scope.MEETING, Scope.UNNAMED)


@dataclass(frozen=True, slots=True)
class TurnView:
    """A sentence that tells one or several turns; `note` says of what, where that is not the topic itself."""

    labels: tuple[str, ...]
    note: str
    sentence: Sentence
    is_late: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """One event: its turns, sentences that bring the topic up and the number of `further` ones, and words said.

    `filed` is the address of the row of the record that names the topic. `silence` stands before the step.
    """

    event: EventRow
    silence: str
    turns: tuple[TurnView, ...]
    told: tuple[Sentence, ...]
    further: int
    filed: str | None
    quote: QuoteRow | None

    @property
    def labels(self) -> tuple[str, ...]:
        """What the turns are called, each once."""
        return tuple(dict.fromkeys(label for turn in self.turns for label in turn.labels))


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A page of a thread. `marked` are the steps with a turn; `ending` is the silence since the last step."""

    steps: tuple[StepView, ...]
    total: int
    marked: tuple[StepView, ...]
    ending: str
    more: str | None


def read_thread(session: Session, topic: str, today: date, after: str | None) -> ThreadView:
    """Read a page of the thread of a topic."""
    return make_thread(list_thread(session, topic, today, PAGE_SIZE, after), topic, today)


def make_thread(thread: Thread, topic: str, today: date) -> ThreadView:
    """Make a page of a thread from what was read."""
    steps: list[StepView] = []
    before, was_due = thread.before, False
    for step in thread.steps:
        steps.append(_make_step(step, _format_silence(topic, before, step.event.first, was_due)))
        before, was_due = step.event, _is_due(step)
    ending = ""
    if thread.next_after is None and before is not None and before.last is not None:
        ending = _format_silence(topic, before, today.isoformat(), was_due, since=True)
    more = f"/topics/{topic}?after={thread.next_after}" if thread.next_after else None
    return ThreadView(tuple(steps), thread.total, tuple(one for one in steps if one.turns), ending, more)


def _make_step(step: ThreadStep, silence: str) -> StepView:
    turns = _make_turns(step.turns)
    shown = {_get_place(turn.sentence) for turn in turns}
    told = make_sentences(step.told)
    others = [one for one in told if _get_place(one) not in shown]
    filed = make_article_link(step.filed.id, None) if step.filed else None
    return StepView(
        event=step.event,
        silence=silence,
        turns=turns,
        told=tuple(others[:_MOST_TOLD]),
        further=len(others[_MOST_TOLD:]),
        filed=filed,
        quote=step.quote,
    )


def _make_turns(turns: Iterable[ToldTurn]) -> tuple[TurnView, ...]:
    """Make one entry of each sentence, with everything that it tells; what is told of the topic itself comes first."""
    by_sentence: dict[tuple[str, str], list[ToldTurn]] = {}
    for turn in sorted(turns, key=lambda turn: _ORDER.index(turn.scope)):
        key = turn.evidence.article.id, turn.evidence.sentence
        by_sentence.setdefault(key, []).append(turn)
    return tuple(map(_make_turn, list(by_sentence.values())[:_MOST_TURNS]))


def _make_turn(same: Sequence[ToldTurn]) -> TurnView:
    labels = dict.fromkeys(_format_label(turn) for turn in same)
    # A move is of the event by its own words.
    scopes = {turn.scope for turn in same if turn.what in list(Turn)}
    scope = next((one for one in _ORDER if one in scopes), Scope.ISSUE)
    return TurnView(
        tuple(labels),
        gettext(_SCOPES[scope]) if scope in _SCOPES else "",
        make_sentences(turn.evidence for turn in same)[0],
        any(turn.what == OVERDUE for turn in same),
    )


def _format_label(turn: ToldTurn) -> str:
    if turn.what == MOVED:
        return gettext(_LABELS[MOVED], date=format_date(turn.evidence.value))
    return gettext(_LABELS[turn.what])


def _get_place(sentence: Sentence) -> tuple[str, str]:
    return sentence.article.id, "".join(words for words, _ in sentence.pieces)


def _is_due(step: ThreadStep) -> bool:
    return any(turn.what == Turn.DUE and turn.scope is Scope.ISSUE for turn in step.turns)


def _format_silence(
    topic: str, before: EventRow | None, until: str | None, was_due: bool, *, since: bool = False
) -> str:
    """Say how long nothing is recorded on a topic, where that is more than a year."""
    if before is None or before.last is None or until is None:
        return ""
    days = (date.fromisoformat(until) - date.fromisoformat(before.last)).days
    if days <= _SILENCE:
        return ""
    values = {"topic": format_topic(topic), "length": format_days(days)}
    if was_due:
        return gettext(
            "No event on %(topic)s is on record for %(length)s, though a time to settle it had been named.",
            **values,
        )
    if since:
        return gettext("No event on %(topic)s is on record since then: %(length)s.", **values)
    return gettext("No event on %(topic)s is on record for %(length)s.", **values)
