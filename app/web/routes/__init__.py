"""The routes, one module a noun. Order matters: `/events/{slug}.csl.json` before `/events/{slug}.json`, and
that and `.ics` before `/events/{slug}`; with quotes likewise."""

from app.web.routes import (
    about,
    api,
    articles,
    compare,
    corrections,
    docs,
    events,
    files,
    following,
    operations,
    overview,
    quote_files,
    quotes,
    search,
    subjects,
    timeline,
)

ROUTERS = (
    files.router,
    quote_files.router,
    api.router,
    following.router,
    docs.router,
    operations.router,
    timeline.router,
    overview.router,
    compare.router,
    events.router,
    articles.router,
    corrections.router,
    quotes.router,
    search.router,
    subjects.router,
    about.router,
)
