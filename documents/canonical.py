"""The content of a document as one exact text, and its SHA-256: what a signature stands for."""

import hashlib
import json
from datetime import date
from decimal import Decimal

from django.db import models

from documents.kinds import PROBLEM_ANALYSIS
from documents.models import Document, Signature

# Added when texts had been signed without them: left out while empty, so that those texts stay what they were.
_LATER = {"case_manager_name", "case_manager_phone"}
_BOOKKEEPING = {"id", "document", "case", "employer", "analysis", "plan", "shown_to"}


def canonical(document: Document) -> str:
    """The whole content in one fixed order and spelling: equal content gives an equal text."""
    content: dict[str, object] = {
        "kind": document.kind,
        "case": document.begun_in or document.case_id,
        "edition": document.edition,
    }
    if document.kind == PROBLEM_ANALYSIS:
        content |= {
            "analysis": _values(document.analysis),
            "limitations": [_values(row) for row in document.analysis.limitation_list],
        }
    else:
        content |= {
            "plan": _values(document.plan),
            "activities": [_values(row) for row in document.plan.activity_list],
            "build_up": [_values(row) for row in document.plan.build_up_list],
        }
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def content_hash(document: Document, signature: Signature) -> str:
    """SHA-256, in hexadecimal digits, of the content and of what this party said itself."""
    own = json.dumps({"vision": signature.vision, "no_vision": signature.no_vision}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{canonical(document)}\n{own}".encode()).hexdigest()


def is_intact(document: Document, signature: Signature) -> bool:
    """Whether the document still says what this party signed."""
    return signature.content_hash == content_hash(document, signature)


def _values(record: models.Model) -> dict[str, object]:
    return {
        field.name: _plain(getattr(record, field.attname))
        for field in record._meta.concrete_fields
        if field.name not in _BOOKKEEPING and not (field.name in _LATER and not getattr(record, field.attname))
    }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.1f}"
    return sorted(value) if isinstance(value, list) else value
