"""Tasks on a broker of one's choice: the real one, or an address at which nobody listens."""

from celery import Celery, Task
from django.conf import settings

NOBODY_LISTENS = "redis://127.0.0.1:1/0"  # port 1: reserved, and never served


def task_on(broker: str, queue: str = "celery") -> Task:
    """A task of an application of its own, on a real address."""
    app = Celery("elsewhere", broker=broker, set_as_current=False)
    app.conf.update(
        task_default_queue=queue,
        task_ignore_result=True,
        task_publish_retry_policy=settings.CELERY_TASK_PUBLISH_RETRY_POLICY,
        broker_transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS,
    )

    @app.task(name="elsewhere.work")
    def work(**ids: int) -> None: ...

    return work
