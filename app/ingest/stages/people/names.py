"""Find people by their names: known ones, and new ones that a given name, an office or a verb of saying shows."""

import re
from dataclasses import dataclass

from app.domain.findings import FoundPerson
from app.domain.marks import Marks
from app.domain.spans import Span
from app.ingest.stages.people.taken import Taken
from app.lexicon.language import Language
from app.lexicon.naming import Given, Naming, fold, get_naming
from app.lexicon.people import People

_NAME = r"[^\W\d_a-zа-яёўі][\w’'-]{1,25}"
_WORD = re.compile(rf"(?<![\w-]){_NAME}")
_FULL_NAME = re.compile(rf"{_NAME}(?:\s{_NAME}){{1,2}}")
# "Name Name said", "Name Name, a Minsk analyst, said".
_SAID = re.compile(rf"(?<!\w)({_NAME}\s{_NAME})(?:,[^,\n]{{1,80}},)?\s(?=\w)")
# Lists of words that are no part of a name.
_NO_NAMES = (
    "not_names", "city", "country", "he", "they", "reporting_verb", "office", "president_ru", "president_by",
)  # fmt: skip
_GAPS = (" ", "\u00a0")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(slots=True)
class _Search:
    """A text on the way: what it holds, who was found in it, and the forms of the surnames of those."""

    text: str
    marks: Marks
    naming: Naming
    found: dict[Span, FoundPerson]
    surnames: dict[str, tuple[str, ...]]

    def keep(self, span: Span, slug: str, surname: str, is_womans: bool) -> None:
        """Take a full name with its surname, which stands in the nominative."""
        self.found[span] = FoundPerson(span, (slug,), "name", span.of(self.text))
        for form in self.naming.decline(surname, is_womans):
            self.surnames.setdefault(form, (slug,))


def find_names(text: str, marks: Marks, people: People, language: Language) -> list[FoundPerson]:
    """Find everybody named in `text`: the people of the lexicon in any form, others by their full names, and all
    by their surnames alone once the full name has been read."""
    known = {
        mark.span: FoundPerson(mark.span, (mark.value,), "name", mark.span.of(text))
        for mark in marks.all("person")
    }
    search = _Search(text, marks, get_naming(language.code), known, {})
    words = list(_WORD.finditer(text))
    _find_by_given_names(search, words, people)
    _find_introduced(search, language)
    _find_surnames(search, words)
    return list(search.found.values())


def _find_by_given_names(search: _Search, words: list[re.Match[str]], people: People) -> None:
    for number, word in enumerate(words):
        givens = search.naming.get_given(word.group())
        if not givens:
            continue
        following = [word, *words[number + 1 : number + 3]]
        names = [
            one
            for place, one in enumerate(following)
            if place == 0 or _is_next(search, following[place - 1], one)
        ]
        names = names[
            : next((place for place, one in enumerate(names) if one is not following[place]), len(names))
        ]
        if len(names) == 3 and not search.naming.is_patronymic(names[1].group()):
            names = names[:2]
        if len(names) < 2 or search.naming.is_patronymic(names[-1].group()):
            continue
        _read_full_name(search, givens, word.start(), names[-1], people)


def _is_next(search: _Search, one: re.Match[str], other: re.Match[str]) -> bool:
    gap = search.text[one.end() : other.start()]
    return gap in _GAPS and not _POSSESSIVE.search(one.group())


def _read_full_name(
    search: _Search, givens: tuple[Given, ...], start: int, last: re.Match[str], people: People
) -> None:
    """Take a given name and a surname for a person, unless they are one whom the lexicon knows or no name at all."""
    surname = _POSSESSIVE.sub("", last.group())
    span = Span(start, last.start() + len(surname))
    bearer = search.marks.at("person", last.start())
    whole = search.marks.at("person", start)
    given = _agree(search.naming, givens, surname)
    nominative = search.naming.find_nominative(given, surname)
    if whole is not None and whole.span.end >= span.end:
        # Known by the full name; the surname alone may be too common to be listed.
        search.keep(whole.span, whole.value, nominative, given.is_womans)
        return
    if bearer is not None:
        word = search.text[start : last.start()].strip()
        if bearer.span.end > span.end:
            return
        del search.found[bearer.span]
        if given.latin[0].lower() == bearer.value[0] or people.has_given_name(bearer.value, word):
            search.found[span] = FoundPerson(span, (bearer.value,), "name", span.of(search.text))
            return
    if _is_no_name(search, span, last.start()):
        return
    search.keep(span, search.naming.make_slug(f"{given.latin} {nominative}"), nominative, given.is_womans)


def _agree(naming: Naming, givens: tuple[Given, ...], surname: str) -> Given:
    """Choose of what a given name can be what agrees with the surname's ending."""
    return next((given for given in givens if naming.find_nominative(given, surname) != surname), givens[0])


def _is_no_name(search: _Search, span: Span, last: int) -> bool:
    if search.text[last : span.end].isupper() and not search.text[span.start : last].isupper():
        return True
    return search.marks.at("country", last) is not None or _holds(search, span, ("not_names",))


def _holds(search: _Search, span: Span, names: tuple[str, ...]) -> bool:
    """Tell whether a word of the named lists stands within `span`; the second half of a double name is none."""
    marks = (mark for name in names for mark in search.marks.within(name, span))
    return any(search.text[mark.span.start - 1 : mark.span.start] != "-" for mark in marks)


def _find_introduced(search: _Search, language: Language) -> None:
    """Find full names that an office before them or a verb of saying after them shows to be people's.

    A language that knows cases puts other names behind an office, too, and so asks for both.
    """
    taken = Taken(len(search.text), search.found.values())
    for office in search.marks.all("office"):
        match = _FULL_NAME.match(search.text, office.span.end + 1)
        if match is None or search.text[office.span.end] not in _GAPS:
            continue
        is_said = search.marks.at("reporting_verb", match.end() + 1) is not None
        verb = search.marks.before("reporting_verb", office.span.start)
        is_told = verb is not None and not search.text[verb.span.end : office.span.start].strip()
        if not search.naming.letters or is_said or is_told:
            _keep_introduced(search, match.start(), match.group(), taken)
    if search.naming.letters:
        return
    for match in _SAID.finditer(search.text):
        if search.marks.at("reporting_verb", match.end()) is not None:
            _keep_introduced(search, match.start(), match[1], taken)


def _keep_introduced(search: _Search, start: int, words: str, taken: Taken) -> None:
    words = _POSSESSIVE.sub("", words)
    span, slug = Span(start, start + len(words)), search.naming.make_slug(words)
    is_short = any(word.isupper() for word in words.split())
    if slug and not is_short and taken.is_free(span) and not _holds(search, span, _NO_NAMES):
        taken.take(span)
        search.keep(span, slug, words.split()[-1], is_womans=False)


def _find_surnames(search: _Search, words: list[re.Match[str]]) -> None:
    if not search.surnames:
        return
    taken = Taken(len(search.text), search.found.values())
    for word in words:
        surname = _POSSESSIVE.sub("", word.group())
        bearer = search.surnames.get(fold(surname))
        span = Span(word.start(), word.start() + len(surname))
        if bearer and taken.is_free(span):
            search.found[span] = FoundPerson(span, bearer, "name", surname)
