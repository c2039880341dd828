"""What a page sets around an article: sharing links, prompts, credits. Sentences of the article never go."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.ingest.stages.read.lines import Line, count_words
from app.lexicon.press import get_press, get_publishers

_LINE_LENGTH = 220
_SPEECH = re.compile(r"^[-–—«“„\"'‘’]")
_BRACKETS = re.compile(r"^(?:\\?\[[^\[\]]{1,40}\][\s|·•]*)+$")
_HASHTAGS = re.compile(r"^(?:#[\w-]+[\s,]*)+$")
_DIVIDER = re.compile(r"\s+[|·•/›»>]\s+|\t+")
# "… of the Union State. Mikhail Klimentyev/TASS": a photographer and an agency after a caption.
_CREDIT = re.compile(
    r"(?<=[.!?…])\s+(?:[A-ZА-ЯЁІЎ][\w.'’-]*\s+){0,3}[A-ZА-ЯЁІЎ][\w.'’-]*\s?/\s?[A-ZА-ЯЁІЎ][\w .-]{1,30}$"
)
_POOL = re.compile(
    r"(?<=[.!?…])\s+(?:Pool|File|Archive|Stock|Courtesy)(?:/|\s)(?:photo|image|picture)$", re.IGNORECASE
)


def drop_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Split the lines after the headline into those of the article and the furniture.

    A line goes if the word lists know it and it is short, if it is a row of links, or, at the end of the page,
    if it is short and no sentence. After a prompt to subscribe the newsletter's own paragraph goes as well.
    """
    gone = {index for index, line in enumerate(lines) if _is_furniture(line)}
    gone |= _find_sections(lines)
    gone |= _find_announced(lines)
    gone |= _find_blurbs(lines)
    gone |= _find_tail(lines, gone)
    kept = [_clean_caption(line) for index, line in enumerate(lines) if index not in gone]
    return kept, [line for index, line in enumerate(lines) if index in gone]


def _is_furniture(line: Line) -> bool:
    text, press = line.text, get_press()
    if len(text) > _LINE_LENGTH:
        return False
    lowered = text.lower()
    if line.key in press.furniture_lines or _is_prompt(line):
        return True
    if lowered.startswith(press.furniture_starts) or any(
        words in lowered for words in press.furniture_contains
    ):
        return True
    return (
        bool(_BRACKETS.match(text) or _HASHTAGS.match(text)) or is_row_of_links(text) or _is_signature(line)
    )


def _is_prompt(line: Line) -> bool:
    """Tell whether a short line asks for a subscription or confirms one, perhaps naming the newsletter."""
    if line.key in get_press().prompts:
        return True
    return count_words(line.text) <= 10 and line.key.startswith(get_press().prompt_starts)


def is_row_of_links(text: str) -> bool:
    """Tell whether a line is a row of short link texts with marks between them."""
    parts = [part for part in _DIVIDER.split(text) if part.strip()]
    if len(parts) < 2 or re.search(r"[.!?]$", text):
        return False
    return all(count_words(part) <= (3 if len(parts) == 2 else 6) for part in parts)


def _is_signature(line: Line) -> bool:
    """Tell whether a line signs the article: a byline, the staff's credits, or "Source: BelTA"."""
    if line.is_closed:
        return False
    words = line.text.split()
    if 2 <= len(words) <= 6 and words[0] in ("By", "BY"):
        return True
    label, _, rest = line.text.partition(":")
    if label.strip().lower() in get_press().address_link and rest.strip().lower() in get_publishers().by_name:
        return True
    return line.text.lower().startswith(get_press().credits)


def _find_sections(lines: Sequence[Line]) -> set[int]:
    """Find names of sections between the headline and the first sentence."""
    found = set()
    for index, line in enumerate(lines):
        if line.is_sentence:
            break
        if line.key in get_press().sections:
            found.add(index)
    return found


def _find_announced(lines: Sequence[Line]) -> set[int]:
    """Find the headline of another article, below "See also" on a line of its own."""
    press = get_press()
    return {
        index
        for index, line in enumerate(lines)
        if index and lines[index - 1].key in press.announcing and not line.level and _is_short(line, words=15)
    }


def _find_blurbs(lines: Sequence[Line]) -> set[int]:
    """Find the paragraph after a prompt to subscribe, if it speaks of a newsletter."""
    press = get_press()
    found = set()
    for index, line in enumerate(lines):
        if not _is_prompt(line):
            continue
        for after in range(index + 1, min(index + 3, len(lines))):
            if any(words in lines[after].text.lower() for words in press.blurb):
                found.add(after)
    return found


def _find_tail(lines: Sequence[Line], gone: set[int]) -> set[int]:
    """Find the short lines below the last sentence. A list that a sentence announced with a colon stays.

    The first of them may be a last sentence without its full stop, and goes only if it is very short; below
    known furniture there is only more of it.
    """
    last = max(
        (index for index, line in enumerate(lines) if line.is_sentence and index not in gone), default=None
    )
    if last is None:
        return set()
    first = last + 1
    if lines[last].text.endswith(":"):
        while first < len(lines) and first not in gone:
            first += 1
    found: set[int] = set()
    for index in range(first, len(lines)):
        line = lines[index]
        # "NTV.Ru: news, films, programmes": a site's word on itself is as good as known furniture.
        is_below = bool(found) or bool(get_publishers().pattern.match(line.text))
        if index in gone or (_is_short(line, words=15 if is_below else 5) and (is_below or not line.item)):
            found.add(index)
    return found


def _is_short(line: Line, words: int) -> bool:
    return count_words(line.text) <= words and not line.is_closed and not _SPEECH.match(line.text)


def _clean_caption(line: Line) -> Line:
    """Keep a picture's caption, without its label and without the photographer's credit."""
    text = line.text
    for label in get_press().captions:
        if text.lower().startswith(label):
            text = text[len(label) :].strip()
    text = _POOL.sub("", _CREDIT.sub("", text))
    return replace(line, text=text) if text and text != line.text else line
