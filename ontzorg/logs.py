"""What reaches the log of an answer that refuses: one line with the number of the request, nothing about a person."""

import logging

_NUMBERED = "%s (request %s)"


class OneLine(logging.Filter):
    """Keeps the log of requests short and in step with the answer.

    Django hands the exception of a refusal (403, 400) along, and the console would print it with its whole trace and
    its words. Who may not do something is no fault of ours: the line with path and number is enough. An error of ours
    (500 and higher) keeps its trace. Never drops a record.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Cut the trace of a refusal and add the number of the request."""
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        number = getattr(getattr(record, "request", None), "number", None)
        if number is not None and record.msg != _NUMBERED:  # every handler asks, one answer is enough
            record.msg, record.args = _NUMBERED, (record.getMessage(), number)
        return True
