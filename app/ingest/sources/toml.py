"""What a TOML file among the sources is: told by its tables, never by its name."""

from enum import StrEnum

from app.domain.errors import SourceError
from app.ingest.feeds.lists import is_feed_list
from app.ingest.sources.corrections import TABLE
from app.ingest.toml_file import read_toml


class TomlKind(StrEnum):
    """What our TOML files hold."""

    FEEDS = "feeds"
    CORRECTIONS = "corrections"


def is_toml(name: str) -> bool:
    """Tell whether a file of this name is TOML."""
    return name.lower().endswith(".toml")


def find_toml_kind(path: str) -> TomlKind:
    """Tell what a TOML file holds; raise SourceError if it cannot be read, or holds nothing that is a source."""
    table = read_toml(path)
    if is_feed_list(table):
        return TomlKind.FEEDS
    if TABLE in table or not table:
        # An empty file is one of corrections of which the last has been taken out.
        return TomlKind.CORRECTIONS
    raise SourceError(path, "a TOML file without [[feed]], [[sitemap]], [[page]] or [[correction]]")
