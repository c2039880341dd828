import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select, text, update
from sqlalchemy.orm import Session

from app.domain.spans import Span
from app.store import schema
from app.store.articles import get_article, list_article_ids
from app.store.engine import read_session, write_session
from app.store.passages import Mark, make_passages
from app.store.sentences import Sentences
from app.store.versions import read_marks
from app.store.views import ArticleDetail, Passage
from app.store.writer import make_article_id
from tests import sample_2019, sample_2020s
from tests.samples import save_readings
from tests.store.conftest import TODAY
from tests.store.test_writer import FIRST, SECOND, make_version


def get(session: Session, article_id: str, *, full_text: bool = False) -> ArticleDetail:
    detail = get_article(session, article_id, full_text, TODAY)
    assert detail is not None
    return detail


def get_text(passage: Passage) -> str:
    return "".join(text for text, _ in passage.pieces)


def test_of_other_peoples_texts_only_what_was_read_and_its_neighbours_are_shown(session: Session) -> None:
    detail = get(session, make_article_id(sample_2019.make_original().article))
    assert [get_text(one) for one in detail.passages] == [
        "Presidents Putin and Lukashenka sat together in Sochi on Saturday for more than five hours and parted with "
        "no agreement.",
        "“If our plants pay two hundred dollars, then the plants they compete with should pay the same.",
        "Otherwise we will find no basis for our relations,” Lukashenka told reporters.",
        "A light rain fell on the empty beaches.",
        "",
    ]


def test_the_full_text_is_shown_where_that_is_allowed(session: Session) -> None:
    reading = sample_2019.make_original()
    detail = get(session, make_article_id(reading.article), full_text=True)
    assert [get_text(one) for one in detail.passages] == [
        one.of(reading.article.text) for one in reading.sentences[1:]
    ]


def test_a_digest_is_shown_whole(session: Session) -> None:
    reading = sample_2019.make_digest()
    detail = get(session, make_article_id(reading.article))
    assert [get_text(one) for one in detail.passages] == [
        one.of(reading.article.text) for one in reading.sentences[1:]
    ]
    assert [one.number for one in detail.passages] == list(range(1, len(reading.sentences)))


def test_pieces_say_what_was_read_in_them(session: Session) -> None:
    detail = get(session, make_article_id(sample_2020s.make_weekly().article))
    kinds = {text: kinds for passage in detail.passages for text, kinds in passage.pieces}
    assert kinds["May 23-24"] == ("date",)
    assert kinds["security"] == ("quote", "topics")
    assert kinds["It was the fourth meeting of 2024."] == ("claim",)
    assert kinds["the two leaders"] == ("claim", "people")


def test_paragraphs_are_marked(session: Session) -> None:
    detail = get(session, make_article_id(sample_2020s.make_weekly().article))
    assert [one.paragraph for one in detail.passages] == [True, False, False, True, False, True]


def test_what_was_read_from_an_article_is_listed_in_its_order(session: Session) -> None:
    detail = get(session, make_article_id(sample_2019.make_digest().article))
    assert [one.slug for one in detail.events] == [
        "2019-12-07-sochi",
        "2019-12-20-saint-petersburg",
        "1999-12-08-milestone",
        "2019-12-07-minsk",
    ]
    assert [one.text for one in detail.quotes] == ["We do not ask for cheap gas,", "serious progress"]
    assert detail.versions == 1
    assert detail.article.digest


def test_an_earlier_version_shows_what_was_read_from_it(database: Engine) -> None:
    readings = [make_version(f"2019-12-0{day}", words) for day, words in ((7, "14"), (5, "10"), (6, "12"))]
    save_readings(database, readings)
    article_id = make_article_id(readings[0].article)
    with read_session(database) as session:
        last = get(session, article_id)
        assert [one.published for one in last.history] == ["2019-12-05", "2019-12-06", "2019-12-07"]
        assert (
            [one.shown for one in last.history] == [one.last for one in last.history] == [False, False, True]
        )
        first_id, second_id, last_id = (one.id for one in last.history)
        assert get_article(session, article_id, False, TODAY, last_id) == last
        for version_id, day in ((first_id, "10"), (second_id, "12")):
            earlier = get_article(session, article_id, False, TODAY, version_id)
            assert earlier is not None
            kinds = {text: kinds for passage in earlier.passages for text, kinds in passage.pieces}
            assert kinds[f"on {day} in December 2019"] == ("date",)
            assert kinds["All is well,"] == ("quote",)
            assert (earlier.events, earlier.quotes, earlier.claims) == ((), (), ())
            assert earlier.marks_known


def test_the_marks_of_a_version_are_what_the_tables_tell_of_the_last(session: Session) -> None:
    for version_id, stored in session.execute(select(schema.version.c.id, schema.version.c.marks)).all():
        rows = session.execute(
            text(
                'SELECT f.start, f."end", f.field FROM fact f JOIN mention m ON m.id = f.mention_id '
                "WHERE m.version_id = :id "
                "UNION SELECT start, \"end\", 'quote' FROM quote WHERE version_id = :id "
                "UNION SELECT start, \"end\", 'claim' FROM claim WHERE version_id = :id"
            ),
            {"id": version_id},
        )
        marks = read_marks(stored)
        assert marks is not None
        assert {(mark.span.start, mark.span.end, mark.kind) for mark in marks} == {tuple(row) for row in rows}


def test_a_version_of_another_article_is_none(session: Session) -> None:
    first, second = list_article_ids(session)[:2]
    (stranger,) = get(session, second).history
    assert get_article(session, first, True, TODAY, stranger.id) is None
    assert get_article(session, first, True, TODAY, "") is None


@pytest.mark.parametrize("full_text", [False, True])
def test_where_it_is_not_known_what_was_read_only_a_whole_text_can_be_shown(
    full_text: bool, database: Engine
) -> None:
    save_readings(database, [FIRST, SECOND])
    with write_session(database) as session:
        session.execute(update(schema.version).values(marks=None))
        article_id = make_article_id(FIRST.article)
        earlier_id = get(session, article_id).history[0].id
        earlier = get_article(session, article_id, full_text, TODAY, earlier_id)
    assert earlier is not None
    assert not earlier.marks_known
    assert bool(earlier.passages) == full_text


def test_an_unknown_article_is_none(session: Session) -> None:
    assert get_article(session, "nothing", False, TODAY) is None


def test_of_a_withdrawn_article_no_text_is_left(samples: Engine) -> None:
    article_id = make_article_id(sample_2019.make_original().article)
    with write_session(samples) as session:
        session.execute(
            update(schema.article)
            .where(schema.article.c.id == article_id)
            .values(withdrawn="2026-11-22", withdrawn_reason="a hoax")
        )
        detail = get(session, article_id, full_text=True)
        assert (detail.withdrawn, detail.withdrawn_reason, detail.passages) == ("2026-11-22", "a hoax", ())
        assert article_id not in list_article_ids(session)


@pytest.mark.parametrize("whole", [True, False])
@given(data=st.data())
def test_pieces_put_together_are_the_sentences(whole: bool, data: st.DataObject) -> None:
    text = data.draw(st.text("ab \n", min_size=8, max_size=60))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=8)))
    sentences = Sentences(text, tuple(Span(*pair) for pair in pairwise(cuts)))
    edges = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9)).map(
        lambda e: Span(e[0], min(sum(e), len(text)))
    )
    marks = [Mark(span, kind) for span, kind in data.draw(st.lists(st.tuples(edges, st.sampled_from("xyz"))))]
    passages = make_passages(sentences, marks, body_start=0, whole=whole)
    shown = {one.number: get_text(one) for one in passages if one.number is not None}
    assert all(words == sentences.spans[number].of(text) for number, words in shown.items())
    assert all(piece for one in passages for piece, _ in one.pieces)
    for mark in marks:
        for number, span in enumerate(sentences.spans):
            assert not mark.span.overlaps(span) or number in shown
    if whole:
        assert len(shown) == len(sentences.spans)
    gaps = [one.number is None for one in passages]
    assert not any(gap and after for gap, after in pairwise(gaps))


def test_tens_of_thousands_of_marks_take_a_second_or_two() -> None:
    text = "a. " * 200_000 + "b" * 400_000
    sentences = Sentences(
        text, (*(Span(at, at + 2) for at in range(0, 600_000, 3)), Span(600_000, 1_000_000))
    )
    marks = [Mark(Span(at, at + 2), "quote") for at in range(0, 1_000_000, 12)]
    began = time.process_time()
    passages = make_passages(sentences, marks, body_start=0, whole=True)
    assert time.process_time() - began < 5
    assert len(passages) == len(sentences.spans)
    assert sum("quote" in kinds for one in passages for _, kinds in one.pieces) >= len(marks)
