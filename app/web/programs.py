"""Which addresses are for programs and not for readers: they speak English under the prefix of every language, and tell
of errors in problem documents (RFC 9457)."""

OEMBED = "/oembed"
API_PAGE = "/api/docs"


def is_for_programs(path: str) -> bool:
    """Tell whether a path, without the prefix of a language, is that of data in JSON. Other files are asked for by
    readers, who are told in their own language why there is none."""
    return path.endswith(".json") or path == OEMBED or (path.startswith("/api/") and path != API_PAGE)
