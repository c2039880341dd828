"""PostgreSQL: the record on a server (the extra `postgresql`).

Whoever writes first takes one lock of the database for as long as the transaction lasts, so writers queue as they do
on SQLite: what is read before writing cannot grow old, and two ingestions at once give what one after the other would.
Readers see a snapshot and wait for nobody.

The database must compare texts by their bytes (locale C): the record is sorted by keys that are made for it, and the
same record is listed and exported in the same order wherever it lies.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from app.domain.errors import BusyError, DatabaseError
from app.store.backends.base import WAIT_SECONDS, Backend, Watch

# Numbers of locks, which PostgreSQL keeps by database.
_WRITING, _MIGRATING, _FEEDS = 5_817_001, 5_817_002, 5_817_003
_CONNECT_SECONDS = 10
# No language sorts so, and bytes do: a capital before a small letter, yo behind ya, a space before a letter.
_SORTED = "'B' < 'a' AND 'я' < 'ё' AND 'a b' < 'aa'"
# Classes of SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html) that do not lie in a statement
# or its values: no connection, wrong password, no such database, no resources, operator's or system's fault, damage;
# a transaction that only reads, a lock that did not come, privileges.
_FAILURES = ("08", "28", "3D", "53", "57P", "58", "XX", "25006", "55P03", "42501")
_GIVEN_UP = "57014"


class Postgresql(Backend):
    """A database of a PostgreSQL server."""

    # A snapshot taken before the lock was there would be older than what the one before has written.
    writing: ClassVar = {"writes": True, "isolation_level": "READ COMMITTED"}

    @property
    def name(self) -> str:
        """The address without its password."""
        return self.url.render_as_string(hide_password=True)

    def make_engine(self, *, migrating: bool = False) -> Engine:
        """Make an engine; raise DatabaseError if the driver is missing, or another one is asked for."""
        if self.url.drivername != "postgresql+psycopg":
            raise DatabaseError(
                f"the driver of PostgreSQL here is psycopg: postgresql+psycopg://…, not {self.name}"
            )
        options = f"-c lock_timeout={WAIT_SECONDS * 1000} -c timezone=UTC -c client_encoding=UTF8"
        try:
            engine = create_engine(
                self.url,
                isolation_level="REPEATABLE READ",
                connect_args={
                    "connect_timeout": _CONNECT_SECONDS,
                    "application_name": "summitry",
                    "options": f"{self.url.query.get('options', '')} {options}".strip(),
                },
                # As many as the server has threads: a request never waits for a connection.
                pool_size=8,
                max_overflow=34,
                # A server that was started again has forgotten its connections.
                pool_pre_ping=True,
            )
        except ModuleNotFoundError as error:
            raise DatabaseError(
                "psycopg is not installed here: it comes with the extra `postgresql` "
                "(pip install 'summitry[postgresql]')"
            ) from error

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, _record: Any) -> None:
            from psycopg.types.string import StrDumperUnknown

            class WithoutNul(StrDumperUnknown):
                """PostgreSQL has no NUL in its texts, and refuses one in what is asked: nothing is found by it."""

                def dump(self, obj: str) -> Any:
                    return super().dump(obj.replace("\0", "\ufffd"))

            connection.adapters.register_dumper(str, WithoutNul)

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            if connection.get_execution_options().get("writes"):
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITING})")

        return engine

    def prepare(self) -> None:
        """Raise DatabaseError if the database is not there or does not compare texts by their bytes."""
        with self._connect() as connection:
            encoding, is_bytewise = connection.execute(
                text(f"SELECT current_setting('server_encoding'), {_SORTED}")
            ).one()
        if encoding != "UTF8" or not is_bytewise:
            wrong = (
                "does not sort by bytes" if encoding == "UTF8" else f"has the encoding {encoding}, not UTF8"
            )
            raise DatabaseError(
                f"the database {self.name} {wrong}; make another: "
                "createdb --encoding=UTF8 --locale=C --template=template0 NAME"
            )

    def is_settled(self) -> bool:
        """Tell that nothing has to be set up."""
        return True

    def settle(self) -> None:
        """Leave the server as it is."""

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold a lock of the database on a connection of its own; the server releases it when that ends."""
        with self._connect() as connection:
            connection.execute(text("SET lock_timeout = 0"))
            connection.execute(text(f"SELECT pg_advisory_lock({_MIGRATING})"))
            yield

    def read_revision(self) -> str | None:
        """Return the revision of the tables of the schema that new tables would come into."""
        with self._connect() as connection:
            rows = connection.execute(
                text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
            )
            names = set(rows.scalars())
            if "alembic_version" not in names:
                if names:
                    raise DatabaseError(f"the database {self.name} belongs to another program")
                return None
            found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return found

    def read_search_rules(self) -> int | None:
        """Return what stands in the comment of an index's table."""
        with self._connect() as connection:
            noted = connection.execute(
                text("SELECT obj_description(to_regclass('event_search'), 'pg_class')")
            ).scalar()
        return int(noted) if noted and noted.isdigit() else None

    def note_change(self, session: Session) -> None:
        """Count the transaction in its own table, so that it is seen with all that it writes. The server's number of
        the last transaction would be that of any database that it has."""
        session.execute(text("UPDATE record_change SET number = number + 1"))

    def find_failure(self, error: DBAPIError) -> str | None:
        """Tell by the SQLSTATE; without one there was no answer."""
        state = getattr(error.orig, "sqlstate", None)
        has_no_answer = state is None and type(error.orig).__name__ in {"OperationalError", "InterfaceError"}
        return _tell(error) if has_no_answer or (state or "").startswith(_FAILURES) else None

    def is_overdue(self, error: DBAPIError) -> bool:
        """Tell whether the server cancelled a statement, which only the deadline makes it do."""
        return getattr(error.orig, "sqlstate", None) == _GIVEN_UP

    def limit_statements(self, engine: Engine, seconds: float) -> None:
        """Have the server cancel statements (`statement_timeout`); all rows come with the end of a statement."""

        @event.listens_for(engine, "do_connect")
        def limit(_dialect: Any, _record: Any, _arguments: Any, named: dict[str, Any]) -> None:
            named["options"] = f"{named['options']} -c statement_timeout={max(1, round(seconds * 1000))}"

    def watch(self, engine: Engine) -> Watch:
        """Ask for the number of writing transactions."""
        connection = engine.raw_connection()
        driver: Any = connection.driver_connection
        # It stays open, and the pool has its number of others.
        connection.detach()
        driver.autocommit = True

        def ask() -> int:
            [(number,)] = driver.execute("SELECT number FROM record_change").fetchall()
            return int(number)

        return ask

    def prove_whole(self, session: Session) -> None:
        """Leave what the data lie on to the server, whose checksums tell when a page is read."""

    def tidy(self, engine: Engine) -> None:
        """Leave the log to the server."""

    @contextmanager
    def hold_feeds(self) -> Iterator[None]:
        """Hold a lock of the database on a connection of its own; the server releases it when that ends."""
        with self._connect() as connection:
            if not connection.execute(text(f"SELECT pg_try_advisory_lock({_FEEDS})")).scalar():
                holder = connection.execute(
                    text(
                        "SELECT 'connection ' || pid || coalesce(' from ' || host(client_addr), '') || ', since '"
                        " || to_char(backend_start, 'YYYY-MM-DD\"T\"HH24:MI:SSOF') FROM pg_stat_activity"
                        " JOIN pg_locks USING (pid) WHERE locktype = 'advisory' AND granted AND objid = :number"
                        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                    ),
                    {"number": _FEEDS},
                ).scalar()
                raise BusyError.of_feeds(holder or "")
            yield

    @contextmanager
    def _connect(self) -> Iterator[Connection]:
        """Open one connection beside all pools, outside transactions."""
        engine = self.make_engine()
        try:
            connection = engine.connect()
        except SQLAlchemyError as error:
            raise DatabaseError(f"the database {self.name} cannot be opened: {_tell(error)}") from error
        try:
            with connection.execution_options(isolation_level="AUTOCOMMIT"):
                yield connection
        finally:
            engine.dispose()


def _tell(error: Exception) -> str:
    """Say in one line what the server or its driver says."""
    return " ".join(str(getattr(error, "orig", None) or error).split())
