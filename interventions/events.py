"""What happens to an intervention, for the application to react to. The subject is the intervention."""

from django.dispatch import Signal

help_ordered = Signal()
help_updated = Signal()  # what the provider is told, or the last day, changed
help_accepted = Signal()
help_refused = Signal()
help_started = Signal()
help_reported = Signal()
help_ended = Signal()  # completed or stopped, said by the provider
help_withdrawn = Signal()  # withdrawn or stopped, by who guides the file
