"""What the record is about: its people, places and topics, with the number of events of each."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.schema import event_city, quote
from app.store.view_counts import list_values
from app.store.views import FacetCount, PlaceRow


def list_people(session: Session) -> tuple[FacetCount, ...]:
    """List everyone who was at an event or is quoted, by slug, with the number of events; most events first."""
    counts = list_values(session, "person")
    speakers = session.execute(select(quote.c.speaker).where(quote.c.speaker.is_not(None)).distinct())
    people = {**dict.fromkeys(speakers.scalars(), 0), **counts}
    return tuple(FacetCount(one, people[one]) for one in sorted(people, key=lambda one: (-people[one], one)))


def list_places(session: Session) -> tuple[PlaceRow, ...]:
    """List the places of events with their names and the number of events; most events first."""
    place, city = event_city.c.place, event_city.c.city
    names: dict[str, str] = dict(session.execute(select(place, func.min(city)).group_by(place)).all())
    return tuple(
        PlaceRow(slug, names[slug], number) for slug, number in list_values(session, "place").items()
    )


def list_topics(session: Session) -> tuple[FacetCount, ...]:
    """List the topics of events with the number of events; most events first."""
    return tuple(FacetCount(*one) for one in list_values(session, "topic").items())


def get_place(session: Session, slug: str) -> PlaceRow | None:
    """Return the place with this slug, `None` if no event took place there."""
    number = list_values(session, "place").get(slug)
    if number is None:
        return None
    name = select(func.min(event_city.c.city)).where(event_city.c.place == slug)
    return PlaceRow(slug, session.execute(name).scalar_one(), number)
