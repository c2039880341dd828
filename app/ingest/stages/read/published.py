"""When an article was published: by its date line, its dateline, or its address, in this order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.dates import EdtfDate
from app.ingest.stages.read.lines import Line
from app.ingest.stages.read.written_dates import WrittenDate, find_written_dates
from app.lexicon.language import get_language
from app.lexicon.press import get_press

_HEAD, _TAIL = 8, 8
_LINE_LENGTH = 120
_DATELINE_LENGTH = 100
_LONGEST_LINE = 4000
_CLOCK = re.compile(
    r"T?\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:Z\b|(?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d\d)?))?"
    r"|\b(?:GMT|UTC)[+-]\d{1,2}\b|№\s?\d+|\b(?:стр|p)\.\s?\d+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# A full stop ends a sentence, but for that of "2010 г." and of "5:02 p.m."
_SENTENCE = re.compile(r"(?<!\sг)(?<!\.m)[.!?…]$")
_SEPARATOR = re.compile(r"[|;·•/(]|\s{2}|[.,]\s*$")
# What stands before the day in the title of a digest: "Evening news | 17.08.2025".
_ENDS_APART = re.compile(r"[|;·•/,]\s*$")
_LOOSE_HEAD = 4
_COPYRIGHT_YEAR = re.compile(
    r"(?:©|\(c\)|copyright)[^\d]{0,30}(?:(?:19|20)\d\d\s*[-–—]\s*)?((?:19|20)\d\d)", re.IGNORECASE
)
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?(\d\d?)(?:[/-]|(?<=\d\d))(\d\d?)(?!\d)")
_URL_YEAR = re.compile(r"/((?:19|20)\d\d)(?=/)")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(\d\d)(?:/|$)")
# A dateline is a place, the day, and then an agency, a dash or a new sentence; or the day, a place and an agency.
_DATELINE_PLACE = re.compile(
    r"[A-ZА-ЯЁІЎ][\w./'’-]*(?:[\s,]+[A-ZА-ЯЁІЎ][\w./'’-]*){0,4}\s*(?:[.,;]|[-–—]{1,2})\s*"
)
_AGENCY = r"\s*(?:/[^/]{2,30}/|\([^()]{2,40}\))"
_AFTER_PLACE_AND_DAY = re.compile(rf"[.,)]?{_AGENCY}|[.,)]?\s*[-–—]{{1,2}}\s|\.\s+[A-ZА-ЯЁІЎ]")
_AFTER_DAY = re.compile(rf"[.,]?(?:\s[A-ZА-ЯЁІЎ][\w-]+\.?)?{_AGENCY}")


@dataclass(frozen=True, slots=True)
class _DateLine:
    """A line that is a date and little else. `rank` orders such lines: the article's own day comes first."""

    index: int
    found: WrittenDate
    rank: int


# "The Kremlin, Moscow", "Novo-Ogaryovo, Moscow Region".
_PLACE_WORDS = 5


def find_published(lines: Sequence[Line], url: str | None) -> tuple[EdtfDate | None, list[Line]]:
    """Find the publication date and return it with the lines that are no date lines.

    A day without a year ("8 FEB, 14:32", "MINSK, May 24. /TASS/") takes it from another date of the page's
    furniture, from the address, from the copyright line (sites leave the year out while it is the current one),
    or from the text where that names the same day with its year. Nothing else is guessed; a day that could be
    read in two ways is none.
    """
    date_lines = _find_date_lines(lines)
    # "August 22, 2018 16:10 Sochi" tells where the event was as well, and stays in the text.
    indexes = {item.index for item in date_lines if not _tells_place(lines[item.index].text, item.found)}
    rest = [line for index, line in enumerate(lines) if index not in indexes]
    told = sorted((item for item in date_lines if item.found.date), key=lambda item: (item.rank, item.index))
    if told:
        return told[0].found.date, rest
    dateline = _find_dateline(rest)
    if dateline and dateline.date:
        return dateline.date, rest
    in_url = find_date_in_url(url)
    without_year = [item.found for item in date_lines if item.found.month_day] + [dateline]
    year = in_url.first.year if in_url else _find_year_in_url(url) or _find_year(lines)
    for found in without_year:
        if (
            found
            and (told_year := year or _find_year_of(found, lines))
            and (day := found.with_year(told_year))
        ):
            return day, rest
    return in_url or _find_in_copyright(lines) or _find_beside(lines), rest


def find_date_in_url(url: str | None) -> EdtfDate | None:
    """Return the day or month that the path of an address tells (`/2019/12/08/`, `/20241206/`, `/2022/05/`)."""
    path = (url or "").partition("://")[2].partition("/")[2].partition("?")[0]
    for match in _URL_DAY.finditer(path):
        year, month, day = (int(part) for part in match.groups())
        try:
            return EdtfDate.of_day(date(year, month, day))
        except ValueError:
            continue
    found = _URL_MONTH.search("/" + path)
    return EdtfDate.of_month(int(found[1]), int(found[2])) if found and 1 <= int(found[2]) <= 12 else None


def _find_year_in_url(url: str | None) -> int | None:
    """Return the year that is a part of an address's path by itself (`/politics/2024/talks`)."""
    years = {int(year) for year in _URL_YEAR.findall((url or "").partition("://")[2].partition("?")[0])}
    return years.pop() if len(years) == 1 else None


def _find_year_of(day: WrittenDate, lines: Sequence[Line]) -> int | None:
    """Return the year with which the text names the same day elsewhere, None if it does not, or in two ways."""
    years = {
        found.date.first.year
        for line in lines
        for found in find_written_dates(line.text[:_LONGEST_LINE])
        if found.date and day.with_year(found.date.first.year) == found.date
    }
    return years.pop() if len(years) == 1 else None


def _find_date_lines(lines: Sequence[Line]) -> list[_DateLine]:
    """Find date lines near the head and the tail; a date alone within the article stays where it is."""
    first_sentence = next((index for index, line in enumerate(lines) if line.is_sentence), 0)
    head = min(len(lines), max(_HEAD, first_sentence + 1))
    found = []
    for index, line in enumerate(lines):
        in_head = index < head
        if not in_head and index < len(lines) - _TAIL:
            continue
        written = _read_date_line(line, is_title=index == 0 or line.level > 0)
        if written:
            updated = any(word in line.text.lower() for word in get_press().updated)
            precise = written.date is None or written.date.text.count("-") > 1
            found.append(_DateLine(index, written, (not in_head) * 4 + updated * 2 + (not precise)))
    return found


def _tells_place(text: str, found: WrittenDate) -> bool:
    after = _CLOCK.sub(" ", _cut(text[found.end :]))
    cities = get_language("en").mark(after).all("city")
    return len(_WORD.findall(after)) <= _PLACE_WORDS and bool(cities)


def _read_date_line(line: Line, is_title: bool) -> WrittenDate | None:
    """Return the first date of a line that has nothing else to say, None for any other line."""
    text = line.text
    if len(text) > _LINE_LENGTH or "©" in text:
        return None
    dates = find_written_dates(text)
    if not dates:
        return None
    before, after = text[: dates[0].start], _cut(text[dates[0].end :])
    words = _count_foreign(before) + _count_foreign(after)
    if words == 0:
        return dates[0]
    if _SENTENCE.search(text) or not any(item.date for item in dates):
        return None
    if is_title:
        return dates[0] if words == 1 else None
    return dates[0] if _is_furniture(before, after) else None


def _is_furniture(before: str, after: str) -> bool:
    """Tell whether the words beside a date are a section, a place or a byline."""
    leading, following = _count_foreign(before), _count_foreign(after)
    first_words = {part.split()[0].lower() for part in (before, after) if part.split()}
    if first_words & get_press().bylines:
        return leading + following <= 6
    if leading and not following and _cut_label(before).strip().lower() in get_press().sections:
        return True
    if leading:
        return leading + following <= 4 and bool(_SEPARATOR.search(_cut_label(before)))
    return following <= 2 or (following <= 4 and bool(_SEPARATOR.match(after.lstrip())))


def _cut_label(text: str) -> str:
    """Cut the words of the date's own label from the end ("An explainer. Last updated: ")."""
    words = text.split(" ")
    while words and words[-1].strip(":").lower() in get_press().date_words | {""}:
        words.pop()
    return " ".join(words)


def _cut(text: str) -> str:
    """Drop further dates from the rest of a line ("… | Updated 15 May 2024")."""
    for found in reversed(find_written_dates(text)):
        text = text[: found.start] + " " + text[found.end :]
    return text


def _count_foreign(text: str) -> int:
    """Count the words that do not belong to a date or its clock time: they say something else."""
    known = get_press().date_words
    return sum(word.lower() not in known for word in _WORD.findall(_CLOCK.sub(" ", text)))


def _find_dateline(lines: Sequence[Line]) -> WrittenDate | None:
    """Find the date of a dateline, "MINSK, May 24. /TASS/.", at the head of the first or second paragraph."""
    for line in [line for line in lines if line.is_sentence][:2]:
        found = next(iter(find_written_dates(line.text[:_DATELINE_LENGTH])), None)
        if not found:
            continue
        # The full stop of a sentence may have been taken for that of a short month.
        end = found.end - (line.text[found.end - 1] == ".")
        end = _skip_label(line.text, end)
        place = line.text[: found.start]
        after = _AFTER_PLACE_AND_DAY if place else _AFTER_DAY
        if (not place or _DATELINE_PLACE.fullmatch(place)) and after.match(line.text, end):
            return found
    return None


def _skip_label(text: str, start: int) -> int:
    """Return where a word of the date that follows it ("2024 года") ends, `start` if there is none."""
    word = _WORD.match(text, start + 1) if text[start : start + 1] == " " else None
    return word.end() if word and word.group().lower() in get_press().date_words else start


def _find_year(lines: Sequence[Line]) -> int | None:
    """Return the year of the page's own furniture: another full date in the tail, else the copyright."""
    in_copyright = _find_in_copyright(lines)
    if in_copyright:
        return in_copyright.first.year
    years = {int(match[1]) for line in lines for match in _COPYRIGHT_YEAR.finditer(line.text)}
    return years.pop() if len(years) == 1 else None


def _find_beside(lines: Sequence[Line]) -> EdtfDate | None:
    """Return the one day that a line of the head or tail tells beside other words: at the end of a line that is no
    sentence ("Evening digest | 17.08.2025"), or behind a word for publishing ("Published: Oct. 14, 2024. …")."""
    for index, line in enumerate(lines):
        in_head = index < _LOOSE_HEAD
        if not in_head and index < len(lines) - _TAIL:
            continue
        days = [found for found in find_written_dates(line.text[:_LINE_LENGTH]) if found.date]
        if len(days) != 1 or not days[0].date or "©" in line.text:
            continue
        before, after = line.text[: days[0].start], line.text[days[0].end :]
        words = before.rstrip(" :").rsplit(maxsplit=1)
        is_labelled = bool(words) and words[-1].lower().strip(":") in get_press().published
        if is_labelled and (in_head or _count_foreign(before) <= 1):
            return days[0].date
        is_last = not line.is_sentence and not _count_foreign(after)
        if in_head and is_last and (_ENDS_APART.search(before) or _ends_with_label(before)):
            return days[0].date
    return None


def _ends_with_label(text: str) -> bool:
    """Tell whether a text ends with a word of the date itself, as a weekday is."""
    words = _WORD.findall(text)
    return bool(words) and words[-1].lower() in get_press().date_words and text.rstrip().endswith(",")


def _find_in_copyright(lines: Sequence[Line]) -> EdtfDate | None:
    """Return the day in the tail's copyright line, where it carries a clock time or is the only date."""
    for line in lines[-_TAIL:]:
        if re.match(r"\W*(?:©|\(c\)|copyright)", line.text, re.IGNORECASE):
            days = [found.date for found in find_written_dates(line.text) if found.date]
            if len(days) == 1:
                return days[0]
    return None
