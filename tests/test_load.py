"""Pages are answered while articles are stored. `python -m tests.load` does it for a whole minute."""

from tests.load import run


def test_every_page_is_answered_while_an_ingestion_runs() -> None:
    outcome = run(seconds=6, rate=12, articles=400)
    assert outcome.is_clean, (outcome.statuses, outcome.errors, outcome.report)
    assert outcome.while_ingesting > 30, "the ingestion ended before the requests"
    assert sum(outcome.statuses.values()) == 72
    assert outcome.report["stored"] == 400
