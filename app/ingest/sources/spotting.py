"""Whether a page can speak of both presidents, told from its bytes: a page of a crawl is only parsed if it can.

What is looked for are the traces of the lexicon, in every encoding in which pages are written, as character references
and as escapes of JSON. The first letter of a longer one is left out: it changes with capitals and is often set apart
(`<b>П</b>утин`). Where the bytes cannot be judged the page passes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.entities import codepoint2name

from app.ingest.stages.read.charset import CYRILLIC_CHARSETS
from app.lexicon.traces import Traces, get_traces

# The charsets of one byte a letter that hold letters of our traces: Cyrillic ones, and Latin ones with š.
_CHARSETS = (*CYRILLIC_CHARSETS, "cp1250", "cp1252", "cp1257", "iso-8859-2", "iso-8859-13", "iso-8859-15")
# Shorter ones are found as whole words, and as they are written: "РФ".
_SHORTEST = 4
# So many letters tell a name without its first.
_SURE = 6
# Needles with so many bytes in common at their beginning are looked for together.
_ALIKE = 3
# How much of a page shows whether it is in UTF-16 or UTF-32, where letters have bytes that are 0.
_SAMPLE = 4_000
# References to letters of our traces (Latin with marks, Cyrillic) and to the soft hyphen, in small letters.
_REFERENCE = re.compile(
    rb"&#(?:0*(173|2[5-9]\d|3\d\d|10[2-9]\d|1[12]\d\d)(?!\d)|x0*(ad|1[0-7][0-9a-f]|4[0-9a-f]{2})(?![0-9a-f]));?"
)
_ESCAPE = re.compile(rb"\\u(00ad|01[0-7][0-9a-f]|04[0-9a-f]{2})")
# What is not seen and may stand within a name; the reader drops it.
_INVISIBLE = ("\u00ad".encode(), "\u200b".encode(), b"&shy;")


@dataclass(frozen=True, slots=True)
class _Needles:
    """What is looked for in a page whose ASCII letters are small: patterns with a literal beginning, which are found
    about as fast as bytes are read. `cyrillic` is looked for in pages with a Cyrillic letter, `legacy` in those that
    are not UTF-8.
    """

    latin: tuple[re.Pattern[bytes], ...]
    cyrillic: tuple[re.Pattern[bytes], ...]
    legacy: tuple[re.Pattern[bytes], ...]

    def are_in(self, data: bytes, *, is_legacy: bool) -> bool:
        """Tell whether one of them stands in a page."""
        return (
            any(pattern.search(data) for pattern in self.latin)
            or (b"\xd0" in data and any(pattern.search(data) for pattern in self.cyrillic))
            or (is_legacy and any(pattern.search(data) for pattern in self.legacy))
        )


def can_speak_of_both(data: bytes) -> bool:
    """Tell whether a page, as its bytes stand, can name both presidents or mean them by offices and countries.

    True for every page that does, and for many more. `python -m tests.bench.warc` measures what that costs beside
    parsing, and that nothing is lost of the gold.
    """
    if b"\x00" in data[:_SAMPLE]:
        return True
    data = _unfold(data.lower())
    is_legacy = not _is_utf8(data)
    russian, belarusian = _get_needles()
    return belarusian.are_in(data, is_legacy=is_legacy) and russian.are_in(data, is_legacy=is_legacy)


def _unfold(data: bytes) -> bytes:
    """Write references and escapes as letters of UTF-8, and leave out what is not seen."""
    for invisible in _INVISIBLE:
        data = data.replace(invisible, b"")
    if _REFERENCE.search(data):
        data = _REFERENCE.sub(_write_reference, data)
    if _ESCAPE.search(data):
        data = _ESCAPE.sub(lambda match: _write(int(match[1], 16)), data)
    return data


def _write_reference(match: re.Match[bytes]) -> bytes:
    return _write(int(match[1]) if match[1] else int(match[2], 16))


def _write(letter: int) -> bytes:
    return b"" if letter == 0xAD else chr(letter).encode()


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@lru_cache(maxsize=1)
def _get_needles() -> tuple[_Needles, _Needles]:
    russian, belarusian = get_traces()
    return _make_needles(russian), _make_needles(belarusian)


def _make_needles(traces: Traces) -> _Needles:
    stems = sorted(traces.names | traces.places)
    pieces = {piece for stem in stems for piece in _cut(stem)}
    words = {stem for stem in stems if len(stem) < _SHORTEST}
    unicode = {needle for piece in pieces for needle in _write_unicode(piece)}
    legacy = {needle for piece in pieces for needle in _write_legacy(piece) if not needle.isascii()}
    legacy_words = {needle for word in words for needle in _write_legacy(word)}
    return _Needles(
        latin=_make_patterns(needle for needle in unicode if b"\xd0" not in needle),
        cyrillic=(
            *_make_patterns(needle for needle in unicode if b"\xd0" in needle),
            # The first byte of a Cyrillic letter behind makes it a part of a word, or a letter before it.
            *(re.compile(rb"%s(?<![\xd0\xd1].%s)(?![\xd0\xd1])" % (one, one), re.DOTALL)
              for one in (re.escape(word.encode()) for word in sorted(words))),
        ),
        legacy=(
            *_make_patterns(legacy),
            *(re.compile(rb"%s(?<![\xc0-\xff]%s)(?![\xc0-\xff])" % (one, one))
              for one in map(re.escape, sorted(legacy_words))),
        ),
    )  # fmt: skip


def _make_patterns(needles: Iterable[bytes]) -> tuple[re.Pattern[bytes], ...]:
    """Make a pattern of all needles that begin alike."""
    groups: dict[bytes, list[bytes]] = {}
    for needle in _prune(needles):
        groups.setdefault(needle[:_ALIKE], []).append(needle[_ALIKE:])
    return tuple(
        re.compile(re.escape(beginning) + b"(?:" + b"|".join(map(re.escape, rests)) + b")")
        for beginning, rests in groups.items()
    )


def _cut(stem: str) -> Iterator[str]:
    """Give what of a stem is looked for, in small letters and in capitals, which no page mixes within a word."""
    if len(stem) < _SHORTEST:
        return
    if len(stem) < _SURE:
        # Without its first letter "Минск" would be found in every second name of a town.
        yield from (stem.lower(), stem.capitalize(), stem.upper())
        return
    yield stem[1:].lower()
    yield stem[1:].upper()


def _write_unicode(piece: str) -> Iterator[bytes]:
    yield piece.encode().lower()
    named = "".join(
        f"&{codepoint2name[ord(letter)]};" if ord(letter) > 0x7F and ord(letter) in codepoint2name else letter
        for letter in piece
    )
    if named.isascii():
        yield named.lower().encode()


def _write_legacy(piece: str) -> Iterator[bytes]:
    for charset in _CHARSETS:
        letters = [_encode(letter, charset) for letter in piece]
        if any(letters):
            # A letter that the charset lacks stands as a reference: the "і" of Belarusian in koi8-r.
            yield b"".join(one or letter.encode() for one, letter in zip(letters, piece, strict=True)).lower()


def _encode(letter: str, charset: str) -> bytes:
    return letter.encode(charset, "ignore")


def _prune(needles: Iterable[bytes]) -> list[bytes]:
    """Leave out the needles that hold another one: where they are found, that is."""
    found = sorted(set(needles), key=lambda needle: (len(needle), needle))
    return [needle for number, needle in enumerate(found) if not any(one in needle for one in found[:number])]
