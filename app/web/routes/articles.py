"""The page of one source: what was read from it, marked where it stands."""

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.lexicon.language import has_language
from app.store.articles import get_article
from app.store.views import ArticleDetail, ArticleRow, ClaimRow, EventRow, QuoteRow, VagueRow, VersionRow
from app.web.claim_items import list_counts
from app.web.deps import FrameDep, SessionDep, SettingsDep
from app.web.errors import GoneError, NotFoundError
from app.web.formatting import format_withdrawal
from app.web.language import gettext
from app.web.originals import make_original_link
from app.web.page import Frame, Page, render
from app.web.paragraphs import Paragraph, make_paragraphs

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage(Page):
    """One source. `gaps` tells that not all of its text is shown, `earlier` that a later version replaced it,
    `unread` that summitry has no rules for its language, so that nothing was read from it.
    """

    template: ClassVar[str] = "article"

    article: ArticleRow
    original: str | None
    versions: tuple[VersionRow, ...]
    earlier: bool
    unread: bool
    marks_known: bool
    gaps: bool
    vague: tuple[VagueRow, ...]
    named_by: tuple[ArticleRow, ...]
    cites: tuple[tuple[ArticleRow, str | None], ...]
    paragraphs: tuple[Paragraph, ...]
    events: tuple[EventRow, ...]
    quotes: tuple[QuoteRow, ...]
    claims: tuple[ClaimRow, ...]


@router.get("/articles/{article_id}")
def show_article(
    article_id: str,
    request: Request,
    session: SessionDep,
    frame: FrameDep,
    settings: SettingsDep,
    version: str | None = None,
) -> HTMLResponse:
    """Show one source, or an earlier version of it; one that was withdrawn answers 410 with the reason."""
    detail = get_article(session, article_id, settings.full_text, frame.today, version)
    if detail is None:
        raise NotFoundError(
            gettext("There is no such article.")
            if version is None
            else gettext("There is no such version of an article.")
        )
    if detail.withdrawn:
        raise GoneError(format_withdrawal(detail.article, detail.withdrawn), detail.withdrawn_reason)
    return render(request, _make_page(frame, detail))


def _make_page(frame: Frame, detail: ArticleDetail) -> ArticlePage:
    article = detail.article
    paragraphs = make_paragraphs(detail.passages)
    earlier = any(one.shown and not one.last for one in detail.history)
    title = (
        article.title or (article.url if not article.has_text else None) or gettext("Article without a title")
    )
    return ArticlePage(
        frame=frame,
        title=gettext("%(title)s (earlier version)", title=title) if earlier else title,
        canonical=f"/articles/{article.id}",
        noindex=True,
        article=article,
        original=make_original_link(article),
        versions=detail.history,
        earlier=earlier,
        unread=article.has_text
        and not (has_language(article.language) or detail.events or detail.quotes or detail.claims),
        marks_known=detail.marks_known,
        vague=detail.vague,
        named_by=detail.named_by,
        cites=tuple((one, make_original_link(one)) for one in detail.cites),
        gaps=any(not paragraph.sentences for paragraph in paragraphs),
        paragraphs=paragraphs,
        events=detail.events,
        quotes=detail.quotes,
        claims=list_counts(detail.claims),
    )
