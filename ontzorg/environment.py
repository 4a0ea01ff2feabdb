"""What differs between places: texts, choices and secrets from the environment."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    """A text from the environment."""
    return os.environ.get(name, default)


def envbool(name: str, *, default: bool = False) -> bool:
    """A yes or no from the environment."""
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def envsecret(name: str, default: str = "") -> str:
    """A secret from the environment, or from the file that NAME_FILE points to; fails loudly when there is none."""
    if path := env(f"{name}_FILE"):
        return Path(path).read_text().strip()
    if value := env(name) or default:  # compose passes what is left out as an empty text
        return value
    raise RuntimeError(f"Set {name} or {name}_FILE. script/server makes one for local use.")
