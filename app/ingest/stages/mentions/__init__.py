"""Find the events that one article tells of: contacts of the two presidents, milestones, related events."""

from app.domain.findings import Findings
from app.domain.readings import EventReading
from app.ingest.stages.mentions.events import make_event
from app.ingest.stages.mentions.groups import Group, group_passages
from app.ingest.stages.mentions.milestones import find_milestones
from app.ingest.stages.mentions.passages import find_passages
from app.ingest.stages.mentions.related import find_related
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
    groups = group_passages(find_passages(view), findings.published)
    main = _find_main(groups)
    apart = {sentence.span for sentence, _ in asides}
    apart |= {p.sentence.span for group in groups if group is not main for p in group.passages}
    if main is not None:
        apart -= {p.sentence.span for p in main.passages}
    events = [make_event(view, group, apart, main=group is main) for group in groups]
    return (*events, *(event for _, event in asides))


def _find_main(groups: list[Group]) -> Group | None:
    """Find the contact that an article reports, rather than announces or looks back on; else the first told."""
    reported = [group for group in groups if group.is_held and not group.is_recalled]
    return next(iter(reported), groups[0] if groups else None)
