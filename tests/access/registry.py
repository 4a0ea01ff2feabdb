"""Every operation of the project, found by walking the code."""

import importlib
import pkgutil
from collections.abc import Callable


def operations() -> dict[str, Callable[..., object]]:
    """Every operation of every app, by name."""
    found: dict[str, Callable[..., object]] = {}
    for app in ("accounts", "employers", "cases", "interventions", "documents"):
        package = importlib.import_module(app)
        for module in pkgutil.walk_packages(package.__path__, f"{app}."):
            if ".operations" in module.name:
                members = vars(importlib.import_module(module.name)).values()
                found |= {member.__name__: member for member in members if hasattr(member, "verb")}
    return found


OPERATIONS = operations()
