"""The commands, through the real program on a real database."""

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Run, write
from tests.databases import ask, drop, sqlite_only
from tests.shared import SHARED, needs_shared

ARTICLE = """# Putin and Lukashenko meet in Sochi

8 December 2019

Vladimir Putin and Alexander Lukashenko met in Sochi on Saturday. “We have agreed on gas,” Putin said.
"""


def list_events(database: Path) -> list[tuple[str, str, int]]:
    query = "select slug, status, (select count(*) from mention where event_id = event.id) from event order by slug"
    return ask(database, query)


def test_help_tells_each_command_and_its_exit_statuses(summitry: Run) -> None:
    overview = summitry("--help")
    assert overview.code == 0
    for command in ("ingest", "extract", "export", "serve", "runs", "check", "review"):
        assert command in overview.out
        assert summitry(command, "--help").code == 0
    assert "Exit status: 0" in summitry("ingest", "--help").out


@pytest.mark.parametrize(
    "arguments", [("ingest",), ("nonsense",), ("ingest", "--workers", "0", "x"), ("serve", "--port", "x")]
)
def test_wrong_usage_exits_with_2(summitry: Run, arguments: tuple[str, ...]) -> None:
    assert summitry(*arguments).code == 2


def test_the_seeds_are_stored_and_a_second_time_unchanged(summitry: Run, database: Path) -> None:
    first = summitry("ingest", "seeds", "--json")
    assert first.code == 0, first.err
    number = first.report["documents"]
    assert (first.report["stored"], first.report["rejected"]) == (number, [])
    assert first.report["events"] > 185
    before = database_dump(database)
    second = summitry("ingest", "seeds", "--json")
    assert (second.code, second.report["stored"], second.report["unchanged"]) == (0, 0, number)
    assert second.report["events"] == first.report["events"] > 0
    assert database_dump(database) == before


def database_dump(database: Path) -> list[Any]:
    tables = ("article", "version", "event", "mention", "fact", "quote", "claim", "former_slug", "correction")
    return [ask(database, f"select * from {table} order by 1, 2") for table in tables]


@needs_shared
def test_the_reference_articles_add_sources_to_the_seeds_and_not_one_event(
    summitry: Run, database: Path
) -> None:
    summitry("ingest", "seeds")
    before = list_events(database)
    done = summitry("ingest", SHARED / "seeds", "--json")
    assert (done.code, done.report["stored"]) == (0, 2)
    after = list_events(database)
    assert [event[:2] for event in after] == [event[:2] for event in before]
    assert sum(event[2] for event in after) == sum(event[2] for event in before) + 6


def test_the_same_content_at_another_path_is_unchanged(summitry: Run, tmp_path: Path) -> None:
    one, other = write(tmp_path / "a.txt", ARTICLE), write(tmp_path / "deep" / "b.md", ARTICLE)
    assert summitry("ingest", one, "--json").report["stored"] == 1
    assert summitry("ingest", other, "--json").report["unchanged"] == 1
    assert summitry("ingest", "-", "--json", stdin=ARTICLE.encode()).report["unchanged"] == 1


def test_a_corrected_text_is_a_new_version_and_both_stay(
    summitry: Run, tmp_path: Path, database: Path
) -> None:
    head = "---\nurl: https://example.org/a\npublished: 2019-12-{day}\ntitle: T\nlanguage: en\n---\n\n"
    text = "Vladimir Putin and Alexander Lukashenko met in {city} on December 7, 2019.\n"
    summitry("ingest", write(tmp_path / "a.md", head.format(day="08") + text.format(city="Minsk")))
    summitry("ingest", write(tmp_path / "b.md", head.format(day="09") + text.format(city="Sochi")))
    assert [event[0] for event in list_events(database)] == ["2019-12-07-sochi"]
    versions = ask(database, "select text from version order by published")
    assert ["Minsk" in versions[0][0], "Sochi" in versions[1][0]] == [True, True]


def test_what_cannot_be_read_is_named_and_the_rest_is_stored(
    summitry: Run, tmp_path: Path, database: Path
) -> None:
    folder = tmp_path / "in"
    write(folder / "good.txt", ARTICLE)
    write(folder / "README.md", "passed over")
    write(folder / ".hidden", b"\x00")
    write(folder / "datapackage.json", "{}")
    bad = {
        "empty.txt": b"",
        "blank.txt": b" \n\n",
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        "garbage.txt": bytes(range(128, 256)) * 20 + bytes(range(1, 32)) * 10,
        "wordless.html": b"<!doctype html><html><head><title>x</title></head><body><script>a()</script></body></html>",
        "front.md": b"---\npublished: someday\n---\n\nText of an article.\n",
    }
    for name, data in bad.items():
        write(folder / name, data)
    with (folder / "large.txt").open("wb") as file:
        file.truncate(50_000_000)
    missing = tmp_path / "missing.txt"
    done = summitry(
        "ingest", folder, missing, "ftp://example.org/a", "http://127.0.0.1:9/a", "http://[::1", "--json"
    )
    assert done.code == 1
    assert done.report["stored"] == 1
    rejected = {row["source"]: row["reason"] for row in done.report["rejected"]}
    names = {str(folder / name) for name in (*bad, "large.txt")}
    assert set(rejected) == names | {
        str(missing),
        "ftp://example.org/a",
        "http://127.0.0.1:9/a",
        "http://[::1",
    }
    assert all(rejected.values())
    for source, reason in rejected.items():
        assert f"rejected: {source}: {reason}" in done.err.splitlines()
    listed = summitry("runs").out
    assert all(f"rejected: {source}: {reason}" in listed for source, reason in rejected.items())
    assert [event[0] for event in list_events(database)] == ["2019-12-07-sochi"]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16", "utf-16-le", "utf-8-sig"])
def test_old_encodings_are_decoded(summitry: Run, tmp_path: Path, database: Path, encoding: str) -> None:
    text = (
        "Путин и Лукашенко встретились в Сочи\n\n8 декабря 2019\n\n"
        "Президент России Владимир Путин и президент Белоруссии Александр Лукашенко провели в Сочи переговоры, "
        "которые продолжались больше пяти часов. Стороны обсуждали цены на газ и углубление интеграции двух стран.\n"
    )
    done = summitry("ingest", write(tmp_path / "a.txt", text.encode(encoding)), "--json")
    assert (done.code, done.report["stored"]) == (0, 1), done.err
    [(stored, language)] = ask(database, "select text, language from version")
    assert "Лукашенко провели в Сочи переговоры" in stored
    assert language == "ru"


def test_an_article_without_a_date_is_stored_and_gets_no_day_from_relative_words(
    summitry: Run, tmp_path: Path, database: Path
) -> None:
    text = ARTICLE.replace("8 December 2019\n\n", "")
    assert summitry("ingest", write(tmp_path / "a.txt", text)).code == 0
    assert [event[0] for event in list_events(database)] == ["undated-sochi"]


def test_several_workers_store_the_same_record_as_one(summitry: Run, tmp_path: Path, database: Path) -> None:
    summitry("ingest", "seeds")
    one = database_dump(database)
    drop(database)
    assert summitry("ingest", "seeds", "--workers", "2", "--json").report["unchanged"] == 0
    two = database_dump(database)
    assert [len(table) for table in two] == [len(table) for table in one]
    assert two[2] == one[2]


def test_extract_names_what_it_could_not_read_and_prints_the_rest(summitry: Run, tmp_path: Path) -> None:
    done = summitry("extract", write(tmp_path / "a.txt", ARTICLE), write(tmp_path / "b.txt", b""))
    assert done.code == 1
    assert [json.loads(line)["source"] for line in done.out.splitlines()] == ["a.txt"]
    assert "rejected: " in done.err
    assert "Traceback" not in done.err


def test_extract_of_another_language_holds_nothing_and_is_no_fault(summitry: Run, tmp_path: Path) -> None:
    text = "Прэзідэнт Беларусі сустрэўся з прэзідэнтам Расіі ў Мінску, паведаміла прэс-служба ў пятніцу.\n"
    done = summitry("extract", write(tmp_path / "a.txt", text))
    assert done.code == 0
    row = json.loads(done.out)
    assert set(row) == {"source", "article", "events", "quotes", "claims"}
    assert set(row["article"]) == {"title", "publisher", "url", "published", "language"}


@sqlite_only
def test_a_database_that_cannot_be_opened_is_one_sentence(
    summitry: Run, tmp_path: Path, database: Path
) -> None:
    write(database, "not a database, but a text that somebody saved here")
    done = summitry("ingest", write(tmp_path / "a.txt", ARTICLE))
    assert done.code == 1
    assert str(database) in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_port_that_is_taken_is_said_in_one_sentence_and_nothing_is_served(summitry: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = summitry("serve", "--port", str(taken.getsockname()[1]))
    assert done.code == 1
    assert done.err.startswith("summitry: cannot listen on 127.0.0.1")
    assert len(done.err.splitlines()) == 1
