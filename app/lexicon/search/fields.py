"""What is meant by the value of a field: whose name, which topic, which years, which place."""

import re
from dataclasses import dataclass
from functools import lru_cache

from app.domain.ids import make_slug
from app.domain.queries import FieldName, FieldTerm
from app.domain.vocabulary import TOPICS
from app.domain.words import split_words
from app.lexicon.language import get_language, get_tables
from app.lexicon.naming import get_naming
from app.lexicon.places import get_places
from app.lexicon.search.names import CITY, PERSON, get_names

_YEARS = re.compile(r"((?:19|20)\d\d)(?:\s*(?:-|–|—|\.\.)\s*((?:19|20)\d\d))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a field's value means: any of `values` (slugs, topics, years), or, of people and places that the lexicon
    does not know, any that the record has with one of `parts` in its slug. Without either it means nothing."""

    name: FieldName
    values: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether it may mean anything."""
        return bool(self.values or self.parts)


@lru_cache(maxsize=500)
def read_field(field: FieldTerm) -> Meaning:
    """Read the value of a field in any of the languages."""
    match field.name:
        case FieldName.SPEAKER:
            people = get_names().list_bearers(PERSON, field.value)
            return Meaning(field.name, people, () if people else _list_parts(field.value))
        case FieldName.PLACE:
            cities = get_places().cities
            found = {make_slug(cities[one].name) for one in get_names().list_bearers(CITY, field.value)}
            return Meaning(field.name, tuple(sorted(found)), () if found else _list_parts(field.value))
        case FieldName.TOPIC:
            return Meaning(field.name, _find_topics(field.value))
        case FieldName.YEAR:
            return Meaning(field.name, _list_years(field.value))


def _list_parts(name: str) -> tuple[str, ...]:
    """Write an unknown name as the slugs of this record would, by the letters of each language."""
    plain = " ".join(word.text for word in split_words(name))
    written = {get_naming(code).make_slug(plain) for code in get_tables()}
    return tuple(sorted({one for one in (make_slug(name), *written) if one}))


def _find_topics(value: str) -> tuple[str, ...]:
    """Find the topic of this name, or those of which the value is a word."""
    slug = make_slug(value)
    if slug in TOPICS:
        return (slug,)
    # Some words of the lists ask for a capital letter, which nobody types.
    spellings = (value, value.capitalize(), value.upper())
    marks = [get_language(code).mark(spelling) for code in get_tables() for spelling in spellings]
    return tuple(topic for topic in TOPICS if any(found.all(topic) for found in marks))


def _list_years(value: str) -> tuple[str, ...]:
    match = _YEARS.fullmatch(value)
    if not match:
        return ()
    first, last = sorted((int(match[1]), int(match[2] or match[1])))
    return tuple(str(year) for year in range(first, last + 1))
