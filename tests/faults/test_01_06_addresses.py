"""Faults 1 and 6: whatever is asked for costs little and breaks nothing; what is endless is refused at once."""

import pytest
from starlette.testclient import TestClient

from app.web import deps
from app.web.gate import LONGEST_ADDRESS


@pytest.mark.parametrize("path", ["/", "/events.json", "/ru/", "/quotes", "/nowhere", "/api/events"])
def test_an_endless_address_is_refused_before_anything_is_asked(client: TestClient, path: str) -> None:
    room = LONGEST_ADDRESS - len(path)
    assert client.get(f"{path}?{'a' * room}").status_code in (200, 404)
    answer = client.get(f"{path}?{'a' * (room + 1)}")
    assert (answer.status_code, answer.text) == (414, "This address is too long.\n")
    assert client.get(f"/{'b' * LONGEST_ADDRESS}").status_code == 414


def test_a_thousand_places_to_go_on_from_are_not_a_thousand_questions(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    find = deps.find_slug

    def count(session: object, slug: str, today: object) -> object:
        asked.append(slug)
        return find(session, slug, today)  # type: ignore[arg-type]

    monkeypatch.setattr(deps, "find_slug", count)
    answer = client.get("/?" + "&".join(f"after=2019-{number}" for number in range(500)))
    assert answer.status_code == 200
    assert 0 < len(asked) <= 8
    # The last of a few still counts.
    few = client.get("/events.json?after=nonsense&after=2024-05-23-minsk")
    assert few.status_code == 200
