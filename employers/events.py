"""What happens to an employer, for other parts of the application to react to."""

from django.dispatch import Signal

policy_changed = Signal()  # a policy was started, corrected or ended
