"""What happens to a file, for other parts of the application to react to."""

from django.dispatch import Signal

case_reported = Signal()  # a file was opened, or re-opened by a relapse
case_recovered = Signal()
case_assigned = Signal()
build_up_proposed = Signal()
build_up_answered = Signal()
notices_written = Signal()  # messages wait to be mailed
