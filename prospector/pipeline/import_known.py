"""What the workspace knows of the companies in a file: found by id and key, and what a row says that is not known yet."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from prospector.pipeline.import_facts import Facts
from prospector.pipeline.import_rows import Incoming
from prospector.pipeline.parties import portions_of, roots_of
from prospector.store.reads import Reader, parts_of, places

_MOST_NAMESAKES = 20


class Here:
    """Finds accounts by id and by key, and reads what is known of them."""

    def __init__(self, reader: Reader, update_on: str = "") -> None:
        """Read through `reader`; `update_on` is the key that rows may update on, if any."""
        self.reader = reader
        self.accounts: int = reader.value("SELECT COUNT(*) FROM account WHERE merged_into IS NULL") or 0
        self._update_on = update_on
        self._claimed: dict[str, list[str]] | None = None

    def by_id(self, ids: Collection[str]) -> dict[str, str]:
        """Return the accounts that ids of ours, or of their people, mean now: merged ones mean what they went into."""
        found: dict[str, str] = {}
        if not self.accounts:
            return found
        for portion in portions_of(sorted(ids)):
            sql = f"SELECT id, merged_into FROM account WHERE id IN ({places(len(portion))})"  # noqa: S608 - marks alone
            for key, into in self.reader.rows(sql, portion):
                found[key] = next(iter(roots_of(self.reader, [key]))) if into else key
            rest = [key for key in portion if key not in found]
            sql = f"SELECT id, account_id FROM person WHERE id IN ({places(len(rest))})"  # noqa: S608 - marks alone
            for key, account in self.reader.rows(sql, rest):
                found[key] = next(iter(roots_of(self.reader, [account])))
        return found

    def by_key(self, rows: Iterable[Incoming]) -> dict[int, list[str]]:
        """Return the accounts that the rows' own value of the chosen key means, by row."""
        if not self._update_on or not self.accounts:
            return {}
        wanted = {one.row: value for one in rows if (value := key_of(one, self._update_on))}
        found = self._owners(set(wanted.values()))
        return {row: sorted(found[value]) for row, value in wanted.items() if value in found}

    def namesakes(self, rows: Iterable[Incoming]) -> dict[str, list[str]]:
        """Return the accounts with the very names of these rows, by name, the first twenty of each."""
        if not self.accounts:
            return {}
        found: dict[str, list[str]] = defaultdict(list)
        for portion in portions_of(sorted({one.name for one in rows})):
            for key, name in self.reader.rows(
                f"SELECT id, name FROM account WHERE name IN ({places(len(portion))}) AND merged_into IS NULL ORDER BY id",  # noqa: S608
                portion,
            ):
                if len(found[name]) < _MOST_NAMESAKES:
                    found[name].append(key)
        return found

    def facts(self, ids: Collection[str]) -> dict[str, Facts]:
        """Return what is known of these accounts (roots), by id."""
        found: dict[str, Facts] = {}
        for portion in portions_of(sorted(ids)):
            found.update(self._facts(portion))
        return found

    def _owners(self, values: Collection[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        if self._update_on in ("lei", "registry_id"):
            if self._claimed is None:
                self._claimed = defaultdict(list)
                for raw, key in self.reader.rows(
                    "SELECT value, account_id FROM claim WHERE field = ?", (self._update_on,)
                ):
                    self._claimed[squeezed(str(json.loads(raw)))].append(key)
            for value in values:
                found[value].update(self._claimed.get(value, ()))
        else:
            column = self._update_on
            for portion in portions_of(sorted(values)):
                marks = places(len(portion))
                for value, key in self.reader.rows(
                    f"SELECT {column}, id FROM account WHERE {column} IN ({marks}) "  # noqa: S608 - names of columns, marks
                    f"UNION SELECT {column}, account_id FROM account_{column} WHERE {column} IN ({marks})",
                    (*portion, *portion),
                ):
                    found[value].add(key)
        return {value: roots_of(self.reader, keys) for value, keys in found.items() if keys}

    def _facts(self, ids: Sequence[str]) -> dict[str, Facts]:
        found = self._accounts(ids)
        for root, name in self._of(ids, "x.name", "account_name"):
            found[root].names.add(name.casefold())
        for root, domain in self._of(ids, "x.domain", "account_domain"):
            found[root].domains.add(domain)
        for root, name, value in self._of(ids, "x.field, x.value", "claim"):
            found[root].values[name].append(json.loads(value))
        for root, *person in self._of(ids, "x.name, x.email, x.phone", "person"):
            found[root].people.append((person[0].casefold(), person[1].casefold(), person[2].casefold()))
        for root, key, pain, why in self._of(ids, "x.account_id, x.pain, x.why", "target"):
            if key == root:
                found[root].pain, found[root].why, found[root].target = pain, why, True
        return found

    def _accounts(self, ids: Sequence[str]) -> dict[str, Facts]:
        members = self._of(ids, "x.id, x.name, x.domain, x.city, x.country, x.sector", "account", "id")
        found = {
            root: Facts(root, name, domain or "", city or "", country or "", sector)
            for root, key, name, domain, city, country, sector in members
            if key == root
        }
        for root, _, name, domain, *_rest in members:
            found[root].names.add(name.casefold())
            found[root].domains |= {domain} if domain else set()
        return found

    def _of(self, ids: Sequence[str], columns: str, table: str, column: str = "account_id") -> list[tuple[Any, ...]]:
        """Return these columns of a table for the accounts and what was merged into them, the account first."""
        begin, parts = parts_of(ids)
        sql = f"{begin}SELECT r.root, {columns} FROM {parts} {table} x ON x.{column} = r.id"  # noqa: S608 - constants
        return self.reader.rows(sql, ids)


def key_of(one: Incoming, key: str) -> str:
    """Return what a row says for a key of `UPDATE_KEYS`, in the form that is compared."""
    if key == "domain":
        return one.domain
    if key == "name":
        return one.name
    return squeezed(str(one.value(key) or ""))


def squeezed(text: str) -> str:
    """Return the letters and digits of a number that people write with all kinds of marks."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
