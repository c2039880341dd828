"""Which file stands for which address."""

import pytest

from app.web.filed import Asked, file_addresses, make_filed, read_filed

BASE = "https://example.org"
FILED = {
    "/?year=2019": "/timeline/year/2019",
    "/?year=2019&topic=energy": "/timeline/year/2019/topic/energy",
    "/?place=sochi&person=alexander-lukashenko": "/timeline/place/sochi/person/alexander-lukashenko",
    "/?status=overdue": "/timeline/status/overdue",
    "/?after=2019-12-07-sochi": "/timeline/after/2019-12-07-sochi",
    "/?year=2019&topic=energy&after=2019-12-07-sochi": "/timeline/year/2019/topic/energy/after/2019-12-07-sochi",
    "/events.csl.json?year=2019": "/timeline/year/2019/events.csl.json",
    "/feed.atom?topic=energy": "/timeline/topic/energy/feed.atom",
    "/share.png?place=sochi": "/timeline/place/sochi/share.png",
    "/overview?topic=energy": "/overview/topic/energy",
    "/quotes?speaker=vladimir-putin": "/quotes/speaker/vladimir-putin",
    "/quotes.csv?language=ru": "/quotes/language/ru/quotes.csv",
    "/weeks?year=2019": "/weeks/year/2019",
    "/compare?year=2019&year=2018": "/compare/year/2019/year/2018",
    "/people/maxim-oreshkin?with=vladimir-putin": "/people/maxim-oreshkin/with/vladimir-putin",
    "/topics/energy?after=2019-12-07-sochi": "/topics/energy/after/2019-12-07-sochi",
    "/articles/0a1b?version=2c3d": "/articles/0a1b/version/2c3d",
}


@pytest.mark.parametrize(("address", "path"), FILED.items())
def test_a_view_has_a_path_that_leads_back_to_it(address: str, path: str) -> None:
    with file_addresses():
        assert make_filed(address) == path
        assert make_filed(path) == path
    asked = read_filed(path, BASE)
    assert f"{asked.path}?{asked.query}" == address
    assert make_filed(address) == address, "outside of the site as files nothing changes"


@pytest.mark.parametrize(
    ("address", "led"),
    [
        ("/?year=2019&year=2020", "/search?year=2019&year=2020"),
        ("/?year=2019&kind=call", "/search?year=2019&kind=call"),
        ("/?year=2019&topic=energy&place=sochi", "/search?year=2019&topic=energy&place=sochi"),
        ("/?-topic=energy", "/search?-topic=energy"),
        ("/?q=gas%20price", "/search?q=gas%20price"),
        ("/quotes?q=%22Union%20State%22", "/search?q=%22Union%20State%22"),
        ("/search?q=gas", "/search?q=gas"),
        ("/events.csv?year=2019&topic=energy", "/search?year=2019&topic=energy#files"),
        ("/share.png?year=2019&topic=energy", "/share.png"),
        ("/compare?topic=energy&topic=trade&year=2019", "/search?topic=energy&topic=trade&year=2019"),
        ("/api/docs", "/search#files"),
    ],
)
def test_what_has_no_file_leads_to_the_search(address: str, led: str) -> None:
    with file_addresses():
        assert make_filed(address) == led


@pytest.mark.parametrize(
    "path",
    ["/", "/events/2019-12-07-sochi", "/events/2019-12-07-sochi.json", "/weeks/2024-W21", "/people/year"],
)
def test_other_addresses_stay(path: str) -> None:
    with file_addresses():
        assert make_filed(path) == path
    assert read_filed(path, BASE) == Asked(path)


def test_frames_and_their_descriptions_have_files() -> None:
    with file_addresses():
        assert make_filed("/embed/?year=2019") == "/embed/timeline/year/2019"
    assert read_filed("/embed/timeline/year/2019", BASE) == Asked("/embed/", "year=2019")
    assert read_filed("/embed/events/2019-12-07-sochi", BASE) == Asked("/embed/events/2019-12-07-sochi")
    asked = read_filed("/oembed/ru/timeline/year/2019/oembed.json", BASE)
    assert asked == Asked("/oembed", "url=https%3A%2F%2Fexample.org%2Fru%2F%3Fyear%3D2019")
    assert read_filed("/oembed/oembed.json", BASE) == Asked("/oembed", "url=https%3A%2F%2Fexample.org%2F")
