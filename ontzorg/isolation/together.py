"""What people of a file of the world agree about: work, a note between two, an arbeidsdeskundige, an overleg, time."""

from decimal import Decimal

from accounts.actor import acting_as
from cases import operations as cases
from cases.operations.conference import Agreed
from ontzorg.isolation.files import TODAY, File


def agree(file: File) -> None:
    """At least one row of each, and of each sort that somebody may not see."""
    _work(file)
    _considered(file)
    _timed(file)
    _conferred(file)


def _work(file: File) -> None:
    """One proposal that waits, and one that was answered; a note of the Ontzorgmanager with words of the employee."""
    about = {"kind": "own_adapted", "text": f"Werk voor {file.employee.last_name}.", "needs": "Een hoge tafel."}
    when = {"starts_on": TODAY, "hours_per_week": Decimal(6), "today": TODAY}
    made = [cases.propose_work(actor=file.own, case=file.current(), **about, **when) for _ in range(2)]
    said = {"answer": "refused", "reason": "Die tafel is er niet.", "today": TODAY}
    cases.answer_work(actor=file.employer, case=file.current(), proposal=made[0], **said)
    talked = {"talked_on": TODAY, "text": f"Over {file.employee.last_name}.", "agreed": "Belt.", "until": TODAY}
    note = cases.write_coaching(actor=file.ontzorgmanager, case=file.current(), today=TODAY, **talked)
    cases.add_to_coaching(actor=file.own, case=file.current(), note=note, text="Goed.", today=TODAY)


def _considered(file: File) -> None:
    """Whether an arbeidsdeskundige would help."""
    about = {"answer": "not_now", "reason": f"Het eigen werk van {file.employee.last_name} past nog.", "today": TODAY}
    cases.consider_expert(actor=file.ontzorgmanager, case=file.current(), expected_number=0, **about)


def _timed(file: File) -> None:
    """Time that counts, and time that was a mistake."""
    about = {"activity": "papers", "spent_on": TODAY, "minutes": 45, "today": TODAY}
    for number in range(2):
        made = cases.record_time(actor=file.ontzorgmanager, case=file.current(), expected_number=number, **about)
    cases.withdraw_time(actor=file.ontzorgmanager, entry=made, today=TODAY)


def _conferred(file: File) -> None:
    """One that the bedrijfsarts confirmed, of which something is done, and one that waits for him."""
    agreed = [Agreed(f"Belt {file.employee.last_name}", role, TODAY) for role in ("employer", "employee")]
    about = {"held_on": TODAY, "others": ["labour_expert"], "question": "Wat past?", "actions": agreed, "today": TODAY}
    about |= {"conclusion": f"Twee uur past voor {file.employee.last_name}."}
    made = cases.write_conference(actor=file.ontzorgmanager, case=file.current(), expected_number=0, **about)
    cases.confirm_conference(actor=file.bedrijfsarts, conference=made, today=TODAY)
    with acting_as(file.employer):
        action = made.actions.get(who="employer")
    cases.do_action(actor=file.employer, action=action, today=TODAY)
    cases.write_conference(actor=file.ontzorgmanager, case=file.current(), expected_number=1, **about)
