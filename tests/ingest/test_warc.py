"""A crawl is read as it lies: the same events as from its pages as files, and what is damaged costs itself alone."""

import gzip
import json
import zlib
from contextlib import nullcontext
from pathlib import Path

import pytest

from app.domain.errors import SourceError
from app.export import export_record
from app.ingest.pipeline import ingest_sources
from app.ingest.readers import make_workers
from app.ingest.sources import count_items, list_items, list_sources
from app.ingest.sources.bodies import read_body
from app.ingest.sources.warc import read_pages
from app.store.engine import open_database
from tests.commands import Done, Run, write
from tests.databases import ask, make_url
from tests.warcs import HTML, make_record, make_warc, pack, pack_as_brotli, write_by_hand

ROOT = Path(__file__).parents[2]
PRESS = ROOT / "tests/quality/press"
NOT_CHUNKED = b"<p>not chunked, whatever the header says"
MET = "Vladimir Putin and Alexander Lukashenko met in Sochi on December 7, 2019 and spoke of gas."
RUSSIAN = (
    "7 декабря 2019 года Владимир Путин и Александр Лукашенко встретились в Сочи и говорили о газе и о ценах."
)
BELARUSIAN = "7 снежня 2019 года Уладзімір Пуцін і Аляксандр Лукашэнка сустрэліся ў Сочы і гаварылі пра газ і пра цэны."
OTHER = "The council of a small town met on Tuesday and spoke of nothing but its new swimming pool."


def make_page(text: str, number: int = 1, charset: str = "utf-8") -> bytes:
    address = f"https://news.example/2019/12/08/{number}.html"
    return (
        f'<!doctype html><html><head><meta charset="{charset}"><title>Page {number}</title>'
        f'<link rel="canonical" href="{address}"></head><body><article><h1>Page {number}</h1>'
        f"<p>{text}</p><p>8.12.2019</p></article></body></html>"
    ).encode(charset)


def address_of(number: int) -> str:
    return f"https://news.example/2019/12/08/{number}.html"


def make_crawl(*texts: str, packed: bool = True) -> bytes:
    pages = enumerate(texts, start=1)
    return make_warc(
        (make_record(address_of(number), make_page(text, number)) for number, text in pages), packed=packed
    )


def list_pages(path: Path, data: bytes) -> list[str]:
    """Return the pages of a file by their addresses, and what is wrong with the rest."""
    return [
        page.reason if isinstance(page, SourceError) else page.address.rpartition("/")[2] or page.address
        for page in read_pages(str(write(path, data)))
    ]


def read_lines(done: Done) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [json.loads(line) for line in done.out.splitlines()]
    return [{key: value for key, value in row.items() if key != "source"} for row in rows]


def list_articles(database: Path) -> list[str]:
    return [url for (url,) in ask(database, "SELECT url FROM article ORDER BY url")]


# The same as from files.


@pytest.mark.parametrize("packed", [True, False])
def test_a_crawl_gives_what_its_pages_give_as_files_in_all_encodings(
    summitry_here: Run, tmp_path: Path, packed: bool
) -> None:
    texts = [path.read_text("utf-8").replace("\n", "</p><p>") for path in sorted(PRESS.glob("*.txt"))[::4]]
    charsets = ["utf-8", "cp1251", "utf-16"]
    pages = [
        make_page(text, number, charsets[number % 3] if not text.isascii() else "utf-8")
        for number, text in enumerate(texts)
        if _fits(text, charsets[number % 3])
    ]
    assert len(pages) > 8
    for number, page in enumerate(pages):
        write(tmp_path / "files" / f"{number:03}.html", page)
    records = [
        make_record(
            f"https://news.example/{number}",
            page,
            [("Content-Type", "text/html")],
            date="2030-01-01T00:00:00Z",
        )
        for number, page in enumerate(pages)
    ]
    crawl = write(tmp_path / ("a.warc.gz" if packed else "a.warc"), make_warc(records, packed=packed))
    told = summitry_here("extract", crawl)
    assert told.code == 0
    kept = read_lines(told)
    from_files = read_lines(summitry_here("extract", tmp_path / "files"))
    passed_over = [row for row in from_files if row not in kept]
    assert kept == [row for row in from_files if row in kept]
    assert len(kept) > len(from_files) // 2
    assert not any(row["events"] or row["claims"] for row in passed_over)


def _fits(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def test_the_export_of_a_crawl_is_that_of_its_pages_whatever_the_workers(tmp_path: Path) -> None:
    for number, text in enumerate([MET, RUSSIAN, BELARUSIAN], start=1):
        write(tmp_path / "files" / f"{number}.html", make_page(text, number))
        write(tmp_path / "crawl" / f"{number}.warc.gz", make_crawl(*([OTHER] * (number - 1)), text))
    exports = []
    for name, count in (("files", 1), ("crawl", 1), ("crawl", 2)):
        engine = open_database(make_url(f"{tmp_path}/{name}{count}.db"))
        items = list_items(list_sources([str(tmp_path / name)]))
        with make_workers(count) if count > 1 else nullcontext() as workers:
            report = ingest_sources(engine, items, workers)
        assert (report.stored, sum(report.passed_over.values())) == (3, 3 if name == "crawl" else 0)
        export_record(engine, tmp_path / "export")
        engine.dispose()
        exports.append({path.name: path.read_bytes() for path in (tmp_path / "export").iterdir()})
    assert exports[0] == exports[1] == exports[2]
    assert b"2019-12-07-sochi" in exports[0]["events.csv"]


def test_only_pages_that_name_both_are_kept_and_the_rest_is_counted(
    summitry_here: Run, database: Path, tmp_path: Path
) -> None:
    beside = (
        OTHER + "</p></article><aside><a href=/1>Putin and Lukashenko met again</a></aside><article><p>More."
    )
    path = write(tmp_path / "a.warc.gz", make_crawl(OTHER, MET, beside, "Putin spoke of Belarus and left."))
    done = summitry_here("ingest", path)
    assert done.code == 0
    assert "pages: 3 passed over; 1 stored" in done.out
    assert "3 pages do not name both presidents and were passed over" in " ".join(done.out.split())
    assert list_articles(database) == [address_of(2)]
    again = summitry_here("ingest", "--json", path).report
    assert (again["documents"], again["unchanged"], again["passed_over"]) == (1, 1, 3)


def test_a_page_in_a_language_without_rules_is_kept_and_said_not_to_be_read(
    summitry_here: Run, tmp_path: Path
) -> None:
    polish = (
        "Władimir Putin i Alaksandr Łukaszenka spotkali się w Soczi, żeby porozmawiać o cenach gazu. "
        "Prezydenci rozmawiali przez pięć godzin, ale nie podpisali żadnego porozumienia."
    )
    done = summitry_here("ingest", write(tmp_path / "a.warc.gz", make_crawl(MET, OTHER, polish)))
    assert done.code == 0
    assert "pages: 1 passed over; 1 stored; 1 stored, not read: " in " ".join(done.out.split())


def test_what_is_stored_already_is_not_read_again(
    summitry_here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.warc.gz", make_crawl(MET, RUSSIAN))
    assert summitry_here("ingest", "--json", path).report["stored"] == 2

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("app.ingest.sources.crawl.read_in_time", refuse)
    report = summitry_here("ingest", "--json", path).report
    assert (report["unchanged"], report["rejected"]) == (2, [])


def test_extract_says_on_standard_error_how_many_were_passed_over(summitry_here: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc", make_crawl(OTHER, MET, OTHER, packed=False))
    done = summitry_here("extract", path)
    assert done.err == f"passed over: {path}: 2 pages do not name both presidents\n"
    row = json.loads(done.out)
    assert (row["source"], row["article"]["published"]) == (address_of(2), "2019-12-08")


def test_a_crawl_is_one_source_and_its_pages_are_measured_by_their_address(
    summitry_here: Run, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.warc.gz", make_crawl(OTHER, MET))
    found = list(list_sources([str(path)]))
    assert count_items(found) == len(list(list_items(found))) == 1
    line = {"url": address_of(2), "published": "2019-12-08", "language": "en", "claims": []}
    event = {
        "kind": "meeting",
        "status": "held",
        "date_start": "2019-12-07",
        "date_end": "2019-12-07",
        "city": "Sochi",
    }
    gold = write(tmp_path / "gold.jsonl", json.dumps(line | {"events": [event]}))
    report = summitry_here("evaluate", gold, path, "--json").report
    assert report["all"]["events"]["found"] == 1, report


# What is a page, and of which day and address.


def test_only_answers_with_status_200_that_are_texts_are_pages(tmp_path: Path) -> None:
    page = make_page(MET)
    records = [
        make_record("https://a.example/page", page),
        make_record("https://a.example/moved", page, status="301 Moved"),
        make_record("https://a.example/gone", page, status="404 Not Found"),
        make_record("https://a.example/image", page, [("Content-Type", "image/png")]),
        make_record("https://a.example/xhtml", page, [("content-type", "application/xhtml+xml")]),
        make_record("https://a.example/text", page, [("Content-Type", "text/plain;charset=utf-8")]),
        make_record("https://a.example/untold", page, []),
        make_record("https://a.example/json", page, [("Content-Type", "application/json")]),
    ]
    assert list_pages(tmp_path / "a.warc.gz", make_warc(records)) == ["page", "xhtml", "text", "untold"]


def test_a_resource_record_is_a_page(tmp_path: Path) -> None:
    from fastwarc import WarcRecordType

    records = [
        make_record("https://a.example/one", make_page(MET), kind=WarcRecordType.resource),
        make_record(
            "https://a.example/two",
            b"{}",
            [("Content-Type", "application/json")],
            kind=WarcRecordType.resource,
        ),
    ]
    assert list_pages(tmp_path / "a.warc", make_warc(records, packed=False)) == ["one"]


def test_the_day_of_fetching_bounds_the_publication_and_is_not_one(
    summitry_here: Run, tmp_path: Path
) -> None:
    page = f"<html><body><article><p>{MET}</p><p>{{}}</p></article></body></html>"
    dated = page.format("<time datetime='2020-02-02'>2 February 2020</time>").encode()
    records = [
        make_record("https://a.example/1", page.format("").encode(), date="2019-12-09T00:00:00Z"),
        make_record("https://a.example/2", dated, date="2019-12-09T00:00:00Z"),
        make_record("https://a.example/3", dated, date="2020-02-03T00:00:00Z"),
    ]
    done = summitry_here("extract", write(tmp_path / "a.warc.gz", make_warc(records)))
    days = [json.loads(line)["article"]["published"] for line in done.out.splitlines()]
    assert days == [None, None, "2020-02-02"]


def test_the_charset_of_the_header_is_believed(summitry_here: Run, tmp_path: Path) -> None:
    page = f"<html><body><article><p>{RUSSIAN}</p></article></body></html>".encode("koi8-r")
    record = make_record("https://a.example/1", page, [("Content-Type", "text/html; charset=koi8-r")])
    done = summitry_here("extract", write(tmp_path / "a.warc.gz", make_warc([record])))
    assert json.loads(done.out)["events"][0]["city"] == "Sochi"


# Bodies as servers sent them.

CHUNKED = b"5;name=value\r\n<p>He\r\n3\r\nllo\r\n0\r\nTrailer: x\r\n\r\n"


@pytest.mark.parametrize(
    ("data", "transfer", "coding", "page"),
    [
        (b"<p>Hello", "", "", b"<p>Hello"),
        (CHUNKED, "chunked", "", b"<p>Hello"),
        (NOT_CHUNKED, "chunked", "", NOT_CHUNKED),
        (gzip.compress(b"<p>Hello", mtime=0), "", "gzip", b"<p>Hello"),
        (zlib.compress(b"<p>Hello"), "", "deflate", b"<p>Hello"),
        (b"<p>Hello", "", "gzip", b"<p>Hello"),
        (b"<p>Hello", "", "br", b"<p>Hello"),
        (pack_as_brotli(b"<p>Hello"), "", "br", b"<p>Hello"),
        (b"%x\r\n%b\r\n0\r\n\r\n" % (len(gzip.compress(b"<p>", 9, mtime=0)), gzip.compress(b"<p>", 9, mtime=0)),
         "Chunked", "x-gzip", b"<p>"),
    ],
)  # fmt: skip
def test_a_body_is_joined_and_unpacked_unless_it_shows_that_it_is_already(
    data: bytes, transfer: str, coding: str, page: bytes
) -> None:
    assert read_body(data, transfer, coding, 1000) == page


@pytest.mark.parametrize(
    ("data", "transfer", "coding", "reason"),
    [
        (b"5\r\nhel", "chunked", "", "the page broke off"),
        (b"5\r\nhello\r\nno size\r\n", "chunked", "", "the chunks of the page are broken"),
        (gzip.compress(b"<p>Hello", mtime=0)[:-9], "", "gzip", "the page broke off"),
        (gzip.compress(bytes(100_000), mtime=0), "", "gzip", "larger than 0.001 MB"),
        (b"\x00\x01", "", "br", "the packed page is broken"),
        (b"<p>", "", "lzma", "the server packed the page in an unknown way: lzma"),
    ],
)
def test_a_body_that_cannot_be_unpacked_says_why(
    data: bytes, transfer: str, coding: str, reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        read_body(data, transfer, coding, 1000)


# Hostile and damaged files.


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no WARC records in it"),
        (gzip.compress(b"", mtime=0), "no WARC records in it"),
        (b"It is not a crawl.\n" * 99, "not a WARC file: invalid warc header"),
        (gzip.compress(b"It is not a crawl.\n" * 99, mtime=0), "not a WARC file: invalid warc header"),
        (b"\x1f\x8b\x08garbage" * 99, "not a WARC file: gzip"),
        (
            gzip.compress(b"WARC/1.0\r\nX: " + bytes(50_000_000), mtime=0),
            "not a WARC file: maximum header length",
        ),
        (bytes(1000), "not a WARC file"),
    ],
)
def test_what_is_no_crawl_is_refused_and_the_others_are_stored(
    summitry_here: Run, database: Path, tmp_path: Path, data: bytes, reason: str
) -> None:
    write(tmp_path / "in" / "a.warc.gz", data)
    write(tmp_path / "in" / "b.warc.gz", make_crawl(MET))
    done = summitry_here("ingest", "--json", tmp_path / "in")
    assert done.code == 1
    assert [one["source"] for one in done.report["rejected"]] == [str(tmp_path / "in" / "a.warc.gz")]
    assert done.report["rejected"][0]["reason"].startswith(reason)
    assert list_articles(database) == [address_of(1)]


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_was_cut_off_keeps_what_came_before_wherever_it_was_cut(
    tmp_path: Path, packed: bool
) -> None:
    data = make_crawl(MET, OTHER, packed=packed)
    first = len(make_crawl(MET, packed=packed))
    # Both have random names within, and so may differ by a byte or two when packed.
    for end in (*range(first + 20, len(data) - 12, 37), len(data) - 12):
        found = list_pages(tmp_path / "a.warc.gz", data[:end])
        assert found[0] == "1.html", end
        assert found[1] == "2.html" or "break" in found[1] or "damaged" in found[1], (end, found)
    assert list_pages(tmp_path / "a.warc.gz", data) == ["1.html", "2.html"]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("lie", [-200, -1, 7, 200, 10**15])
def test_a_record_that_lies_about_its_length_is_refused_alone(tmp_path: Path, packed: bool, lie: int) -> None:
    page = make_page(MET)
    length = len(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n") + len(page)
    records = [
        write_by_hand("https://a.example/1", page),
        write_by_hand("https://a.example/2", page, length=length + lie),
        write_by_hand("https://a.example/3", page),
        write_by_hand("https://a.example/4", page),
    ]
    data = pack(*records) if packed else b"".join(records)
    found = list_pages(tmp_path / "a.warc.gz", data)
    assert [one for one in found if one.isdigit()] == ["1", "3", "4"]
    (reason,) = (one for one in found if not one.isdigit())
    assert "length" in reason or "breaks off" in reason


def test_damage_within_a_record_costs_that_record(summitry_here: Run, database: Path, tmp_path: Path) -> None:
    members = [
        gzip.compress(write_by_hand(address_of(number), make_page(MET, number))) for number in range(1, 6)
    ]
    middle = len(members[2]) // 2
    members[2] = members[2][:middle] + bytes(20) + members[2][middle + 20 :]
    done = summitry_here("ingest", "--json", write(tmp_path / "a.warc.gz", b"".join(members)))
    assert done.code == 1
    (rejected,) = done.report["rejected"]
    at = len(members[0]) + len(members[1])
    assert rejected["reason"].startswith(f"the record at byte {at} is damaged: ")
    assert list_articles(database) == [address_of(number) for number in (1, 2, 4, 5)]


def test_a_file_damaged_everywhere_is_given_up(tmp_path: Path) -> None:
    bad = gzip.compress(b"WARC/1.0\r\n" + b"no colon" * 9)[:-8] + bytes(8)
    found = list_pages(tmp_path / "a.warc.gz", bad * 300)
    assert len(found) < 60
    assert found[-1].startswith("damaged in 50 places; what follows byte")


def test_a_bomb_in_a_page_and_one_too_large_are_refused_and_the_rest_is_read(
    summitry_here: Run, database: Path, tmp_path: Path
) -> None:
    named = f"<p>{MET}".encode()
    records = [
        make_record(
            "https://a.example/bomb", gzip.compress(bytes(200_000_000)), [*HTML, ("Content-Encoding", "gzip")]
        ),
        make_record("https://a.example/large", named + b"<p>word" * 2_000_000),
        make_record("https://a.example/unnamed", b"<p>word" * 2_000_000),
        make_record(address_of(1), make_page(MET)),
    ]
    path = write(tmp_path / "a.warc.gz", make_warc(records))
    done = summitry_here("ingest", "--json", path)
    assert {one["source"].rpartition("/")[2]: one["reason"] for one in done.report["rejected"]} == {
        "bomb": "larger than 10 MB",
        "large": "larger than 10 MB",
    }
    assert done.report["passed_over"] == 1
    assert list_articles(database) == [address_of(1)]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "urn:x",
        "dns:a.example",
        "javascript:alert(1)",
        "https://a.example/\x1b[2J",
        "https://a.example/a b",
        "https://",
    ],
)
def test_a_page_without_a_usable_address_is_refused_with_one_line(
    summitry_here: Run, database: Path, tmp_path: Path, address: str
) -> None:
    data = pack(write_by_hand(address, make_page(MET)), write_by_hand(address_of(1), make_page(MET)))
    path = write(tmp_path / "a.warc.gz", data)
    done = summitry_here("ingest", path)
    assert done.code == 1
    (line,) = done.err.splitlines()
    assert line.startswith(f"rejected: {path}, record at byte 0: not an http(s) address: ")
    assert "\x1b" not in done.err + done.out
    assert list_articles(database) == [address_of(1)]


def test_a_page_that_cannot_be_read_says_which_it_is(summitry_here: Run, tmp_path: Path) -> None:
    page = b"<html><head><title>Putin, Lukashenko</title></head><body></body></html>"
    path = write(tmp_path / "a.warc.gz", make_warc([make_record("https://a.example/empty", page)]))
    done = summitry_here("ingest", "--json", path)
    assert done.report["rejected"] == [
        {"source": f"{path}, page https://a.example/empty", "reason": "an HTML page without text"}
    ]


def test_a_fault_of_ours_in_one_page_loses_no_other(
    summitry_here: Run, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.ingest.sources import crawl

    read = crawl.read_in_time

    def fail(name: str, *arguments: object, **options: object) -> object:
        if name == address_of(1):
            raise ZeroDivisionError("oh")
        return read(name, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(crawl, "read_in_time", fail)
    done = summitry_here("ingest", "--json", write(tmp_path / "a.warc.gz", make_crawl(MET, RUSSIAN)))
    assert done.report["rejected"][0]["reason"] == "could not be read: ZeroDivisionError: oh"
    assert list_articles(database) == [address_of(2)]


def test_a_crawl_without_a_page_that_is_passed_over_says_so(summitry_here: Run, tmp_path: Path) -> None:
    kept = write(tmp_path / "kept.warc.gz", make_crawl(MET))
    empty = write(
        tmp_path / "none.warc.gz", make_warc([make_record(address_of(2), b"", status="404 Not Found")])
    )
    told = " ".join(summitry_here("ingest", kept, empty).out.split())
    assert "pages: 1 stored" in told
    assert "pages: none" in told
    assert "passed over" not in told


def test_a_file_that_vanished_is_named(summitry_here: Run, tmp_path: Path) -> None:
    done = summitry_here("extract", tmp_path / "gone.warc.gz")
    assert (done.code, done.err) == (1, f"rejected: {tmp_path / 'gone.warc.gz'}: no such file or folder\n")
