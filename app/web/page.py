"""A page is one frozen dataclass; `render` gives the whole page or the fragment that htmx asks for.

A page's template is `templates/pages/<template>.html`, a fragment's `templates/partials/<name>.html`; both see
exactly the fields of the page.
"""

from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from app.web import dates, formatting, language
from app.web.assets import Assets
from app.web.contact import make_report, read_contact
from app.web.deps import Frame
from app.web.filed import ASKED
from app.web.htmx import VARY, find_target
from app.web.licence import LICENCE
from app.web.linked_data import Data, write_script
from app.web.tags import make_tag

__all__ = ["Frame", "Page", "find_partial", "make_templates", "render"]

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page has. `canonical` is its path with query, `title` what the browser's tab says, `description` what
    a search engine shows below it, in one or two sentences.

    `partials` names the fragments that htmx can ask for, each with the further regions of the page that change
    with it; `pushed` those after which the address bar shows `canonical`. `section` is the entry of the site's
    navigation under which the page stands. A page that is cited for itself is `cited`, with the day or month of what
    it tells in `dated`, as exact as told; `linked` is the JSON-LD of what it is about. `image` is the path
    of the picture by which it is shared; what has none of its own has that of the whole timeline.
    """

    template: ClassVar[str]
    section: ClassVar[str] = ""
    partials: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    pushed: ClassVar[frozenset[str]] = frozenset()

    frame: Frame
    title: str
    canonical: str
    description: str = ""
    noindex: bool = False
    cited: bool = False
    dated: str | None = None
    linked: Data | None = None
    image: str = "/share.png"


def make_templates(
    assets: Assets, base_url: str, contact: str | None, *, with_images: bool, policy: str | None = None
) -> Environment:
    """Make the environment of the templates; everything that they print is escaped. `with_images`: share images can be
    drawn. `policy` is the Content-Security-Policy of the pages of the site as files, which come without our headers."""
    environment = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_open_compiled(),
        extensions=["jinja2.ext.i18n"],
    )
    install: Any = getattr(environment, "install_gettext_callables")  # noqa: B009 (the extension brings it)
    install(language.find_text, language.find_plural, newstyle=True, pgettext=language.find_text_in)
    environment.globals["ngettext"] = _say_plural
    environment.globals.update(get_language=language.get_language, languages=language.LANGUAGES)
    reached = read_contact(contact)
    environment.globals.update(
        assets=assets, base_url=base_url, contact=reached, licence=LICENCE, link=language.link
    )
    environment.globals["with_images"] = with_images
    environment.globals.update(files_policy=policy, files_asked=ASKED)
    environment.globals["write_script"] = write_script
    environment.globals["make_report"] = partial(make_report, reached)
    for module in (dates, formatting):
        for name, function in vars(module).items():
            if name.startswith(("format_", "make_date_words", "get_mark", "get_month_names")):
                environment.globals[name] = function
    return environment


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates, in a folder of this user alone among the temporary ones: a process that starts need not
    compile them anew. Where they cannot be kept, it does."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, if there is room."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _open_compiled() -> _Compiled | None:
    try:
        # What another Jinja compiled may not run with this one.
        return _Compiled(pattern=f"summitry-{version('jinja2')}-%s.cache")
    except (OSError, RuntimeError):
        return None


class _Environment(Environment):
    """Gives every template one dict of globals: Jinja chains two, and goes through all of their names in Python
    whenever a template imports a macro."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


@pass_context
def _say_plural(context: Context, one: str, many: str, number: int, /, **values: object) -> str:
    """Say a text that agrees with a number as `language.ngettext` does; the values put in are escaped."""
    told = language.find_plural(one, many, number)
    text = Markup(told) if context.eval_ctx.autoescape else told
    return text % {"num": language.format_number(number), **values}


def render(
    request: Request, page: Page, status: int = 200, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    """Render the whole page, or the one of its partials that htmx targets together with what changes with it."""
    templates: Environment = request.app.state.templates
    values: dict[str, Any] = {field.name: getattr(page, field.name) for field in fields(page)}
    sent = {"Vary": VARY, "Cache-Control": "no-cache", **(headers or {})}
    if page.noindex:
        sent["X-Robots-Tag"] = "noindex"
    partial = find_partial(request, page)
    if partial is None:
        offered = language.choose_language(request.headers.get("accept-language", ""))
        template = templates.get_template(f"pages/{page.template}.html")
        body = template.render(values, section=page.section, offered=offered, swaps=bool(page.partials))
        # The link to the page in the language that the reader prefers depends on this header.
        sent["Vary"] = f"{sent['Vary']}, Accept-Language"
        return _give(body, status, sent)
    body = templates.get_template("fragment.html").render(
        values, template=page.template, partial=partial, companions=page.partials[partial]
    )
    if partial in page.pushed:
        sent["HX-Push-Url"] = language.link(page.canonical)
    return _give(body, status, sent)


def _give(body: str, status: int, headers: dict[str, str]) -> HTMLResponse:
    if status == 200:
        # Who has the page need not be sent it again (`app.web.page_cache`).
        headers["ETag"] = make_tag(body.encode())
    return HTMLResponse(body, status, headers)


def find_partial(request: Request, page: Page) -> str | None:
    """Name the partial that htmx asks for; `None` if the whole page is asked for, or what is none of its partials."""
    target = find_target(request.headers)
    return target if target in page.partials else None
