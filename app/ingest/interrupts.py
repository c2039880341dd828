"""Ctrl-C, noted: work stops where it is whole, and at once when it is pressed again."""

import signal
from types import FrameType, TracebackType
from typing import Self


class Interrupts:
    """While this context lasts, the first Ctrl-C is only noted; the second raises KeyboardInterrupt.

    An exception in the middle of anything can be lost: Python drops one that is raised in a callback of the
    garbage collector. A note cannot.
    """

    def __init__(self) -> None:
        self.noted = False

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.signal(signal.SIGINT, self._before)

    def is_noted(self) -> bool:
        """Tell whether Ctrl-C was pressed."""
        return self.noted

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.noted:
            raise KeyboardInterrupt
        self.noted = True
