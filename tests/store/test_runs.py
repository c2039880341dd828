from sqlalchemy import Engine

from app.store.engine import read_session, write_session
from app.store.runs import finish_run, list_runs, save_rejection, start_run


def test_a_run_remembers_what_it_did_and_rejected(database: Engine) -> None:
    with write_session(database) as session:
        first = start_run(session)
        save_rejection(session, first, "b.pdf", "binary")
        save_rejection(session, first, "a.txt", "empty")
        finish_run(session, first, documents=5, stored=2, unchanged=1)
        start_run(session)
    with read_session(database) as session:
        unfinished, finished = list_runs(session, 10)
        assert [one.id for one in list_runs(session, 1)] == [unfinished.id]
    assert unfinished.finished is None
    assert unfinished.rejected == ()
    assert (finished.documents, finished.stored, finished.unchanged) == (5, 2, 1)
    assert finished.rejected == (("b.pdf", "binary"), ("a.txt", "empty"))
    assert finished.finished is not None
    assert finished.started <= finished.finished
    assert finished.started.endswith("+00:00")
