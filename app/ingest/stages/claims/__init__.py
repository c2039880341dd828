"""Find count claims: "N meetings in year Y", as of a day where the text tells one."""

from app.ingest.stages.claims.find import find_claims

__all__ = ["find_claims"]
