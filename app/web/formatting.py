"""Values in words, in the language of the page: names, counts, kinds, statuses, lengths of time."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from app.domain.countries import COUNTRIES
from app.domain.dates import EdtfDate, Precision
from app.domain.ids import make_slug
from app.domain.languages import get_language_name
from app.domain.titles import FORMAT_WORDS, read_title
from app.domain.vocabulary import Field, Kind, Status
from app.lexicon.people import get_people
from app.lexicon.places import get_places
from app.lexicon.spelling import spell
from app.store.rows import OVERDUE
from app.store.views import ArticleRow, CorrectionRow, EventRow, QuoteRow
from app.web.dates import format_date
from app.web.language import (
    ENGLISH,
    format_number,
    get_language,
    get_locale,
    gettext,
    mark,
    ngettext,
    pgettext,
)
from app.web.terms import (
    say_field,
    say_format,
    say_kind,
    say_part_of_day,
    say_place_specially,
    say_status,
    say_topic,
)

# Each kind in each state, a text by itself: the words of other languages agree with one another.
_STATUSES: dict[tuple[Kind, str], str] = {
    (Kind.MEETING, Status.HELD): mark("meeting held"),
    (Kind.MEETING, Status.PLANNED): mark("meeting planned"),
    (Kind.MEETING, Status.CANCELLED): mark("meeting cancelled"),
    (Kind.MEETING, OVERDUE): mark("meeting overdue"),
    (Kind.CALL, Status.HELD): mark("call held"),
    (Kind.CALL, Status.PLANNED): mark("call planned"),
    (Kind.CALL, Status.CANCELLED): mark("call cancelled"),
    (Kind.CALL, OVERDUE): mark("call overdue"),
    (Kind.MILESTONE, Status.PLANNED): mark("milestone planned"),
    (Kind.MILESTONE, Status.CANCELLED): mark("milestone cancelled"),
    (Kind.MILESTONE, OVERDUE): mark("milestone overdue"),
    (Kind.RELATED, Status.PLANNED): mark("related event planned"),
    (Kind.RELATED, Status.CANCELLED): mark("related event cancelled"),
    (Kind.RELATED, OVERDUE): mark("related event overdue"),
}


def format_count(number: int, one: str, many: str | None = None) -> str:
    """Count in English words that agree: `1 source`, `2 sources`; pages say such by `ngettext`."""
    return f"{format_number(number)} {one if number == 1 else many or one + 's'}"


def format_person(slug: str) -> str:
    """Write the name of a person; in English where the page's language is not known to spell it."""
    return spell(get_language(), "names", slug) or get_people().get_name(slug)


def format_speaker(quote: QuoteRow) -> str:
    """Name who said a quote: by the name on record, as the source calls them, or that nobody is named."""
    if quote.speaker:
        return format_person(quote.speaker)
    return quote.speaker_text or gettext("Speaker not known")


def format_place(slug: str) -> str:
    """Write the name of a place from its slug."""
    return format_city(get_place_name(slug))


def get_place_name(slug: str) -> str:
    """Return the English name of a place; a slug that is not in the table is read back into a name."""
    return _list_places().get(slug) or slug.replace("-", " ").title()


def format_city(name: str) -> str:
    """Write the name of a place from its English one."""
    if get_language() == ENGLISH:
        return name
    return say_place_specially(name) or spell(get_language(), "cities", name) or name


def format_topic(topic: str) -> str:
    """Write a topic as it stands in a sentence."""
    return say_topic(topic)


def format_country(code: str) -> str:
    """Write the name of a country; a code that is not in the table stays as it is."""
    if code not in COUNTRIES or get_language() == ENGLISH:
        return COUNTRIES.get(code, code)
    return str(get_locale().territories.get(code, COUNTRIES[code]))


def format_language(code: str | None) -> str:
    """Write the name of a language, as it stands in a list of them: `English`, `белорусский`."""
    name = get_language_name(code)
    if code is None or name is None:
        return gettext("language not told")
    return name if get_language() == ENGLISH else str(get_locale().languages.get(code, name))


def format_in_language(code: str | None) -> str:
    """Say in which language something is: `in Russian`, `язык: русский`."""
    return gettext("in %(language)s", language=format_language(code))


def format_unread_article(code: str | None) -> str:
    """Say that nothing was read from an article, because its language has no rules or could not be told."""
    if get_language_name(code) is None:
        return gettext("The language of this article could not be told: nothing was read from it.")
    return gettext(
        "This article is in %(language)s, which summitry does not read yet: nothing was read from it.",
        language=format_language(code),
    )


def format_title(title: str) -> str:
    """Write the title of an event: place and form in the language of the page; what came of it as it was told."""
    if get_language() == ENGLISH:
        return title
    city, form, told = read_title(title)
    if form is not None:
        words = say_format(form) if form in FORMAT_WORDS else say_kind(form)
        return f"{format_city(city)}, {words}" if city else words[:1].upper() + words[1:]
    return f"{format_city(city)}: {told}" if city else title


def format_value(facet: str, value: str) -> str:
    """Write one value of a facet or of a fact's field as readers know it."""
    if facet == "year":
        return value
    if facet in ("topic", Field.TOPICS):
        return format_topic(value)
    if facet in ("person", Field.PEOPLE):
        return format_person(value)
    if facet == "place":
        return format_place(value)
    if facet == "format":
        return say_format(value)
    if facet == "kind":
        return say_kind(value)
    if facet == Field.CITY:
        return format_city(value)
    return say_status(value) if facet == "status" else value


def format_field(field: str, value: str) -> str:
    """Write one value of a fact in words: `2019-12-07` becomes `7 December 2019`."""
    if field == Field.DATE:
        return format_date(value)
    if field == Field.PART_OF_DAY:
        return say_part_of_day(value)
    if field == Field.COUNTRY:
        return format_country(value)
    if field == Field.DURATION:
        return format_duration(int(value)) if value.isascii() and value.isdecimal() else value
    return format_value(field, value)


def format_field_name(field: str) -> str:
    """Write which field of an event is meant: `date`, `duration minutes at least`."""
    return say_field(field)


def format_values(values: Mapping[str, Sequence[str]]) -> str:
    """Write the values of one or several fields as one line: `Sochi, Russia`."""
    return ", ".join(format_field(field, value) for field, several in values.items() for value in several)


def format_duration(minutes: int) -> str:
    """Write a least duration: `at least 5 hours 30 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = [ngettext("%(num)s hour", "%(num)s hours", hours)] if hours else []
    if rest or not hours:
        parts.append(ngettext("%(num)s minute", "%(num)s minutes", rest))
    return pgettext("duration", "at least %(time)s", time=" ".join(parts))


def format_status(event: EventRow, today: date) -> str:
    """Say the kind and the status of an event: `Meeting held`, `Call planned for tomorrow`."""
    status = OVERDUE if event.status == OVERDUE else Status(event.status).value
    if event.kind not in (Kind.MEETING, Kind.CALL) and status == Status.HELD:
        return _capitalize(say_kind(event.kind))
    said = _capitalize(gettext(_STATUSES[Kind(event.kind), status]))
    if status == Status.PLANNED:
        return f"{said}{_format_wait(event.date, today)}"
    return gettext("%(what)s: no report that it was held", what=said) if status == OVERDUE else said


def format_confidence(confidence: str) -> str:
    """Say how sure the record is of an event, where it is not wholly sure."""
    if confidence == "low":
        return gettext("Uncertain: whoever curated the record has low confidence in this row.")
    return gettext("Whoever curated the record has medium confidence in this row.")


def format_action(correction: CorrectionRow) -> str:
    """Say which correction it is: `2020-09-14-sochi: city set to Sochi`."""
    events = format_list(correction.events)
    match correction.action:
        case "set":
            return gettext(
                "%(events)s: %(field)s set to %(value)s",
                events=events,
                field=say_field(correction.field or ""),
                value=correction.value,
            )
        case "reject":
            return gettext("%(events)s: what a source tells of it rejected", events=events)
        case "join":
            return gettext("%(events)s joined", events=events)
        case _:
            return gettext("%(events)s split", events=events)


def format_withdrawal(article: ArticleRow, day: str) -> str:
    """Say that a source was withdrawn on a day (ISO), by the name that is left of it."""
    name = article.title or article.publisher or article.url
    if name is None:
        return gettext("This source was withdrawn from the record on %(day)s.", day=format_date(day))
    return gettext(
        "The source “%(name)s” was withdrawn from the record on %(day)s.", name=name, day=format_date(day)
    )


def format_correction(correction: CorrectionRow) -> str:
    """Say what an editor did to an event: `Corrected by an editor (date): the sources disagree.`"""
    reason = correction.reason.rstrip(".")
    match correction.action:
        case "set":
            field = say_field(correction.field or "")
            return gettext("Corrected by an editor (%(field)s): %(reason)s.", field=field, reason=reason)
        case "reject":
            return gettext("An editor rejected what a source tells of it: %(reason)s.", reason=reason)
        case "join":
            return gettext("An editor joined what sources tell as two events: %(reason)s.", reason=reason)
        case _:
            return gettext("An editor split what sources tell as one event: %(reason)s.", reason=reason)


def format_days(days: int) -> str:
    """Write a length of time in the unit that suits it: `12 days`, `5 months`, `2 years`."""
    if days < 60:
        return ngettext("%(num)s day", "%(num)s days", days)
    if days < 730:
        return ngettext("%(num)s month", "%(num)s months", round(days / 30.44))
    return ngettext("%(num)s year", "%(num)s years", int(days / 365.25))


def format_list(values: Sequence[str], last: str = "and") -> str:
    """Join values as a sentence does: `a`, `a and b`, `a, b and c`; `last` is `and`, `or`, or `nor` for a list of what
    is not there: `without a or b`."""
    if len(values) < 2:
        return "".join(values)
    match last:
        case "or":
            joint = pgettext("list", "or")
        case "nor":
            joint = pgettext("list of what is not there", "or")
        case _:
            joint = pgettext("list", "and")
    return f"{', '.join(values[:-1])} {joint} {values[-1]}"


def format_quote(text: str) -> str:
    """Write quoted words as they stand alone: the comma before `he said` belongs to the sentence left behind."""
    return text.rstrip().removesuffix(",")


def get_mark(event: EventRow) -> str:
    """Return the name of the mark that stands for an event: its status for meetings and open plans, else its kind."""
    if event.kind == Kind.MEETING or event.status != "held":
        return event.status
    return event.kind


def _format_wait(text: str | None, today: date) -> str:
    if text is None:
        return gettext(", no date told")
    told = EdtfDate.parse(text)
    if told.precision < Precision.DAY:
        return ""
    if told.holds(today):
        return gettext(" for today")
    if told.first == today + timedelta(days=1):
        return gettext(" for tomorrow")
    return gettext(", in %(time)s", time=format_days((told.first - today).days))


def _capitalize(words: str) -> str:
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=1)
def _list_places() -> dict[str, str]:
    return {make_slug(city.name): city.name for city in get_places().cities.values()}
