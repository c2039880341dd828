"""Find cities and countries, and tell a place from a government that is called by its capital."""

import re

from app.domain.findings import FoundPlace
from app.domain.spans import Span
from app.lexicon.language import Language
from app.lexicon.places import Places

# A capital standing for a government ("Moscow wants", "between Minsk and Moscow") has no such word before it.
_METONYMS = frozenset({"Moscow", "Minsk", "Kyiv", "Astana", "Beijing", "Paris"})
_DATELINE = re.compile(r"\s*(?:,\s*\w+\.?\s+\d{1,2}|\s*[(—–/-])", re.IGNORECASE)


def find_places(text: str, places: Places, language: Language) -> tuple[FoundPlace, ...]:
    """Find the cities and countries named in `text`, in its order.

    A capital counts as a place only after a word such as "in" or "to", or where it opens a dateline.
    """
    found: list[FoundPlace] = []
    for match in places.city_pattern.finditer(text):
        form = _without_possessive(match.group())
        city = places.cities.get(form.lower())
        if city is None or (city.name in _METONYMS and not _is_place(text, match, language)):
            continue
        found.append(FoundPlace(Span(match.start(), match.start() + len(form)), city.name, city.country))
    for match in places.country_pattern.finditer(text):
        form = _without_possessive(match.group())
        found.append(
            FoundPlace(Span(match.start(), match.start() + len(form)), None, places.countries[form.lower()])
        )
    return tuple(sorted(found, key=lambda place: place.span))


def _without_possessive(words: str) -> str:
    return re.sub(r"['’]s?$", "", words)


def _is_place(text: str, match: re.Match[str], language: Language) -> bool:
    if match.group()[-1] in "'’" or re.search(r"['’]s$", match.group()):
        return False
    line_start = text.rfind("\n", 0, match.start()) + 1
    if not text[line_start : match.start()].strip() and _DATELINE.match(text, match.end()):
        return True
    before = text[max(0, match.start() - 40) : match.start()].rstrip()
    return any(word.end() == len(before) for word in language.phrases["before_place"].finditer(before))
