"""What a TOML file among the sources is: told by its tables, never by its name."""

from enum import StrEnum

from app.domain.errors import SourceError
from app.ingest.feeds.lists import is_feed_list, read_toml


class TomlKind(StrEnum):
    """What our TOML files hold."""

    FEEDS = "feeds"


def is_toml(name: str) -> bool:
    """Tell whether a file of this name is TOML."""
    return name.lower().endswith(".toml")


def find_toml_kind(path: str) -> TomlKind:
    """Tell what a TOML file holds; raise SourceError if it cannot be read, or holds nothing that is a source."""
    table = read_toml(path)
    if is_feed_list(table):
        return TomlKind.FEEDS
    raise SourceError(path, "a TOML file without [[feed]], [[sitemap]] or [[page]]")
