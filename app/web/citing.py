"""A work in the styles in which people cite: Chicago, APA, BibTeX, RIS and the template of Wikipedia."""

import re
from dataclasses import dataclass
from datetime import date

from app.web.bibliography import format_bibtex, format_ris, make_safe_url
from app.web.works import SITE, Work

# English names of the months, which these styles ask for whatever language the page speaks.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# What means something in wikitext: the argument of a template would end, become a link, italics or a signature.
_WIKI = re.compile(r"[&<>\[\]{}|~]|''+|__")


@dataclass(frozen=True, slots=True)
class Citation:
    """A work in one style: its name in the page (`chicago`), that of the style, and the words, a part of them in
    italics. Of a `block` the line breaks count."""

    name: str
    style: str
    before: str
    italic: str = ""
    after: str = ""
    block: bool = False


def make_citations(work: Work) -> tuple[Citation, ...]:
    """Make all citations of a work; its sources and the sentence are in its file alone, beside these they stand on
    the page."""
    bare = Work(work.key, work.title, work.url, work.accessed, work.happened)
    return (
        Citation("chicago", "Chicago 17", _format_chicago(bare)),
        _make_apa(bare),
        Citation("bibtex", "BibTeX", format_bibtex([bare]).rstrip(), block=True),
        Citation("ris", "RIS", format_ris([bare]).replace("\r\n", "\n").rstrip("\n"), block=True),
        Citation("wiki", "{{cite web}}", _format_wiki(bare)),
    )


def _format_chicago(work: Work) -> str:
    """Write an entry of a bibliography by the Chicago Manual of Style, 17th edition, 14.207: a page without an author
    stands under the owner of the site, its title in quotation marks and nothing in italics; one without a date has
    the day of access."""
    # Quotation marks within quotation marks are single.
    title = _stop(work.title.replace("“", "‘").replace("”", "’"))
    return f"{SITE}. “{title}” Accessed {_format_day(work.accessed)}. {make_safe_url(work.url)}."


def _make_apa(work: Work) -> Citation:
    """Write an entry by the Publication Manual of the APA, 7th edition, 9.12, 9.16 and 10.16: without an author the
    title, in italics, takes its place; what is made to change has the day of retrieval; no stop ends an address."""
    after = f" (n.d.). {SITE}. Retrieved {_format_day(work.accessed)}, from {make_safe_url(work.url)}"
    return Citation("apa", "APA 7", "", _stop(work.title), after)


def _stop(title: str) -> str:
    """End a title with a full stop, within its last quotation mark as Americans write; its own last stop is enough."""
    bare = title.rstrip("’”")
    return title if bare.endswith((".", "?", "!", "…")) else f"{bare}.{title[len(bare) :]}"


def _format_wiki(work: Work) -> str:
    """Write the template for web pages that most Wikipedias know (https://en.wikipedia.org/wiki/Template:Cite_web)."""
    return (
        f"{{{{cite web |title={escape_wiki(work.title)} |url={escape_wiki_url(work.url)} |website={SITE} "
        f"|access-date={work.accessed.isoformat()}}}}}"
    )


def escape_wiki(text: str) -> str:
    """Write a text so that wikitext shows exactly it, and it stays one argument of a template."""
    return _WIKI.sub(lambda match: "".join(f"&#{ord(one)};" for one in match[0]), text)


def escape_wiki_url(url: str) -> str:
    """Percent-encode what ends an address in wikitext, or would become italics."""
    return make_safe_url(url).replace("'", "%27").replace("~", "%7E")


def _format_day(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
