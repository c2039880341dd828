"""The sample record and a client on it, as the tests of pages have them."""

from tests.web.conftest import client, sample_app

__all__ = ["client", "sample_app"]
