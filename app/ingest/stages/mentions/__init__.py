"""Find the events that one article tells of: contacts of the two presidents, milestones, related events."""

from app.domain.dates import EdtfDate
from app.domain.findings import Findings
from app.domain.readings import EventReading
from app.ingest.stages.mentions.dating import date_groups
from app.ingest.stages.mentions.events import make_event
from app.ingest.stages.mentions.group import Group
from app.ingest.stages.mentions.groups import absorb, group_passages
from app.ingest.stages.mentions.milestones import find_milestones
from app.ingest.stages.mentions.occasions import find_head_days
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
    date_groups(groups, findings.published, find_head_days(view))
    groups = absorb(groups)
    main = _find_main(groups, findings.published)
    apart = {sentence.span for sentence, _ in asides}
    apart |= {p.sentence.span for group in groups if group is not main for p in group.passages}
    if main is not None:
        apart -= {p.sentence.span for p in main.passages}
    events = [make_event(view, group, apart, main=group is main) for group in groups]
    return (*events, *(event for _, event in asides))


# How far into a text, in paragraphs, what it is about stands; how old, in days, news is that is told further on.
_LEAD_PARAGRAPHS = 4
_NEWS_DAYS = 7


def _find_main(groups: list[Group], published: EdtfDate | None) -> Group | None:
    """Find the contact that an article is about: the first told of in its lead, of two in one paragraph the nearer
    to the day of publication; else one held just before. An article on something else has none."""
    told = [group for group in groups if not group.is_recalled]
    lead = [group for group in told if _first_paragraph(group) < _LEAD_PARAGRAPHS]
    if lead:
        return min(
            lead, key=lambda group: (_first_paragraph(group), _days_from(group, published), group.start)
        )
    recent = [group for group in told if group.is_held and _days_from(group, published) <= _NEWS_DAYS]
    return min(recent, key=lambda group: _days_from(group, published), default=None)


def _first_paragraph(group: Group) -> int:
    return min(passage.sentence.paragraph for passage in group.passages)


def _days_from(group: Group, published: EdtfDate | None) -> int:
    if published is None or group.when is None:
        return 0
    return group.when.days_apart(published)
