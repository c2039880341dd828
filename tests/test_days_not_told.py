"""What the page of an event says of a day that its sources do not simply tell."""

from pathlib import Path

from tests.commands import Run, write
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app


def open_client(database: Path) -> CheckedClient:
    return CheckedClient(make_test_app(database), base_url=BASE_URL)


def test_the_day_of_the_report_is_shown_as_what_it_is(summitry: Run, database: Path, tmp_path: Path) -> None:
    text = "Talks in Minsk\n\n24 May 2024\n\nVladimir Putin and Alexander Lukashenko held talks in Minsk.\n"
    assert summitry("ingest", write(tmp_path / "talks.txt", text)).code == 0
    with open_client(database) as client:
        page = Document(client.get("/events/2024-05-24-minsk").text).text
    assert "About 24 May 2024" in page
    assert "day of the report" in page
    assert "No day is told: it is about the day on which the report appeared." in page
    assert "Friday" not in page


def test_a_moved_meeting_shows_the_day_that_it_was_first_set_for(
    summitry: Run, database: Path, tmp_path: Path
) -> None:
    text = (
        "Talks moved\n\n10 April 2023\n\n"
        "The meeting of Putin and Lukashenko in Minsk, set for April 13, was put off to April 20.\n"
    )
    assert summitry("ingest", write(tmp_path / "moved.txt", text)).code == 0
    with open_client(database) as client:
        page = Document(client.get("/events/2023-04-20-minsk").text).text
    assert "13 April 2023" in page
    assert "What was moved stands at its new day" in page
