"""`python -m benchmarks [B1 B3 …] [--database sqlite|postgresql] [--json FILE]`: runs benchmarks, prints a table."""

import argparse
import json
import os
import platform
import sys
import time
from pathlib import Path

from benchmarks.surroundings import prepare


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("which", nargs="*", default=[], help="B1 B3 B4 B5 B9; all if none is named")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    asked = parser.parse_args()
    with prepare(asked.database) as place:
        # Django has to be set up before anything that imports models.
        import django

        django.setup()
        from benchmarks.work import BENCHMARKS

        unknown = set(asked.which) - set(BENCHMARKS)
        if unknown:
            parser.error(f"There is no {', '.join(sorted(unknown))}. There are: {', '.join(BENCHMARKS)}.")
        rows = []
        print(
            f"{asked.database}, Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
        )
        print(f"{'':4} {'work':54} {'measured':>34}  durable when")
        for name in asked.which or BENCHMARKS:
            for row in BENCHMARKS[name](place, asked.quick):
                rows.append({"benchmark": name, **row, "database": asked.database})
                print(f"{name:4} {row['work']:54} {row['measured']:>34}  {row['durable']}")
                sys.stdout.flush()
    if asked.json:
        asked.json.write_text(
            json.dumps({"at": time.time(), "load": os.getloadavg(), "rows": rows}, indent=2)
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
