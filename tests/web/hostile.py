"""Words that break what does not escape them, and a record that is made of them."""

from pathlib import Path

from sqlalchemy import text

from tests.samples import make_sample_database

HOSTILE = (
    "=cmd|' /C calc'!A0 \"quoted\", “curly” and 'single'",
    "+1\r\nER  - \r\nTY  - JOUR",
    "@misc{x, title = {y}} } { unbalanced \\ \\input{/etc/passwd} % comment",
    "]]> <script>alert(1)</script> &amp; <!-- -->",
    "{{cite web|title=x}} | [[link]] ''italics'' ~~~~ <ref>",
    "\u200fשלום\u200f \u202ereversed\u202c Встреча у Віцебску — ё ў і",
    "-- --- `` '' !` ?` ~ ^ $x_1$ #1 50% a|b",
    "'=1",
    "\ttab and a\u0007bell \u2028 line separator",
    "Ы" * 10_000,
)


def make_hostile_database(path: Path) -> list[str]:
    """Store the samples and give their newest events these titles; return the slugs of those events in order."""
    engine = make_sample_database(path)
    with engine.begin() as connection:
        rows = connection.execute(
            text("SELECT id, slug FROM event ORDER BY slug DESC LIMIT :n"), {"n": len(HOSTILE)}
        )
        named = list(zip(rows.all(), HOSTILE, strict=True))
        for row, words in named:
            values = {"title": words, "outcome": words, "id": row.id}
            connection.execute(
                text("UPDATE event SET title = :title, outcome = :outcome WHERE id = :id"), values
            )
    engine.dispose()
    return [row.slug for row, _ in named]
