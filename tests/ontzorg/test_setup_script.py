"""`script/setup` on machines that lack something: it installs that, or says exactly what to run, and then fails."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
TOOLS = ("sh", "cat", "dirname", "env", "flock", "grep", "mkdir", "sed", "sha256sum")
PANGO = "libpango-1.0-0"
INSTALL = "apt-get install --no-install-recommends"


@dataclass(frozen=True)
class Machine:
    """A clone whose environment is ready, on a machine whose programs are chosen by the test."""

    clone: Path
    programs: Path

    def has(self, name: str, script: str) -> None:
        """Put a program on this machine."""
        file = self.programs / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    def set_up(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the script as this machine's user."""
        return subprocess.run(
            ["script/setup", *arguments],
            cwd=self.clone,
            env={"PATH": str(self.programs), "APT_LOG": str(self.clone / "apt.log")},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def apt_calls(self) -> list[str]:
        """What apt-get was asked."""
        log = self.clone / "apt.log"
        return log.read_text().splitlines() if log.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """An ordinary user's machine with every package except Pango; its apt-get works."""
    clone, programs = tmp_path / "clone", tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS:
        (programs / tool).symlink_to(shutil.which(tool) or "")
    (clone / "script").mkdir(parents=True)
    shutil.copy(PROJECT / "script" / "setup", clone / "script" / "setup")
    (clone / "requirements").mkdir()
    for lock in ("base", "dev", "tools"):
        (clone / "requirements" / f"{lock}.txt").write_text("")
    (clone / ".venv" / "bin").mkdir(parents=True)
    (clone / ".venv" / "tools").mkdir()
    (clone / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (clone / ".venv" / "stamp").write_text(f"{os.path.realpath(clone)}\n{hashlib.sha256(b'').hexdigest()}  -\n")
    (clone / ".venv" / "tools" / "stamp").write_text(f"{hashlib.sha256(b'').hexdigest()}  -\n")
    made = Machine(clone, programs)
    made.has("id", "echo 1000")
    made.has("dpkg-query", f'for name; do :; done; [ "$name" = {PANGO} ] || echo installed')
    made.has("apt-get", 'echo "$*" >> "$APT_LOG"')
    made.has("chromium", "")
    return made


def test_ordinary_user_is_told_the_exact_command(machine: Machine) -> None:
    done = machine.set_up("server")
    assert done.returncode == 1
    assert f"    sudo apt-get update && sudo {INSTALL} {PANGO}\n" in done.stderr
    assert machine.apt_calls == []


def test_root_installs_what_is_missing(machine: Machine) -> None:
    machine.has("id", "echo 0")
    done = machine.set_up("server")
    assert done.returncode == 0, done.stderr
    assert machine.apt_calls == ["update -qq", f"install -y -qq --no-install-recommends {PANGO}"]


@pytest.mark.parametrize("script", ["exit 100", None], ids=["refuses", "is not there"])
def test_root_is_told_the_exact_command_when_apt_does_not_help(machine: Machine, script: str | None) -> None:
    machine.has("id", "echo 0")
    (machine.programs / "apt-get").unlink()
    if script is not None:
        machine.has("apt-get", script)
    done = machine.set_up("server")
    assert done.returncode == 1
    assert f"    apt-get update && {INSTALL} {PANGO}\n" in done.stderr
    assert "sudo" not in done.stderr


def test_nothing_is_asked_of_a_machine_that_has_everything(machine: Machine) -> None:
    machine.has("dpkg-query", "echo installed")
    done = machine.set_up()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert machine.apt_calls == []


def test_browser_is_needed_for_the_tests_only(machine: Machine) -> None:
    (machine.programs / "chromium").unlink()
    machine.has("dpkg-query", 'for name; do :; done; [ "$name" = chromium ] || echo installed')
    assert machine.set_up("server").returncode == 0
    done = machine.set_up("all")
    assert done.returncode == 1
    assert f"sudo {INSTALL} chromium\n" in done.stderr


def test_tools_of_the_checks_are_made_for_the_checks_only(machine: Machine) -> None:
    machine.has("dpkg-query", "echo installed")
    (machine.clone / ".venv" / "tools" / "stamp").unlink()
    assert machine.set_up("server").stderr == ""
    assert "Installing the tools of the checks" in machine.set_up("check").stderr
    assert (machine.clone / ".venv" / "tools" / "bin" / "pip").exists()


def test_environment_of_another_clone_is_left_alone(machine: Machine) -> None:
    machine.has("dpkg-query", "echo installed")
    theirs = machine.clone.parent / "theirs"
    (machine.clone / ".venv").rename(theirs)
    (theirs / "stamp").write_text("/somewhere/else\n")
    (machine.clone / ".venv").symlink_to(theirs)
    done = machine.set_up("server")
    assert done.returncode == 0, done.stderr
    assert (theirs / "stamp").read_text() == "/somewhere/else\n"
