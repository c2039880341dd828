"""Find the words that show what is talked about."""

from collections.abc import Mapping

from app.domain.findings import FoundTopic
from app.domain.marks import Marks
from app.domain.spans import Span, find_holder
from app.domain.vocabulary import TOPICS


def find_topics(marks: Marks) -> tuple[FoundTopic, ...]:
    """Find every word of every topic, in the order of the text; one word may show several topics.

    A word within a longer name is passed over, be it a name that shows no topic ("Security Council") or one that
    shows another ("tax manoeuvre" is about oil, not about taxes).
    """
    names = tuple(mark.span for mark in marks.all("no_topic"))
    words = {topic: tuple(mark.span for mark in marks.all(topic)) for topic in TOPICS}
    found = [
        FoundTopic(span, topic)
        for topic, spans in words.items()
        for span in spans
        if find_holder(names, span) is None and not _is_part(span, words)
    ]
    return tuple(sorted(found, key=lambda topic: (topic.span, TOPICS.index(topic.topic))))


def _is_part(span: Span, words: Mapping[str, tuple[Span, ...]]) -> bool:
    """Tell whether a longer entry of any topic holds the word."""
    return any(
        holder not in (None, span) for holder in (find_holder(spans, span) for spans in words.values())
    )
