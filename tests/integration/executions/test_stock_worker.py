"""A stock RQ worker carries what is queued, one execution at a time, beside our own (R30)."""

from rq import SimpleWorker
from rq.serializers import JSONSerializer

from executions.queues import STANDARD_QUEUES, connection, wake_up
from tests.integration.executions.stage import APPROVAL, a_workflow, begin, kinds, now


def a_stock_worker() -> SimpleWorker:
    return SimpleWorker(list(STANDARD_QUEUES), connection=connection(), serializer=JSONSerializer)


def test_R30_a_stock_worker_carries_to_the_end() -> None:
    workflow = a_workflow()
    executions = [begin(workflow, {"name": name}) for name in ("Ada", "Bob")]

    a_stock_worker().work(burst=True)

    assert [now(each).result for each in executions] == ["Hello Ada", "Hello Bob"]


def test_R30_a_stock_worker_parks_and_holds_nothing() -> None:
    execution = begin(a_workflow(APPROVAL))

    a_stock_worker().work(burst=True)

    row = now(execution)
    assert (row.status, row.lease_owner) == ("waiting", "")


def test_R30_a_second_wake_up_of_a_stock_worker_changes_nothing() -> None:
    execution = begin(a_workflow())
    wake_up(execution.pk, "quintet-default")

    a_stock_worker().work(burst=True)

    assert now(execution).status == "completed"
    assert kinds(execution).count("execution.running") == 1
    assert connection().zcard("rq:failed:quintet-default") == 0
