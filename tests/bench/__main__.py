"""All that is measured of speed: `make bench`. `ARGS=serving` (or another of PARTS) measures one part."""

import subprocess
import sys

PARTS = ("reading", "ingesting", "warc", "serving", "lists", "shares")


def main(chosen: list[str]) -> int:
    """Run each part in a process of its own, so that none measures what another left; 1 if one of them fails."""
    unknown = {*chosen} - {*PARTS}
    if unknown:
        print(
            f"bench: no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}",
            file=sys.stderr,
        )
        return 2
    codes = [
        subprocess.run([sys.executable, "-m", f"tests.bench.{part}"], check=False).returncode
        for part in PARTS
        if not chosen or part in chosen
    ]
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
