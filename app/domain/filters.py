"""Which events of the timeline, or which quotes, are asked for. A page's URL is its written form (`app.web.query`)."""

from dataclasses import dataclass, field, replace

FACETS: tuple[str, ...] = ("year", "topic", "place", "person", "kind", "format", "status")

QUOTE_FACETS: tuple[str, ...] = ("speaker", "year", "topic", "language", "kind")
"""The facets of the quotes, which are asked for by the same `Filters`."""

ARTICLE_FACETS: tuple[str, ...] = ("year", "language")
"""The facets of the sources, likewise."""

UNKNOWN = "unknown"
"""The value of a facet of the quotes (not of `topic`) or of the sources for those of which it is not known."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen values of one facet: any of `wanted` (for topics all of them), none of `unwanted`. Both sorted."""

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is chosen."""
        return bool(self.wanted or self.unwanted)


@dataclass(frozen=True, slots=True)
class Filters:
    """A view of the timeline: choices by facet (every name in FACETS is a key or absent), search words, and paging.

    `after` is the slug of the last event shown ("more"). `q` holds the search strings as typed. Of a view of the
    quotes the facets are QUOTE_FACETS, and `after` is the id of a quote.
    """

    choices: dict[str, Choice] = field(default_factory=dict)
    q: tuple[str, ...] = ()
    after: str | None = None

    def of(self, facet: str) -> Choice:
        """Return what is chosen of one facet."""
        return self.choices.get(facet, Choice())

    def without(self, facet: str) -> "Filters":
        """Return the same view with nothing chosen of one facet, from its first page."""
        rest = {name: choice for name, choice in self.choices.items() if name != facet}
        return replace(self, choices=rest, after=None)

    def with_choice(self, facet: str, choice: Choice) -> "Filters":
        """Return the same view with another choice of one facet, from its first page."""
        return replace(self, choices={**self.without(facet).choices, facet: choice}, after=None)

    def __bool__(self) -> bool:
        """Tell whether the view is narrowed at all."""
        return bool(self.q or any(self.choices.values()))
