"""Sentences with their marks, and the facts of one event, ready for a template.

A fact of the page may join two fields (city and country are one place). Its tellings are the displayed value and,
where sources disagree, every other value, each with the sentences it was read from.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.vocabulary import Field, Kind
from app.store.views import ArticleRow, Evidence, FactGroup
from app.web.formatting import format_values
from app.web.language import gettext, mark
from app.web.originals import make_original_link
from app.web.wording import DAY_RULES, ONLY_ANNOUNCED, format_rules

Piece = tuple[str, bool]
"""Words of a sentence, and whether they are the words that were read."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its marked words, the address of our page at it, and that of the original at it."""

    pieces: tuple[Piece, ...]
    article: ArticleRow
    here: str
    original: str | None


@dataclass(frozen=True, slots=True)
class Telling:
    """One value of a fact in words, and the sentences that tell it."""

    value: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of "what was read": the displayed value first, and every other; `rule` says how it was picked."""

    name: str
    label: str
    value: str
    tellings: tuple[Telling, ...]
    rule: str | None = None

    @property
    def sentences(self) -> int:
        """How many sentences tell of it."""
        return sum(len(telling.sentences) for telling in self.tellings)


# How the pages ask: the fields that answer, in the order of reading.
_LINES: tuple[tuple[str, str, tuple[Field, ...]], ...] = (
    ("what", mark("What"), (Field.KIND, Field.FORMAT)),
    ("when", mark("When"), (Field.DATE, Field.PART_OF_DAY)),
    ("where", mark("Where"), (Field.CITY, Field.COUNTRY, Field.VENUE)),
    ("who", mark("Who"), (Field.PEOPLE, Field.OTHERS)),
    ("how-long", mark("How long"), (Field.DURATION,)),
    ("outcome", mark("Outcome"), (Field.OUTCOME,)),
    ("topics", mark("Topics"), (Field.TOPICS,)),
    ("status", mark("Status"), (Field.STATUS,)),
    ("note", mark("Note"), (Field.NOTE,)),
)


def make_facts(groups: Iterable[FactGroup]) -> tuple[Fact, ...]:
    """Make the lines of one event's facts; a field about which nothing was read gives none."""
    by_field = {group.field: group for group in groups}
    facts = []
    for name, label, fields in _LINES:
        present = [by_field[field] for field in fields if field in by_field]
        if present:
            facts.append(_make_fact(name, label, present))
    return tuple(facts)


def make_article_link(article_id: str, number: int | None) -> str:
    """Make the address of our page of an article, at the sentence of this number."""
    return f"/articles/{article_id}" + ("" if number is None else f"#s{number}")


def make_sentences(evidence: Iterable[Evidence]) -> tuple[Sentence, ...]:
    """Make each sentence once, in the order given, with the marks of all the evidence that it gives."""
    grouped: dict[tuple[str, int | None, str], list[Evidence]] = defaultdict(list)
    for one in evidence:
        grouped[one.article.id, one.number, one.sentence].append(one)
    return tuple(
        Sentence(
            make_pieces(sentence, [mark for one in same for mark in one.marks]),
            same[0].article,
            make_article_link(article_id, number),
            make_original_link(same[0].article, sentence),
        )
        for (article_id, number, sentence), same in grouped.items()
    )


def make_pieces(text: str, marks: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """Cut `text` at its marks; marks that touch or overlap become one, and what lies outside the text is cut off."""
    pieces: list[Piece] = []
    done = 0
    for start, end in _merge(marks, len(text)):
        pieces += [(text[done:start], False), (text[start:end], True)]
        done = end
    pieces.append((text[done:], False))
    return tuple(piece for piece in pieces if piece[0])


def _merge(marks: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(start, 0), min(end, length)) for start, end in marks):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _make_fact(name: str, label: str, groups: Sequence[FactGroup]) -> Fact:
    values = _format_values({group.field: group.values for group in groups})
    evidence = make_sentences(one for group in groups for one in group.evidence)
    shown = [Telling(values, evidence)] if values else []
    others: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for group in groups:
        for one in group.others:
            others[group.field, one.value].append(one)
    tellings = [
        Telling(_format_values({field: (value,)}), make_sentences(same))
        for (field, value), same in others.items()
    ]
    origins = {rule for one in _list_evidence(groups) for rule in one.rule.split(", ")}
    days = [gettext(text) for rule, text in DAY_RULES.items() if rule in origins]
    rules = [*format_rules(field for field, _ in others), *days]
    told = values or gettext(ONLY_ANNOUNCED)
    return Fact(name, gettext(label), told, (*shown, *tellings), " ".join(rules) or None)


def _list_evidence(groups: Sequence[FactGroup]) -> list[Evidence]:
    """List the evidence of a date, of the displayed value and of every other."""
    dates = [group for group in groups if group.field == Field.DATE]
    return [one for group in dates for one in (*group.evidence, *group.others)]


def _format_values(values: dict[str, tuple[str, ...]]) -> str:
    """Write the values of a line: `Meeting, bilateral talks`; a call's kind goes without saying before its form."""
    if Kind.CALL in values.get(Field.KIND, ()) and values.get(Field.FORMAT):
        values = {Field.FORMAT: values[Field.FORMAT]}
    text = format_values(values)
    return text[:1].upper() + text[1:]
