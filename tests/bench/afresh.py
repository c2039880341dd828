"""An application that makes every answer anew, so that making it is what is measured."""

from fastapi import FastAPI

from app.main import create_served_app


def keep_nothing(app: FastAPI) -> None:
    """Let `app` keep no answer (`app.web.page_cache`), as if the state of the database could not be told."""
    app.get_state = lambda: None  # type: ignore[attr-defined]


def create_app() -> FastAPI:
    """Create the application as it is served, which keeps nothing: for uvicorn's `--factory`."""
    app = create_served_app()
    keep_nothing(app)
    return app
