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


def make_title(kind: str, format: str | None, city: str | None, outcome: str | None = None) -> str:
    """Make a title such as `Sochi, bilateral talks` or `Telephone call`.

    Milestones and related events are titled by their outcome (what happened), where one was read.
    """
    if kind in (Kind.MILESTONE, Kind.RELATED) and outcome:
        return f"{city}: {outcome}" if city and city not in outcome else outcome[:1].upper() + outcome[1:]
    what = FORMAT_WORDS.get(format or "", KIND_WORDS[kind])
    return f"{city}, {what}" if city else what[:1].upper() + what[1:]
