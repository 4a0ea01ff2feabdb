"""What the log keeps of a request that was refused: one line that can be found again, and nobody's words."""

import logging
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from ontzorg.logs import OneLine
from tests.cast import Cast
from tests.conftest import AsActor


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """The lines of Django's own log, which does not hand them on."""
    logger = logging.getLogger("django")
    logger.addHandler(caplog.handler)
    yield caplog
    logger.removeHandler(caplog.handler)


@pytest.mark.urls("tests.ontzorg.failing_urls")
def test_a_refusal_is_one_line_with_the_number_of_the_request(
    cast: Cast, as_actor: AsActor, lines: pytest.LogCaptureFixture
) -> None:
    answer = as_actor(cast.anna).post("/test/faalt/verboden/", {"vision": "Wat ik typte"})
    assert answer.status_code == 403
    [record] = [one for one in lines.records if one.name == "django.request"]
    number = answer.headers["X-Request-ID"]
    said = f"Forbidden: /test/faalt/verboden/ (request {number})"
    assert logging.Formatter("{message}", style="{").format(record) == said
    assert "Mevrouw Bos" not in lines.text
    assert "Traceback" not in lines.text


@pytest.mark.urls("tests.ontzorg.failing_urls")
def test_an_error_of_ours_keeps_its_trace_and_gets_the_number(
    cast: Cast, as_actor: AsActor, lines: pytest.LogCaptureFixture
) -> None:
    client = as_actor(cast.anna)
    client.raise_request_exception = False
    answer = client.post("/test/faalt/stuk/")
    assert answer.status_code == 500
    assert f"(request {answer.headers['X-Request-ID']})" in lines.text
    assert "Traceback" in lines.text


def test_every_request_has_a_number_of_its_own(cast: Cast, as_actor: AsActor) -> None:
    client = as_actor(cast.anna)
    numbers = {client.get(url).headers["X-Request-ID"] for url in ("/", "/", "/bestaat-niet/")}
    assert len(numbers) == 3


def test_two_handlers_write_the_number_once() -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", ("/",), None)
    record.request = SimpleNamespace(number="0a1b2c3d4e5f")
    assert [OneLine().filter(record) for _ in range(2)] == [True, True]
    assert record.getMessage() == "Not Found: / (request 0a1b2c3d4e5f)"
