"""What happens to an employer, for other parts of the application to react to."""

from django.dispatch import Signal

employment_ended = Signal()  # somebody leaves; the subject is the employee
employee_corrected = Signal()  # name, birth date, job or hours were put right; the subject is the employee
policy_changed = Signal()  # a policy was started, corrected or ended
