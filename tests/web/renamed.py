"""A record in which addresses have changed: one moved, one that two events share, and one that stands for nothing."""

from pathlib import Path

from sqlalchemy import text

from tests.samples import make_sample_database

FORMER, PRESENT, SHARED, GONE = (
    "2019-12-07-sochi",
    "2019-12-07-moscow-0a1b",
    "2019-12-07-moscow",
    "2018-01-01-minsk",
)


def make_renamed_database(path: Path) -> None:
    """Store the samples and give some of their events other slugs."""
    engine = make_sample_database(path)
    with engine.begin() as connection:
        for statement in (
            f"UPDATE event SET slug = '{PRESENT}' WHERE slug = '{FORMER}'",
            f"UPDATE event SET slug = '{SHARED}-ffff' WHERE slug = '2019-12-07-minsk'",
            f"INSERT INTO former_slug SELECT '{FORMER}', id FROM event WHERE slug = '{PRESENT}'",
            f"INSERT INTO former_slug VALUES ('{GONE}', 'vanished')",
        ):
            connection.execute(text(statement))
    engine.dispose()
