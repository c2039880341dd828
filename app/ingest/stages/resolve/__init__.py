"""Resolve the mentions of several documents into events: a pure function of mentions and corrections, in any order.

The rules, in the order in which they apply:

1. Mentions that an editor rejects are left out (`correct`).
2. Mentions of one kind whose dates and places agree are one event (`cluster`).
3. Events that an editor splits or joins are taken apart or put together (`correct`).
4. The values of each are what an editor set, else those that most independent publishers assert (`choose`).
5. Its slug is its start and first city; where two events would share one, the meeting keeps it (`slugs`).
"""

from app.ingest.stages.resolve.resolve import RULES, resolve_events

__all__ = ["RULES", "resolve_events"]
