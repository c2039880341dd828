"""What is known of a person beside the events: the offices held, and how other languages write the name."""

from dataclasses import dataclass

from app.lexicon.people import Office, get_people
from app.lexicon.spellings import list_spellings
from app.web.dates import format_date
from app.web.formatting import format_country, format_language
from app.web.language import gettext, mark

_OFFICES = {
    "president": mark("President, %(country)s"),
    "prime minister": mark("Prime minister, %(country)s"),
    "foreign minister": mark("Foreign minister, %(country)s"),
    "defence minister": mark("Defence minister, %(country)s"),
    "security council secretary": mark("Secretary of the Security Council, %(country)s"),
    "spokesperson": mark("Spokesperson, %(country)s"),
    "ambassador": mark("Ambassador, serving in %(country)s"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """An office in words, and when it was held."""

    office: str
    when: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as a language writes it; `language` is its code, `told` what the language is called."""

    language: str
    told: str
    name: str


def list_terms(slug: str) -> tuple[Term, ...]:
    """List the terms in office that are known of a person, the first one first."""
    return tuple(
        Term(gettext(_OFFICES[term.office], country=format_country(term.country)), _format_when(term))
        for term in get_people().offices
        if term.person == slug
    )


def list_names(slug: str) -> tuple[Spelling, ...]:
    """List a person's name in the other languages that are read here, as far as known."""
    return tuple(Spelling(code, format_language(code), name) for code, name in list_spellings(slug))


def _format_when(term: Office) -> str:
    first = format_date(term.first.isoformat())
    if term.until is None:
        return gettext("since %(first)s", first=first)
    return gettext("%(first)s to %(until)s", first=first, until=format_date(term.until.isoformat()))
