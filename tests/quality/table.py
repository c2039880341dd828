"""The figures as Markdown, as they stand in docs/quality.md."""

from collections.abc import Iterator
from typing import Any

from tests.quality.corpus import HERE
from tests.quality.figures import RATES, SHARES, Figures

PAGE = HERE.parents[1] / "docs" / "quality.md"
BEGIN = "<!-- figures: begin (written by `make quality ARGS=--renew`) -->"
END = "<!-- figures: end -->"
_LANGUAGES = {"en": "English", "ru": "Russian", "be": "Belarusian"}
_HEADINGS = {
    "press": "The 72 articles that the reader was written with (`press`)",
    "haystacks": "Whole years of headlines and leads, most of them of other things (`1tv`, `tass`)",
    "seeds": "The two reference articles (`seeds`)",
}


def format_tables(pins: dict[str, Any]) -> str:
    """Write all figures, between the two markers."""
    parts = ["The project’s own corpus (`tests/quality`)", pins["corpus"]["figures"]]
    told = [(str(parts[0]), pins["corpus"]["figures"])]
    told += [
        (words, pins["beside"][name]["figures"])
        for name, words in _HEADINGS.items()
        if name in pins["beside"]
    ]
    body = "\n\n".join(f"### {heading}\n\n{_format_table(figures)}" for heading, figures in told)
    return f"{BEGIN}\n\n{body}\n\n{END}"


def put_tables(page: str, tables: str) -> str:
    """Put the tables in the place of those that the page has; raise ValueError if it has no markers."""
    before, rest = page.split(BEGIN, 1)
    return before + tables + rest.split(END, 1)[1]


def _format_table(figures: Figures) -> str:
    whole = figures.get("all") or next(iter(figures.values()))
    languages = [language for language in _LANGUAGES if language in figures and "all" in figures]
    head = ["", "of", "precision", "recall", "F1", *(f"F1 {_LANGUAGES[language]}" for language in languages)]
    rows = [head, ["---", *("---:" for _ in head[1:])]]
    rows += [_make_rate(name, whole[name], figures, languages) for name in RATES if name in whole]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    head = ["agreement", "of", "accuracy", *(_LANGUAGES[language] for language in languages)]
    rows = [head, ["---", *("---:" for _ in head[1:])]]
    rows += [_make_share(name, whole[name], figures, languages) for name in SHARES if name in whole]
    lines += ["", *("| " + " | ".join(row) + " |" for row in rows)]
    return "\n".join([*lines, "", _count_articles(figures)])


def _make_rate(name: str, row: dict[str, Any], figures: Figures, languages: list[str]) -> list[str]:
    values = [_show(row[key]) for key in ("precision", "recall", "f1")]
    return [name, str(row["wanted"]), *values, *_iterate(name, "f1", figures, languages)]


def _make_share(name: str, row: dict[str, Any], figures: Figures, languages: list[str]) -> list[str]:
    return [name, str(row["of"]), _show(row["accuracy"]), *_iterate(name, "accuracy", figures, languages)]


def _iterate(name: str, key: str, figures: Figures, languages: list[str]) -> Iterator[str]:
    for language in languages:
        yield _show(figures[language].get(name, {}).get(key))


def _count_articles(figures: Figures) -> str:
    counts = [
        f"{row['articles']['of']:,} {_LANGUAGES.get(language, language)}"
        for language, row in figures.items()
        if language != "all"
    ]
    return f"Articles: {', '.join(counts)}."


def _show(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
