"""What happens to a document, for other parts of the application to react to."""

from django.dispatch import Signal

document_proposed = Signal()
document_signed = Signal()  # established: all parties have answered, or the bedrijfsarts signed
document_refused = Signal()
pdf_wanted = Signal()
pdf_ready = Signal()
pdf_failed = Signal()
attachment_added = Signal()
message_sent = Signal()  # the subject is the thread in which it was sent
advice_given = Signal()
advice_answered = Signal()  # the subject is what was said of it
advice_withdrawn = Signal()
guarantee_confirmed = Signal()  # a person confirmed how the guarantee of a file stands
medical_information_given = Signal()  # the employee can open it from now on
treatment_reported = Signal()  # a provider gave the bedrijfsarts a medical report
copy_wanted = Signal()  # somebody asks for everything about oneself
