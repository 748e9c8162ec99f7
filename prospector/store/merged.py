"""Merging is a link from an account to the one it went into; who follows links comes to an end, whatever the file holds."""

from __future__ import annotations

from collections.abc import Mapping

from prospector.store.reads import Reader


def merged_into(reader: Reader) -> dict[str, str]:
    """Return what every merged account was merged into."""
    return dict(reader.rows("SELECT id, merged_into FROM account WHERE merged_into IS NOT NULL"))


def root_of(above: Mapping[str, str], account_id: str) -> str:
    """Return the account that this one is read through; where the links of a damaged file go round, one of the round."""
    root, passed = account_id, set[str]()
    while root in above and root not in passed:
        passed.add(root)
        root = above[root]
    return root


def going_round(reader: Reader) -> list[str]:
    """Return the accounts whose links never come to one that was not merged, in order of their ids."""
    above = merged_into(reader)
    return sorted(key for key in above if root_of(above, key) in above)
