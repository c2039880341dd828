"""The sources of an event as notes of its printed page: a number each, and who tells which value by these numbers."""

from collections.abc import Iterable, Mapping, Sequence

from app.store.views import ArticleRow
from app.web.evidence import Fact, Sentence
from app.web.story import Chapter

RECORD, EDITOR = "R", "C"
_OURS = {"record": RECORD, "editor": EDITOR}


def make_notes(
    sources: Sequence[ArticleRow], facts: Iterable[Fact], story: Iterable[Chapter]
) -> dict[str, str]:
    """Return the notes of each telling of a fact (`when-1`) and of each step of the story (`step-1`): `1, 3, R`.

    A number is the place of a source in the list of sources; R stands for the record, C for a correction.
    """
    numbers = {source.id: str(number) for number, source in enumerate(sources, 1)}
    notes = {
        f"{fact.name}-{place}": _format(telling.sentences, numbers)
        for fact in facts
        for place, telling in enumerate(fact.tellings, 1)
    }
    steps = {f"step-{place}": _format(one.sentences, numbers) for place, one in enumerate(story, 1)}
    return notes | steps


def _format(sentences: Iterable[Sentence], numbers: Mapping[str, str]) -> str:
    told = {numbers.get(one.article.id) or _OURS.get(one.article.origin, "") for one in sentences}
    return ", ".join(sorted(filter(None, told), key=lambda note: (not note.isdigit(), len(note), note)))
