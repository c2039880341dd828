"""The title of an event, made from its values: place before format, in words."""

from app.domain.vocabulary import Format, Kind

FORMAT_WORDS: dict[str, str] = {
    Format.COUNCIL: "Supreme State Council",
    Format.SIDELINES: "on the sidelines",
    Format.INFORMAL: "informal meeting",
    Format.VISIT: "visit",
    Format.BILATERAL: "bilateral talks",
    Format.TELEPHONE: "telephone call",
    Format.VIDEO: "video call",
}
KIND_WORDS: dict[str, str] = {
    Kind.MEETING: "meeting",
    Kind.CALL: "call",
    Kind.MILESTONE: "milestone",
    Kind.RELATED: "related event",
}


_FORMS = {words: form for form, words in (*KIND_WORDS.items(), *FORMAT_WORDS.items())}


def make_title(kind: str, format: str | None, city: str | None, outcome: str | None = None) -> str:
    """Make a title such as `Sochi, bilateral talks` or `Telephone call`.

    Milestones and related events are titled by their outcome (what happened), where one was read.
    """
    if kind in (Kind.MILESTONE, Kind.RELATED) and outcome:
        return f"{city}: {outcome}" if city and city not in outcome else outcome[:1].upper() + outcome[1:]
    what = FORMAT_WORDS.get(format or "", KIND_WORDS[kind])
    return f"{city}, {what}" if city else what[:1].upper() + what[1:]


def read_title(title: str) -> tuple[str, str | None, str]:
    """Take a title apart again: city (empty if none), kind or format, and what was told instead of these.

    `Sochi, bilateral talks` gives `("Sochi", "bilateral", "")`, `Minsk: treaty signed` gives `("Minsk", None,
    "treaty signed")`.
    """
    city, comma, words = title.rpartition(", ")
    form = _FORMS.get(words) or (None if comma else _FORMS.get(words[:1].lower() + words[1:]))
    if form is not None:
        return city, form, ""
    city, colon, told = title.partition(": ")
    return (city, None, told) if colon else ("", None, title)
