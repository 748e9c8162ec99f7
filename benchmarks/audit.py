"""The audit of a workspace beside the same aggregate in one hand-written SQL query, in seconds of processor time.

    python benchmarks/made_workspace.py big.db 100000 1000000
    python benchmarks/audit.py big.db

The query gives, by source and rep, names, those on lists and never touched, touches, attempts, reached, welcome, meetings, the
same within the last week, reactions, first and last touch, without what merged accounts brought along. The audit gives that
and everything else it shows. The bar is three times the query.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from prospector.settings import Settings
from prospector.workspace import open_workspace

MOST = 3

_STANDS = (
    "t.state = 'stands' AND (t.root NOT IN (SELECT root FROM touch WHERE id <> root) OR t.seq = "
    "(SELECT MAX(u.seq) FROM touch u WHERE u.root = t.root AND u.chain || '' = t.chain))"
)
_REACHED = "t.outcome IN ('spoke', 'replied', 'meeting_set')"
_COUNTED = {
    "tries": "t.outcome <> 'replied'", "reached": _REACHED, "met": "t.outcome = 'meeting_set'",
    "welcome": f"{_REACHED} AND t.reaction NOT IN ('not_now', 'not_us', 'angry')",
    "tries_now": "t.at >= ? AND t.outcome <> 'replied'", "now": "t.at >= ?", "reached_now": f"t.at >= ? AND {_REACHED}",
    "met_now": "t.at >= ? AND t.outcome = 'meeting_set'", "phone": "t.channel = 'phone'", "mail": "t.channel = 'mail'",
    "curious": "t.reaction = 'curious'", "not_now": "t.reaction = 'not_now'", "not_us": "t.reaction = 'not_us'",
}  # fmt: skip
_EACH = ", ".join(f"SUM(CASE WHEN {what} THEN 1 ELSE 0 END) AS {name}" for name, what in _COUNTED.items())
BY_HAND = (
    "SELECT a.source, g.rep, COUNT(*), SUM(CASE WHEN g.place = 'active' THEN 1 ELSE 0 END), "  # noqa: S608 - constants
    "SUM(CASE WHEN g.place = 'active' AND x.many IS NULL THEN 1 ELSE 0 END), SUM(x.many), MIN(x.first_at), MAX(x.last_at), "
    + ", ".join(f"SUM(x.{name})" for name in _COUNTED)
    + " FROM account a LEFT JOIN target g ON g.account_id = a.id LEFT JOIN ("  # noqa: S608 - constants
    "SELECT t.account_id, COUNT(*) AS many, "
    f"MIN(t.at) AS first_at, MAX(t.at) AS last_at, {_EACH} FROM touch t WHERE {_STANDS} GROUP BY t.account_id) x "
    "ON x.account_id = a.id WHERE a.merged_into IS NULL GROUP BY a.source, g.rep"
)


def main(path: Path) -> int:
    """Print both times and their ratio; 1 when the audit takes more than three times the query."""
    workspace = open_workspace(path, Settings(rep="measuring", cache="none"))
    begin = (workspace.store.clock.today() - timedelta(days=6)).isoformat()
    workspace.store.reader.value("SELECT COUNT(*) FROM touch WHERE note = '-'")
    query = _seconds(lambda: workspace.store.reader.rows(BY_HAND, (begin,) * 4))
    audit = _seconds(workspace.audit.week)
    sys.stdout.write(f"query {query:.1f} s, audit {audit:.1f} s: {audit / query:.1f} times\n")
    workspace.close()
    return int(audit > MOST * query)


def _seconds(act: Callable[[], object]) -> float:
    before = resource.getrusage(resource.RUSAGE_SELF)
    act()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
