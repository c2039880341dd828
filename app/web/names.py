"""Names in the case that a sentence asks for: `in Sochi`, `в Сочи`, `с Дмитрием Медведевым`, `по энергетике`."""

import re
from collections.abc import Sequence
from enum import StrEnum

from app.lexicon.cases import find_form, has_cases
from app.web.formatting import format_list, format_value, get_place_name
from app.web.language import ENGLISH, get_language


class Role(StrEnum):
    """What a name does in a phrase: languages with cases write it accordingly."""

    IN = "in a place, in a year"
    OUTSIDE = "outside a place or a year"
    WITH = "with a person"
    WITHOUT = "without a person"
    ON = "on a topic"
    BY = "the words of a person"
    ABOUT = "words about a topic"


_FORMS = {
    ("place", Role.IN): ("places", "in"),
    ("place", Role.OUTSIDE): ("places", "of"),
    ("person", Role.WITH): ("people", "with"),
    ("person", Role.WITHOUT): ("people", "of"),
    ("person", Role.BY): ("people", "of"),
    ("topic", Role.ON): ("topics", "on"),
    ("topic", Role.ABOUT): ("topics", "about"),
}
_VOWEL_BEFORE_U = re.compile(r"(?<=[аеёіоуыэюя]) у (?=\w)")


def format_name(facet: str, value: str, role: Role) -> str | None:
    """Write the name of a value as a phrase needs it in this role, with the preposition that varies with the name.

    English, and any language without a file of cases, has one form for all. None where the language has cases and
    the name is not known to it.
    """
    wanted = _FORMS.get((facet, role))
    if wanted is None or not has_cases(get_language()):
        return format_value(facet, value)
    table, form = wanted
    return find_form(get_language(), table, get_place_name(value) if facet == "place" else value, form)


def list_names(facet: str, values: Sequence[str], role: Role, joint: str = "or") -> str | None:
    """List names in their role; None if one of them is not known in it, so that all stand as they are."""
    names = [format_name(facet, value, role) for value in values]
    known = [name for name in names if name is not None]
    return format_list(known, joint) if len(known) == len(names) else None


def soften(said: str) -> str:
    """Write the Belarusian preposition `у` as `ў` after a vowel, wherever in a phrase the two have met."""
    return _VOWEL_BEFORE_U.sub(" ў ", said) if get_language() == "be" else said


def put_inside(said: str) -> str:
    """Take the capital from a phrase that is put inside a sentence; an English one keeps it."""
    return said if get_language() == ENGLISH else f"{said[:1].lower()}{said[1:]}"
