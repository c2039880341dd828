"""The quotes as their attestations give them: which rows are one, which stands for them, and by which days."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.store.attestations import list_attestation_rows, make_days, make_main_ids
from app.store.checks.faults import Fault, Promise


def check_attestations(session: Session) -> Iterator[Fault]:
    """Yield quotes that are not put together as their attestations give them, or are listed by other days.

    All are compared at once, because whichever of them are near one another can be one.
    """
    rows = list_attestation_rows(session)
    mains = make_main_ids(rows)
    for row in rows:
        if row.main_id != mains[row.id]:
            what = f"is an attestation of {row.main_id}; the attestations give {mains[row.id]}"
            yield Fault(Promise.ATTESTATION, f"quote {row.id}", what)
        for name, value in make_days(row).items():
            if getattr(row, name) != value:
                what = f"has {name} {getattr(row, name)!r}; its article and event give {value!r}"
                yield Fault(Promise.ATTESTATION, f"quote {row.id}", what)
