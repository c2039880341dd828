"""The routes, one module a noun. Order matters: `/events/{slug}.csl.json` before `/events/{slug}.json`, and
that, `.ics` and `.png` before `/events/{slug}`."""

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
    quotes,
    search,
    shared,
    subjects,
    timeline,
)

ROUTERS = (
    files.router,
    shared.router,
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
