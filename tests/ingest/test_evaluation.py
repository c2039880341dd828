"""Evaluation: gold and how it is matched, piece by piece, on readings made by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.dates import EdtfDate
from app.domain.readings import Article, EventReading, FactReading, QuoteReading, Reading
from app.domain.spans import Span
from app.domain.vocabulary import Field, Format, Kind, QuoteKind, Status
from app.ingest.evaluation.gold import GoldArticle, GoldError, read_gold
from app.ingest.evaluation.matching import match_events
from app.ingest.evaluation.measure import Measurement
from app.ingest.evaluation.quotes import match_quotes
from tests.commands import write

TEXT = "Talks. They met and said: yes, of course, we know."
ARTICLE = Article("a", "Talks", None, None, None, "en", TEXT)


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read_line(line: object) -> GoldArticle:
    [article] = read_gold(str(write(Path("gold.jsonl"), json.dumps(line))))
    return article


def make_event(date: str | None, city: str | None = "Minsk", kind: Kind = Kind.MEETING) -> EventReading:
    facts = (FactReading(Field.DATE, date or "", "Talks", Span(0, 5), "test"),)
    cities = (city,) if city else ()
    return EventReading(
        kind, Status.HELD, date=EdtfDate.parse(date) if date else None, cities=cities, facts=facts
    )


def make_gold(*events: dict[str, Any]) -> GoldArticle:
    rows = [
        {"kind": "meeting", "status": "held", "date_end": event.get("date_start"), **event}
        for event in events
    ]
    return read_line({"source": "a", "article": {"language": "en"}, "events": rows, "quotes": []})


def measure(gold: GoldArticle, reading: Reading) -> Measurement:
    measurement = Measurement()
    measurement.add(gold, reading)
    return measurement


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2: not JSON: "),
        ("[]", "line 2: an object is wanted"),
        ("{}", "line 2: neither source nor url says which article is meant"),
        ('{"source": 7}', "line 2: source: a text is wanted, not 7"),
        ('{"source": "sochi.txt"}', "line 2: 'sochi.txt' stands in line 1 already"),
        ('{"source": "b", "events": {}}', "line 2: events: a list of objects is wanted"),
        ('{"source": "b", "events": [{}]}', "line 2: events[0].kind: missing"),
        ('{"source": "b", "events": [{"kind": "talk"}]}', "line 2: events[0].kind: not one of meeting, call, "),
        ('{"source": "b", "events": [{"kind": "call", "date_start": "May"}]}', "line 2: events[0].date_start: not "),
        ('{"source": "b", "events": [{"kind": "call", "topics": ["gas"]}]}', "line 2: events[0].topics: unknown: "),
        ('{"source": "b", "events": [{"kind": "call", "optional": 1}]}', "line 2: events[0].optional: true or false"),
        ('{"source": "b", "quotes": [{"speaker": "a"}]}', "line 2: quotes[0].text: missing"),
        ('{"source": "b", "claims": [{"year": 2019, "count": "5"}]}', "line 2: claims[0].count: a whole number is"),
        ('{"source": "b", "article": {"title": []}}', "line 2: article.title: a text is wanted, not []"),
    ],
)  # fmt: skip
def test_broken_gold_is_named_by_file_line_and_key(tmp_path: Path, line: str, reason: str) -> None:
    gold = write(tmp_path / "gold.jsonl", '{"source": "sochi.txt"}\n' + line + "\n")
    with pytest.raises(GoldError) as caught:
        read_gold(str(gold))
    assert str(caught.value).startswith(f"{gold}, {reason}")


@pytest.mark.parametrize(
    ("wanted", "found", "holders", "right"),
    [
        # Marks, case, and kinds of apostrophes do not matter.
        (["We don’t know,"], ["we don't know"], (0,), (True,)),
        # A wanted stretch within a longer found one: found, but the found one says too much.
        (["one two three"], ["one two three four five six seven"], (0,), (False,)),
        (["one two three four"], ["one two three four five"], (0,), (True,)),
        # Two stretches found as one.
        (["one two three", "four five six"], ["one two three four five six"], (0, 0), (True,)),
        # One stretch found in two pieces, and in one piece that is too short.
        (["one two three four five six"], ["one two three", "four five six"], (0,), (True, True)),
        (["one two three four five six"], ["one two three"], (None,), (True,)),
        # Four of five words in order are enough, three are not.
        (["one two three four five"], ["one two three four six"], (0,), (True,)),
        (["one two three four five"], ["one two three six seven"], (None,), (False,)),
        # The same words in another order are other words.
        (["one two three four"], ["four three two one"], (None,), (False,)),
        (["one two"], [], (None,), ()),
        ([], ["one two", "..."], (), (False, False)),
    ],
)
def test_quotes_are_matched_by_their_words(
    wanted: list[str], found: list[str], holders: tuple[int | None, ...], right: tuple[bool, ...]
) -> None:
    matching = match_quotes(wanted, found)
    assert (matching.holders, matching.right) == (holders, right)


def test_an_event_is_given_to_the_wanted_one_that_nothing_else_can_be() -> None:
    # The undated one could be either; it must take the one that the dated one cannot.
    gold = make_gold({}, {"date_start": "2024-05-24", "city": "Minsk"})
    found = [make_event("2024-05-24"), make_event("2024-06-01")]
    assert match_events(gold.events, found).right == {0: 1, 1: 0}


def test_an_optional_event_is_neither_missed_nor_invented_and_takes_nothing_from_others() -> None:
    gold = make_gold({"date_start": "2024-05-24", "optional": True}, {"date_start": "2024-05-24"})
    once = match_events(gold.events, [make_event("2024-05-24")])
    assert (once.right, once.missed, once.invented) == ({1: 0}, (), ())
    twice = match_events(gold.events, [make_event("2024-05-24"), make_event("2024-05-24")])
    assert (len(twice.right), twice.missed, twice.invented) == (2, (), ())
    thrice = match_events(gold.events, [make_event("2024-05-24")] * 3)
    assert (len(thrice.right), thrice.invented) == (2, (2,))
    none = match_events(gold.events[:1], [])
    assert (none.right, none.missed) == ({}, ())


def test_an_event_told_wrongly_is_paired_with_what_it_should_be() -> None:
    gold = make_gold(
        {"date_start": "2024-05-24", "city": "Minsk"}, {"date_start": "2019-12-07", "city": "Sochi"}
    )
    matching = match_events(gold.events, [make_event("2019-12-07", "Brest"), make_event("2023-01-01", None)])
    assert (matching.right, matching.near) == ({}, {1: 0})
    assert (matching.missed, matching.invented) == ((0, 1), (0, 1))


def test_cities_are_folded_and_a_missing_one_is_wrong() -> None:
    gold = make_gold({"date_start": "2024-05-24", "city": "St. Petersburg"})
    for city, is_right in (
        ("Saint Petersburg", True),
        ("SAINT-PETERSBURG", True),
        ("Strelna", True),
        (None, False),
    ):
        assert bool(match_events(gold.events, [make_event("2024-05-24", city)]).right) is is_right


def test_format_and_topics_are_compared_in_right_events_only() -> None:
    gold = make_gold(
        {"date_start": "2024-05-24", "city": "Minsk", "format": "visit", "topics": ["energy", "trade"]},
        {"date_start": "2019-12-07", "city": "Sochi", "format": "visit", "topics": ["energy"]},
    )
    told = {"format": Format.VISIT, "topics": ("energy", "space", "sport")}
    events = (
        EventReading(Kind.MEETING, Status.HELD, date=EdtfDate.parse("2024-05-24"), cities=("Minsk",), **told),  # type: ignore[arg-type]
        EventReading(Kind.MEETING, Status.HELD, date=EdtfDate.parse("2019-12-07"), cities=("Brest",), **told),  # type: ignore[arg-type]
    )
    measurement = measure(gold, Reading(ARTICLE, events=events))
    topics = measurement.whole.rates["topics"]
    assert (topics.wanted, topics.found, topics.found_right) == (2, 3, 1)
    assert topics.f1 == pytest.approx(0.4)
    share = measurement.whole.shares["format"]
    assert (share.right, share.of) == (1, 1)


def test_a_span_that_yields_other_words_is_counted_and_shown() -> None:
    event = make_event("2024-05-24")
    broken = FactReading(Field.CITY, "Minsk", "Minsk", Span(7, 12), "test")
    beyond = FactReading(Field.CITY, "Minsk", "Minsk", Span(900, 905), "test")
    events = (EventReading(event.kind, event.status, facts=(*event.facts, broken, beyond)),)
    measurement = measure(make_gold(), Reading(ARTICLE, events=events))
    assert measurement.whole.spans == measurement.languages["en"].spans == 2
    shown = [(detail.wanted, detail.found) for detail in measurement.details if detail.what == "span"]
    assert shown == [("Minsk", "They "), ("Minsk", "")]


def test_only_quotes_in_quotation_marks_are_scored_and_an_open_speaker_stays_open() -> None:
    line = {
        "source": "a",
        "quotes": [{"speaker": None, "speaker_text": "a guide", "text": "yes, of course,"}],
    }
    start = TEXT.index("yes")
    words = TEXT[start : start + 14]
    span = Span(start, start + len(words))
    quotes = (
        QuoteReading("vladimir-putin", "he", words, QuoteKind.DIRECT, span),
        QuoteReading(None, None, "Talks", QuoteKind.TRANSCRIPT, Span(0, 5)),
        QuoteReading(None, None, "They", QuoteKind.REPORTED, Span(7, 11)),
    )
    measurement = measure(read_line(line), Reading(ARTICLE, quotes=quotes))
    rate, shares = measurement.whole.rates["quotes"], measurement.whole.shares
    assert (rate.wanted, rate.wanted_right, rate.found, rate.found_right) == (1, 1, 1, 1)
    assert "speaker" not in shares
    assert (shares["speaker left open"].right, shares["speaker left open"].of) == (0, 1)
