"""The field classes of the parts of a document."""

from accounts.terms import Field


def functional(names: str) -> dict[str, Field]:
    """The field classes of a part: these names hold functional content, the keys are bookkeeping."""
    keys = dict.fromkeys(("case", "employer", "shown_to"), Field.INTERNAL)
    return dict.fromkeys(names.split(), Field.FUNCTIONAL) | keys
