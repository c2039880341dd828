"""Whether two tellings of a place agree, and what a capital's name is worth."""

from app.lexicon.places import get_places


def agree_on_place(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two lists of cities can be of one event: one is not told, they share a city, or one of them names
    nothing but the capital of the other's country, which stands for the country as well."""
    if not one or not other or set(one) & set(other):
        return True
    return _is_capital_for(one, other) or _is_capital_for(other, one)


def is_outdone(cities: tuple[str, ...], told: list[tuple[str, ...]]) -> bool:
    """Tell whether cities are nothing but a capital, while somebody names another city of its country: "in Moscow" of
    talks near Sochi says no more than "in Russia"."""
    return any(other != cities and _is_capital_for(cities, other) for other in told)


def _is_capital_for(cities: tuple[str, ...], other: tuple[str, ...]) -> bool:
    places = get_places()
    if len(cities) != 1 or cities[0] not in places.capitals or cities[0] in other:
        return False
    country = places.cities[cities[0]].country
    known = [places.cities[city].country for city in other if city in places.cities]
    return bool(known) and all(one == country for one in known)
