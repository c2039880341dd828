"""The samples after two events came to share a slug, one was renamed, and one vanished."""

from pathlib import Path

from sqlalchemy import text

from tests.samples import make_sample_database

STATEMENTS = (
    "UPDATE event SET slug = '2019-12-07-moscow-0a1b' WHERE slug = '2019-12-07-sochi'",
    "UPDATE event SET slug = '2019-12-07-moscow-ffff' WHERE slug = '2019-12-07-minsk'",
    "INSERT INTO former_slug SELECT '2019-12-07-sochi', id FROM event WHERE slug LIKE '%-0a1b'",
    "INSERT INTO former_slug SELECT 'once-ü', id FROM event WHERE slug LIKE '%-0a1b'",
    "INSERT INTO former_slug VALUES ('2018-01-01-minsk', 'vanished')",
)


def make_renamed_database(path: Path) -> None:
    """Create the database file `path`: `2019-12-07-moscow` is two events, `2019-12-07-sochi` a former slug of one."""
    engine = make_sample_database(path)
    with engine.begin() as connection:
        for statement in STATEMENTS:
            connection.execute(text(statement))
    engine.dispose()
