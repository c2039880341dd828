"""What the record is about: its people, places and topics, with the number of events of each."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.schema import event_city, event_person, event_topic, quote
from app.store.views import FacetCount, PlaceRow


def list_people(session: Session) -> tuple[FacetCount, ...]:
    """List everyone who was at an event or is quoted, by slug, with the number of events; most events first."""
    column = event_person.c.person
    counts: dict[str, int] = dict(session.execute(select(column, func.count()).group_by(column)).all())
    speakers = session.execute(select(quote.c.speaker).where(quote.c.speaker.is_not(None)).distinct())
    people = {**dict.fromkeys(speakers.scalars(), 0), **counts}
    return tuple(FacetCount(one, people[one]) for one in sorted(people, key=lambda one: (-people[one], one)))


def list_places(session: Session) -> tuple[PlaceRow, ...]:
    """List the places of events with their names and the number of events; most events first."""
    place, city, number = event_city.c.place, event_city.c.city, func.count(event_city.c.event_id.distinct())
    rows = session.execute(
        select(place, func.min(city), number).group_by(place).order_by(number.desc(), place)
    )
    return tuple(PlaceRow(*row) for row in rows)


def list_topics(session: Session) -> tuple[FacetCount, ...]:
    """List the topics of events with the number of events; most events first."""
    topic, number = event_topic.c.topic, func.count()
    rows = session.execute(select(topic, number).group_by(topic).order_by(number.desc(), topic))
    return tuple(FacetCount(*row) for row in rows)


def get_place(session: Session, slug: str) -> PlaceRow | None:
    """Return the place with this slug, `None` if no event took place there."""
    return next((place for place in list_places(session) if place.slug == slug), None)
