"""When figures can be judged, and how."""

import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests.bench.figures import save

BUSIEST = 0.15
"""The share of the processors that others may use."""

Goals = Mapping[str, tuple[str, float]]
"""By the name of a figure `>=` or `<=`, and the number that it is to reach or not to exceed."""


def measure_busyness(seconds: float = 1.0) -> float:
    """Return the share of the processors' time that others use now."""

    def read() -> tuple[int, int]:
        numbers = [int(one) for one in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
        return numbers[3] + numbers[4], sum(numbers)

    idle, whole = read()
    time.sleep(seconds)
    idle_after, whole_after = read()
    return 1 - (idle_after - idle) / (whole_after - whole)


def is_busy() -> bool:
    """Tell whether others use too much of the processors for a judgement, and say so."""
    busy = measure_busyness()
    if busy > BUSIEST:
        print(f"bench: others use {busy:.0%} of the processors: measure when it is quiet", file=sys.stderr)
    return busy > BUSIEST


def find_wrk(*, anyway: bool) -> str | None:
    """Find wrk (https://github.com/wg/wrk); say why and return None if nothing can be measured: it is not there, or
    others use the machine, unless it is to be measured `anyway`."""
    wrk = shutil.which("wrk")
    if wrk is None:
        print("bench: wrk is not installed (Debian, Ubuntu: apt install wrk)", file=sys.stderr)
    return None if not anyway and is_busy() else wrk


def conclude(figures: Mapping[str, float], goals: Goals, *, anyway: bool) -> int:
    """Print figures beside their goals, write them down unless measured `anyway`, and give the exit status."""
    reached = judge(figures, goals)
    if anyway:
        return 0
    save(**figures)
    return 0 if reached else 1


def judge(figures: Mapping[str, float], goals: Goals) -> bool:
    """Print each figure with its goal; tell whether all are reached."""
    reached = True
    print("\n| figure | | goal |\n| --- | ---: | ---: |")
    for name, value in figures.items():
        sign, goal = goals[name]
        is_reached = value >= goal if sign == ">=" else value <= goal
        reached = reached and is_reached
        told = f"{value:.2f}" if isinstance(goal, float) else f"{value:,.0f}"
        print(f"| `{name}` | {told} | {sign} {goal:,}{'' if is_reached else ', missed'} |")
    return reached
