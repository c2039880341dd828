"""Which events stand in a week: the store asks in SQL what the pages ask in Python, and both mean the same."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, select

from app.domain.dates import EdtfDate, Precision, tells_days
from app.domain.errors import InvalidDateError
from app.store.schema import event
from app.store.weeks import IS_TOLD_TO_THE_DAY

DATES = st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(date.isoformat)
PARTS = st.builds(
    lambda day, length, mark: day[:length] + mark,
    DATES,
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "~"]),
)
TEXTS = st.one_of(PARTS, st.builds("{}/{}".format, PARTS, PARTS))


def is_date(text: str) -> bool:
    try:
        EdtfDate.parse(text)
    except InvalidDateError:
        return False
    return True


@given(texts=st.sets(TEXTS.filter(is_date), min_size=1, max_size=20))
def test_the_store_and_the_pages_agree_on_what_is_told_to_the_day(texts: set[str]) -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE event (date TEXT)")
        connection.exec_driver_sql("INSERT INTO event VALUES (?)", [(one,) for one in (*texts, None)])
        told = set(connection.execute(select(event.c.date).where(IS_TOLD_TO_THE_DAY)).scalars())
    engine.dispose()
    dates = {one: EdtfDate.parse(one) for one in texts}
    assert told == {one for one in texts if tells_days(one)}
    assert told == {
        one for one, read in dates.items() if read.precision is Precision.DAY and not read.approximate
    }


def test_no_date_tells_no_day() -> None:
    assert not tells_days(None)
