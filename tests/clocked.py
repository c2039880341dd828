"""A database under a clock of the test: files are ingested into it at moments that the test knows."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from app.domain.filters import Filters
from app.ingest.pipeline import ingest_sources
from app.ingest.proving import prove_database
from app.ingest.sources import list_items, list_sources
from app.store.engine import open_database, read_session, set_clock
from app.store.revisions import list_revisions
from app.store.timeline import list_events
from app.store.views import RevisionRow
from tests.commands import write
from tests.databases import make_url
from tests.records import make_article

START = datetime(2026, 11, 1, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)


class Site:
    """A database and a clock that is an hour later at every ingestion."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = START
        self.engine: Engine = set_clock(open_database(make_url(f"{folder}/summitry.db")), lambda: self.now)

    def ingest(self, *sources: Path) -> None:
        self.now += timedelta(hours=1)
        report = ingest_sources(self.engine, list_items(list_sources([str(one) for one in sources])))
        assert report.rejected == []
        self.prove()

    def tell(self, name: str, words: str, publisher: str = "Alpha Daily", day: str = "2021-03-02") -> Path:
        article = make_article(f"https://example.org/{name}", publisher, day, words)
        return write(self.folder / "articles" / f"{name}.md", article)

    def prove(self) -> None:
        with read_session(self.engine) as session:
            assert list(prove_database(session)) == []

    def look(self, today: date = TODAY) -> dict[str, RevisionRow]:
        """Return what is told of the changes of each event, by slug."""
        with read_session(self.engine) as session:
            events = list_events(session, Filters(), today, None).events
            revisions = list_revisions(session, events)
        return {one.slug: revisions[one.id] for one in events}
