"""What of the sources' texts is shown to everybody: ours whole, of other people's the sentences read and one on either
side. That is also what the search finds them by: what it finds can be shown, and it tells nothing of the rest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, literal, select, union_all
from sqlalchemy.orm import Session

from app.domain.spans import Span
from app.domain.vocabulary import Origin
from app.store.passages import Mark, make_passages
from app.store.schema import AnySelect, article, claim, fact, mention, quote, version
from app.store.sentences import Sentences
from app.store.views import ShownSentence, ShownText


def list_shown(session: Session | Connection, article_ids: Sequence[str]) -> dict[str, ShownText]:
    """Return of each of these sources its title, its publisher and its sentences to show; of a withdrawn one, or a
    document of our own, nothing."""
    marks = list_marks_read(session, article_ids)
    columns = (article.c.id, article.c.title, article.c.publisher, article.c.digest)
    rows = session.execute(
        select(*columns, version.c.text, version.c.sentences, version.c.body_start)
        .outerjoin(version, version.c.id == article.c.version_id)
        .where(article.c.id.in_(article_ids))
        .where(article.c.withdrawn.is_(None), article.c.origin == Origin.PRESS)
    )
    shown = {}
    for row in rows:
        sentences: tuple[ShownSentence, ...] = ()
        if row.text is not None:
            text = Sentences.read(row.text, row.sentences)
            sentences = tuple(
                _list_sentences(text, marks.get(row.id, ()), body_start=row.body_start, whole=row.digest)
            )
        shown[row.id] = ShownText(row.title, row.publisher, sentences)
    return shown


def list_marks_read(session: Session | Connection, article_ids: Iterable[str]) -> dict[str, list[Mark]]:
    """List by source everything that was read from the text of its last version."""
    ids = list(article_ids)

    def of(statement: AnySelect, column: object) -> AnySelect:
        return statement.where(column.in_(ids))  # type: ignore[attr-defined]

    facts = select(mention.c.article_id, fact.c.start, fact.c.end, fact.c.field).join(
        fact, fact.c.mention_id == mention.c.id
    )
    quotes = select(quote.c.document_id, quote.c.start, quote.c.end, literal("quote"))
    claims = select(claim.c.document_id, claim.c.start, claim.c.end, literal("claim"))
    rows = union_all(
        of(facts, mention.c.article_id), of(quotes, quote.c.document_id), of(claims, claim.c.document_id)
    )
    marks: dict[str, list[Mark]] = defaultdict(list)
    for one, start, end, kind in session.execute(rows):
        marks[one].append(Mark(Span(start, end), kind))
    return marks


def _list_sentences(
    text: Sentences, marks: Sequence[Mark], *, body_start: int, whole: bool
) -> Iterator[ShownSentence]:
    for passage in make_passages(text, marks, body_start=body_start, whole=whole):
        if passage.number is not None:
            yield ShownSentence(passage.number, text.spans[passage.number].of(text.text))
