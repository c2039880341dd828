"""How a language names people: given names, the endings of names from case to case, and Latin letters for its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from app.domain.errors import LexiconError
from app.domain.ids import make_slug
from app.lexicon.language import FOLDER, get_tables
from app.lexicon.matcher import expand
from app.lexicon.schema import find_line

_FOLD = str.maketrans("’ʼёў", "''еу")
_NOMINATIVE = 0

# The endings that a name takes, case by case, the nominative first.
Rule = tuple[str, ...]


class Given(NamedTuple):
    """A given name as it stands in a text: in Latin letters, whether a woman bears it, the number of the case."""

    latin: str
    is_womans: bool
    case: int


@dataclass(frozen=True, slots=True)
class Naming:
    """The given names of a language by their forms, and the rules by which surnames change."""

    given: dict[str, tuple[Given, ...]]
    men: tuple[Rule, ...]
    women: tuple[Rule, ...]
    patronymics: tuple[str, ...]
    letters: dict[str, str]

    def get_given(self, word: str) -> tuple[Given, ...]:
        """Return what given names a word can be, the nominative ones first; none for other words."""
        return self.given.get(fold(word), ())

    def is_patronymic(self, word: str) -> bool:
        """Tell whether a word ends as the name after the father does."""
        return fold(word).endswith(self.patronymics)

    def find_nominative(self, given: Given, surname: str) -> str:
        """Return the surname as it stands in the nominative, when it agrees with the given name in its case."""
        if given.case == _NOMINATIVE:
            return surname
        word = surname.lower()
        for rule in self.women if given.is_womans else self.men:
            if word.endswith(rule[given.case]) and len(word) > len(rule[given.case]) + 1:
                return surname[: len(word) - len(rule[given.case])] + rule[_NOMINATIVE]
        return surname

    def decline(self, surname: str, is_womans: bool) -> frozenset[str]:
        """Return the forms of a surname, told in the nominative, folded to lower case."""
        word = surname.lower()
        for rule in self.women if is_womans else self.men:
            if word.endswith(rule[_NOMINATIVE]):
                stem = word[: len(word) - len(rule[_NOMINATIVE])]
                return frozenset(fold(stem + ending) for ending in rule)
        return frozenset({fold(word)})

    def make_slug(self, name: str) -> str:
        """Return the slug of a name in the nominative, written in Latin letters."""
        return make_slug("-".join(self._write_latin(part) for part in name.lower().replace("-", " ").split()))

    def _write_latin(self, word: str) -> str:
        if not self.letters:
            return word
        written, at, whole = "", 0, f"^{word}$"
        while at < len(whole):
            size = next((size for size in (4, 3, 2, 1) if whole[at : at + size] in self.letters), 0)
            written += self.letters[whole[at : at + size]] if size else whole[at].strip("^$")
            at += size or 1
        return written


def fold(word: str) -> str:
    """Return a word in lower case and in one spelling, as the word lists are compared with texts."""
    return word.lower().translate(_FOLD)


@lru_cache
def get_naming(code: str) -> Naming:
    """Return how the language names people; raise LexiconError for endings that do not agree in number."""
    table = get_tables()[code]
    endings = {
        key: tuple(_split(code, key, rule) for rule in rules) for key, rules in table["endings"].items()
    }
    given: dict[str, list[Given]] = {}
    for women, names in ((False, table["given_men"]), (True, table["given_women"])):
        rules = endings["given_women" if women else "given_men"]
        for name, latin in names.items():
            for case, form in _spell_forms(name, rules):
                given.setdefault(fold(form), []).append(Given(latin, women, case))
    return Naming(
        given={form: tuple(sorted(found, key=lambda one: one.case)) for form, found in given.items()},
        men=endings["surname_men"],
        women=endings["surname_women"],
        patronymics=tuple(
            {fold(ending) for rule in table["endings"]["patronymic"] for ending in expand(rule)}
        ),
        letters=dict(table["letters"]),
    )


def _split(code: str, key: str, rule: str) -> Rule:
    endings = tuple(expand(rule))
    if key != "patronymic" and len(endings) < 2:
        line = find_line((FOLDER / f"{code}.toml").read_text("utf-8"), "endings", key)
        raise LexiconError(f"{code}.toml, line {line}: [endings] {key}: {rule!r} has one case only")
    return endings


def _spell_forms(name: str, rules: tuple[Rule, ...]) -> Iterator[tuple[int, str]]:
    for rule in rules:
        nominative = rule[_NOMINATIVE]
        is_whole = nominative[:1].isupper()
        if name == nominative or (not is_whole and name.endswith(nominative)):
            stem = "" if is_whole else name[: len(name) - len(nominative)]
            yield from ((case, stem + ending) for case, ending in enumerate(rule))
            return
    yield _NOMINATIVE, name
