"""Every regular expression that the program compiles, as JSON: `python -m tests.faults.patterns`.

Those of the lexicon are made when a language is first read, so each is.
"""

import importlib
import json
import pkgutil
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def list_patterns() -> list[tuple[str, str, int]]:
    """List where each was compiled, what it is and its flags; to be called before anything of `app` was imported."""
    compiled: dict[tuple[Any, int], str] = {}
    compile_pattern = re.compile

    def note(pattern: Any, flags: int = 0) -> Any:
        made = compile_pattern(pattern, flags)
        caller = sys._getframe(1)
        path = Path(caller.f_code.co_filename)
        if path.is_relative_to(ROOT / "app") and isinstance(made.pattern, str):
            where = f"{path.relative_to(ROOT)}:{caller.f_lineno}"
            compiled.setdefault((made.pattern, made.flags), where)
        return made

    re.compile = note  # type: ignore[assignment]
    import app

    for module in pkgutil.walk_packages(app.__path__, "app."):
        if module.name != "app.__main__":
            importlib.import_module(module.name)
    from app.domain.dates import EdtfDate
    from app.domain.readings import Article
    from app.ingest.reading import read_reading

    for code in ("en", "ru", "be"):
        text = "Putin met Lukashenko in Minsk. «Да», — сказал он."
        read_reading(Article("test", None, None, None, EdtfDate.parse("2024-05-24"), code, text))
    return [(where, pattern, flags) for (pattern, flags), where in compiled.items()]


if __name__ == "__main__":
    print(json.dumps(list_patterns()))
