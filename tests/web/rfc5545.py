"""Our own reading of RFC 5545, which calendars are held against."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One content line of RFC 5545."""

    name: str
    parameters: tuple[str, ...]
    value: str

    @property
    def text(self) -> str:
        """The value of a property of type TEXT."""
        return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], self.value)


Component = dict[str, list[Line]]


def read_lines(body: bytes) -> list[Line]:
    """Read content lines as RFC 5545, 3.1 writes them; fails for what it does not allow."""
    assert body.endswith(b"\r\n")
    lines: list[bytes] = []
    for line in body[:-2].split(b"\r\n"):
        assert len(line) <= 75, line
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode()  # No character is cut in two.
        if line.startswith(b" "):
            lines[-1] += line[1:]
        else:
            assert line
            lines.append(line)
    return [_read_line(line.decode()) for line in lines]


def _read_line(line: str) -> Line:
    assert not re.search("[\x00-\x08\x0a-\x1f\x7f]", line)
    match = re.fullmatch(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', line)
    assert match, line
    return Line(match[1], tuple(match[2].split(";")[1:]), match[3])


def read_events(lines: Sequence[Line]) -> tuple[Component, list[Component]]:
    """Take a calendar apart: its own properties, and those of each VEVENT; what must stand once does."""
    assert (lines[0].name, lines[0].value) == ("BEGIN", "VCALENDAR")
    assert (lines[-1].name, lines[-1].value) == ("END", "VCALENDAR")
    calendar: Component = {}
    events: list[Component] = []
    stack: list[tuple[str, Component]] = []
    components = 0
    for line in lines[1:-1]:
        if line.name == "BEGIN":
            components += not stack
            stack.append((line.value, {}))
        elif line.name == "END":
            name, found = stack.pop()
            assert name == line.value
            if name == "VEVENT":
                events.append(found)
        else:
            (stack[-1][1] if stack else calendar).setdefault(line.name, []).append(line)
    assert components, "a calendar has a component"
    for one in ("PRODID", "VERSION"):
        assert len(calendar[one]) == 1
    for event in events:
        for one in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE", "LAST-MODIFIED", "URL"):
            assert len(event[one]) == 1, one
    uids = [event["UID"][0].value for event in events]
    assert len(uids) == len(set(uids))
    return calendar, events
