"""Article tables: one article a row, as a stream, and what is wrong with one row spoils no other."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from app.domain.errors import SourceError
from app.domain.readings import Article
from app.ingest.sources import Source, count_items, is_end, list_items, list_sources, read_source
from app.ingest.sources.tables import read_rows
from app.ingest.stages.read import TableRow, read_row
from tests.commands import Run, write
from tests.databases import ask

COLUMNS = ["url", "title", "published", "text"]
MET = "Vladimir Putin and Alexander Lukashenko met in Sochi on December 7, 2019."


def make_table(*rows: list[str], header: list[str] | None = None) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header or COLUMNS, *rows])
    return out.getvalue().encode()


def make_row(number: int, text: str = MET, title: str = "Talks by the sea") -> list[str]:
    return [f"https://example.org/{number}", title, "2019-12-08", text]


def read(*cells: str) -> Article:
    return read_row(TableRow(*cells))


def list_rows(path: Path, data: bytes) -> list[str]:
    """Return the rows of a table by their address, and what is wrong with the others."""
    return [
        f"{number}: {row.reason if isinstance(row, SourceError) else row.url}"
        for number, row in read_rows(str(write(path, data)))
    ]


def test_a_row_becomes_an_article_with_its_title_as_first_paragraph() -> None:
    article = read(
        "HTTPS://www.TheMoscowTimes.com:443/2019/12/08/a1?utm_source=x#top",
        " Talks  by the sea ",
        "2019-12-08",
        "One paragraph.\r\n\r\nAnother\u00a0one.\nA third.",
    )
    assert article.text == "Talks by the sea\n\nOne paragraph.\n\nAnother one.\n\nA third."
    assert (article.title, article.url) == (
        "Talks by the sea",
        "https://www.themoscowtimes.com/2019/12/08/a1",
    )
    assert (article.publisher, article.language) == ("The Moscow Times", "en")
    assert str(article.published) == "2019-12-08"
    assert article.source == "HTTPS://www.TheMoscowTimes.com:443/2019/12/08/a1?utm_source=x#top"
    assert article.text[article.body_start :].startswith("One paragraph.")


@pytest.mark.parametrize(
    ("title", "text", "stored"),
    [
        ("They met", "They met", "They met"),
        ("They met", "They met.", "They met"),
        ("They met", "They met. It was late.", "They met\n\nIt was late."),
        ("They met: why?", "They met: why? It was late.", "They met: why?\n\nIt was late."),
        ("They met", "They met\nIt was late.", "They met\n\nIt was late."),
        # The sentence goes on: without its beginning it would say nothing.
        ("They met", "They met in Sochi.", "They met\n\nThey met in Sochi."),
        ("They met", "They met, it is said.", "They met\n\nThey met, it is said."),
        ("", "It was late.", "It was late."),
    ],
)
def test_a_title_at_the_head_of_the_text_is_not_doubled(title: str, text: str, stored: str) -> None:
    assert read("https://example.org/1", title, "2019-12-08", text).text == stored


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2019-12-08T21:30:00+03:00", "2019-12-08"),
        ("8 December 2019", "2019-12-08"),
        ("2019-12-02/2019-12-08", "2019-12-02/2019-12-08"),
        ("", "2020-05-06"),
    ],
)
def test_a_date_is_read_as_in_front_matter_and_an_empty_one_from_the_address(
    published: str, told: str
) -> None:
    assert str(read("https://example.org/2020/05/06/a", "A", published, MET).published) == told


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (("", "A", "2019-12-08", MET), "no url"),
        (("file:///etc/passwd", "A", "2019-12-08", MET), "not an http(s) address: 'file:///etc/passwd'"),
        (("https://example.org/1", "A", "2019-12-08", " \n"), "no text"),
        (("https://example.org/1", "A", "2019-12-08", "12:30 -- 14"), "no text"),
        (("https://example.org/1", "A", "soon", MET), "published: not an EDTF date: 'soon'"),
        (("https://example.org/1", "A", "2019-13-08", MET), "published: not an EDTF date: '2019-13-08'"),
    ],
)
def test_a_row_that_is_no_article_is_refused_with_the_reason(cells: tuple[str, ...], reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(*cells)
    assert caught.value.reason.startswith(reason)


def test_a_row_with_a_long_text_is_read_in_a_child_with_the_same_result(tmp_path: Path) -> None:
    long = "\n".join(
        [MET, *(f"Sentence {number} is about nothing in particular at all." for number in range(1000))]
    )
    rows = [make_row(1), make_row(2, long)]
    readings = [
        read_source(item)
        for item in list_items(list_sources([str(write(tmp_path / "a.csv", make_table(*rows)))]))
        if isinstance(item, Source)
    ]
    assert len(readings[1].article.text) > 50_000
    assert [event.facts for event in readings[0].events] == [event.facts for event in readings[1].events]
    assert readings[1].events


def test_language_is_told_from_title_and_text() -> None:
    text = "Прэзідэнты сустрэліся ў Сочы ў суботу і дамовіліся пра цану на газ."
    assert read("https://example.org/1", "Размова ля мора", "2019-12-08", text).language == "be"


def test_other_columns_are_passed_over_and_the_order_is_free(tmp_path: Path) -> None:
    header = ["id", " Text", "published", "TITLE", "url"]
    path = write(
        tmp_path / "a.csv", make_table(["7", MET, "2019-12-08", "A", "https://example.org/1"], header=header)
    )
    assert list(read_rows(str(path))) == [(2, TableRow("https://example.org/1", "A", "2019-12-08", MET))]


def test_a_byte_order_mark_empty_lines_and_long_cells_are_no_fault(tmp_path: Path) -> None:
    data = (
        b"\xef\xbb\xbf"
        + make_table(make_row(1))
        + b"\r\n\r\n"
        + make_table(make_row(2, "word " * 100_000)).partition(b"\n")[2]
    )
    assert list_rows(tmp_path / "a.csv", data) == ["2: https://example.org/1", "5: https://example.org/2"]


def test_broken_rows_are_named_one_by_one_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [
        *make_table(make_row(1)).split(b"\r\n")[:2],
        b"https://example.org/3,too short",
        b'https://example.org/4,"never closed,2019-12-08,words',
        b'https://example.org/5,"quoted, and closed",2019-12-08,words',
        b"https://example.org/6,\xff,2019-12-08,words",
        b"https://example.org/7,G,2019-12-08,words",
    ]
    assert list_rows(tmp_path / "a.csv", b"\n".join(lines)) == [
        "2: https://example.org/1",
        "3: 2 cells where the header has 4",
        "4: not CSV: ',' expected after '\"'",
        "5: broken UTF-8",
        "6: https://example.org/7",
    ]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("events.csv", b"url,title\n", "a table, not an article: it lacks the columns published, text"),
        ("a.csv", b"url,title,published\n", "a table, not an article: it lacks the column text"),
        ("a.csv", b"", "empty"),
        ("a.csv.gz", b"\x1f\x8b\x08nonsense", "the packed table is broken"),
        ("a.tsv", b"url\ttitle\tpublished\ttext\n", "a table, not an article"),
    ],
)  # fmt: skip
def test_a_table_of_something_else_is_refused_by_its_name(
    summitry: Run, tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    done = summitry("extract", write(tmp_path / name, data))
    assert done.code == 1
    assert done.err.startswith(f"rejected: {tmp_path / name}: {reason}")
    assert len(done.err.splitlines()) == 1


def test_a_packed_table_that_breaks_off_gives_the_rows_before(tmp_path: Path) -> None:
    whole = gzip.compress(make_table(*(make_row(number, f"{MET} {number:x}" * 9) for number in range(2000))))
    rows = list_rows(tmp_path / "a.csv.gz", whole[: len(whole) // 2])
    assert 100 < len(rows) < 2000
    assert "the packed table is broken" in rows[-1]
    assert not any("broken" in row for row in rows[:-1])


@pytest.mark.parametrize(
    ("bomb", "reason"),
    [
        (b"a" * 30_000_000, "2: a line larger than 10 MB; what follows is not read"),
        (b'"' + (b"a" * 999 + b"\n") * 20_000, "2: a cell larger than 10 MB; what follows is not read"),
        (b"\n" * 6_000_000, "5000001: larger than 250 MB or 5000000 lines; what follows is not read"),
        (b"a\n" * 6_000, "1003: more than 1000 rows are broken; what follows is not read"),
    ],
    ids=["one line", "one cell", "no words", "no rows"],
)
def test_a_packed_bomb_is_given_up_in_time(tmp_path: Path, bomb: bytes, reason: str) -> None:
    rows = list_rows(tmp_path / "a.csv.gz", gzip.compress(b"url,title,published,text\n" + bomb, 1))
    assert rows[-1] == reason
    assert len(rows) <= 1002


def test_rows_are_counted_for_the_bar_and_read_only_when_they_are_asked_for(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.csv", make_table(make_row(1), ["x"], make_row(3)))
    write(tmp_path / "in" / "b.txt", MET)
    found = list(list_sources([str(tmp_path / "in"), "missing"]))
    assert count_items(found) == 5
    items = list_items(found)
    first = next(items)
    assert isinstance(first, Source)
    assert (first.name, first.given) == ("https://example.org/1", f"{tmp_path / 'in' / 'a.csv'}, row 2")
    assert read_source(first).article.title == "Talks by the sea"
    second = next(items)
    assert isinstance(second, SourceError)
    assert second.source == f"{tmp_path / 'in' / 'a.csv'}, row 3"
    assert len([item for item in items if not is_end(item)]) == 3


def test_extract_prints_a_line_a_row_with_its_address_as_source(summitry: Run, tmp_path: Path) -> None:
    table = write(
        tmp_path / "a.csv.gz",
        gzip.compress(make_table(make_row(1), make_row(2, ""), make_row(3, "No one met."))),
    )
    done = summitry("extract", table)
    readings = [json.loads(line) for line in done.out.splitlines()]
    assert [reading["source"] for reading in readings] == ["https://example.org/1", "https://example.org/3"]
    assert [event["date"] for event in readings[0]["events"]] == ["2019-12-07"]
    assert (done.code, done.err) == (1, f"rejected: {table}, row 3: no text\n")


@pytest.mark.parametrize("arguments", [(), ("--workers", "2")])
def test_ingest_stores_a_row_as_an_article_and_a_second_time_nothing(
    summitry: Run, tmp_path: Path, database: Path, arguments: tuple[str, ...]
) -> None:
    rows = [make_row(number, f"{MET} Report number {number}.") for number in range(40)]
    table = write(tmp_path / "a.csv", make_table(*rows, ["short"]))
    done = summitry("ingest", table, "--json", *arguments)
    assert (done.code, done.report["documents"], done.report["stored"]) == (1, 41, 40)
    assert done.report["rejected"] == [
        {"source": f"{table}, row 42", "reason": "1 cells where the header has 4"}
    ]
    assert done.report["events"] == 1
    again = summitry("ingest", table, *arguments)
    assert "40 unchanged" in again.out
    assert len(again.out.splitlines()) == 4
    assert ask(database, "select count(distinct url) from article") == [(40,)]
