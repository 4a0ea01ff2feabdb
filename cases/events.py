"""What happens to a file, for other parts of the application to react to."""

from django.dispatch import Signal

case_reported = Signal()  # a file was opened, or re-opened by a relapse
case_recovered = Signal()
case_assigned = Signal()
build_up_proposed = Signal()
build_up_answered = Signal()
first_day_corrected = Signal()
recovery_corrected = Signal()
report_cancelled = Signal()
case_ended_by_death = Signal()
case_closed = Signal()  # the file is over, whatever ended it; not the earlier part of a file that was split
step_waived = Signal()  # with the key of the step: recorded as not needed
step_needed = Signal()  # with the key of the step: needed after all
case_split = Signal()  # the subject is the file that began, `earlier` the one before it, `since` its first day
transfer_asked = Signal()  # files are to go to another Ontzorgmanager; the subject is one of those that will
case_transferred = Signal()  # the file has another Ontzorgmanager; the subject is the hand-over
conference_written = Signal()  # an overleg waits for the bedrijfsarts
conference_confirmed = Signal()  # everybody of the file reads it now
guidance_written = Signal()  # the subject is the new version of "visie en plan"
income_shared = Signal()  # the subject is the copy for the employer
vision_written = Signal()  # a version, by the Ontzorgmanager or by the employee
tasks_presented = Signal()  # a version of the taak-functieanalyse waits for the employee
tasks_confirmed = Signal()  # the bedrijfsarts has it now
tasks_returned = Signal()
fact_recorded = Signal()  # of any kind, by whoever may
tasks_answered = Signal()  # of some or all tasks, for the first time or anew
vision_shared = Signal()  # with `roles` that may read an answer since now, and the `occasion`: a number per day
work_proposed = Signal()  # the employee says which work is possible
work_answered = Signal()
work_withdrawn = Signal()
coaching_written = Signal()
coaching_added = Signal()  # words of the employee to a note
wage_asked = Signal()
wage_answered = Signal()
correction_asked = Signal()
correction_answered = Signal()
labour_expert_called = Signal()  # the subject is the question
labour_expert_answered = Signal()
emergency_asked = Signal()
emergency_decided = Signal()  # a second administrator allowed sight of a file, or refused it
law_decided = Signal()  # a proposed change of law was activated or declined
notices_written = Signal()  # messages wait to be mailed
