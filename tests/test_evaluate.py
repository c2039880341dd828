"""`summitry evaluate`: every figure held against one that was counted by hand."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from tests.commands import Done, Run, write

SOCHI = """Talks by the sea

8 December 2019

Vladimir Putin and Alexander Lukashenko met in Sochi on December 7, 2019. “We have agreed on the price of gas,” \
Putin said. “The rest will follow in the spring,” Lukashenko said.

The two presidents met five times in 2019.
"""
MINSK = """Talks in the palace

25 May 2024

Vladimir Putin and Alexander Lukashenko met in Minsk on May 24, 2024.
"""
GOLD_SOCHI = {
    "source": "sochi.txt",
    "article": {"title": "Talks by the Sea", "publisher": None, "published": "2019-12-08", "language": "en"},
    "events": [
        {"kind": "meeting", "format": None, "status": "held", "date_start": "2019-12-07", "date_end": "2019-12-07",
         "city": "Sochi", "country": "RU", "people": ["vladimir-putin", "maxim-oreshkin"], "topics": None},
    ],
    "quotes": [
        {"speaker": "vladimir-putin", "text": "We have agreed on the price of gas,"},
        {"speaker": "vladimir-putin", "text": "the rest will follow in the spring"},
        {"speaker": None, "text": "Nothing of the kind was said in this article"},
    ],
    "claims": [{"year": 2019, "count": 5}, {"year": 2018, "count": 3}],
}  # fmt: skip
GOLD_MINSK = {
    "source": "minsk.txt",
    "article": {"title": "Another title", "language": "en"},
    "events": [
        {"kind": "meeting", "status": "held", "date_start": "2024-05-23", "date_end": "2024-05-24", "city": "Minsk"},
    ],
    "quotes": [],
    "claims": [],
}  # fmt: skip


def write_gold(path: Path, *lines: object) -> Path:
    return write(path, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


def write_press(folder: Path) -> Path:
    write(folder / "sochi.txt", SOCHI)
    write(folder / "minsk.txt", MINSK)
    return folder


def write_table(path: Path, *rows: tuple[str, str]) -> Path:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["url", "title", "published", "text"])
    writer.writerows([f"https://example.org/{name}", "Talks", "2019-12-08", text] for name, text in rows)
    return write(path, out.getvalue())


def get_figures(done: Done, language: str | None = None) -> dict[str, Any]:
    assert done.code == 0, done.err
    report = done.report
    figures: dict[str, Any] = report["languages"][language] if language else report["all"]
    return figures


def count(rate: dict[str, Any]) -> tuple[int, int, int]:
    return rate["wanted"], rate["found"], rate["found_right"]


def test_events_quotes_and_claims_are_counted_as_by_hand(summitry: Run, tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold.jsonl", GOLD_SOCHI, GOLD_MINSK)
    figures = get_figures(summitry("evaluate", gold, write_press(tmp_path / "in"), "--json"))
    assert figures["articles"] == 2
    # Sochi is right, Minsk begins a day too late.
    assert count(figures["events"]) == count(figures["kind_meeting"]) == (2, 2, 1)
    assert (figures["events"]["precision"], figures["events"]["recall"], figures["events"]["f1"]) == (
        0.5,
        0.5,
        0.5,
    )
    assert count(figures["kind_call"]) == (0, 0, 0)
    assert figures["kind_call"]["f1"] is None
    accuracy = {name: (share["right"], share["of"]) for name, share in figures["accuracy"].items()}
    assert accuracy["date"] == (1, 2)
    assert accuracy["kind"] == accuracy["status"] == accuracy["city"] == (2, 2)
    assert (accuracy["title"], accuracy["published"], accuracy["language"]) == ((1, 2), (1, 1), (2, 2))
    # Of the right event, Putin is found and wanted, Lukashenko only found, Oreshkin only wanted.
    assert count(figures["people"]) == (2, 2, 1)
    assert "topics" not in figures
    assert "format" not in accuracy
    # Two of three stretches are found, both found quotes are right; one speaker is not the wanted one.
    quotes = figures["quotes"]
    assert (quotes["wanted"], quotes["wanted_right"], quotes["found"], quotes["found_right"]) == (3, 2, 2, 2)
    assert (quotes["precision"], quotes["recall"], quotes["f1"]) == (1.0, 0.6667, 0.8)
    assert accuracy["speaker"] == (1, 2)
    assert count(figures["claims"]) == (2, 1, 1)
    assert figures["spans"] == 0


def test_a_part_of_the_sources_is_measured_alone_and_the_rest_named(summitry: Run, tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold.jsonl", GOLD_SOCHI, GOLD_MINSK)
    write(tmp_path / "in" / "sochi.txt", SOCHI)
    write(tmp_path / "in" / "other.txt", MINSK)
    done = summitry("evaluate", gold, tmp_path / "in", "--json")
    assert count(get_figures(done)["events"]) == (1, 1, 1)
    assert done.report["absent"] == ["minsk.txt"]
    assert done.report["unknown"] == [str(tmp_path / "in" / "other.txt")]
    assert done.err.splitlines() == [
        "not measured: 1 in gold without a source: minsk.txt",
        f"not measured: 1 without gold: {tmp_path / 'in' / 'other.txt'}",
    ]
    nothing = summitry("evaluate", gold, tmp_path / "in" / "other.txt")
    assert nothing.code == 1
    assert nothing.err.splitlines()[-1] == f"summitry: {gold}: none of its articles is among the sources"


def test_a_source_that_cannot_be_read_is_named_and_all_of_it_missed(summitry: Run, tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold.jsonl", GOLD_SOCHI, GOLD_MINSK)
    write(tmp_path / "in" / "minsk.txt", MINSK)
    write(tmp_path / "in" / "sochi.txt", "")
    done = summitry("evaluate", gold, tmp_path / "in", "--json")
    assert done.code == 1
    assert done.report["rejected"] == [{"source": str(tmp_path / "in" / "sochi.txt"), "reason": "empty"}]
    assert done.err == f"rejected: {tmp_path / 'in' / 'sochi.txt'}: empty\n"
    assert count(done.report["all"]["events"]) == (2, 1, 0)
    assert done.report["all"]["quotes"]["wanted"] == 3


def test_rows_are_joined_by_address_and_a_row_without_gold_should_tell_nothing(
    summitry: Run, tmp_path: Path
) -> None:
    met = "Vladimir Putin and Alexander Lukashenko met in {} on December 7, 2019."
    table = write_table(
        tmp_path / "a.csv",
        ("right", met.format("Sochi")),
        ("wrong", met.format("Sochi")),
        ("optional", met.format("Sochi")),
        ("invented", met.format("Minsk")),
        ("silent", "The weather by the sea was fine."),
        ("missed", "The weather in the palace was fine."),
    )
    event = {
        "kind": "meeting",
        "status": "held",
        "date_start": "2019-12-07",
        "date_end": "2019-12-07",
        "city": "Sochi",
    }
    lines = [
        {"url": "http://example.org/right/", "published": "2019-12-08", "language": "en", "events": [event]},
        {"url": "https://example.org/wrong", "language": "en", "events": [{**event, "city": "Brest"}]},
        {"url": "https://example.org/optional", "language": "en", "events": [{**event, "optional": True}]},
        {"url": "https://example.org/missed", "language": "en", "events": [event]},
    ]
    gold = write_gold(tmp_path / "gold.jsonl", *lines)
    figures = get_figures(summitry("evaluate", gold, table, "--json", "--workers", "2"))
    assert figures["articles"] == 6
    # Wanted: right, wrong, missed. Found: right, wrong, invented; the optional one does not count.
    assert count(figures["events"]) == count(figures["records"]) == (3, 3, 1)
    assert count(figures["ignoring_city"]) == (3, 3, 2)
    assert count(figures["records_any_event"]) == (3, 3, 2)
    # Nobody has written down what else these rows say.
    assert "quotes" not in figures
    assert "claims" not in figures


def test_what_the_gold_leaves_open_is_not_compared(summitry: Run, tmp_path: Path) -> None:
    event = {
        "kind": "meeting",
        "status": "held",
        "date_start": "2019-12-07",
        "date_end": "2019-12-07",
        "city": "Sochi",
    }
    line: dict[str, Any] = {"source": "sochi.txt", "events": []}
    write(tmp_path / "in" / "sochi.txt", SOCHI)

    def is_right(note: str | None = None, **changes: str | None) -> bool:
        gold = write_gold(tmp_path / "gold.jsonl", {**line, "note": note, "events": [{**event, **changes}]})
        return bool(
            get_figures(summitry("evaluate", gold, tmp_path / "in", "--json"))["events"]["found_right"]
        )

    assert is_right(date_start=None, date_end=None, city=None)
    assert not is_right(date_start="2019-12", date_end="2019-12")
    assert not is_right(kind="call")
    assert is_right("it says; kind not stated", kind="call")
    assert not is_right(date_start="2019-12-05", date_end="2019-12-05")
    assert is_right(
        "city told; conflict: a list has another day", date_start="2019-12-05", date_end="2019-12-05"
    )
    assert not is_right("a list has another day, a conflict", date_start="2019-12-05", date_end="2019-12-05")
    assert not is_right("kind not stated; conflict: another day", status="planned")


def test_verbose_lists_every_fault_with_the_words_it_was_read_from(summitry: Run, tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold.jsonl", GOLD_SOCHI, GOLD_MINSK)
    done = summitry("evaluate", gold, write_press(tmp_path / "in"), "--verbose")
    assert done.code == 0
    listed = done.out[: done.out.index("what ")]
    assert "minsk.txt: event wrong\n    wanted  meeting held 2024-05-23/2024-05-24 Minsk\n" in listed
    assert "    found   meeting held 2024-05-24 Minsk" in listed
    assert "date = 2024-05-24: " in listed
    assert "sochi.txt: quote missed\n    wanted  Nothing of the kind" in listed
    assert "sochi.txt: speaker wrong\n    wanted  vladimir-putin" in listed
    assert "sochi.txt: claim missed\n    wanted  3 in 2018" in listed
    assert "sochi.txt: people missed\n    wanted  maxim-oreshkin" in listed
    assert "sochi.txt: people invented\n    found   alexander-lukashenko" in listed
    assert "minsk.txt: title wrong\n    wanted  Another title\n    found   Talks in the palace" in listed
    details = summitry("evaluate", gold, tmp_path / "in", "--verbose", "--json").report["details"]
    assert len(details) == listed.count(".txt: ") == 7


def test_the_figures_stand_in_tables_per_language_and_in_all(summitry: Run, tmp_path: Path) -> None:
    other = {**GOLD_MINSK, "article": {"language": "ru"}}
    gold = write_gold(tmp_path / "gold.jsonl", GOLD_SOCHI, other)
    done = summitry("evaluate", gold, write_press(tmp_path / "in"))
    lines = [line.split() for line in done.out.splitlines()]
    assert ["events", "all", "2", "2", "1", "0.500", "0.500", "0.500"] in lines
    assert ["en", "1", "1", "1", "1.000", "1.000", "1.000"] in lines
    assert ["ru", "1", "1", "0", "0.000", "0.000", "0.000"] in lines
    assert done.out.splitlines()[-1] == "Articles: all 2, en 1, ru 1. Spans that do not yield their words: 0."


def test_gold_that_cannot_be_read_is_one_sentence_and_exits_with_1(summitry: Run, tmp_path: Path) -> None:
    for data, reason in ((b"", ": empty"), (b"\xff", ": cannot be read as gold: not UTF-8")):
        gold = write(tmp_path / "gold.jsonl", data)
        done = summitry("evaluate", gold, tmp_path)
        assert (done.code, done.err) == (1, f"summitry: {gold}{reason}\n")
    gone = summitry("evaluate", tmp_path / "gone", tmp_path)
    assert (gone.code, gone.err) == (
        1,
        f"summitry: {tmp_path / 'gone'}: cannot be read as gold: no such file or directory\n",
    )
    assert summitry("evaluate", tmp_path / "gold.jsonl").code == 2


def test_help_tells_what_is_compared(summitry: Run) -> None:
    done = summitry("evaluate", "--help")
    assert done.code == 0
    for word in ("GOLD.jsonl", "--verbose", "--workers", "optional", "Exit status: 0"):
        assert word in done.out
