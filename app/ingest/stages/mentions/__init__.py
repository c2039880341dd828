"""Find the events that one article tells of: contacts of the two presidents, milestones, related events."""

from app.domain.findings import Findings
from app.domain.readings import EventReading
from app.domain.vocabulary import Status
from app.ingest.stages.mentions.merge import group_passages, make_event
from app.ingest.stages.mentions.passages import Passage, find_passages
from app.ingest.stages.mentions.related import find_milestones, find_related
from app.ingest.stages.mentions.view import make_view
from app.lexicon.language import Language


def find_events(
    findings: Findings, presidents: tuple[str, ...], language: Language
) -> tuple[EventReading, ...]:
    """Find the events of one article, the contacts first, each group in the order of the text.

    `presidents` are Russia's and Belarus's on the day of publication. An event is only what the text asserts:
    both presidents, a word for the contact, a mood that asserts it; a date only where one is told.
    """
    view = make_view(findings, presidents, language)
    asides = [*find_milestones(view), *find_related(view)]
    passages = find_passages(view)
    groups = group_passages(passages)
    main = next((number for number, group in enumerate(groups) if _is_reported(group)), 0)
    apart = {sentence.span for sentence, _ in asides}
    apart |= {p.sentence.span for number, group in enumerate(groups) if number != main for p in group}
    events = [make_event(view, group, apart, main=number == main) for number, group in enumerate(groups)]
    return (*events, *(event for _, event in asides))


def _is_reported(group: list[Passage]) -> bool:
    """Tell whether an article reports a contact, rather than announces it or looks back on it."""
    return any(p.status is Status.HELD and not p.is_recalled for p in group)
