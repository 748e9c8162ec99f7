"""Cells that say that there is nothing: what other programs and people write instead of leaving a cell empty."""

from __future__ import annotations

_UNSAID = frozenset(
    (
        "-", "--", "---", "–", "—", "?", ".", "n/a", "#n/a", "#nv", "n.a.", "n. a.", "na", "n.v.", "k.a.", "k. a.", "ka",
        "keine angabe", "unbekannt", "null", "none", "nil", "nan", "unknown", "not available", "not specified", "not provided",
        "inconnu", "non renseigné", "s/o", "desconocido", "sin datos", "sconosciuto", "onbekend", "n.b.", "nvt", "okänd",
        "uppgift saknas", "ukendt", "ukjent", "tuntematon", "(blank)", "(empty)", "(leer)", "tbd",
    )
)  # fmt: skip
_LONGEST = max(map(len, _UNSAID))
_SAYS = frozenset(("id", "name", "legal_name", "other_names", "opt_out", "pain", "why", "note", "description"))
"""Fields in which it may be meant as it stands."""


def is_unsaid(field: str, cell: str) -> bool:
    """Say whether the cell of a column that is taken for `field` says that there is nothing; ``NA`` is a country."""
    if len(cell) > _LONGEST or field in _SAYS:
        return False
    return cell.casefold() in _UNSAID and not (field == "country" and cell in ("NA", "na"))
