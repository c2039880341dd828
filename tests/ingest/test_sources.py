"""Sources: what arguments name, and what cannot be read of it."""

import io
import os
import pickle
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from app.domain.errors import SourceError
from app.ingest.sources import Source, SourceKind, is_end, list_sources, read_source
from app.ingest.sources.deadline import read_in_time

TEXT = "Talks in Minsk\n\nVladimir Putin and Alexander Lukashenko met in Minsk on Friday.\n"


def list_given(*arguments: str | Path) -> list[str]:
    """Return the paths of the sources and, with their reasons, of what cannot be one."""
    found = list_sources([str(argument) for argument in arguments])
    return [
        f"{item.source}: {item.reason}" if isinstance(item, SourceError) else item.given
        for item in found
        if not is_end(item)
    ]


def get_reason(path: Path | str) -> str:
    """Return why the only source of a path cannot be read."""
    (source,) = list_sources([str(path)])
    assert isinstance(source, Source)
    with pytest.raises(SourceError) as caught:
        read_source(source)
    assert caught.value.source == str(path)
    return caught.value.reason


def write(path: Path, data: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_folder_is_listed_recursively_and_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.html", "c.txt"):
        write(tmp_path / name)
    assert list_given(tmp_path) == [
        str(tmp_path / name) for name in ("a/b/c.html", "a/z.md", "b.txt", "c.txt")
    ]


def test_a_folder_that_is_named_ends_after_its_last_file_and_one_within_does_not(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b.txt")
    write(tmp_path / "c.txt")
    *files, end = list_sources([str(tmp_path)])
    assert not any(is_end(item) for item in files)
    assert isinstance(end, Source)
    assert (end.kind, end.given) == (SourceKind.FOLDER_END, str(tmp_path))
    assert not any(is_end(item) for item in list_sources([str(tmp_path / "c.txt")]))


def test_readmes_hidden_files_and_descriptors_are_passed_over_in_folders(tmp_path: Path) -> None:
    for name in (
        "README.md",
        "readme",
        ".hidden",
        ".git/config",
        "sub/README.txt",
        "datapackage.json",
        "a.txt",
    ):
        write(tmp_path / name)
    assert list_given(tmp_path) == [str(tmp_path / "a.txt")]


def test_a_readme_that_is_named_is_read(tmp_path: Path) -> None:
    assert list_given(write(tmp_path / "README.md")) == [str(tmp_path / "README.md")]


def test_the_name_of_a_source_is_its_files_name(tmp_path: Path) -> None:
    (source,) = list_sources([str(write(tmp_path / "sub" / "one.txt"))])
    assert isinstance(source, Source)
    assert source.name == "one.txt"
    assert read_source(source).article.source == "one.txt"


def test_links_that_lead_back_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path / "sub" / "a.txt")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "sub" / "self").symlink_to(tmp_path / "sub" / "self")
    assert list_given(tmp_path) == [
        str(tmp_path / "sub" / "a.txt"),
        f"{tmp_path / 'sub' / 'self'}: too many levels of symbolic links",
    ]


def test_a_broken_link_and_a_pipe_in_a_folder_are_named_and_stop_nothing(tmp_path: Path) -> None:
    write(tmp_path / "z.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone.txt")
    os.mkfifo(tmp_path / "pipe")
    assert list_given(tmp_path) == [
        f"{tmp_path / 'broken.txt'}: no such file or folder",
        f"{tmp_path / 'pipe'}: not a regular file",
        str(tmp_path / "z.txt"),
    ]


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        ("missing.txt", "no such file or folder"),
        ("ftp://example.org/a", "not http(s)"),
        ("file:///etc/passwd", "not http(s)"),
        ("javascript://x", "not http(s)"),
        ("http://", "not an address"),
        ("https://[/", "not an address"),
        ("http://example.org:99999/a", "not an address"),
        ("http://exam\nple.org/a", "not an address"),
        ("a\0b", "not a path"),
    ],
)
def test_what_is_no_source_is_named_with_the_reason(argument: str, reason: str) -> None:
    assert list_given(argument) == [f"{argument}: {reason}"]


def test_addresses_are_sources_whatever_their_case() -> None:
    assert list_given("https://example.org/a", "HTTP://example.org/b") == [
        "https://example.org/a",
        "HTTP://example.org/b",
    ]


def test_an_address_that_is_not_public_is_rejected_by_its_own_name() -> None:
    assert get_reason("http://127.0.0.1:1/article") == "127.0.0.1 is not a public address (127.0.0.1)"


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (source,) = list_sources(["-"])
    assert isinstance(source, Source)
    # The source may be read in another process, which has no standard input of its own.
    article = read_source(pickle.loads(pickle.dumps(source))).article
    assert (article.source, article.title) == ("-", "Talks in Minsk")


def test_a_file_that_vanished_is_rejected(tmp_path: Path) -> None:
    (source,) = list_sources([str(write(tmp_path / "a.txt"))])
    assert isinstance(source, Source)
    (tmp_path / "a.txt").unlink()
    with pytest.raises(SourceError, match="no such file"):
        read_source(source)


def test_a_huge_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)
    assert get_reason(path) == "larger than 10 MB"


def test_a_device_or_pipe_that_is_named_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert list_given("/dev/zero", tmp_path / "pipe") == [
        "/dev/zero: not a regular file",
        f"{tmp_path / 'pipe'}: not a regular file",
    ]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("scan.txt", b"%PDF-1.7 ...", "a PDF, not a text"),
        ("talks.docx", b"PK\x03\x04....", "a ZIP archive or an office document, not a text"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n....", "an image, not a text"),
        ("noise.txt", bytes(range(256)) * 20, "binary data, not a text"),
        ("marks.txt", b"*** --- ***", "no words in it"),
        ("page.html", b"<!doctype html><html><body><img src='a.png'></body></html>", "an HTML page without text"),
        ("feed.xml", b"<?xml version='1.0'?><rss version='2.0'><channel></channel></rss>", "a feed, not an article"),
        ("rows.csv", b"url,title\nhttp://example.org,Talks\n", "a table, not an article"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_article_is_rejected_with_the_reason(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    assert get_reason(write(tmp_path / name, data)) == reason


def test_a_large_document_is_read_in_a_child_with_the_same_result() -> None:
    assert read_in_time("a.txt", TEXT.encode(), threshold=0) == read_in_time("a.txt", TEXT.encode())


def test_a_child_passes_on_why_it_cannot_read() -> None:
    with pytest.raises(SourceError, match="a PDF, not a text"):
        read_in_time("a.pdf", b"%PDF-1.7", threshold=0)


def test_a_document_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(SourceError, match=r"not read within 0\.01 seconds"):
        read_in_time("a.txt", TEXT.encode(), threshold=0, deadline_s=0.01)


def test_a_page_nested_beyond_measure_stops_nothing() -> None:
    page = b"<!doctype html><html><body>" + b"<div>" * 20_000 + b"Putin met Lukashenko." + b"</div>" * 20_000
    with suppress(SourceError):
        assert "Putin" in read_in_time("deep.html", page).article.text


def test_a_long_sentence_without_end_is_read_within_bounds() -> None:
    text = "Vladimir Putin and Alexander Lukashenko met in Minsk on December 7 2019 and " * 3000
    assert read_in_time("a.txt", text.encode(), deadline_s=50).article.text.startswith("Vladimir Putin")
