"""What must be done to the database and the static files before anything can be shown; cheap when nothing changed."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from ontzorg.local.env import uses_own_postgres
from ontzorg.local.place import PROJECT, VAR, LocalServerError, Place, lock, write_private
from ontzorg.local.servers import idle

APPS = ("ontzorg", "accounts", "employers", "cases", "interventions", "documents")


def migrate(environment: dict[str, str], place: Place, outside: dict[str, str]) -> None:
    """Bring the database up to date as its owner. Our own one only when a migration or dependency changed."""
    if not uses_own_postgres(outside) and not environment.get("OWNER_DATABASE_URL"):
        return
    mark = fingerprint(PROJECT.glob("requirements/*.txt"), *(PROJECT.glob(f"{app}/**/*.py") for app in APPS))
    stamp = place.root / "postgres" / "migrated"
    if not uses_own_postgres(outside):
        manage(environment | {"DB_ROLE": "owner"}, "migrate", "--noinput")
    elif _read(stamp) != mark:
        manage(environment | {"DB_ROLE": "owner"}, "migrate", "--noinput")
        write_private(stamp, mark)


def load_demo(environment: dict[str, str], place: Place) -> None:
    """Fill our own database when it is new. What is called "loading" afterwards was interrupted."""
    stamp = demo_stamp(place)
    if not stamp.exists():
        write_private(stamp, "loading")
        manage(environment, "demo")
        write_private(stamp, "loaded")


def collect_static(environment: dict[str, str]) -> None:
    """Gather the static files under their long-lived names, when one of them changed; the demo's included."""
    files = [PROJECT / "ontzorg/settings.py", *PROJECT.glob("static/**/*"), *PROJECT.glob("ontzorg/*/static/**/*")]
    mark = fingerprint(PROJECT.glob("requirements/*.txt"), files)
    stamp = VAR / "static-collected"
    with lock(VAR / "static.lock"):
        if _read(stamp) != mark:
            (VAR / "static").mkdir(exist_ok=True)  # its presence makes the settings choose the hashed names
            manage(environment | {"DEMO": "1"}, "collectstatic", "--noinput")
            write_private(stamp, mark)


def demo_was_interrupted(place: Place) -> bool:
    """Whether an earlier start was stopped halfway through making demo data."""
    return _read(demo_stamp(place)) == "loading"


def wipe(place: Place) -> None:
    """Throw away this place's database, queue, mail and files; keys and logs stay."""
    with idle(place):
        for name in ("postgres", "valkey", "mail", "files", "audit", "beat"):
            shutil.rmtree(place.root / name, ignore_errors=True)


def demo_stamp(place: Place) -> Path:
    """Lives beside the database, so that it disappears with it."""
    return place.root / "postgres" / "demo"


def manage(environment: dict[str, str], *arguments: str) -> None:
    """Run one Django command quietly; its output is shown only when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise LocalServerError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout.strip()}")


def fingerprint(*groups: Iterable[Path]) -> str:
    """One value that changes whenever one of these files does."""
    digest = hashlib.sha256()
    for path in sorted({path for group in groups for path in group if path.is_file()}):
        digest.update(f"{path.relative_to(PROJECT)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""
