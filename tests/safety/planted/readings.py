"""Faults in texts, in what was read from them, and in the values that events show."""

from app.store.checks import Promise
from tests.safety.planted.rows import PRESS, PRESS_MENTION, QUOTE, SOCHI, Planted

READINGS: dict[str, Planted] = {
    # The texts, and what was read from them.
    "a text that was changed": (
        Promise.TEXT,
        "update version set text = text || ' More.' where article_id = " + PRESS,
        "another text",
    ),
    "a text that begins beyond itself": (
        Promise.TEXT,
        "update version set body_start = 99999 where article_id = " + PRESS,
        "beyond its text",
    ),
    "words that a fact's span does not yield": (
        Promise.SPAN,
        "update fact set text = 'Minsk' where field = 'city' and text = 'Sochi'",
        "its span yields 'Sochi'",
    ),
    "a span that moved": (
        Promise.SPAN,
        'update fact set start = start + 1, "end" = "end" + 1 where field = \'city\'',
        "its span yields",
    ),
    "a span beyond the text": (
        Promise.SPAN,
        "update fact set \"end\" = 99999 where field = 'city'",
        "beyond a text",
    ),
    "a span of nothing": (Promise.SPAN, "update fact set \"end\" = start where field = 'city'", "not a span"),
    "words that a quote's span does not yield": (
        Promise.SPAN,
        f"update quote set text = 'No.' where id = {QUOTE}",
        "its span",
    ),
    "words that a claim's span does not yield": (
        Promise.SPAN,
        "update claim set text = 'No.'",
        "its span yields",
    ),
    "sentences that do not hold a fact": (
        Promise.SENTENCE,
        "update version set sentences = '[[0,1]]' where article_id = " + PRESS,
        "within no sentence",
    ),
    "sentences beyond the text": (
        Promise.SENTENCE,
        "update version set sentences = '[[0,99999]]' where article_id = " + PRESS,
        "beyond its text",
    ),
    "sentences in no order": (
        Promise.SENTENCE,
        "update version set sentences = '[[0,300],[5,9]]' where article_id = " + PRESS,
        "not in order",
    ),
    "sentences that cannot be read": (
        Promise.SENTENCE,
        "update version set sentences = '[[3' where article_id = " + PRESS,
        "cannot be read",
    ),
    "a mark of nothing": (
        Promise.MARK,
        "update version set marks = '[[0,3,\"city\"]]' where article_id = " + PRESS,
        "marks a city at 0–3",
    ),
    "a mark that is missing": (
        Promise.MARK,
        "update version set marks = '[]' where article_id = " + PRESS,
        "does not mark the quote",
    ),
    "a mark beyond the text": (
        Promise.MARK,
        "update version set marks = '[[0,99999,\"city\"]]' where article_id = " + PRESS,
        "beyond its text",
    ),
    "marks that cannot be read": (
        Promise.MARK,
        "update version set marks = '{' where article_id = " + PRESS,
        "cannot be read",
    ),
    # Values and their facts.
    **{
        f"a {column} without a fact": (
            Promise.VALUE,
            f"update event set {column} = {value} where slug = '2019-12-07-sochi'",
            f"shows a {column}",
        )
        for column, value in (
            ("kind", "'related'"),
            ("format", "'council'"),
            ("status", "'planned'"),
            ("date", "'2019-12-06'"),
            ("country", "'BY'"),
            ("outcome", "'an agreement'"),
            ("duration_minutes_at_least", "301"),
            ("venue", "'Kremlin'"),
            ("others", "'Nobody'"),
            ("note", "'Two sources print 8 December'"),
        )
    },
    "a value that only a note tells of others": (
        Promise.VALUE,
        "update event set date = '2019-12-08' where slug = '2019-12-07-sochi'",
        "shows a date",
    ),
    "a city without a fact": (
        Promise.VALUE,
        f"insert into event_city values ({SOCHI}, 1, 'Minsk', 'minsk')",
        "shows a city",
    ),
    "a person without a fact": (
        Promise.VALUE,
        f"insert into event_person values ({SOCHI}, 9, 'nobody')",
        "shows a person",
    ),
    "a topic without a fact": (
        Promise.VALUE,
        f"insert into event_topic values ({SOCHI}, 9, 'space')",
        "shows a topic",
    ),
    "a fact that is gone": (Promise.VALUE, "delete from fact where field = 'venue'", "shows a venue"),
    "a list with gaps": (
        Promise.VALUE,
        f"update event_person set position = position + 5 where event_id = {SOCHI}",
        "with gaps",
    ),
    "a mention's date without a fact": (
        Promise.VALUE,
        f"update mention set date = '2019-12-05' where id = {PRESS_MENTION}",
        "says a date",
    ),
    "a confidence that nobody has": (
        Promise.VALUE,
        "update event set confidence = 'low' where slug = '2019-12-07-sochi'",
        "has a confidence",
    ),
    "a city that is not the first": (
        Promise.VALUE,
        "update event set city = 'Minsk' where slug = '2019-12-07-sochi'",
        "than the first of its list",
    ),
    "a title of other values": (
        Promise.VALUE,
        "update event set title = 'A meeting' where slug = '2019-12-07-sochi'",
        "has the title 'A meeting'",
    ),
    "a place filed wrongly": (
        Promise.VALUE,
        "update event_city set place = 'x' where city = 'Sochi'",
        "filed as 'x'",
    ),
    "a word that is none of ours": (
        Promise.WORD,
        "update event set status = 'postponed' where slug = '2019-12-07-sochi'",
        "none of those we know",
    ),
    "a word that no reading knows": (
        Promise.WORD,
        f"update mention set status = 'postponed' where id = {PRESS_MENTION}",
        "none of those we know",
    ),
    "a date that is none": (
        Promise.DATE,
        "update event set date = 'Saturday' where slug = '2019-12-07-sochi'",
        "cannot be read",
    ),
    **{
        f"another {column} than the date's": (
            Promise.DATE,
            f"update event set {column} = 1 where slug = '2019-12-07-sochi'",
            f"has {column} ",
        )
        for column in ("year", "first", "last", "date_start", "date_end")
    },
}
