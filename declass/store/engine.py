"""Opening the database, its transactions, and what its troubles mean.

SQLite is opened in WAL mode, so that readers and one writer do not wait for each other, with
foreign keys on. A writing transaction takes the write lock at its start (``BEGIN IMMEDIATE``):
two processes that ingest the same folder take turns, cable by cable, and neither acts on what the
other is about to change. With ``synchronous=NORMAL`` a crash of the program loses nothing; a power
cut may lose the last transactions, whole, and the same ingest run again brings them back.

Not promised: on other databases than SQLite two writers may collide; one of them then gets a
`StoreError` and nothing is doubled, since uniqueness is a constraint of the tables.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, event, inspect, select
from sqlalchemy import create_engine as _create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

from declass.errors import StoreError
from declass.store import migrations
from declass.store.location import is_url

_BEGIN = "declass_begin"
_MEMORY = (None, "", ":memory:")


def open_engine(where: str | Path, *, create: bool, wait_seconds: float) -> Engine:
    """Open a register and bring its schema up to date.

    Args:
        where: path of a SQLite file, or a SQLAlchemy URL.
        create: make a register where there is none; its directory must exist.
        wait_seconds: how long to wait for a lock that another process holds.

    Raises:
        StoreError: it is absent, locked, unreadable, no register, or newer than this program.
    """
    url = _url_of(where)
    if url.get_backend_name() == "sqlite":
        _check_file(url, create=create)
    engine = _engine_of(url, wait_seconds)
    try:
        _bring_up_to_date(engine, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one state of the register from its first query to its end."""
    with _clear_errors(place_of(engine)), Session(engine) as session:
        yield session


@contextmanager
def reading_rows(engine: Engine) -> Iterator[Connection]:
    """The same without a session, for long lists of values of which no objects are made."""
    with _clear_errors(place_of(engine)), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is kept whole at its end, or not at all where the block raises."""
    writer = engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
    with _clear_errors(place_of(engine)), writer.begin() as connection:
        yield connection


def place_of(engine: Engine) -> str:
    """The path or URL of a register, fit to be shown: without its password."""
    return _place(engine.url)


def _place(url: URL) -> str:
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    return url.render_as_string(hide_password=True)


def _url_of(where: str | Path) -> URL:
    if not is_url(where):
        return URL.create("sqlite", database=str(where))
    try:
        return make_url(str(where))
    except ArgumentError:
        raise StoreError(
            "the address of the register cannot be read",  # it may hold a password: not shown
            remedy="give a path, or a URL such as postgresql+psycopg://host/name",
        ) from None


def _check_file(url: URL, *, create: bool) -> None:
    """Find the troubles with a SQLite file that SQLite itself reports badly, and make the file.

    The register holds the full text of classified cables: a new one is for its owner only.
    """
    if url.database in _MEMORY or str(url.database).startswith("file:"):
        return
    path = Path(str(url.database))
    try:
        if path.is_dir():
            raise StoreError("is a directory", place=str(path), remedy="give the path of a file")
        if not path.parent.is_dir():
            raise StoreError(
                "the directory of the register does not exist",
                place=str(path),
                remedy=f"create {path.parent} or give another place",
            )
        if not path.exists():
            if not create:
                raise StoreError(
                    "there is no register", place=str(path), remedy="make one with declass ingest"
                )
            path.touch(mode=0o600)
    except OSError as error:
        raise StoreError(
            "the register cannot be reached",
            place=str(path),
            remedy="check the permissions of its directory",
        ) from error


def _engine_of(url: URL, wait_seconds: float) -> Engine:
    """An engine that shows no value of a cable in its errors."""
    try:
        engine = _create_engine(url, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreError(
            f"no driver for {url.drivername} is installed",
            place=_place(url),
            remedy="install one, or give the path of a SQLite file",
        ) from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, wait_seconds)
    return engine


def _prepare_sqlite(engine: Engine, wait_seconds: float) -> None:
    """Set the pragmas of each connection, and begin transactions ourselves.

    The driver's own habit of beginning a transaction only before the first write would let a
    writer act on a state that it read before it had the lock.
    """

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(wait_seconds * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        _switch_to_wal(connection)
        connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Set the journal mode, which a new file keeps from then on.

    Of several processes that open a new file at once, one switches it, and SQLite tells the others
    "locked" without any wait: they wait for a lock that can be waited for, and find it done.
    """
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")


def _bring_up_to_date(engine: Engine, *, create: bool) -> None:
    with reading(engine) as session:
        if _is_at_head(session.connection(), engine, create=create):
            return
    with writing(engine) as connection:  # another process may have done it meanwhile
        if not _is_at_head(connection, engine, create=create):
            migrations.upgrade(connection)


def _is_at_head(connection: Connection, engine: Engine, *, create: bool) -> bool:
    """Tell whether the schema is the one of this program; False where it may be upgraded to it.

    Raises:
        StoreError: it is newer, it belongs to another program, or there is none and none is to be
            created.
    """
    tables = inspect(connection).get_table_names()
    place = place_of(engine)
    if migrations.VERSION_TABLE.name in tables:
        version = connection.scalar(select(migrations.VERSION_TABLE.c.version_num))
        if version not in migrations.REVISIONS:
            raise StoreError(
                "the register was written by a newer declass", place=place, remedy="upgrade declass"
            )
        return bool(version == migrations.HEAD)
    if tables:
        raise StoreError(
            "is the database of another program", place=place, remedy="give declass one of its own"
        )
    if not create:
        raise StoreError("is no register", place=place, remedy="ingest a cable first")
    return False


_TROUBLES = (
    # (name of the SQLite error or the beginning of it, problem, remedy)
    ("SQLITE_BUSY", "the register is locked", "wait until the other program is done and try again"),
    ("SQLITE_LOCKED", "the register is locked", "wait until the other program is done, try again"),
    ("SQLITE_NOTADB", "is no SQLite database", "give the path of a register, or of a new file"),
    ("SQLITE_CORRUPT", "the register is damaged", "restore it from a copy"),
    (
        "SQLITE_CANTOPEN",
        "the register cannot be opened",
        "check the permissions of file and folder",
    ),
    ("SQLITE_PERM", "the register cannot be opened", "check the permissions of file and folder"),
    ("SQLITE_READONLY", "the register cannot be written", "check the permissions of its file"),
    ("SQLITE_FULL", "the disk is full", "make room and run the same command again"),
    ("SQLITE_IOERR", "the disk failed", "check the disk and run the same command again"),
    ("SQLITE_CONSTRAINT", "the register refused the change", "report it: this should not happen"),
)


@contextmanager
def _clear_errors(place: str) -> Iterator[None]:
    """Turn what the database says into a `StoreError` with a remedy."""
    try:
        yield
    except UnicodeEncodeError:
        raise StoreError(
            "a character that is no Unicode cannot be kept",
            place=place,
            remedy="decode the input anew",
        ) from None
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        name = getattr(cause, "sqlite_errorname", "")
        for beginning, problem, remedy in _TROUBLES:
            if name.startswith(beginning):
                raise StoreError(problem, place=place, remedy=remedy) from error
        raise StoreError(
            f"the database reported a {type(cause).__name__}",
            place=place,
            remedy="check that it runs and can be reached, then try again",
        ) from error
