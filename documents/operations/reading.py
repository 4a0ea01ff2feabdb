"""Looking into a document."""

from accounts.actor import Actor
from accounts.operation import operation
from accounts.terms import Verb
from documents.models import Document


@operation(Verb.READ_DOCUMENT, on="document", resource="documents.document")
def read_document(*, actor: Actor, document: Document) -> Document:
    """Open a document or its PDF; leaves a trace of who looked."""
    return document
