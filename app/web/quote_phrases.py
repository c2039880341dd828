"""A view of the quotes in words: its heading, and the sentence that counts what it shows.

Each step puts the words so far into a larger phrase, so that a translator can set what narrows them before or behind.
"""

from collections.abc import Sequence

from app.domain.filters import UNKNOWN, Filters
from app.web.formatting import format_list, format_person
from app.web.language import ENGLISH, format_number, get_language, gettext, mark_in, ngettext, pgettext
from app.web.names import Role, format_name, list_names, soften
from app.web.quote_view import format_chosen

# Languages whose names can stand in a sentence; others are set apart.
_LANGUAGES = {
    "be": mark_in("in a language", "Belarusian"),
    "en": mark_in("in a language", "English"),
    "ru": mark_in("in a language", "Russian"),
}


def make_quote_heading(filters: Filters) -> str:
    """Name a view: `Quotes of Vladimir Putin in 2019 on energy`."""
    return _narrow(pgettext("heading", "Quotes"), filters)


def make_quote_sentence(filters: Filters, total: int, *, shown: int) -> str:
    """Say how many quotes a view has; on a later page (`filters.after`) how many more of them are shown."""
    if not total:
        none = gettext("No quotes")
        return gettext("%(none)s.", none=_narrow(none, filters))
    words = _narrow(ngettext("%(num)s quote", "%(num)s quotes", total), filters)
    if filters.after is not None:
        return gettext(
            "%(quotes)s, newest first: here are %(shown)s older ones.",
            quotes=words,
            shown=format_number(shown),
        )
    if total == 1:
        return gettext("%(quotes)s.", quotes=words)
    if not filters:
        return gettext("All %(quotes)s, newest first.", quotes=words)
    return gettext("%(quotes)s, newest first.", quotes=words)


def name_all_quotes(speaker: str | None) -> str:
    """Name all quotes of a speaker, or of those who are not known."""
    if speaker is None:
        return gettext("All quotes of unknown speakers")
    if name := format_name("person", speaker, Role.BY):
        return gettext("All quotes of %(name)s", name=name)
    return pgettext("the name as it stands", "All quotes of %(name)s", name=format_person(speaker))


def name_said(speaker: str) -> str:
    """Name what a person said, as a heading: `What Vladimir Putin said`."""
    if name := format_name("person", speaker, Role.BY):
        return gettext("What %(person)s said", person=name)
    return pgettext("the name as it stands", "What %(person)s said", person=format_person(speaker))


def _narrow(words: str, filters: Filters) -> str:
    """Put round `words` everything that narrows a view; with cases, what quotes are about stands next to whose."""
    told = [_narrow_to_speakers, _narrow_to_years, _narrow_to_topics]
    if get_language() != ENGLISH:
        told = [_narrow_to_speakers, _narrow_to_topics, _narrow_to_years]
    for narrow in told:
        words = narrow(words, filters)
    words = soften(words)
    if filters.q:
        words = gettext("%(quotes)s with %(words)s", quotes=words, words=_quote(filters.q))
    words = _narrow_to_languages(words, filters)
    if manners := _list_wanted(filters, "kind"):
        words = gettext("%(quotes)s, %(manners)s", quotes=words, manners=manners)
    left_out = [
        _name_left_out(facet, value)
        for facet in ("kind", "speaker", "year", "topic", "language")
        for value in filters.of(facet).unwanted
    ]
    if left_out:
        words = gettext("%(quotes)s, without %(values)s", quotes=words, values=soften(format_list(left_out)))
    return words


def _narrow_to_speakers(words: str, filters: Filters) -> str:
    wanted = filters.of("speaker").wanted
    if not wanted:
        return words
    if wanted == (UNKNOWN,):
        return gettext("%(quotes)s of unknown speakers", quotes=words)
    if UNKNOWN not in wanted and (names := list_names("person", wanted, Role.BY)):
        return gettext("%(quotes)s of %(speakers)s", quotes=words, speakers=names)
    plain = _list_wanted(filters, "speaker")
    return pgettext("the name as it stands", "%(quotes)s of %(speakers)s", quotes=words, speakers=plain)


def _narrow_to_years(words: str, filters: Filters) -> str:
    wanted = filters.of("year").wanted
    if not wanted:
        return words
    years = _list_wanted(filters, "year")
    if UNKNOWN in wanted:
        return pgettext("one of them not told", "%(quotes)s in %(years)s", quotes=words, years=years)
    return gettext("%(quotes)s in %(years)s", quotes=words, years=years)


def _narrow_to_topics(words: str, filters: Filters) -> str:
    wanted = filters.of("topic").wanted
    if not wanted:
        return words
    topics = list_names("topic", wanted, Role.ABOUT, "and")
    return gettext("%(quotes)s on %(topics)s", quotes=words, topics=topics)


def _narrow_to_languages(words: str, filters: Filters) -> str:
    wanted = filters.of("language").wanted
    if not wanted:
        return words
    names = [_LANGUAGES.get(code) for code in wanted]
    if None in names:
        plain = _list_wanted(filters, "language")
        return pgettext(
            "the name as it stands", "%(quotes)s, in %(languages)s", quotes=words, languages=plain
        )
    languages = format_list([pgettext("in a language", name) for name in names if name], "or")
    return gettext("%(quotes)s, in %(languages)s", quotes=words, languages=languages)


def _name_left_out(facet: str, value: str) -> str:
    """Name quotes that a view leaves out, as they stand in a list of such."""
    if value == UNKNOWN or facet == "kind":
        return {
            ("speaker", UNKNOWN): pgettext("quotes left out", "speaker not known"),
            ("year", UNKNOWN): pgettext("quotes left out", "year not told"),
            ("language", UNKNOWN): pgettext("quotes left out", "language not told"),
            ("kind", "direct"): pgettext("quotes left out", "word for word"),
            ("kind", "transcript"): pgettext("quotes left out", "from a transcript"),
            ("kind", "reported"): pgettext("quotes left out", "as reported"),
        }.get((facet, value), value)
    match facet:
        case "speaker":
            if name := format_name("person", value, Role.BY):
                return pgettext("quotes left out", "%(speaker)s", speaker=name)
            plain = format_chosen(facet, value)
            return pgettext("quotes left out, the name as it stands", "%(speaker)s", speaker=plain)
        case "topic":
            return pgettext("quotes left out", "%(topic)s", topic=format_name(facet, value, Role.ABOUT))
        case "language":
            if value in _LANGUAGES:
                name = pgettext("in a language", _LANGUAGES[value])
                return pgettext("quotes left out", "%(language)s", language=name)
            plain = format_chosen(facet, value)
            return pgettext("quotes left out, the name as it stands", "%(language)s", language=plain)
        case _:
            return pgettext("quotes left out", "%(year)s", year=value)


def _list_wanted(filters: Filters, facet: str) -> str:
    return format_list([format_chosen(facet, value) for value in filters.of(facet).wanted], "or")


def _quote(searches: Sequence[str]) -> str:
    return format_list([gettext("“%(words)s”", words=words) for words in searches], "or")
