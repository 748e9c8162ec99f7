"""A file of a million companies taken in: rows a second and peak memory, beside the plain csv module and sqlite3 alone.

    python benchmarks/importing.py [--rows N] [--keep FOLDER] [--undo] [--again]

The file is made up (`made_leads`): every eighth row is an earlier company again, written otherwise. Three processes of their
own, one after the other, on the same file: the csv module reads it; sqlite3 writes the same rows with executemany into one
table of the same columns, a thousand at a time, WAL and synchronous=FULL as ours; `prospect import` judges every row, compares
all of them with each other, and writes accounts, places on the list, claims with their proof, and the journal that undo needs.
Memory is the most a process ever held (VmHWM). ``--again`` imports the same file once more, ``--undo`` takes it back.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from runpy import run_path
from typing import Any

MADE = run_path(str(Path(__file__).with_name("made_leads.py")))
COLUMNS = ("name", "domain", "country", "city", "address", "phone")
HEADINGS = ("Company", "Website", "Country", "City", "Street", "Phone")
MEASURED = """
import json, resource, sys, time
def peak():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) // 1024 for line in file if line.startswith("VmHWM"))
def told(begun, **more):
    spent = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"wall": time.time() - begun, "cpu": sum(one.ru_utime + one.ru_stime for one in spent),
                      "peak": peak(), **more}))
begun = time.time()
"""
PLAIN = (
    MEASURED
    + """
import csv
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = sum(1 for _ in csv.reader(file)) - 1
told(begun, rows=rows)
"""
)
SQLITE = f"""{MEASURED}
import csv, itertools, sqlite3
base = sqlite3.connect(sys.argv[2])
base.execute("PRAGMA journal_mode=WAL"); base.execute("PRAGMA synchronous=FULL")
base.execute("CREATE TABLE lead (a TEXT, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT)")
count = 0
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = csv.reader(file)
    next(rows)
    while portion := list(itertools.islice(rows, 1000)):
        base.executemany("INSERT INTO lead VALUES (?, ?, ?, ?, ?, ?)", portion)
        count += len(portion)
base.commit()
told(begun, rows=count)
"""  # noqa: S608 - a program
OURS = (
    MEASURED
    + """
from pathlib import Path
from prospector.exchange.reading import open_table
from prospector.model.importing import ImportOptions
from prospector.pipeline.import_source import Sampled
from prospector.settings import Settings
from prospector.workspace import open_workspace
workspace = open_workspace(Path(sys.argv[2]), Settings(rep="robin", cache="none"), create=True)
stages = {}
def progress(doing, done, total):
    stages[doing] = time.time() - begun
with open_table(sys.argv[1]) as table:
    source = Sampled(table)
    with workspace.imports.preview(source, workspace.imports.mapping(source), ImportOptions(), progress) as plan:
        report = workspace.imports.carry_out(plan, progress)
workspace.close()
told(begun, rows=sum(report.counts.values()), counts=report.counts, added=report.added, stages=stages)
"""
)
UNDO = f"""{MEASURED}
from pathlib import Path
from prospector.settings import Settings
from prospector.workspace import open_workspace
workspace = open_workspace(Path(sys.argv[2]), Settings(rep="robin", cache="none"))
result = workspace.undo()
told(begun, rows=result.restored, kept=len(result.kept), left=workspace.store.reader.value("SELECT COUNT(*) FROM account"))
workspace.close()
"""  # noqa: S608 - a program


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the import of a large file.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="folder for the file and the databases, kept afterwards")
    parser.add_argument("--again", action="store_true", help="import the same file once more")
    parser.add_argument("--undo", action="store_true", help="take the import back")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "companies.csv"
        write(file, given.rows)
        print(f"{given.rows:,} rows, {file.stat().st_size / 1e6:.0f} MB")
        print(f"{'':34} {'wall s':>8} {'CPU s':>8} {'rows/s':>9} {'MB':>6}")
        show("csv module, reading", run(PLAIN, file, folder / "none"))
        show("sqlite3 executemany, one table", run(SQLITE, file, folder / "plain.db"))
        ours = run(OURS, file, folder / "ours.db")
        show("prospect import", ours)
        print(
            f"  {ours['counts']}; done after: {', '.join(f'{doing} {at:.0f} s' for doing, at in ours['stages'].items())}"
        )
        if given.again:
            again = run(OURS, file, folder / "ours.db")
            show("the same file again", again)
            print(f"  {again['counts']}")
        if given.undo:
            undone = run(UNDO, file, folder / "ours.db")
            show("undo, rows of all tables", undone)
            print(f"  accounts left: {undone['left']}, kept: {undone['kept']}")


def write(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows([one[column] for column in COLUMNS] for one in MADE["leads"](rows))


def run(code: str, file: Path, base: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", code, str(file), str(base)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def show(what: str, found: dict[str, Any]) -> None:
    rows, wall = found["rows"], found["wall"]
    print(f"{what:34} {wall:8.1f} {found['cpu']:8.1f} {rows / wall:9,.0f} {found['peak']:6,}", flush=True)


if __name__ == "__main__":
    main()
