"""Tell whose contact a clause tells of: who takes part, who only reports, and who is somebody else."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from app.domain.spans import Span, iterate_within
from app.ingest.stages.mentions.view import View

HOMES = frozenset({"RU", "BY"})

# Names no further apart than this, in characters, belong together: "talks of Putin with his guest, Lukashenko".
_LINK = 40

# How far behind a word for a contact the first name of who takes part stands.
REACH = 45

# No further apart, in characters, stand a subject and an object with nothing but a verb of meeting between.
_OBJECT = 45

# "Putin had a telephone conversation on Monday with Lukashenko": so many characters stand between the two.
_PHRASE = 90

# A spokesman and his verb stand no further apart.
_BESIDE = 30


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who takes part: which presidents, none of them if somebody else."""

    span: Span
    people: frozenset[str]


def find_actors(view: View, clause: Span) -> list[Actor]:
    """Find who takes part in what a clause tells, in its order; who only reports it is left out."""
    people = [
        Actor(person.span, frozenset(person.people) & frozenset(view.presidents))
        for person in view.people_in(clause)
    ]
    spans = [actor.span for actor in people]
    people += [
        Actor(person.span, frozenset())
        for person in iterate_within(view.findings.people, clause)
        if person.span in view.disowned and not view.is_speech(person.span)
    ]
    others = [
        Actor(span, frozenset())
        for span in [
            *(mark.span for name in ("other_actors", "audience") for mark in view.marks(name, clause)),
            *_find_foreign_heads(view, clause),
        ]
        if not any(span.overlaps(other) for other in spans)
    ]
    # "The presidents of Mongolia and Belarus" are one of ours and one who is not.
    others += [
        Actor(mark.span, frozenset())
        for person in view.presidents_in(clause)
        if person.rule in ("role", "pair")
        for mark in view.findings.marks.within("country", person.span)
        if mark.value not in HOMES
    ]
    actors = sorted(people + others, key=lambda actor: actor.span)
    sources = _find_sources(view, clause, actors)
    return [actor for actor in actors if actor.people or actor.span not in sources]


def _find_sources(view: View, clause: Span, actors: list[Actor]) -> set[Span]:
    """Find who only reports the contact: "…, Kremlin spokesman Dmitry Peskov said"."""
    sources: set[Span] = set()
    told = [mark.span for mark in view.marks("talk_verb", clause)]
    verbs = [
        mark.span
        for name in ("reporting_verb", "according")
        for mark in view.marks(name, clause)
        if not any(mark.span.overlaps(other) for other in told)
    ]
    for verb in verbs:
        if any(actor.people and 0 <= actor.span.start - verb.end <= 1 for actor in actors):
            # "Xi tells Putin": whom a president hears is no reporter.
            continue
        for side in (
            [a for a in actors if a.span.start >= verb.end],
            [a for a in reversed(actors) if a.span.end <= verb.start],
        ):
            last = verb
            for actor in side:
                if actor.people or get_distance(last, actor.span) > _BESIDE:
                    break
                sources.add(actor.span)
                last = actor.span
    return sources


def _find_foreign_heads(view: View, clause: Span) -> Iterator[Span]:
    """Find the heads of other countries: "the leaders of France and Germany"."""
    for mark in view.marks("foreign_head", clause):
        after = (
            Span(mark.span.end, min(clause.end, mark.span.end + REACH))
            if mark.span.end < clause.end
            else None
        )
        country = view.findings.marks.first("country", after) if after else None
        if country is not None and country.value not in HOMES:
            between = view.told[mark.span.end : country.span.start].lower().split()
            if set(between) <= {*view.language.particles["of"], *view.language.particles["the"]}:
                yield mark.span


def has_others(view: View, within: Span) -> bool:
    """Tell whether anybody else than the two presidents is named or spoken of within a span."""
    return any(not actor.people for actor in find_actors(view, within))


def find_counterpart(view: View, within: Span) -> Span | None:
    """Find a word that stands for the other president: "his guest"; one that names a president is that name."""
    named = [p.span for p in iterate_within(view.findings.people, within) if p.rule != "pronoun"]
    spans = (mark.span for mark in view.marks("counterpart", within))
    return next((span for span in spans if not any(span.overlaps(name) for name in named)), None)


def is_of_others(view: View, clause: Span, word: Span) -> bool:
    """Tell whether the contact is with or of somebody else: "their prime ministers met", "talks with Xi"."""
    actors = find_actors(view, clause)
    before = list(_chain([a for a in reversed(actors) if a.span.end <= word.start], word))
    after = [a for a in actors if a.span.start >= word.end]
    if after and after[0].span.start - word.end > REACH:
        after = []
    if (
        before
        and not any(actor.people for actor in before)
        and view.findings.marks.at("meeting_verb", word.start)
    ):
        return True
    if not before and not after and any(a.people for a in actors):
        # "Spoke of the constitution and of what both presidents had agreed": whoever spoke is not said.
        return True
    subjects = {slug for actor in before for slug in actor.people}
    is_call = view.findings.marks.at("telephone", word.start) is not None
    if len(subjects) < 2 and not is_call and _is_with_another(view, clause, word, after):
        return True
    partners = [*before, *_chain(after, word)]
    named = {slug for actor in partners for slug in actor.people}
    return len(named) < len(view.presidents) and any(not actor.people for actor in partners)


def _is_with_another(view: View, clause: Span, word: Span, after: list[Actor]) -> bool:
    """Tell whether a preposition behind the word names another partner, known or not: "talks with Xi"."""
    words = view.told[word.end : min(clause.end, word.end + REACH)].lower().split()
    if not words or words[0] not in view.language.particles["with"]:
        return False
    near = Span(word.end, min(clause.end, word.end + REACH))
    if find_counterpart(view, near) is not None:
        return False
    return not any(actor.people for actor in _chain(after, word))


def _chain(actors: list[Actor], word: Span) -> Iterator[Actor]:
    """Follow the names from a word outwards as long as they stand close to one another."""
    last: Span | None = None
    for actor in actors:
        if last is not None and get_distance(last, actor.span) > _LINK:
            return
        yield actor
        last = actor.span


def are_partners(view: View, clause: Span) -> bool:
    """Tell whether the presidents can be each other's partners, though a third person is named beside them.

    "Putin had talks with Pashinyan, and Lukashenko met Tokayev" names both and tells of two other meetings: with
    a third person there, the two must stand together ("Putin and Lukashenko", "Putin met Lukashenko").
    """
    actors = find_actors(view, clause)
    if all(actor.people for actor in actors) or any(len(actor.people) > 1 for actor in actors):
        return True
    if any(_stand_together(view, one, other) for one, other in pairwise(actors)):
        return True
    # "Putin met Japarov and Lukashenko": whom a list joins took part alike.
    lists = _group_listed(view, actors)
    return any(
        _stand_together(view, replace(one, people=frozenset().union(*(a.people for a in first))), other)
        for first, second in pairwise(lists)
        for one, other in [
            (first[-1], replace(second[0], people=frozenset().union(*(a.people for a in second))))
        ]
    )


def _group_listed(view: View, actors: list[Actor]) -> list[list[Actor]]:
    lists: list[list[Actor]] = []
    for actor in actors:
        last = lists[-1][-1] if lists else None
        between = view.told[last.span.end : actor.span.start].strip().lower() if last else None
        if between is not None and _is_listing(view, between):
            lists[-1].append(actor)
        else:
            lists.append([actor])
    return lists


def _is_listing(view: View, between: str) -> bool:
    """Tell whether words join two names; a comma and a word begin a new clause: "with Xi, and Lukashenko met"."""
    particles = view.language.particles
    words = between.replace(",", " , ").split()
    joined = set(words) <= {*particles["listed"], *particles["with"], ","}
    return joined and not ("," in words and len(words) > 1)


def _stand_together(view: View, one: Actor, other: Actor) -> bool:
    if len(one.people | other.people) < 2:
        return False
    if one.span.end >= other.span.start:
        return True
    between = Span(one.span.end, other.span.start)
    words = between.of(view.told).strip().lower()
    if not words or words in view.language.particles["joined"] or words in view.language.particles["listed"]:
        return True
    if len(words) <= _OBJECT and any(view.match(name, between) for name in ("meeting_verb", "meeting_noun")):
        return True
    # "Putin said after hours alone with Lukashenko": whoever else comes later in the sentence.
    beside = view.findings.marks.before("together", other.span.start)
    return (
        beside is not None
        and beside.span.start >= one.span.end
        and not view.told[beside.span.end : other.span.start].strip()
    )


def get_distance(one: Span, other: Span) -> int:
    """Return how many characters lie between two spans, 0 if they touch or overlap."""
    return max(one.start - other.end, other.start - one.end, 0)
