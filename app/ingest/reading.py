"""Read one article: the order of the stages, as one pure function."""

from app.domain.collecting import pause_collecting
from app.domain.findings import Findings
from app.domain.readings import Article, EventReading, QuoteReading, Reading
from app.domain.vocabulary import Kind, Status
from app.ingest.stages.claims import find_claims
from app.ingest.stages.dates import find_dates
from app.ingest.stages.mentions import find_events
from app.ingest.stages.people import find_people
from app.ingest.stages.places import find_places
from app.ingest.stages.quoted import find_quoted
from app.ingest.stages.quotes import find_quotes
from app.ingest.stages.segment import split_sentences
from app.ingest.stages.topics import find_topics
from app.lexicon.language import Language, get_language, has_language
from app.lexicon.people import get_people
from app.lexicon.places import get_places


def find_findings(article: Article, language: Language) -> Findings:
    """Find everything that the first stages see in an article's text."""
    text, published, people = article.text, article.published, get_people()
    marks = language.mark(text)
    quoted = find_quoted(text, marks)
    sentences = split_sentences(text, quoted, language, article.title)
    return Findings(
        marks=marks,
        text=text,
        published=published,
        sentences=sentences,
        quoted=quoted,
        dates=find_dates(text, sentences, published, language, marks),
        people=find_people(text, sentences, quoted, published, people, language, marks),
        places=find_places(text, get_places(), marks),
        topics=find_topics(marks),
    )


# Reading makes no cycles, and among all that a text of a megabyte yields the search would take as long as the reading.
@pause_collecting()
def read_reading(article: Article) -> Reading:
    """Read the events, quotes and claims of one article.

    A pure function of the article. An article in a language without a lexicon is segmented and nothing more.
    """
    if article.language is None or not has_language(article.language):
        quoted = find_quoted(article.text)
        sentences = split_sentences(article.text, quoted, get_language("en"), article.title)
        return Reading(article, tuple(sentence.span for sentence in sentences))
    language = get_language(article.language)
    findings = find_findings(article, language)
    presidents = get_people().get_presidents(article.published.last if article.published else None)
    events = find_events(findings, presidents, language)
    quotes = find_quotes(findings, language)
    return Reading(
        article=article,
        sentences=tuple(sentence.span for sentence in findings.sentences),
        events=events,
        quotes=_link_quotes(quotes, events),
        claims=find_claims(findings, events, presidents, language),
    )


def _link_quotes(
    quotes: tuple[QuoteReading, ...], events: tuple[EventReading, ...]
) -> tuple[QuoteReading, ...]:
    """Link quotes to the contact that the article is about: the first held, else the only one planned."""
    contacts = [i for i, event in enumerate(events) if event.kind in (Kind.MEETING, Kind.CALL)]
    held = [i for i in contacts if events[i].status is Status.HELD]
    main = held[0] if held else contacts[0] if len(contacts) == 1 else None
    return tuple(
        QuoteReading(quote.speaker, quote.speaker_text, quote.text, quote.kind, quote.span, main)
        for quote in quotes
    )
