"""Promises that one statement proves: each gives the rows that break it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.store.checks.faults import Fault, Promise


@dataclass(frozen=True, slots=True)
class Rule:
    """A promise and the statement that gives, in one column, the names of the rows that break it."""

    promise: Promise
    what: str
    statement: str


def check_rules(session: Session, rules: Sequence[Rule]) -> Iterator[Fault]:
    """Yield a fault for each row that breaks one of the rules."""
    for rule in rules:
        for (where,) in session.execute(text(rule.statement)):
            yield Fault(rule.promise, str(where), rule.what)
