"""An application that makes every answer anew, so that making it is what is measured."""

from fastapi import FastAPI


def keep_nothing(app: FastAPI) -> None:
    """Let `app` keep no answer (`app.web.page_cache`), as if the state of the database could not be told."""
    app.get_state = lambda: None  # type: ignore[attr-defined]
