"""The curated record, through the command: what its rows become, and which rows are refused."""

import csv
from pathlib import Path

import pytest

from tests.commands import ROOT, Run, write
from tests.databases import ask, make_url
from tests.records import EVENTS, make_article, make_event, make_source, write_record

KEY = "2021-03-01-sochi"


def test_a_row_becomes_an_event_with_the_sources_it_names(
    summitry: Run, database: Path, tmp_path: Path
) -> None:
    event = make_event(
        KEY, "2021-03-01/2021-03-02", "Sochi", venue="Bocharov Ruchei", topics="energy;trade", confidence="low",
        others="Leonid Kuchma; CIS leaders", note="Nobody has counted the hours.",
    )  # fmt: skip
    record = write_record(
        tmp_path / "record", (event,), (make_source(KEY), make_source(KEY, 2, "Beta Wire", ""))
    )
    done = summitry("ingest", record, "--json")
    assert (done.code, done.report["stored"], done.report["events"]) == (0, 1, 1)
    assert ask(
        database, "SELECT slug, kind, status, date, city, venue, others, note, confidence FROM event"
    ) == [
        (KEY, "meeting", "held", "2021-03-01/2021-03-02", "Sochi", "Bocharov Ruchei",
         "Leonid Kuchma; CIS leaders", "Nobody has counted the hours.", "low")
    ]  # fmt: skip
    people = ask(database, "SELECT person FROM event_person ORDER BY position")
    assert people == [("vladimir-putin",), ("alexander-lukashenko",), ("leonid-kuchma",)]
    assert ask(database, "SELECT publisher, published FROM article WHERE origin = 'press' ORDER BY url") == [
        ("Alpha Daily", "2021-03-02"),
        ("Beta Wire", None),
    ]
    facts = 'SELECT substr(version.text, start + 1, "end" - start), fact.text FROM fact'
    joined = f"{facts} JOIN mention ON mention.id = mention_id JOIN version ON version.id = version_id"
    pairs = ask(database, joined)
    assert pairs
    assert all(there == told for there, told in pairs)


@pytest.mark.parametrize(
    ("table", "row", "number", "reason"),
    [
        ("events", make_event("2021-04-31-minsk", "2021-04-31", "Minsk"), 3, "date: not an EDTF date"),
        ("events", make_event("2021-05-01-minsk", "2021-05-01", "Minsk"), 3, "no source names it"),
        ("events", make_event("x", "2021-05-01", kind="dinner"), 3, "kind: 'dinner' is none of"),
        ("events", make_event("x", "2021-05-01", topics="weather"), 3, "topics: not one of the topics"),
        ("events", make_event("x", "2021-05-01", confidence="sure"), 3, "confidence: 'sure' is none of"),
        ("events", make_event("x", "2021-05-01", "Сочи"), 3, "city: not an English name"),
        ("events", make_event(KEY, "2021-03-01"), 3, "is there already"),
        ("events", "only,three,cells", 3, "3 cells where the header has 13"),
        ("sources", "2029-01-01-minsk,https://example.org/,A,,en", 3, "no event '2029-01-01-minsk'"),
        ("sources", f"{KEY},ftp://example.org/,A,,en", 3, "url: not an http(s) address"),
        ("sources", f"{KEY},,A,,en", 3, "no url"),
        ("sources", f"{KEY},https://example.org/2,A,yesterday,en", 3, "published: not an EDTF date"),
        ("quotes", f",en,Vladimir Putin,,{KEY},https://example.org/q", 2, "no quote"),
        ("quotes", f"Well said,en,Vladimir Putin,,{KEY},nowhere", 2, "url: not an http(s) address"),
        ("claims", "2021,many,,Somebody,,", 2, "count: not a number"),
        ("claims", f"2021,1{'9' * 40},,Somebody,,", 2, "count: not a number"),
        ("claims", "2021,3,2020-12-31,Somebody,,", 2, "as_of: before the year that is counted"),
        ("claims", f"2021,3,,Somebody,,{'a' * 20_001}", 2, "a cell longer than 20,000 characters"),
        ("claims", "2021,3,,,,", 2, "neither url, article nor claimed_by names a source"),
    ],
)
def test_a_bad_row_is_refused_by_number_and_reason_and_the_rest_stands(
    summitry: Run, tmp_path: Path, table: str, row: str, number: int, reason: str
) -> None:
    record = write_record(tmp_path / "record", (make_event(KEY, "2021-03-01", "Sochi"),), (make_source(KEY),))
    with (record / f"{table}.csv").open("a") as file:
        file.write(row + "\n")
    if table == "events" and "no source" not in reason:
        with (record / "sources.csv").open("a") as file:
            file.write(make_source(row.split(",")[0], 9) + "\n")
    done = summitry("ingest", record, "--json")
    assert (done.code, done.report["events"]) == (1, 1)
    refused = {one["source"]: one["reason"] for one in done.report["rejected"]}
    assert reason in refused[f"{record}/{table}.csv, row {number}"]


def test_an_unknown_column_is_named_and_the_rows_are_read(summitry: Run, tmp_path: Path) -> None:
    record = write_record(tmp_path / "record", (make_event(KEY, "2021-03-01", "Sochi"),), (make_source(KEY),))
    write(record / "events.csv", f"{EVENTS},mood\n{make_event(KEY, '2021-03-01', 'Sochi')},good\n")
    done = summitry("ingest", record, "--json")
    assert done.report["rejected"] == [
        {"source": f"{record}/events.csv, row 1", "reason": "an unknown column: 'mood'"}
    ]
    assert done.report["events"] == 1


def test_a_month_is_a_date_and_a_claim_may_name_its_source_without_an_address(
    summitry: Run, database: Path, tmp_path: Path
) -> None:
    record = write_record(
        tmp_path / "record",
        (make_event("2021-03-sochi", "2021-03", "Sochi"),),
        (make_source("2021-03-sochi"),),
        claims=("2021,3,2021-05,A weekly,,",),
    )
    done = summitry("ingest", record, "--json")
    assert (done.code, done.report["events"], done.report["claims"]) == (0, 1, 1)
    assert ask(database, "SELECT slug, date FROM event") == [("2021-03-sochi", "2021-03")]
    [(text, claimed_by, publisher)] = ask(
        database,
        "SELECT text, claimed_by, publisher FROM claim JOIN article ON article.id = claim.article_id",
    )
    assert (text, claimed_by, publisher) == ("3 meetings in 2021, up to 2021-05", "A weekly", "A weekly")


def test_a_count_may_be_of_the_meetings_with_one_person(
    summitry: Run, database: Path, tmp_path: Path
) -> None:
    record = write_record(tmp_path / "record", (make_event(KEY, "2021-03-01", "Sochi"),), (make_source(KEY),))
    write(
        record / "claims.csv",
        "year,count,claimed_by,person\n2021,3,Somebody,Dmitry Medvedev\n2021,4,Somebody,\n2021,5,Somebody,Nobody\n",
    )
    done = summitry("ingest", record, "--json")
    assert done.report["rejected"] == [
        {
            "source": f"{record}/claims.csv, row 4",
            "reason": "person: not the English name of anybody known: 'Nobody'",
        }
    ]
    assert ask(database, "SELECT count, person FROM claim ORDER BY count") == [
        (3, "dmitry-medvedev"),
        (4, None),
    ]
    [(words,)] = ask(database, "SELECT text FROM version WHERE text LIKE '%person%'")
    assert "person: Dmitry Medvedev" in str(words)


def test_a_count_may_be_the_least_and_a_note_alone_does_not_make_it_so(
    summitry: Run, database: Path, tmp_path: Path
) -> None:
    record = write_record(tmp_path / "record", (make_event(KEY, "2021-03-01", "Sochi"),), (make_source(KEY),))
    rows = "2021,3,Somebody,,yes\n2021,4,Somebody,at least 4 times,\n2021,5,Somebody,,true\n2021,1,Somebody,,Yes\n"
    write(record / "claims.csv", f"year,count,claimed_by,note,at_least\n{rows}")
    done = summitry("ingest", record, "--json")
    assert done.report["rejected"] == [
        {
            "source": f"{record}/claims.csv, row {number}",
            "reason": f"at_least: neither yes nor empty: '{value}'",
        }
        for number, value in ((4, "true"), (5, "Yes"))
    ]
    assert ask(database, "SELECT count, at_least, text FROM claim ORDER BY count") == [
        (3, 1, "at least 3 meetings in 2021"),
        (4, 0, "at least 4 times"),
    ]


def test_a_count_that_becomes_the_least_keeps_its_address(
    summitry: Run, database: Path, tmp_path: Path
) -> None:
    record = write_record(tmp_path / "record", (make_event(KEY, "2021-03-01", "Sochi"),), (make_source(KEY),))
    found = []
    for cell in ("", "yes"):
        write(
            record / "claims.csv", f"year,count,claimed_by,note,at_least\n2021,3,Somebody,in person,{cell}\n"
        )
        assert summitry("ingest", record).code == 0
        found += ask(database, "SELECT id, at_least FROM claim")
    [(before, exact), (after, least)] = found
    assert (before, exact, least) == (after, 0, 1)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("Somebody,,nonsense", "article: not the id of a source: 'nonsense'"),
        (
            "Somebody,https://example.org/a,b4750ee21f8fdb1e",
            "article: a source that has an address is named by its url alone",
        ),
    ],
)
def test_a_count_names_an_article_by_its_id_alone(
    summitry: Run, tmp_path: Path, cells: str, reason: str
) -> None:
    record = write_record(tmp_path / "record", (make_event(KEY, "2021-03-01", "Sochi"),), (make_source(KEY),))
    write(record / "claims.csv", f"year,count,claimed_by,url,article\n2021,3,{cells}\n")
    done = summitry("ingest", record, "--json")
    assert done.report["rejected"] == [{"source": f"{record}/claims.csv, row 2", "reason": reason}]


@pytest.mark.parametrize(
    ("note", "facts"),
    [
        ("One source also prints 16 February.", [("date", "2021-02-16", "record-note")]),
        ("Sources disagree on the place: one captions it Moscow.", [("city", "Moscow", "record-note")]),
        ("Had been announced for 28 February.", [("date", "2021-02-28", "moved-from")]),
        ("The date was announced on 29 January 2021.", []),
        ("It prints 31 February.", []),
    ],
)
def test_a_note_about_other_values_becomes_facts_that_disagree(
    summitry: Run, database: Path, tmp_path: Path, note: str, facts: list[tuple[str, str, str]]
) -> None:
    event = make_event(KEY, "2021-03-01", "Sochi", note=note)
    summitry("ingest", write_record(tmp_path / "record", (event,), (make_source(KEY),)))
    query = "SELECT field, value, rule FROM fact WHERE rule IN ('record-note', 'moved-from')"
    assert ask(database, query) == facts
    assert ask(database, "SELECT slug, city FROM event") == [(KEY, "Sochi")]


def test_what_the_file_says_now_replaces_what_it_said_and_a_row_taken_out_goes(
    summitry: Run, database: Path, tmp_path: Path
) -> None:
    other = "2021-06-01-minsk"
    record = tmp_path / "record"
    sources = (make_source(KEY), make_source(other))
    write_record(
        record,
        (make_event(KEY, "2021-03-01", "Sochi"), make_event(other, "2021-06-01", "Minsk", country="BY")),
        sources,
        quotes=("Well said,en,Vladimir Putin,,,https://example.org/q",),
    )
    assert summitry("ingest", record, "--json").report["events"] == 2
    write_record(record, (make_event(KEY, "2021-03-02", "Sochi"),), sources[:1])
    report = summitry("ingest", record, "--json").report
    assert (report["stored"], report["removed"], report["events"], report["quotes"]) == (1, 2, 1, 0)
    assert ask(database, "SELECT slug FROM event") == [("2021-03-02-sochi",)]
    assert ask(database, "SELECT slug FROM former_slug ORDER BY slug") == [(KEY,), (other,)]
    again = summitry("ingest", record, "--json").report
    assert (again["stored"], again["removed"], again["unchanged"]) == (0, 0, 1)


def test_a_table_that_cannot_be_read_takes_nothing_away(summitry: Run, tmp_path: Path) -> None:
    record = write_record(tmp_path / "record", (make_event(KEY, "2021-03-01", "Sochi"),), (make_source(KEY),))
    summitry("ingest", record)
    write(record / "events.csv", b"event,date,kind,status\n\xff\xfe,,,\n")
    done = summitry("ingest", record, "--json")
    assert (done.code, done.report["events"], done.report["removed"]) == (1, 1, 0)


def test_a_source_gains_the_text_when_it_comes_and_stays_one_source(
    summitry: Run, database: Path, tmp_path: Path
) -> None:
    record = write_record(tmp_path / "record", (make_event(KEY, "2021-03-01", "Sochi"),), (make_source(KEY),))
    text = "Vladimir Putin and Alexander Lukashenko met in Sochi on March 1, 2021."
    page = make_article(f"https://example.org/{KEY}/1", "Alpha Daily", "2021-03-02", text)
    article = write(tmp_path / "article.md", page)
    orders = ((record, article), (article, record))
    rows = []
    for number, order in enumerate(orders):
        path = tmp_path / f"{number}.db"
        done = summitry("ingest", *order, "--json", env={"SUMMITRY_DATABASE_URL": make_url(path)})
        assert done.report["events"] == 1
        rows.append(
            ask(path, "SELECT id, url, publisher, version_id FROM article WHERE origin = 'press'")
            + ask(path, "SELECT mention_id, article_id FROM mention_source ORDER BY 1, 2")
        )
    assert rows[0] == rows[1]
    assert len(rows[0]) == 3


def test_the_record_of_the_seeds_is_whole(summitry: Run, database: Path) -> None:
    folder = ROOT / "seeds" / "record"
    counts = {}
    for name in ("events", "sources", "quotes", "claims"):
        with (folder / f"{name}.csv").open(encoding="utf-8") as file:
            counts[name] = sum(1 for _ in csv.DictReader(file))
    done = summitry("ingest", folder, "--json")
    report = done.report
    assert (done.code, report["rejected"]) == (0, [])
    assert (report["events"], report["quotes"], report["claims"]) == (
        counts["events"],
        counts["quotes"],
        counts["claims"],
    )
    with (folder / "events.csv").open(encoding="utf-8") as file:
        keys = {row["event"] for row in csv.DictReader(file)}
    assert {slug for (slug,) in ask(database, "SELECT slug FROM event")} == keys
    [(first, last)] = ask(database, "SELECT min(year), max(year) FROM event")
    assert (first, last) == (2000, 2026)
    named = "SELECT count(*) FROM mention_source"
    assert ask(database, named) == [(counts["sources"],)]
