"""The servers of one machine: what is set from outside wins, runs do not meet, and nothing stays behind."""

import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from ontzorg.local import background, processes
from ontzorg.local.env import environment, own_secrets
from ontzorg.local.mailbox import Mailbox
from ontzorg.local.place import VAR, LocalServerError, Place, place_of_its_own
from ontzorg.local.processes import Processes
from ontzorg.local.serve import require_free
from ontzorg.local.servers import own_servers
from ontzorg.local.valkey import Valkey

STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "print('INFO on'); print('ERROR on', flush=True); time.sleep(60)"
)


@pytest.fixture
def place(tmp_path) -> Place:
    place = Place(tmp_path, testing=True)
    place.make()
    return place


def test_environment_names_the_runtime_role_and_the_owner(place):
    ours = environment(place, {})
    assert ours["DATABASE_URL"].startswith("postgresql://ontzorg_app@")
    assert ours["OWNER_DATABASE_URL"].startswith("postgresql://ontzorg_owner@")


def test_address_from_outside_wins_and_starts_no_server(place):
    outside = {"DATABASE_URL": "postgresql://elsewhere/x", "REDIS_URL": "redis://elsewhere/0", "SECRET_KEY": "theirs"}
    ours = environment(place, outside)
    assert {name: ours[name] for name in outside} == outside
    assert "OWNER_DATABASE_URL" not in ours
    assert [type(server) for server in own_servers(place, outside)] == [Mailbox]


def test_keys_are_made_once_and_are_private(place):
    first = own_secrets(place)
    assert own_secrets(place) == first
    assert (place.root / "secret.env").stat().st_mode & 0o077 == 0


def test_two_test_runs_never_share_a_place():
    with place_of_its_own() as one, place_of_its_own() as other:
        assert one.root != other.root
        assert {one.root.parent, other.root.parent} == {VAR}


def test_taken_port_is_told_in_one_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(LocalServerError, match=rf"^Port {port} is taken\. .*PORT={port + 1} script/server$"):
            require_free(port)


def test_mailbox_keeps_what_it_catches_and_stops(place):
    mailbox = Mailbox(place)
    mailbox.start()
    try:
        with smtplib.SMTP("127.0.0.1", mailbox.port, timeout=5) as client:
            client.sendmail("van@ontzorg.example", ["aan@bakker.example"], b"Subject: Herinnering\r\n\r\nTekst\r\n")
    finally:
        mailbox.stop()
    (caught,) = place.mail.glob("*.eml")
    assert caught.read_bytes().splitlines() == [
        b"X-MailFrom: van@ontzorg.example",
        b"X-RcptTo: aan@bakker.example",
        b"Subject: Herinnering",
        b"",
        b"Tekst",
    ]
    assert not mailbox.is_running()


def test_broker_that_starts_again_is_found_where_it_was(place):
    valkey = Valkey(place)
    valkey.start()
    before = valkey.url
    try:
        valkey.stop()
        assert not valkey.is_running()
        valkey.start()
        assert (valkey.url, valkey.is_running()) == (before, True)
        valkey.stop()
        with socket.socket() as taken:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind(("127.0.0.1", urlsplit(before).port))
            taken.listen()
            valkey.start()
        assert urlsplit(valkey.url).port != urlsplit(before).port
    finally:
        valkey.stop()


def test_process_that_refuses_to_stop_is_ended_by_force(place, monkeypatch):
    monkeypatch.setattr(processes, "GRACE", 0.2)
    said: list[str] = []
    running = Processes(place, said.append)
    running.start("worker", [sys.executable, "-c", STUBBORN], dict(os.environ))
    child = running.children["worker"]
    assert background.wait_until(lambda: bool(said), seconds=5)
    running.stop()
    assert child.returncode == -signal.SIGKILL
    assert said == ["worker | ERROR on"]


def test_process_that_ends_by_itself_is_noticed(place):
    said: list[str] = []
    running = Processes(place, said.append)
    running.start("beat", [sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ))
    assert background.wait_until(lambda: bool(running.ended()), seconds=5)
    assert "beat stopped unexpectedly" in said[0]
    running.stop()


def test_processes_die_with_the_one_that_started_them(place):
    script = (
        "import sys, time; from pathlib import Path; from ontzorg.local.place import Place;"
        "from ontzorg.local.processes import Processes; running = Processes(Place(Path(sys.argv[1])), print);"
        "running.start('web', ['sleep', '60'], {'PATH': '/usr/bin:/bin'});"
        "print(running.children['web'].pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, str(place.root)], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    time.sleep(0.3)  # the child asks the kernel for this just before it becomes `sleep`
    parent.kill()
    parent.communicate()
    assert background.wait_until(lambda: not alive(child), seconds=5)


def test_neither_role_is_above_row_level_security():
    with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles"
            " WHERE rolname LIKE 'ontzorg%%' ORDER BY rolname"
        )
        roles = cursor.fetchall()
    connection.close()
    assert roles == [("ontzorg_app", False, False, False), ("ontzorg_owner", False, False, False)]


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
        return state.rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
