"""No address is ever lost: slugs that change, join and split lead on for ever."""

from pathlib import Path

from starlette.testclient import TestClient

from app.ingest.pipeline import ingest_sources
from app.ingest.sources import list_items, list_sources
from app.store.engine import open_database
from tests.commands import write
from tests.databases import make_url
from tests.records import make_article, make_event, make_source, write_record
from tests.web.conftest import BASE_URL, make_test_app

FIRST, SECOND = "2021-03-01-sochi", "2021-03-05-sochi"
HEAD = '[[correction]]\nreason = "So it was."\nauthor = "The editors"\ndate = 2026-11-20\n'


class Site:
    """A database and the addresses of its pages, ingested step by step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "data" / "summitry.db"
        self.seen: set[str] = set()

    def ingest(self, *sources: Path) -> None:
        """Ingest, and look whether every address ever seen still leads somewhere."""
        engine = open_database(make_url(self.database))
        report = ingest_sources(engine, list_items(list_sources(map(str, sources))))
        engine.dispose()
        assert report.rejected == []
        with self._open() as client:
            self.seen |= {event["slug"] for event in client.get("/events.json").json()["events"]}
            for slug in self.seen:
                assert client.get(f"/events/{slug}").status_code in (200, 300), slug

    def lead(self, slug: str) -> str:
        """Return the slug to which an address leads now."""
        with self._open() as client:
            return str(client.get(f"/events/{slug}").url).rpartition("/")[2]

    def _open(self) -> TestClient:
        return TestClient(make_test_app(self.database), base_url=BASE_URL, follow_redirects=True)


def test_joined_and_split_events_keep_every_address(tmp_path: Path) -> None:
    site = Site(tmp_path)
    events = (make_event(FIRST, "2021-03-01", "Sochi"), make_event(SECOND, "2021-03-05", "Sochi"))
    record = write_record(tmp_path / "record", events, (make_source(FIRST), make_source(SECOND)))
    text = "Vladimir Putin and Alexander Lukashenko met in Sochi on March 1, 2021."
    article = write(tmp_path / "a.md", make_article("https://example.org/a", "Beta Wire", "2021-03-02", text))
    site.ingest(record, article)
    assert (site.lead(FIRST), site.lead(SECOND)) == (FIRST, SECOND)

    fix = write(tmp_path / "fix.toml", f'{HEAD}action = "join"\nevents = ["{FIRST}", "{SECOND}"]\n')
    site.ingest(fix)
    assert (site.lead(FIRST), site.lead(SECOND)) == (FIRST, FIRST)

    write(fix, f'{HEAD}action = "split"\nevent = "{FIRST}"\narticle = "https://example.org/a"\n')
    site.ingest(fix)
    assert site.lead(SECOND) == SECOND
    apart = sorted(slug for slug in site.seen if slug.startswith(f"{FIRST}-"))
    assert len(apart) == 2

    write(fix, "")
    site.ingest(fix)
    assert {site.lead(slug) for slug in (FIRST, *apart)} == {FIRST}


def test_better_evidence_changes_the_slug_and_the_former_one_leads_on(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for number, (day, told) in enumerate(
        (
            ("2021-03-20", "met in March 2021"),
            ("2021-03-21", "met in Sochi in March 2021"),
            ("2021-03-22", "met in Sochi on March 11, 2021"),
        )
    ):
        text = f"Vladimir Putin and Alexander Lukashenko {told}."
        page = make_article(f"https://example.org/{number}", f"Paper {number}", day, text)
        site.ingest(write(tmp_path / f"{number}.md", page))
    assert len(site.seen) == 3
    assert {site.lead(slug) for slug in site.seen} == {"2021-03-11-sochi"}
