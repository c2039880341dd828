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
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "nested too deeply"
        raise SourceError(path, f"not TOML: {reason}") from error
