"""Files of ours in TOML: lists of feeds and corrections."""

import tomllib
from typing import Any

from app.domain.errors import SourceError

_LIMIT = 1_000_000


def read_toml(path: str) -> dict[str, Any]:
    """Read a TOML file; raise SourceError for one that cannot be read or is none, with line and column."""
    try:
        with open(path, "rb") as file:
            data = file.read(_LIMIT + 1)
        if len(data) > _LIMIT:
            raise SourceError(path, f"larger than {_LIMIT // 1_000_000} MB")
        return tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise SourceError(path, (error.strerror or "not readable").lower()) from error
    except UnicodeDecodeError as error:
        raise SourceError(path, f"not TOML: broken UTF-8 at byte {error.start}") from error
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        # A number of thousands of digits is no number for Python: a plain ValueError, of which TOML's is one as well.
        told = isinstance(error, tomllib.TOMLDecodeError)
        reason = (
            str(error)
            if told
            else "nested too deeply"
            if isinstance(error, RecursionError)
            else "a number too long"
        )
        raise SourceError(path, f"not TOML: {reason}") from error
