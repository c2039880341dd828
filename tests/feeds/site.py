"""A web server on loopback whose pages change between runs, and feeds in all their forms."""

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

TITLE = "Putin and Lukashenko meet in Minsk"


@dataclass
class Answer:
    """What one address answers; with an `etag`, 304 to whoever has that version."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None


class Site:
    """The server. `pages` maps paths to answers and may change at any time; `asked` are the paths asked so far."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.headers.append(dict(self.headers))
                answer = site.pages.get(self.path, Answer(status=404))
                try:
                    answer(self) if callable(answer) else self.give(answer)
                except OSError:
                    self.close_connection = True

            def give(self, answer: Answer) -> None:
                is_known = answer.etag is not None and self.headers["If-None-Match"] == answer.etag
                self.send_response(304 if is_known else answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.etag:
                    self.send_header("ETag", answer.etag)
                body = b"" if is_known else answer.body
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def give(self, path: str, body: str | bytes, **more: object) -> None:
        """Put a page at a path."""
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = Answer(data, **more)  # type: ignore[arg-type]

    def give_article(self, path: str, day: int = 6, city: str = "Minsk") -> None:
        """Put an article at a path: of a meeting on a day of December 2024."""
        text = (
            f"<html><head><title>Putin and Lukashenko meet in {city}</title></head><body><article>"
            f"<h1>Putin and Lukashenko meet in {city}</h1><p>{day} December 2024</p>"
            f"<p>Vladimir Putin and Alexander Lukashenko met in {city} on {day} December 2024. "
            "They talked about gas and the Union State for three hours, the press service said.</p>"
            "<p>The talks were held behind closed doors.</p></article></body></html>"
        )
        self.give(path, text, headers={"Content-Type": "text/html; charset=utf-8"})

    def take_asked(self) -> list[str]:
        """Return the paths asked since the last time."""
        asked = self.asked[:]
        self.asked.clear()
        return asked

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def make_rss(items: Iterable[tuple[str, str]], extra: str = "") -> str:
    """Make an RSS feed of (link, title)."""
    rows = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>{extra}</item>"
        for link, title in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{rows}</channel></rss>'


def make_atom(items: Iterable[tuple[str, str, str]]) -> str:
    """Make an Atom feed of (link, title, moment of change)."""
    rows = "".join(
        f'<entry><id>tag:example.org,2024:{link}</id><title>{escape(title)}</title><link href="{link}"/>'
        f"<updated>{moment}</updated></entry>"
        for link, title, moment in items
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{rows}</feed>'


def make_json(items: Iterable[tuple[str, str]]) -> str:
    """Make a JSON Feed of (link, title)."""
    rows = [{"id": str(number), "url": link, "title": title} for number, (link, title) in enumerate(items)]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": rows})


def make_sitemap(items: Iterable[tuple[str, str]]) -> str:
    """Make a sitemap of (address, news title, which may be empty)."""
    rows = "".join(
        f"<url><loc>{link}</loc>"
        + (f"<news:news><news:title>{escape(title)}</news:title></news:news>" if title else "")
        + f"<image:image><image:loc>{link}.jpg</image:loc></image:image></url>"
        for link, title in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        f'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{rows}</urlset>'
    )
