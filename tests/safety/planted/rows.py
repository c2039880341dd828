"""The rows that faults are planted in."""

from app.store.checks import Promise

Planted = tuple[Promise, str, str]
"""The promise that is broken, the statement that breaks it, and words of what the check says."""

SOCHI = "(select id from event where slug = '2019-12-07-sochi')"
PRESS = "(select id from article where url = 'https://example.org/sochi')"
PRESS_MENTION = f"(select id from mention where article_id = {PRESS})"
QUOTE = "(select id from quote where document_id in (select id from article where origin = 'press') limit 1)"
