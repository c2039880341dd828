"""Find times told in a text and resolve them against the day of publication.

A wrong date is worse than none: words that need a publication date give nothing without one, and words that
tell no day give the month, or nothing.

`shape` writes a sentence as one letter for each word or mark; `forms` are the patterns over these letters, in
their order; `absolute` and `relative` say which day a form means; `mood` tells what is still to come.
"""

from app.domain.dates import EdtfDate, Precision
from app.domain.errors import InvalidDateError
from app.domain.findings import FoundDate, Sentence
from app.domain.marks import Marks
from app.domain.spans import Span
from app.ingest.stages.dates.context import Context, Reading
from app.ingest.stages.dates.forms import Form, find_start, get_forms
from app.ingest.stages.dates.shape import Shape, make_shapes
from app.lexicon.language import Language

__all__ = ["find_dates"]

# Nobody tells a time in such a sentence, in characters, but machines write them.
_LONGEST_SENTENCE = 10_000


def find_dates(
    text: str,
    sentences: tuple[Sentence, ...],
    published: EdtfDate | None,
    language: Language,
    marks: Marks | None = None,
) -> tuple[FoundDate, ...]:
    """Find the times told in `text`, in its order, none overlapping.

    `marks` are the words of the language's lists in `text`, if they have been looked for already.
    """
    found: list[FoundDate] = []
    context = Context(text, language, marks or language.mark(text), published)
    shapes = make_shapes(text, sentences, context.marks, language)
    for sentence, shape in zip(sentences, shapes, strict=True):
        if sentence.span.end - sentence.span.start > _LONGEST_SENTENCE:
            continue
        context.begin(sentence, shape)
        position = find_start(shape.letters, 0)
        while position >= 0:
            end = _read_at(position, context, found)
            position = find_start(shape.letters, end or position + 1)
    return tuple(found)


def _read_at(position: int, context: Context, found: list[FoundDate]) -> int | None:
    """Read the form that begins with a word of the sentence; return where it ends, None if there is none."""
    shape = context.shape
    for form in get_forms(context.language.month_first)[shape.letters[position]]:
        match = form.pattern.match(shape.letters, position)
        readings = _read(form, match.start(), match.end(), context) if match else None
        if readings is None:
            continue
        for reading in readings:
            if reading.date is not None:
                one = _make_found(form.name, reading, reading.date, context)
                found.append(one)
                if one.exact and one.date.precision is Precision.DAY:
                    context.tell(one)
        # A form that nothing is made of still keeps another from misreading a part of it.
        return max([reading.end for reading in readings], default=match.end() if match else position)
    return None


def _read(form: Form, start: int, end: int, context: Context) -> list[Reading] | None:
    try:
        return form.read(start, end, context)
    except (InvalidDateError, ValueError, OverflowError):
        # "31 June", "99.99.2019": told like a date, but none.
        return []


def _make_found(name: str, reading: Reading, date: EdtfDate, context: Context) -> FoundDate:
    shape: Shape = context.shape
    span = Span(shape.tokens[reading.start].start, shape.tokens[reading.end - 1].end)
    before = shape.letters[max(0, reading.start - 4) : reading.start]
    return FoundDate(
        span, date, name, exact=reading.exact, limit=before.removesuffix("h ").endswith(("Q ", "F "))
    )
