"""Rules that a team's database holds to at every entry of a log, whatever program writes it (``team_rules.sql``).

Each chain goes on from its last entry with the right hash; nobody writes another's chain, another moment than the server's
clock shows, a touch of somebody on the never-contact ledger, or one over the ceiling without saying why.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prospector.store.chain import FORMAT
from prospector.store.team import WRITERS

_SLACK = "interval '10 minutes'"
"""How far a rep's clock may differ from the server's."""
_CHAINED = ("action", "suppression", "touch")


def rule_statements(columns: Sequence[str]) -> list[str]:
    """Return the SQL that lays the rules anew, and the view through which touches are read.

    `columns` are those of touches; their note is shown to its writer alone when it is private.
    """
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for word, meant in ((":writers", str(WRITERS)), (":slack", _SLACK), (":format", f"'{FORMAT}'")):
        sql = sql.replace(word, meant)
    shown = ", ".join(
        "CASE WHEN private AND chain <> session_user THEN '' ELSE note END AS note" if name == "note" else f'"{name}"'
        for name in columns
    )
    row = "FOR EACH ROW EXECUTE FUNCTION public"
    return [
        *sql.split("\n;;\n"),
        *(one for table in _CHAINED
          for one in _trigger("team_entry", "BEFORE", table, f"{row}.prospector_entry()")),
        *_trigger("team_ceiling", "AFTER", "touch", f"DEFERRABLE INITIALLY DEFERRED {row}.prospector_ceiling()", "CONSTRAINT "),
        *_trigger("team_journal", "AFTER", "change",
                  "REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.prospector_journal()"),
        f"CREATE OR REPLACE VIEW seen.touch AS SELECT {shown} FROM public.touch",  # noqa: S608 - names of columns
    ]  # fmt: skip


def _trigger(name: str, when: str, table: str, what: str, kind: str = "") -> list[str]:
    return [
        f'DROP TRIGGER IF EXISTS {name} ON public."{table}"',
        f'CREATE {kind}TRIGGER {name} {when} INSERT ON public."{table}" {what}',
        f'ALTER TABLE public."{table}" ENABLE ALWAYS TRIGGER {name}',
    ]
