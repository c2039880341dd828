"""The routes, one module a noun. Order matters: `/events/{slug}.csl.json` before `/events/{slug}.json`, and
that and `.ics` before `/events/{slug}`."""

from app.web.routes import (
    about,
    api,
    articles,
    compare,
    corrections,
    docs,
    embeds,
    events,
    files,
    following,
    oembed,
    operations,
    overview,
    quotes,
    search,
    subjects,
    timeline,
    weeks,
)

ROUTERS = (
    files.router,
    api.router,
    following.router,
    docs.router,
    operations.router,
    timeline.router,
    overview.router,
    compare.router,
    events.router,
    embeds.router,
    oembed.router,
    articles.router,
    corrections.router,
    quotes.router,
    search.router,
    subjects.router,
    weeks.router,
    about.router,
)
