"""Bytes to text: what is no text is refused, what is one gets its letters right."""

import re
import unicodedata

from app.domain.errors import SourceError
from app.ingest.stages.read.charset import find_charset

SIZE_LIMIT = 10_000_000
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a sound, film or image"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(
    rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml\b[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# C0 and C1 controls, soft hyphens, zero-width characters, halves of UTF-16 pairs, and the bidirectional controls
# that can show a reader another order of letters than the one that is stored.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
# UTF-8 Cyrillic that was once read as Windows-1252 or Latin-1: nearly every letter is preceded by Ð or Ñ.
_MOJIBAKE = re.compile("[ÐÑ][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]")


def read_text(name: str, data: bytes, content_type: str | None = None) -> str:
    """Decode and clean the bytes of one document.

    The charset is taken, in this order, from a byte order mark, from the bytes themselves where they are
    UTF-8 or UTF-16, from the HTTP header, from the page's own declaration, and else from the statistics of
    the letters. Line breaks become `\\n`, all kinds of spaces one kind, the text NFC.

    Raises SourceError for what is empty, too large, not a text, or in no charset that gives plausible words.
    """
    if len(data) > SIZE_LIMIT:
        raise SourceError(name, f"larger than {SIZE_LIMIT // 1_000_000} MB")
    if not data.strip(b"\x00 \t\r\n"):
        raise SourceError(name, "empty")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise SourceError(name, f"{what}, not a text")
    text = clean_text(_decode(name, data, content_type))
    _refuse_spoiled(name, text)
    return text


def clean_text(text: str) -> str:
    """Normalise line breaks, spaces and letters (NFC); drop controls and invisible characters."""
    text = _LINE_BREAKS.sub("\n", text)
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", text)


def has_invisible(text: str) -> bool:
    """Tell whether a text holds controls or invisible characters, which `clean_text` would drop."""
    return bool(_INVISIBLE.search(text))


def _decode(name: str, data: bytes, content_type: str | None) -> str:
    for bom, charset in _BOMS:
        if data.startswith(bom):
            return _decode_as(name, data[len(bom) :], charset)
    utf16 = _find_utf16(data)
    if utf16:
        return _decode_as(name, data, utf16)
    _refuse_binary(name, data)
    unicode = _decode_utf8(data)
    if unicode is not None:
        return unicode
    _refuse_broken_utf8(name, data)
    declared = _get_declared(data, content_type)
    found = find_charset(data, declared)
    if found is None:
        raise SourceError(name, "its characters are in no known encoding, or it is not a text")
    return data.decode(found, errors="replace")


def _decode_as(name: str, data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        raise SourceError(name, f"broken {charset.upper()}: {error.reason} at byte {error.start}") from error


def _decode_utf8(data: bytes) -> str | None:
    """Decode UTF-8; a last character that was cut off is dropped. None if it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > 0:
            return data[: error.start].decode("utf-8")
        return None


def _refuse_broken_utf8(name: str, data: bytes) -> None:
    """Refuse UTF-8 with a few broken bytes: read as anything else, it would give wrong letters silently."""
    high = len(data.translate(None, bytes(range(0x80))))
    text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") <= high // 10:
        at = data.decode("utf-8", errors="surrogateescape")
        first = next(index for index, character in enumerate(at) if "\udc80" <= character <= "\udcff")
        raise SourceError(name, f"broken UTF-8 at byte {len(at[:first].encode('utf-8'))}")


def _find_utf16(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark: one byte of nearly every pair is 0, 4 (Cyrillic) or 32 (dashes, quotes)."""
    sample = data[:4000]
    if b"\x00" not in sample or len(data) < 4:
        return None
    pairs = len(sample) // 2
    for charset, highs in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        high = sum(byte in (0x00, 0x04, 0x20) for byte in highs)
        zeros_elsewhere = (sample[0::2] if charset == "utf-16-le" else sample[1::2]).count(0)
        if high >= 0.95 * pairs and zeros_elsewhere <= 0.02 * pairs:
            return charset
    return None


def _refuse_binary(name: str, data: bytes) -> None:
    controls = sum(data.count(byte) for byte in range(0x20) if byte not in b"\t\n\r\x0b\x0c\x1a\x1b")
    # One or two stray controls do not make a text binary; they are stripped afterwards.
    if data.count(0) > 2 + len(data) // 1000 or controls > 2 + len(data) // 200:
        raise SourceError(name, "binary data, not a text")


def _refuse_spoiled(name: str, text: str) -> None:
    """Refuse a text whose letters were lost or mixed up before it came to us."""
    sample = text[:200_000]
    letters = sum(character.isalpha() for character in sample)
    if sample.count("\ufffd") > max(2, letters // 500):
        raise SourceError(name, "letters of the text are lost (it holds replacement characters)")
    if letters == 0:
        raise SourceError(name, "no words in it")
    if len(_MOJIBAKE.findall(sample)) > letters // 5:
        raise SourceError(name, "the text was saved in a wrong encoding and its letters are mixed up")


def _get_declared(data: bytes, content_type: str | None) -> str | None:
    """Return the charset that the HTTP header, else the first kilobytes of the page, claim."""
    match = _HEADER_CHARSET.search(content_type or "")
    if match:
        return match[1]
    meta = _META_CHARSET.search(data[:4096])
    return (meta[1] or meta[2]).decode("ascii", "ignore") if meta else None
