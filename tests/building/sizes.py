"""How large the index of the search in the browser is: `python -m tests.building.sizes`, for SUMMITRY_DATABASE_URL."""

import gzip
import time

from app.building.search_index import list_index_files
from app.domain.clock import get_utc_day
from app.main import create_app


def main() -> None:
    """Print the size of each file of the index, plain and compressed, and the seconds of CPU that making them took."""
    app = create_app()
    begun = time.process_time()
    for name, content in list_index_files(app, get_utc_day()):
        print(f"{name}: {len(content):,} bytes, {len(gzip.compress(content, 9, mtime=0)):,} compressed")
    print(f"{time.process_time() - begun:.1f} s of CPU")


if __name__ == "__main__":
    main()
