"""Which entries are wanted: those that name both presidents, or a phrase that speaks of them."""

from app.domain.dates import EdtfDate
from app.ingest.feeds.entries import Entry, make_words
from app.ingest.feeds.lists import Feed
from app.ingest.stages.people import find_people
from app.ingest.stages.quoted import find_quoted
from app.ingest.stages.segment import split_sentences
from app.lexicon.language import get_language, has_language
from app.lexicon.people import get_people

# Word lists that stand for a contact of the two by themselves: "Union State leaders", "Supreme State Council".
_KNOWN = ("pair_named", "format_council")


def is_wanted(entry: Entry, feed: Feed) -> bool:
    """Tell whether an entry is to be fetched whole.

    Its title and summary name both presidents of its day (by name in any language, or by office in the feed's), or
    hold a known phrase: one of the lexicon or of the feed's own. Without title and summary the words of its address
    are taken for a title. An entry outside of the feed's section is never wanted.
    """
    if feed.section and not entry.url.startswith(feed.section):
        return False
    text = "\n\n".join(filter(None, (entry.title, entry.summary))) or make_words(entry.url)
    folded = text.casefold()
    if any(phrase.casefold() in folded for phrase in feed.phrases):
        return True
    day = entry.changed.date().isoformat() if entry.changed else None
    return bool(text) and _names_both(text, feed.language, day)


def _names_both(text: str, code: str, day: str | None) -> bool:
    language = get_language(code if has_language(code) else "en")
    marks = language.mark(text)
    if any(marks.all(name) for name in _KNOWN):
        return True
    people = get_people()
    published = EdtfDate.parse(day) if day else None
    presidents = set(people.get_presidents(published.last if published else None))
    if len(presidents) < 2:
        return False
    named = {mark.value for mark in marks.all("person")}
    if presidents <= named:
        return True
    quoted = find_quoted(text, marks)
    sentences = split_sentences(text, quoted, language, None)
    found = find_people(text, sentences, quoted, published, people, language, marks)
    return presidents <= named.union(*(person.people for person in found))
