"""Read when and where a contact was, of the times and cities that its sentence tells."""

from collections.abc import Iterator

from app.domain.dates import EdtfDate, Precision
from app.domain.findings import FoundDate, FoundPlace
from app.domain.marks import Mark
from app.domain.spans import Span
from app.ingest.stages.mentions.actors import get_distance
from app.ingest.stages.mentions.contacts import Contact, tells_of_any
from app.ingest.stages.mentions.days import BESIDE_EVENT, find_days, is_of_founding
from app.ingest.stages.mentions.moods import looks_back
from app.ingest.stages.mentions.view import View

# "Talks with his guest on Friday": a contact and its day stand no further apart, in characters.
_NEAR = 40

# "The meeting was announced": so many characters do.
_TOUCH = 12

# "Minsk, and then in Brest".
_LIST_WORDS = 3

# Days that a visit takes at most.
_LONGEST_STAY = 10

# How far into a text, in paragraphs, its news stands.
NEWS_PARAGRAPHS = 4


def find_head_days(view: View) -> list[FoundDate]:
    """Find the days that the head of a text tells, but those that it looks back on, those that only bound, and
    those of what others do about it."""
    found = []
    for sentence in view.findings.sentences:
        if sentence.paragraph >= NEWS_PARAGRAPHS:
            break
        if not looks_back(view, sentence.span) and not any(
            view.match(name, sentence.span) for name in ("tie", "of_what")
        ):
            days = find_days(view, sentence.span)
            exact = [day for day in days if day.exact and day.date.precision is Precision.DAY]
            found += [day for day in exact if day.rule not in BESIDE_EVENT]
    return found


def may_lend(view: View, clause: Span) -> bool:
    """Tell whether a clause's day and place can be those of a contact told beside it."""
    return not tells_of_any(view, clause) and not any(
        view.match(name, clause)
        for name in ("hypothetical", "postponed", "founding", "founded", "anniversary")
    )


def find_when(view: View, sentence: Span, clause: Span, contact: Span, others: list[Span]) -> list[FoundDate]:
    """Find the times that can be the contact's: those of its clause, else the one right before it in its
    `sentence`, else those of `others`, the clauses that tell of no contact."""
    if any(0 <= mark.span.start - contact.end <= _TOUCH for mark in view.marks("announced", clause)):
        # "The meeting was announced on Monday."
        return []
    moved = _find_moved(view, sentence, clause)
    dates = _find_own_times(view, clause, contact, moved)
    if not any(date.exact for date in dates):
        around = (date for other in others for date in find_days(view, other))
        dates += _find_beside(view, sentence, clause) or around
    dates = [date for date in dates if not is_of_founding(view, clause, date)]
    dates = _keep_from_after(view, clause, contact, dates)
    stay = _find_stay(view, clause, dates)
    if stay is not None:
        return [stay]
    if moved is None:
        return dates
    # "Set for 3 May, put off to 15 May": the day that no longer holds is told before the word.
    published = view.findings.published
    dates = [date for date in dates if date.span.start >= moved.end]
    return [date for date in dates if not (published and date.date.first <= published.last)]


def _find_moved(view: View, sentence: Span, clause: Span) -> Span | None:
    """Find the words that say of a contact that it was put off: in its clause, or, of one that is not said to have
    been, in its sentence: "the session, which was to be held on 8 February, was put off"."""
    moved = view.match("postponed", clause)
    if moved is None and view.match("happened", clause) is None:
        return view.match("postponed", sentence)
    return moved


def _find_own_times(view: View, clause: Span, contact: Span, moved: Span | None) -> list[FoundDate]:
    """Find the times of a clause but those of what else it tells of."""
    dates = find_days(view, clause)
    if moved is not None:
        # "Put off until Monday": that is the new day, and bounds nothing.
        until = [date for date in view.dates_in(clause) if 0 <= date.span.start - moved.end <= _TOUCH]
        dates += [date for date in until if date not in dates]
    if any(mark.span.overlaps(contact) for mark in find_agreed(view, clause)):
        # "Today they agreed to meet": on that day they agreed.
        dates = [date for date in dates if date.span.start >= contact.start]
    if start := find_own_start(view, clause, contact):
        dates = [date for date in dates if date.span.start >= start]
    # "The talks begun the day before go on": the day before is not theirs alone.
    begun = [mark.span for mark in view.marks("second_day", clause)]
    return [date for date in dates if not any(date.span.overlaps(span) for span in begun)]


def _keep_from_after(view: View, clause: Span, contact: Span, dates: list[FoundDate]) -> list[FoundDate]:
    """Keep the times that are the contact's where a clause tells what came after it: of "a day after the talks"
    none, of "after the talks on Friday" that right behind them."""
    after = [m.span for m in view.marks("after", clause) if 0 <= contact.start - m.span.end <= _TOUCH]
    if not after:
        return dates
    day = view.findings.marks.before("time", after[0].start)
    if day is not None and day.value.startswith("day_after") and after[0].start - day.span.end <= 1:
        # "The next day after the talks, on Sunday": that is not theirs.
        return []
    return [date for date in dates if 0 <= date.span.start - contact.end <= _NEAR]


def _find_beside(view: View, sentence: Span, clause: Span) -> list[FoundDate]:
    """Find the time that a clause explains: "in November, when the council is to convene"."""
    opening = view.match("explains_time", clause)
    if opening is None or opening.start - clause.start > len(", "):
        return []
    return [date for date in view.dates_in(sentence) if 0 <= opening.start - date.span.end <= len(", ")]


def find_agreed(view: View, clause: Span) -> Iterator[Mark]:
    """Find the words by which a clause says that the two agreed to meet: "agreed to meet", "agreed on a meeting"."""
    marks = view.findings.marks
    return (
        mark for mark in view.marks("planned", clause) if marks.at("talk_verb", mark.span.start) is not None
    )


def _sort_goals(view: View, clause: Span, contact: Span) -> list[FoundPlace]:
    """Sort the cities of a clause: "discussed a loan to Minsk during talks in Petersburg" was in the latter."""
    places = view.places_in(clause)
    if len({place.city for place in places}) < 2:
        return places
    directions = {mark.span.end + 1 for mark in view.marks("direction", clause)}
    return sorted(places, key=lambda place: place.span.start in directions)


def take_listed(view: View, places: list[FoundPlace]) -> Iterator[FoundPlace]:
    """Take the first of some places and those that a list joins to it."""
    last: FoundPlace | None = None
    for place in places:
        if last is not None:
            words = view.told[last.span.end : place.span.start].lower().split()
            if not words or len(words) > _LIST_WORDS or words[0] not in view.language.particles["listed"]:
                return
        yield place
        last = place


def find_own_start(view: View, clause: Span, contact: Span) -> int | None:
    """Find where what tells of the contact begins in a clause that tells of something else first: "in Minsk today
    the ministers put into force what the presidents had agreed in the Kremlin"."""
    if view.findings.marks.at("talk_verb", contact.start) is None:
        return None
    starts = [mark.span.start for mark in view.marks("of_what", clause) if mark.span.end <= contact.start]
    return max(starts, default=None)


def _find_stay(view: View, clause: Span, dates: list[FoundDate]) -> FoundDate | None:
    """Read a stay from arrival to departure: "came on Thursday and left on Friday"."""
    if view.match("visit", clause) is None or (leave := view.match("leave", clause)) is None:
        return None
    days = [date for date in dates if date.exact and date.date.precision is Precision.DAY]
    if len(days) != 2 or not days[0].span.end <= leave.start < days[1].span.start:
        return None
    first, last = days[0].date.first, days[1].date.last
    if not 0 < (last - first).days <= _LONGEST_STAY:
        return None
    return FoundDate(Span(days[0].span.start, days[1].span.end), EdtfDate.of_days(first, last), "stay")


def find_where(
    view: View, sentence: Span, clause: Span, contact: Contact, others: list[Span]
) -> list[FoundPlace]:
    """Find the cities that can be the contact's, like its times."""
    if contact.rule == "visit-words":
        # A journey's goal is told behind the word for it.
        behind = [place for place in view.places_in(clause) if place.span.start >= contact.span.end]
        return list(take_listed(view, behind))
    if start := find_own_start(view, clause, contact.span):
        return [place for place in view.places_in(clause) if place.span.start >= start]
    own = _sort_goals(view, clause, contact.span)
    if not own and (beside := _find_beside(view, sentence, clause)):
        # "In Moscow in April, when …"
        before = [p for p in view.places_in(sentence) if 0 <= beside[0].span.start - p.span.end <= _TOUCH]
        return before or [p for other in others for p in view.places_in(other) if p.span.start > clause.start]
    return own or [place for other in others for place in view.places_in(other)]


def is_nearest(told: Span, contact: Span, rivals: list[Span]) -> bool:
    """Tell whether a time or city stands no nearer to another contact of the same clause."""
    return all(get_distance(told, contact) <= get_distance(told, rival) for rival in rivals)


def find_move(view: View, item: Span, when: FoundDate | None) -> tuple[FoundDate | None, FoundDate | None]:
    """Return the day of a contact and the one that it was first set for: "set for 3 May, put off to 15 May".

    Of "postponed from 5 December to 6 December" the first is where the move starts.
    """
    postponed = view.match("postponed", item)
    if postponed is None:
        return when, None
    days = [d for d in view.dates_in(item) if d.exact and d.date.precision is Precision.DAY]
    former = next((d for d in days if when is None or not d.date.overlaps(when.date)), None)
    starts = when and former and when.limit and not former.limit and when.span.start < former.span.start
    return (former, when) if starts else (when, former)
