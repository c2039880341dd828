"""Hold the reader against its pinned figures, or pin them anew: `python -m tests.quality` (`make quality`)."""

import argparse
import sys

from tests.quality.corpus import MATERIALS, measure_own
from tests.quality.pins import HINT, Comparison, compare_beside, compare_own, read_pins, renew, write_pins
from tests.quality.table import PAGE, format_tables, put_tables


def main() -> int:
    """Do what the arguments ask; exit status 1 if a figure fell or the corpus is not the one that was measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--renew", action="store_true", help="pin what is reached, also what fell")
    asked.add_argument("--table", action="store_true", help="print the pinned figures as Markdown")
    arguments = parser.parse_args()
    pins = read_pins()
    if arguments.table:
        print(format_tables(pins))
        return 0
    if arguments.renew:
        for line in renew(pins):
            print(line)
        write_pins(pins)
        if PAGE.exists():
            PAGE.write_text(put_tables(PAGE.read_text("utf-8"), format_tables(pins)), "utf-8")
        print("pinned; look at the differences above and at `git diff` before you commit them")
        return 0
    comparisons = [compare_own(pins["corpus"], measure_own())]
    for material in MATERIALS:
        if material.is_there and material.name in pins["beside"]:
            pinned = pins["beside"][material.name]
            comparisons.append(compare_beside(pinned, material, material.measure()))
    return print_comparisons(comparisons)


def print_comparisons(comparisons: list[Comparison]) -> int:
    """Print what fell and what rose; return the exit status."""
    faults = [line for comparison in comparisons for line in comparison.faults]
    risen = [line for comparison in comparisons for line in comparison.risen]
    for line in risen:
        print(f"+ {line}")
    for line in faults:
        print(f"- {line}")
    if risen and not faults:
        print("better than pinned: make quality ARGS=--renew pins it")
    print(HINT if faults else "no figure fell")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
