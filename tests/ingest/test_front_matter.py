"""Front matter that was made to smuggle something in."""

import pytest

from app.domain.errors import SourceError
from app.ingest.stages.read.front_matter import read_front_matter


def test_what_yaml_escapes_bring_in_is_cleaned_away() -> None:
    declared, _ = read_front_matter(
        "a.md", '---\ntitle: "a\\0b\\x1b[31m\\ud800\\u202e"\nsource: "c\\x07d"\n---\nx'
    )
    assert (declared.title, declared.publisher) == ("ab[31m", "cd")
    assert read_front_matter("a.md", '---\ntitle: "\\0"\n---\nx')[0].title is None


@pytest.mark.parametrize(
    "url", ["http://a\\0.org/", "http://a.org/\\x1b", "http://a.org:99999/", "http://a b.org/"]
)
def test_an_address_with_controls_or_spaces_or_an_impossible_port_is_none(url: str) -> None:
    with pytest.raises(SourceError, match=r"front matter: url: not an http\(s\) address"):
        read_front_matter("a.md", f'---\nurl: "{url}"\n---\nx')
