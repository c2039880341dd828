"""What is typed becomes a query, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.queries import (
    LONGEST,
    MOST_WORDS,
    FieldName,
    FieldTerm,
    NoteKind,
    Query,
    Term,
    clean_query,
    parse_query,
)

GAS, OIL = Term(("gas",)), Term(("oil",), excluded=True)
UNION = Term(("union", "state"), is_phrase=True)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("gas", (GAS,)),
        ("  GAS \n gas ", (GAS,)),
        ("gas -oil", (GAS, OIL)),
        ("gas −oil", (GAS, OIL)),
        ('"Union State"', (UNION,)),
        ("“Union State”", (UNION,)),
        ("„Union State“", (UNION,)),
        ("«Union State»", (UNION,)),
        ('“Union State"gas', (UNION, GAS)),
        ('gas"Union State"', (GAS, UNION)),
        ('-"Union State"', (Term(("union", "state"), is_phrase=True, excluded=True),)),
        ("Union-State", (Term(("union", "state")),)),
        ("-Union-State", (Term(("union", "state"), excluded=True),)),
        ("gas – oil", (GAS, Term(("oil",)))),
    ],
)
def test_words_phrases_and_exclusions(text: str, terms: tuple[Term, ...]) -> None:
    assert parse_query(text).terms == terms


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("speaker:lukashenko", FieldTerm(FieldName.SPEAKER, "lukashenko")),
        ("Speaker:Лукашенко,", FieldTerm(FieldName.SPEAKER, "Лукашенко")),
        ("speaker: putin", FieldTerm(FieldName.SPEAKER, "putin")),
        ("topic:energy", FieldTerm(FieldName.TOPIC, "energy")),
        ("-topic:energy", FieldTerm(FieldName.TOPIC, "energy", excluded=True)),
        ("год:2022", FieldTerm(FieldName.YEAR, "2022")),
        ("месца:Мінск", FieldTerm(FieldName.PLACE, "Мінск")),
        ('place:"saint petersburg"', FieldTerm(FieldName.PLACE, "saint petersburg")),
        ("-place:«Санкт-Петербург»", FieldTerm(FieldName.PLACE, "Санкт-Петербург", excluded=True)),
    ],
)
def test_fields(text: str, field: FieldTerm) -> None:
    assert (parse_query(text).terms, parse_query(text).fields) == ((), (field,))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("foo:bar", NoteKind.UNKNOWN_FIELD),
        ("speaker:", NoteKind.NO_VALUE),
        ('"gas', NoteKind.UNCLOSED),
        ("-", NoteKind.NO_WORDS),
        ('""', NoteKind.NO_WORDS),
        ("🤝", NoteKind.NO_WORDS),
        ("-gas", NoteKind.ONLY_EXCLUDED),
        ("-topic:energy", NoteKind.ONLY_EXCLUDED),
        ("gas*", NoteKind.SIGNS),
        ("gas AND oil", NoteKind.AND),
        ("gas OR oil", NoteKind.OPERATOR),
        ("gas " * LONGEST, NoteKind.CUT),
        (" ".join(map(str, range(MOST_WORDS + 1))), NoteKind.MANY),
    ],
)
def test_what_is_read_otherwise_is_noted(text: str, kind: NoteKind) -> None:
    assert kind in {note.kind for note in parse_query(text).notes}


@pytest.mark.parametrize(
    "text", ["gas", "gas, oil and “Union State”", "20.04 O'Brien", "Note: gas at 10:30", "and or"]
)
def test_what_is_read_as_it_is_written_has_no_note(text: str) -> None:
    assert parse_query(text).notes == ()


@given(
    st.text(alphabet=st.sampled_from([*'-"“”«»: *^gas:speaker', "\0", "é", "🤝"]), max_size=400) | st.text()
)
def test_reading_never_fails_and_has_bounds(text: str) -> None:
    query = parse_query(text)
    assert sum(len(term.words) for term in query.terms) + len(query.fields) <= MOST_WORDS
    assert len(query.notes) <= 6
    assert clean_query(clean_query(text)) == clean_query(text)
    assert parse_query(clean_query(text)) == query
    if not query:
        assert query == Query(notes=query.notes)
        assert bool(query.notes) == bool(clean_query(text))


@given(st.lists(st.sampled_from(["gas", "-oil", '"union state"', "speaker:putin", "foo:bar"]), max_size=6))
def test_parts_are_read_one_by_one(parts: list[str]) -> None:
    query = parse_query(" ".join(parts))
    single = [parse_query(part) for part in dict.fromkeys(parts)]
    assert set(query.terms) == {term for one in single for term in one.terms}
    assert set(query.fields) == {field for one in single for field in one.fields}
