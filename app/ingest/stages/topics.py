"""Find the words that show what is talked about."""

from app.domain.findings import FoundTopic
from app.domain.spans import Span
from app.domain.vocabulary import TOPICS
from app.lexicon.language import Language


def find_topics(text: str, language: Language) -> tuple[FoundTopic, ...]:
    """Find every keyword of every topic, in the order of the text; one word may show several topics."""
    found = [
        FoundTopic(Span(match.start(), match.end()), topic)
        for topic in TOPICS
        for match in language.topics[topic].finditer(text)
    ]
    return tuple(sorted(found, key=lambda topic: (topic.span, TOPICS.index(topic.topic))))
