"""Asks whether what the locks install has known vulnerabilities. One line for `script/check`; exit 1 when there are."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("base", "dev", "tools")


def ask(root: Path = ROOT) -> str:
    """What pip-audit says of all locks together, as JSON."""
    locks = [part for name in LOCKS for part in ("-r", f"requirements/{name}.txt")]
    options = ["--require-hashes", "--disable-pip", "--progress-spinner", "off", "-f", "json"]
    # Exit 1 means findings, which the answer holds; whoever could not ask gives no JSON.
    program = root / ".venv" / "tools" / "bin" / "pip-audit"
    return subprocess.run([program, *locks, *options], cwd=root, capture_output=True, text=True, check=False).stdout


def verdict(answer: str) -> tuple[int, list[str]]:
    """The exit code and the lines to print: found, clean, or not known because the service was not reached.

    Not reached is no failure (one may work without network) and never says "ok".
    """
    try:
        packages: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except json.JSONDecodeError:
        packages = []
    judged = [one for one in packages if "vulns" in one]
    lines = [
        f"        {one['name']} {one['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or '?'}"
        for one in judged
        for flaw in one["vulns"]
    ]
    if lines:
        return 1, ["FAILED  advisories", *lines]
    if not judged:
        return 0, ["unknown advisories: the service could not be asked"]
    if len(judged) < len(packages):
        return 0, [f"unknown advisories: {len(packages) - len(judged)} of {len(packages)} packages not found"]
    return 0, ["ok      advisories"]


if __name__ == "__main__":
    code, said = verdict(ask())
    sys.stdout.write("\n".join(said) + "\n")
    sys.exit(code)
