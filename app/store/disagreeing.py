"""What the sources of one event tell differently: values that cannot all be true, and who tells which."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from app.domain.dates import EdtfDate
from app.domain.readings import BESIDE
from app.domain.resolution import Mention
from app.domain.vocabulary import Field, Status
from app.lexicon.places import get_places
from app.store.schema import AnyRow

_ABOUT = timedelta(days=2)


def find_disagreements(
    row: AnyRow, mentions: Sequence[Mention], names: Mapping[str, str]
) -> Iterator[tuple[Field, str]]:
    """Find dates that do not overlap, places that differ, an event held and cancelled: the field, and who tells what.

    What was announced is no other opinion of where and when it then took place, and a capital none of a city in its
    country. `names` are those of the sources.
    """
    telling = [one for one in mentions if one.reading.status == row.status]
    dates: dict[str, set[str]] = defaultdict(set)
    cities: dict[str, set[str]] = defaultdict(set)
    for mention in telling:
        if mention.reading.date:
            dates[mention.reading.date.text] |= _list_tellers(mention, names)
        if mention.reading.cities:
            cities[", ".join(mention.reading.cities)] |= _list_tellers(mention, names)
    for value, words in _list_beside(mentions, Field.DATE):
        dates[value].add(words)
    for value, words in _list_beside(mentions, Field.CITY):
        cities[value].add(words)
    if row.date and any(not _can_be_one(EdtfDate.parse(row.date), EdtfDate.parse(one)) for one in dates):
        yield Field.DATE, _format(dates, row.date)
    if row.city and any(_is_elsewhere(row, one.split(", "), cities) for one in cities):
        yield Field.CITY, _format(cities, row.city)
    statuses: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        statuses[mention.reading.status] |= _list_tellers(mention, names)
    if {Status.HELD, Status.CANCELLED} <= statuses.keys():
        told = {str(one): statuses[one] for one in (Status.HELD, Status.CANCELLED)}
        yield Field.STATUS, _format(told, row.status)


def _can_be_one(one: EdtfDate, other: EdtfDate) -> bool:
    """Tell whether two dates can mean one day; news about a day can be of some days before (docs/record.md)."""
    slack = _ABOUT if one.approximate or other.approximate else timedelta()
    return one.first - slack <= other.last and other.first - slack <= one.last


def _list_tellers(mention: Mention, names: Mapping[str, str]) -> set[str]:
    return {names[one] for one in mention.article_ids}


def _list_beside(mentions: Iterable[Mention], field: Field) -> Iterator[tuple[str, str]]:
    """List what a note of the record says that others tell, with the words of the note."""
    for mention in mentions:
        note = mention.reading.get_value(Field.NOTE) or mention.reading.outcome or ""
        for fact in mention.reading.facts:
            if fact.field is field and fact.rule == BESIDE:
                yield fact.value, f"the record notes: {note}"


def _is_elsewhere(row: AnyRow, cities: Sequence[str], told: Iterable[str]) -> bool:
    shown = next((one for one in told if row.city in one.split(", ")), row.city).split(", ")
    places = get_places()
    if len(cities) == 1 and cities[0] in places.capitals and places.cities[cities[0]].country == row.country:
        return False
    return not set(cities) & set(shown)


def _format(told: Mapping[str, set[str]], shown: str) -> str:
    """Make "2019-12-07 (TASS, BelTA; shown) | 2019-12-08 (Interfax)", the value that is shown first."""
    ordered = sorted(told, key=lambda value: (value != shown, value))
    return " | ".join(
        f"{value} ({', '.join(sorted(told[value]))}{'; shown' if value == shown else ''})"
        for value in ordered
    )
