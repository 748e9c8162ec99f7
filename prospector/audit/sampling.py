"""The sample: drawn by a seed, weighted to risk, judged item by item, carried on while it waits."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from math import log

from prospector.audit.risky import DISMISSALS, KINDS
from prospector.errors import BadInput, NotFound
from prospector.model.audit_kept import VERDICTS, Risky, Sample, SampleItem
from prospector.store.reads import Reader
from prospector.store.store import Store
from prospector.text import clean, clean_text

SIZE, MOST = 8, 200
_ITEMS = (
    "SELECT i.id, i.position, i.mark, i.kind, i.rep, i.account_id, COALESCE(a.name, ''), i.said, s.drawn_at, s.id "
    "FROM audit_item i JOIN audit_sample s ON s.id = i.sample_id LEFT JOIN account a ON a.id = i.account_id "
    "ORDER BY s.drawn_at, s.id, i.position"
)
_VERDICTS = "SELECT item_id, verdict, reason, judged_by FROM audit_verdict ORDER BY judged_at, id"
_SAMPLES = "SELECT id, seed, size, since, until, reps, population, coverage FROM audit_sample ORDER BY drawn_at, id"


def draw(population: Sequence[Risky], size: int, seed: str) -> list[Risky]:
    """Draw `size` of what is risky without replacement, each by its weight; the same seed draws the same.

    Every thing gets the key u^(1/weight), with u from the SHA-256 of seed and mark, and the largest keys are drawn
    (Efraimidis and Spirakis, Weighted random sampling with a reservoir, 2006): neither the order of the rows nor the
    machine matters. Dismissals come first, but leave half of the places to other kinds where there are any.
    """
    ordered = sorted(population, key=lambda one: (-_key(seed, one), one.mark))
    first = [one for one in ordered if one.kind in DISMISSALS]
    others = len(ordered) - len(first)
    taken = first[: max(size - others, size - size // 2)]
    marks = {one.mark for one in taken}
    return [*taken, *[one for one in ordered if one.mark not in marks][: size - len(taken)]]


def coverage(population: Sequence[Risky], drawn: Collection[Risky]) -> str:
    """Return the coverage statement: what share of the risky things was drawn, by kind."""
    if not population:
        return "nothing risky happened: there was nothing to draw"
    there, taken = Counter(one.kind for one in population), Counter(one.kind for one in drawn)
    parts = [f"{taken[kind]} of {there[kind]} {words}" for kind, (_weight, words) in KINDS.items() if there[kind]]
    share = round(100 * len(drawn) / len(population))
    return f"{len(drawn)} of {len(population)} risky items drawn ({share} %): {', '.join(parts)}"


class Samples:
    """The samples of one workspace."""

    def __init__(self, store: Store, named: Reader | None = None) -> None:
        """Work on `store`; what accounts are called stands in `named` when the accounts are elsewhere."""
        self.store = store
        self._named = named

    def take(self, population: Sequence[Risky], size: int, seed: str, period: tuple[str, str, str]) -> Sample:
        """Draw and keep a sample; one that was drawn with the same seed for the same period stays as it is.

        `period` is first day, last day and reps. What was drawn before is not drawn again. Raises BadInput for a size that
        is none.
        """
        from prospector.model.tables import AuditItem, AuditSample

        if not 0 < size <= MOST:
            raise BadInput(f"a sample has 1 to {MOST} items, not {size}")
        known = self._of(seed, size, period)
        if known is None:
            before = {one.mark for one in self.items()}
            fresh = [one for one in population if one.mark not in before]
            drawn = draw(fresh, size, seed)
            if not drawn:
                return Sample(seed, period[0], period[1], [], self.waiting(), coverage(fresh, drawn), 0)
            with self.store.action(f"Sample {seed}: {len(drawn)} of {len(fresh)}") as action:
                row = action.add(
                    AuditSample(seed=seed, size=size, since=period[0], until=period[1], reps=period[2],
                                population=len(fresh), coverage=coverage(fresh, drawn), drawn_by=self.store.actor,
                                drawn_at=action.now())
                )  # fmt: skip
                known = row.id
                action.add_all(
                    AuditItem(sample_id=known, position=at, mark=one.mark, kind=one.kind, rep=one.rep,
                              account_id=one.account_id, said=one.said, weight=one.weight)
                    for at, one in enumerate(drawn, 1)
                )  # fmt: skip
        return self.get(known)

    def newest(self) -> Sample | None:
        """Return the sample that was drawn last, None before the first."""
        rows = self.store.reader.rows(_SAMPLES)
        return self.get(rows[-1][0]) if rows else None

    def get(self, sample_id: str) -> Sample:
        """Return one sample with its verdicts, and what of earlier ones waits. Raises NotFound."""
        rows = self.store.reader.rows(_SAMPLES)
        at = next((at for at, row in enumerate(rows) if row[0] == sample_id), None)
        if at is None:
            raise NotFound("this sample is not in the workspace any more: draw one with `prospect audit --sample 8`")
        _id, seed, _size, since, until, _reps, population, said = rows[at]
        by_sample = _by_sample(self.store.reader, self._named)
        earlier = [one for row in rows[:at] for one in by_sample.get(row[0], ()) if not one.verdict]
        return Sample(seed, since, until, by_sample.get(sample_id, []), earlier, said, population)

    def items(self) -> list[SampleItem]:
        """Return every item that was ever drawn, oldest sample first."""
        return [one for several in _by_sample(self.store.reader, self._named).values() for one in several]

    def waiting(self) -> list[SampleItem]:
        """Return the items without a verdict, oldest first: they are carried on from week to week."""
        return [one for one in self.items() if not one.verdict]

    def asked(self) -> list[SampleItem]:
        """Return the items that are to be talked about."""
        return [one for one in self.items() if one.verdict == "ask"]

    def judge(self, item: str, verdict: str, reason: str) -> SampleItem:
        """Give a verdict on an item, named by its id, the beginning of it, or its number in the newest sample.

        A later verdict takes the place of an earlier one, which stays on record. Raises NotFound, BadInput for no verdict or
        no reason.
        """
        from prospector.model.tables import AuditVerdict

        word, why = clean(verdict).casefold(), clean_text(reason)
        if word not in VERDICTS:
            raise BadInput(f"“{clean(verdict)}” is no verdict: one of {', '.join(VERDICTS)}")
        if not any(letter.isalnum() for letter in why):
            raise BadInput("a verdict needs a line of reason: say what you saw (--reason)")
        found = self._item(item)
        with self.store.action(f"Verdict {word}: {found.name or found.rep}", reason=why) as action:
            action.add(
                AuditVerdict(
                    item_id=found.id, verdict=word, reason=why, judged_by=self.store.actor, judged_at=action.now()
                )
            )
        return self._item(found.id)

    def _item(self, typed: str) -> SampleItem:
        wanted, newest = clean(typed).casefold(), self.newest()
        if wanted.isdecimal() and len(wanted) <= len(str(MOST)):
            found = [one for one in (newest.items if newest else ()) if one.number == int(wanted)]
        else:
            found = [one for one in self.items() if wanted and one.id.startswith(wanted)]
        if len(found) != 1:
            raise NotFound(
                f"no drawn item “{clean(typed)}”: `prospect audit --sample {SIZE}` prints them with their numbers"
            )
        return found[0]

    def _of(self, seed: str, size: int, period: tuple[str, str, str]) -> str | None:
        for row in self.store.reader.rows(_SAMPLES):
            if (row[1], row[2], *row[3:6]) == (seed, size, *period):
                return str(row[0])
        return None


def _by_sample(reader: Reader, named: Reader | None) -> dict[str, list[SampleItem]]:
    verdicts = {item: (verdict, reason, by) for item, verdict, reason, by in reader.rows(_VERDICTS)}
    found: dict[str, list[SampleItem]] = {}
    for key, number, mark, kind, rep, account_id, name, said, drawn_at, sample in reader.rows(_ITEMS):
        called = name or (named.value("SELECT name FROM account WHERE id = ?", (account_id,)) if named else "") or ""
        item = SampleItem(
            key, number, mark, kind, rep, account_id, called, said, drawn_at, *verdicts.get(key, ("", "", ""))
        )
        found.setdefault(sample, []).append(item)
    return found


def _key(seed: str, one: Risky) -> float:
    """Return log(u) / weight, which orders as u^(1/weight) does."""
    digest = hashlib.sha256(f"{seed}\n{one.mark}".encode()).digest()
    chance = (int.from_bytes(digest[:8], "big") + 1) / (2**64 + 1)
    return log(chance) / one.weight
