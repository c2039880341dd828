"""Find who is meant: by name, by office, by reference to both presidents, by pronoun."""

from app.domain.dates import EdtfDate
from app.domain.findings import FoundPerson, Sentence
from app.domain.marks import Marks
from app.domain.spans import Span
from app.ingest.stages.people.alone import find_alone, find_colleagues
from app.ingest.stages.people.names import find_names
from app.ingest.stages.people.pronouns import find_pronouns
from app.ingest.stages.people.roles import find_roles
from app.ingest.stages.people.taken import keep_longest
from app.lexicon.language import Language
from app.lexicon.people import People


def find_people(
    text: str,
    sentences: tuple[Sentence, ...],
    quoted: tuple[Span, ...],
    published: EdtfDate | None,
    people: People,
    language: Language,
    marks: Marks,
) -> tuple[FoundPerson, ...]:
    """Find the people named or referred to in `text`, in its order, at most one for a place.

    Offices mean who held them on the day of publication. A surname alone means the bearer of a full name read
    in the same text. Pronouns, and offices named without a country, are resolved to the person or pair that the
    article's own telling named before, pronouns outside quotation marks only.
    """
    day = published.last if published else None
    presidents = people.get_presidents(day)
    found = find_names(text, marks, people, language)
    found += find_roles(text, marks, presidents, found, language)
    found = keep_longest(text, found)
    found = keep_longest(text, found + find_colleagues(text, sentences, marks, found, day, people))
    found = keep_longest(text, found + find_alone(text, sentences, quoted, marks, found, presidents, people))
    found += find_pronouns(sentences, quoted, marks, found, presidents, text)
    return tuple(sorted(found, key=lambda person: person.span))
