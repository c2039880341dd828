"""Put the passages of one article together: those that tell of one contact become one group."""

from dataclasses import replace

from app.domain.dates import EdtfDate, Precision
from app.domain.vocabulary import Kind, Status
from app.ingest.stages.mentions.group import Group
from app.ingest.stages.mentions.occasions import NEWS_PARAGRAPHS
from app.ingest.stages.mentions.passages import Passage

NEWS_DAYS = 10

# A sentence or two further on is said how they talked.
_NEXT = 2

# Between the arrival of a guest and the talks lie no more days.
JOURNEY_DAYS = 4


def group_passages(passages: tuple[Passage, ...], published: EdtfDate | None) -> list[Group]:
    """Group the passages that tell of one contact: same kind, dates that overlap, places that agree.

    A passage without a date joins the first contact of its status that its place allows. One that nothing tells
    the day of stands alone if it is asserted in so many words; looked back on without a day it tells nothing. The
    groups come in the order of the text.
    """
    groups: list[Group] = []
    dated = [passage for passage in passages if passage.date]
    for passage in sorted(dated, key=lambda p: (p.found.weak, p.date is not None and not p.date.exact)):
        fitting = [
            g
            for g in groups
            if _is_kind(g, passage)
            and g.fits_date(passage)
            and g.fits_place(passage)
            and g.fits_part(passage)
        ]
        _join(groups, _choose(fitting, passage), passage)
    groups.sort(key=lambda group: group.start)
    undated = [passage for passage in passages if passage.date is None]
    # What they "discussed" says least of how: first all that says more.
    talked = [p.number for p in undated if p.found.rule == "talk-words" and not p.implied]
    for passage in sorted(undated, key=lambda p: p.found.rule == "talk-words"):
        _place_undated(groups, passage, published, talked)
    if not any(_is_told_news(group, published) for group in groups):
        # What the head tells of the two without naming them is the news, if nothing else is.
        for passage in passages:
            if passage.date is None and _may_be_news(passage):
                _place_undated(groups, replace(passage, implied=False), published, talked)
    groups = [
        group
        for group in groups
        if _stands(group, groups, published) and not _is_announced(group, groups, published)
    ]
    groups = _join_days(groups)
    groups.sort(key=lambda group: group.start)
    return groups


def _is_kind(group: Group, passage: Passage) -> bool:
    """Tell whether a passage can be of the group's kind: what they "discussed" on the day of a call, they did there."""
    return group.kind is passage.kind or (group.kind is Kind.CALL and passage.found.rule == "talk-words")


def _choose(fitting: list[Group], passage: Passage) -> Group | None:
    """Choose the first of the contacts that a passage can be of; of several calls on one day the one in its part of
    the day, else the one told nearest."""
    if not fitting:
        return None
    twins = [fitting[0], *(g for g in fitting[1:] if g.is_twin(fitting[0]))]
    part = passage.part.value if passage.part else None
    return min(twins, key=lambda group: (part not in group.parts, group.get_gap(passage)))


def _join(groups: list[Group], group: Group | None, passage: Passage) -> None:
    if group is None:
        group = Group(passage.kind)
        groups.append(group)
    group.add(passage)


def _place_undated(
    groups: list[Group], passage: Passage, published: EdtfDate | None, talked: list[int]
) -> None:
    fitting = [g for g in groups if _can_join(g, passage, published)]
    if fitting and (passage.part or passage.another):
        # A call in the evening is on the day of the one just told.
        nearest = min(fitting, key=lambda group: group.get_gap(passage))
        fitting = [g for g in fitting if g is nearest or g.is_twin(nearest)]
        if not any(g.fits_part(passage) for g in fitting):
            if passage.found.rule == "call-words":
                groups.append(Group(passage.kind, beside=nearest.beside or nearest))
                groups[-1].add(passage)
            return
        fitting = [g for g in fitting if g.fits_part(passage)]
    if passage.found.weak:
        # What says little is of the talks, and not of the journey to them.
        fitting.sort(key=lambda group: group.rules == {"visit-words"})
    if passage.found.rule == "talk-words":
        # They "discussed" it on the telephone, if that is the news.
        calls = [g for g in groups if g.kind is Kind.CALL and g.is_held and not g.is_recalled]
        fitting = sorted(fitting + calls, key=_rank_recent)
    if chosen := _choose(fitting, passage):
        chosen.add(passage)
    elif not passage.is_recalled and (not passage.implied or passage.sentence.heading):
        _join(groups, None, passage)
    elif passage.kind is Kind.CALL and any(0 < passage.number - number <= _NEXT for number in talked):
        # "Putin discussed the harvest with Lukashenko. The conversation by telephone …"
        _join(groups, None, passage)


def _is_told_news(group: Group, published: EdtfDate | None) -> bool:
    """Tell whether a group is what an article reports, not what it looks back on."""
    return not group.is_recalled and not (group.is_held and _is_long_before(group, published))


def _may_be_news(passage: Passage) -> bool:
    """Tell whether a passage at the head that names nobody says in so many words that two met."""
    at_head = passage.sentence.paragraph < NEWS_PARAGRAPHS
    is_told = not passage.found.weak and passage.status is Status.HELD and passage.kind is Kind.MEETING
    return at_head and is_told and passage.implied and not passage.is_recalled


def _rank_recent(group: Group) -> tuple[bool, int]:
    return (group.when is not None, -group.when.last.toordinal() if group.when else 0)


def _can_join(group: Group, passage: Passage, published: EdtfDate | None) -> bool:
    held = passage.status is Status.HELD
    if group.kind is not passage.kind or group.is_held != held or not group.fits_place(passage):
        return False
    if passage.is_recalled:
        return True
    if group.is_recalled or (group.is_weak and not passage.found.weak and not group.is_day):
        return False
    if group.rules == {"visit-words"} and not passage.found.weak and _is_days_before(group, published, 1):
        # Who came two days ago may have met today.
        return False
    # The news at the head of an article is not what happened long before it.
    is_news = passage.sentence.paragraph < NEWS_PARAGRAPHS and not passage.implied and published is not None
    return not (is_news and held and _is_long_before(group, published))


def _is_long_before(group: Group, published: EdtfDate | None) -> bool:
    return _is_days_before(group, published, NEWS_DAYS)


def _is_days_before(group: Group, published: EdtfDate | None, days: int) -> bool:
    """Tell whether a contact was more than so many days before the report."""
    when = group.when
    return when is not None and published is not None and (published.first - when.last).days > days


def _stands(group: Group, groups: list[Group], published: EdtfDate | None) -> bool:
    """Tell whether a group tells of a contact, and not of a journey to one, or in vague words of no day at all."""
    if not group.is_weak:
        return True
    if group.when is None and not group.cities and not any(_is_headline(p) for p in group.passages):
        return False
    others = [g for g in groups if g is not group and g.kind is group.kind and not g.is_recalled]
    if group.rules == {"visit-words"}:
        if not (group.is_day or (group.is_recalled and group.cities)):
            return False
        # Of a journey and the talks that it led to, the talks tell the day.
        return not any(_are_near(group, g) for g in others if not g.is_weak or g.rules != group.rules)
    told = group.is_day or (group.when is not None and bool(group.cities))
    return told or not any(not g.is_weak and not _is_long_before(g, published) for g in others)


def _is_announced(group: Group, groups: list[Group], published: EdtfDate | None) -> bool:
    """Tell whether an undated "talk" is the one that the article announces for the day it appeared on."""
    if group.when is not None or not group.is_held or published is None:
        return False
    return any(
        g.kind is group.kind and g.status is Status.PLANNED and g.is_day and g.fits_day(published)
        for g in groups
    )


def _is_headline(passage: Passage) -> bool:
    """Tell whether a passage at the head of an article names both presidents and what they did together; a bare word
    for a meeting tells of one in the title, with its place or the number of its days, or with both right behind it."""
    at_head = passage.sentence.paragraph < NEWS_PARAGRAPHS and not passage.implied
    if passage.found.rule == "meeting-noun":
        return passage.sentence.heading or (
            at_head and bool(passage.places or passage.days or passage.found.paired)
        )
    return at_head and passage.found.rule == "talk-words"


def _are_near(one: Group, other: Group) -> bool:
    if one.status is not other.status or one.when is None:
        return one.status is other.status
    return other.when is None or one.when.days_apart(other.when) <= JOURNEY_DAYS


_NEVER = EdtfDate.parse("9999-12-31").last


def _join_days(groups: list[Group]) -> list[Group]:
    joined: list[Group] = []
    for group in sorted(groups, key=lambda g: (g.when.first if g.when and g.is_day else _NEVER, g.start)):
        before = next((g for g in joined if group.follows(g)), None)
        if before is None or before.when is None or group.when is None:
            joined.append(group)
            continue
        before.days = EdtfDate.of_days(before.when.first, group.when.last)
        before.add_all(group)
    return joined


def absorb(groups: list[Group]) -> list[Group]:
    """Let talks of several days take up what is told of one of these days."""
    whole = [g for g in groups if g.days is not None and g.days.is_interval and g.kind is Kind.MEETING]
    kept = []
    for group in groups:
        when = group.when
        within = [
            g for g in whole if g is not group and when and g.days and _holds(g.days, when) and g.is_held
        ]
        if within and group.is_held and group.kind is Kind.MEETING:
            within[0].add_all(group)
        else:
            kept.append(group)
    return kept


def _holds(days: EdtfDate, day: EdtfDate) -> bool:
    return day.precision is Precision.DAY and days.first <= day.first and day.last <= days.last
