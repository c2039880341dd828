"""Pictures of every sort of page at three widths, light and dark: `make screenshots` (`python -m tests.screenshots`).

Serves the database that the settings name, and writes PNG files to var/screenshots/. Names given as arguments choose
some of the pages: `make screenshots ARGS="timeline quote"`; `ARGS=readme` takes those of the README anew instead.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from app.main import create_app
from app.settings import Settings
from tests.chromium import ARGUMENTS, find_chromium, run_server

FOLDER = Path(__file__).parents[1] / "var" / "screenshots"
WIDTHS = (320, 768, 1440)
TALLEST = 6000
README = Path(__file__).parents[1] / "docs" / "images"
README_SIZE = (1280, 1000)
README_PAGES = {
    "timeline": "/",
    "event": "/events/2024-05-23-minsk#when",
    "overview": "/overview",
    "compare": "/compare?year=2021&year=2022",
    "topic": "/topics/energy",
    "quotes": "/quotes?speaker=alexander-lukashenko&year=2019",
    "search": "/search?q=газ speaker:Лукашэнка",
    "russian": "/ru/events/2019-12-07-sochi",
}
"""The pages of the README's tour; what the address points at is opened."""


def main(chosen: Sequence[str]) -> int:
    """Take the pictures, of `chosen` pages or all; exit status 1 without a browser, 2 for a page that is none."""
    path = find_chromium()
    if path is None:
        print("no Chromium was found: set SUMMITRY_CHROMIUM, or call `make screenshots`", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with run_server(create_app(Settings())) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        if [*chosen] == ["readme"]:
            for name, page in README_PAGES.items():
                take_for_readme(browser, address + page, README / f"{name}.png")
            print(f"{len(README_PAGES)} pictures in {README}")
            return 0
        pages = find_pages(address)
        if unknown := {*chosen} - {*pages}:
            print(
                f"no such page: {', '.join(sorted(unknown))}; there are {', '.join(pages)}", file=sys.stderr
            )
            return 2
        pages = {name: page for name, page in pages.items() if not chosen or name in chosen}
        for name, page in pages.items():
            for width in WIDTHS:
                for scheme in ("light", "dark"):
                    take(browser, address + page, FOLDER / f"{name}-{width}-{scheme}.png", width, scheme)
        browser.close()
    print(f"{len(pages) * len(WIDTHS) * 2} pictures in {FOLDER}")
    return 0


def find_pages(address: str) -> dict[str, str]:
    """Find one page of every sort, by name: the event with most sources, an article and a quote of it, and so on."""

    def read(path: str) -> str:
        with urlopen(address + path, timeout=30) as answer:
            return str(answer.read().decode())

    pages = {
        "timeline": "/",
        "timeline-empty": "/?q=zzyzx",
        "timeline-many": "/?year=2022&year=2023&place=minsk&place=moscow&-kind=call&-format=sidelines",
        "overview": "/overview",
        "quotes": "/quotes",
        "quotes-filtered": "/quotes?speaker=vladimir-putin&topic=energy&q=gas",
        "search": "/search?q=gas",
        "search-help": "/search",
        "search-nothing": "/search?q=zzyzx",
        "compare": "/compare?topic=energy&topic=security",
        "compare-years": "/compare?year=2021&year=2022",
        "compare-form": "/compare",
        "russian": "/ru/",
        "russian-search": "/ru/search?q=газ",
        "belarusian": "/be/overview",
        "belarusian-compare": "/be/compare?year=2021&year=2022",
        "api": "/api/docs",
        "weeks": "/weeks",
        "week": "/weeks/2024-W21",
        "week-plan": "/weeks/2025-W41",
        "week-empty": "/ru/weeks/2020-W53",
        "about": "/about",
        "corrections": "/corrections",
        "embedded": "/embed/?status=held",
        "embedded-error": "/embed/no-such-page",
        "error": "/no-such-page",
    }
    events = re.findall(r"/events/([\w-]+)</loc>", read("/sitemap.xml"))
    if not events:
        return pages
    sources = {slug: read(f"/events/{slug}").count("/articles/") for slug in events[:40]}
    event = max(sources, key=lambda slug: sources[slug])
    pages["event"] = f"/events/{event}"
    pages["embedded-event"] = f"/embed/events/{event}"
    html = read(pages["event"])
    for name, pattern in (
        ("article", r'href="(/articles/\w+)'),
        ("quote", r'href="(/quotes/\w+)'),
        ("person", r'href="(/people/[\w-]+)'),
        ("place", r'href="(/places/[\w-]+)'),
        ("topic", r'href="(/topics/[\w-]+)'),
    ):
        if found := re.search(pattern, html):
            pages[name] = found[1]
    for language, name in (("ru", "event"), ("be", "quote"), ("ru", "person"), ("be", "topic")):
        if name in pages:
            pages[f"{name}-{language}"] = f"/{language}{pages[name]}"
    if found := re.search(r'href="(/events/[\w-]+)', read("/?status=overdue")):
        pages["plan"] = found[1]
    if event[:4].isdecimal():
        pages["year"] = f"/years/{event[:4]}"
    if "topic" in pages:
        pages["filtered"] = f"/?year={event[:4]}&topic={pages['topic'].rpartition('/')[2]}"
    return pages


def take_for_readme(browser: Browser, address: str, file: Path) -> None:
    """Store a picture of the beginning of a page, as the README shows it."""
    width, height = README_SIZE
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.querySelector(':target')?.setAttribute('open', ''); scrollTo(0, 0)")
    page.screenshot(path=file)
    page.close()


def take(browser: Browser, address: str, file: Path, width: int, scheme: str) -> None:
    """Store a picture of one page."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address, wait_until="networkidle")
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    page.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
