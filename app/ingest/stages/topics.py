"""Find the words that show what is talked about."""

from app.domain.findings import FoundTopic
from app.domain.marks import Marks
from app.domain.spans import find_holder
from app.domain.vocabulary import TOPICS


def find_topics(marks: Marks) -> tuple[FoundTopic, ...]:
    """Find every word of every topic, in the order of the text; one word may show several topics.

    A word within a longer name that shows none ("Security Council") is passed over.
    """
    names = tuple(mark.span for mark in marks.all("no_topic"))
    found = [
        FoundTopic(mark.span, topic)
        for topic in TOPICS
        for mark in marks.all(topic)
        if find_holder(names, mark.span) is None
    ]
    return tuple(sorted(found, key=lambda topic: (topic.span, TOPICS.index(topic.topic))))
