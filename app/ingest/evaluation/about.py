"""What a gold file says of the article itself: title, publisher, address, day and language."""

from collections.abc import Iterator

from app.domain.readings import Article
from app.ingest.evaluation.quotes import split_words
from app.ingest.stages.read.addresses import is_address, make_canonical

ABOUT = ("title", "publisher", "url", "published", "language")


def list_about(wanted: dict[str, str], article: Article) -> Iterator[tuple[str, str, str | None, bool]]:
    """List what is compared: name, wanted and found value, and whether they agree; silence is not compared.

    Titles agree if their words do, addresses if they lead to one place.
    """
    found = {
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": article.published.text if article.published else None,
        "language": article.language,
    }
    for name in ABOUT:
        if name in wanted:
            value = found[name]
            yield (
                name,
                wanted[name],
                value,
                value is not None and _fold(name, value) == _fold(name, wanted[name]),
            )


def fold_address(address: str) -> str:
    """Write an address in the form in which two are compared; what is no address stays as it is."""
    if not is_address(address):
        return address
    return make_canonical(address).partition("://")[2].rstrip("/")


def _fold(name: str, value: str) -> object:
    if name in ("title", "publisher"):
        return split_words(value)
    return fold_address(value) if name == "url" else value
