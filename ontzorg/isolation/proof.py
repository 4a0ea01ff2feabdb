"""The whole proof on the database that is there: the tables, the addresses, and how it is told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from accounts.terms import HUMAN_ROLES, SYSTEM_ROLES, Role
from ontzorg.isolation.ownership import Ownership, Undecided
from ontzorg.isolation.pages import Pages
from ontzorg.isolation.schema import schema_problems
from ontzorg.isolation.scopes import Scope
from ontzorg.isolation.tables import Cell, probe_tables
from ontzorg.isolation.world import World, make_world

Say = Callable[[str], None]
ROLES = (*HUMAN_ROLES, *sorted(SYSTEM_ROLES))


@dataclass
class Proof:
    """What was tried and everything that should not have been possible."""

    cells: dict[tuple[Role, str, Scope], Cell] = field(default_factory=dict)
    asked: dict[Role, int] = field(default_factory=dict)
    refused: dict[Role, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """Plain values, for programs."""
        matrix: dict[str, Any] = {}
        for (role, label, scope), cell in self.cells.items():
            matrix.setdefault(role.value, {}).setdefault(label, {})[scope.value] = cell.letters
        pages = {role.value: {"asked": n, "refused": self.refused.get(role, 0)} for role, n in self.asked.items()}
        return {"problems": self.problems, "tables": matrix, "addresses": pages}


def prove(roles: Iterable[Role], say: Say, *, thorough: bool = True, world: World | None = None) -> Proof:
    """Make the world unless it is there, and try everything in it."""
    proof, wanted = Proof(problems=schema_problems()), tuple(roles)
    try:
        say("Making a world of two employers and two arbodiensten")
        world = world or make_world()
        missing = [role for role in world.missing() if role in wanted]
        proof.problems += [f"{role.value}: nobody has this role in ontzorg/isolation/people.py" for role in missing]
        here = [role for role in wanted if role not in missing]
        ownership = Ownership(world)
        found = probe_tables(ownership, here, say)
        proof.cells, proof.problems = found.cells, proof.problems + found.problems
        pages = Pages(ownership, found.everything, say, thorough)
        pages.probe(here)
        proof.asked, proof.refused = pages.asked, pages.refused
        proof.problems += pages.problems
    except Undecided as error:
        proof.problems.append(str(error))
    return proof


def told(proof: Proof) -> Iterable[str]:
    """The matrix, a line per role and table, and the problems under it."""
    yield "S read, I add, U change, D remove; a dot where nothing is possible"
    columns = [scope for scope in Scope if scope is not Scope.NOBODY]
    for role in dict.fromkeys(role for role, *_ in proof.cells):
        yield ""
        yield f"{role.value:32}" + "".join(f"{scope.value:>18}" for scope in Scope)
        for label in dict.fromkeys(label for r, label, _ in proof.cells if r is role):
            cells = [proof.cells.get((role, label, scope)) for scope in columns]
            letters = [
                "-" if cell is None else "".join(sorted(cell.letters, key="SIUD".index)) or "." for cell in cells
            ]
            yield f"  {label:30}" + "".join(f"{text:>18}" for text in [*letters, "."])
        if role in proof.asked:
            yield f"  {proof.asked[role]} requests for addresses, {proof.refused.get(role, 0)} of them refused"
    yield ""
    yield from proof.problems or ["No leak."]
