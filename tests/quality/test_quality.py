"""The reader does on the project's own corpus what it did when its figures were pinned, or better."""

import copy
from typing import Any

import pytest

from app.ingest.evaluation.run import Evaluation
from tests.quality.corpus import HERE, count_faults, list_broken_spans, make_digests, measure_own
from tests.quality.pins import compare_own, pin_own, read_pins, write_pins
from tests.quality.table import PAGE, format_tables


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return measure_own()


@pytest.fixture(scope="module")
def pins() -> dict[str, Any]:
    return read_pins()


def test_no_figure_falls_and_the_corpus_is_the_one_that_was_measured(
    evaluation: Evaluation, pins: dict[str, Any]
) -> None:
    comparison = compare_own(pins["corpus"], evaluation)
    for line in comparison.risen:
        print(f"renew to pin: {line}")
    assert not comparison.faults, f"\n{comparison}"


def test_every_span_yields_its_words(evaluation: Evaluation) -> None:
    assert list_broken_spans(evaluation) == []
    assert evaluation.measurement.whole.spans == 0


def test_the_corpus_has_articles_in_three_languages_each_with_its_answer(evaluation: Evaluation) -> None:
    tallies = evaluation.measurement.languages
    assert set(tallies) == {"be", "en", "ru"}
    assert evaluation.measurement.whole.articles == len(make_digests()) >= 40
    assert (evaluation.absent, evaluation.unknown, evaluation.rejected) == ([], [], [])


def test_a_figure_that_falls_is_named_with_the_articles_that_got_worse(evaluation: Evaluation) -> None:
    pinned = pin_own(evaluation)
    assert compare_own(pinned, evaluation).faults == []
    higher = copy.deepcopy(pinned)
    higher["figures"]["ru"]["events"]["recall"] += 0.001
    worst = max(count_faults(evaluation), key=lambda name: pinned["articles"][name]["faults"])
    higher["articles"][worst]["faults"] -= 1
    reached = pinned["figures"]["ru"]["events"]["recall"]
    faults = compare_own(higher, evaluation).faults
    assert faults[0] == f"own corpus, ru, events, recall: {reached:.4f}, pinned {reached + 0.001:.4f}"
    assert faults[1].startswith(f"    worse: {worst}: ")
    assert len(faults) == 2


def test_less_than_a_rounding_error_is_no_fall_and_a_rise_is_told(evaluation: Evaluation) -> None:
    pinned = pin_own(evaluation)
    pinned["figures"]["all"]["quotes"]["f1"] += 0.0004
    assert compare_own(pinned, evaluation).faults == []
    pinned["figures"]["all"]["quotes"]["f1"] -= 0.1
    comparison = compare_own(pinned, evaluation)
    assert comparison.faults == []
    assert [line.split(":")[0] for line in comparison.risen] == ["own corpus, all, quotes, f1"]
    del pinned["figures"]["be"]["claims"]
    assert any("be, claims, f1" in line for line in compare_own(pinned, evaluation).risen)


def test_an_article_or_answer_that_is_not_the_measured_one_is_named(evaluation: Evaluation) -> None:
    pinned = pin_own(evaluation)
    first, second, *_ = pinned["articles"]
    pinned["digest"] = "another"
    pinned["articles"][first]["digest"] = "another"
    del pinned["articles"][second]
    pinned["articles"]["gone.txt"] = {"digest": "any", "faults": 0}
    assert compare_own(pinned, evaluation).faults[1:] == [
        f"    changed: {first}",
        f"    new: {second}",
        "    gone: gone.txt",
    ]


def test_what_is_written_is_read_back_and_says_one_thing_a_line(
    evaluation: Evaluation, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.quality.pins.FILE", tmp_path / "figures.json")
    assert compare_own(read_pins()["corpus"], evaluation).faults
    pins = {"corpus": pin_own(evaluation), "beside": {}}
    write_pins(pins)
    assert read_pins() == pins
    lines = (tmp_path / "figures.json").read_text().splitlines()
    name = next(iter(pins["corpus"]["articles"]))
    [line] = [line for line in lines if name in line]
    assert line.strip().startswith(f'"{name}": {{"digest": "')


def test_the_page_shows_the_pinned_figures(pins: dict[str, Any]) -> None:
    assert format_tables(pins) in PAGE.read_text("utf-8"), "docs/quality.md: make quality ARGS=--renew"


def test_the_readme_names_every_file_of_answers() -> None:
    readme = (HERE / "README.md").read_text("utf-8")
    assert all(path.name in readme for path in HERE.glob("gold-*.jsonl"))
