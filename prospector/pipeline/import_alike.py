"""Which rows of a file look like an account of the workspace, or like an earlier row: the matcher over both at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prospector.identity.domain import is_shared
from prospector.identity.party import Party
from prospector.identity.workers import available, shared_out
from prospector.pipeline.import_rows import Incoming
from prospector.pipeline.indexed import Indexed
from prospector.pipeline.parties import parties, portions_of, root_ids
from prospector.store.reads import Reader

if TYPE_CHECKING:
    from prospector.identity.known import Known
    from prospector.identity.saved import SavedIndex

_TOGETHER, _TIMES = 5_000, 4
"""Accounts up to which, or times as many as rows, all are compared at once; against more each row is looked up by itself."""
_SLOTS = 256
_WORTH_SHARING = 10_000
_RANKS = {"same": 0, "review": 1, "related": 2}


@dataclass(frozen=True, slots=True)
class Like:
    """What a row looks like: an account by id, or an earlier row by its place."""

    place: int
    """The place of the row itself."""
    account_id: str
    earlier: int | None
    verdict: str
    score: float
    why: tuple[str, ...]


class Alike:
    """Takes the rows in, then tells what each looks like."""

    def __init__(self, reader: Reader, indexed: Indexed) -> None:
        """Compare with the accounts behind `reader`."""
        from prospector.identity.intake import Intake

        self._reader = reader
        self._indexed = indexed
        self._rows = Intake(lean=True)
        self._ours: set[int] = set()

    def put(self, place: int, one: Incoming, *, ours: bool = False) -> None:
        """Take a row in; `place` grows from row to row. Two of `ours` were told apart by us, and are not asked again."""
        from prospector.identity.known import parcel

        self._rows.put(parcel(party_of(str(place), one)))
        if ours:
            self._ours.add(place)

    def found(self, progress: Callable[[int, int], None]) -> Iterator[Like]:
        """Yield the best of what each row looks like, rows in any order; nothing can be put in afterwards."""
        rows = len(self._rows.ids)
        if not rows:
            return
        accounts: int = self._reader.value("SELECT COUNT(*) FROM account WHERE merged_into IS NULL") or 0
        together = accounts <= max(_TOGETHER, _TIMES * rows)
        best: dict[int, Like] = {}
        if accounts and not together:
            best = self._looked_up(progress)
        yield from self._compared(accounts if together else 0, best, progress)
        yield from best.values()

    def _compared(self, accounts: int, best: dict[int, Like], progress: Callable[[int, int], None]) -> Iterator[Like]:
        """Yield what the rows look like among themselves and the accounts; what `best` knows better stays there."""
        from prospector.identity.batch import Batch

        rows = len(self._rows.ids)
        intake = self._with_accounts() if accounts else self._rows
        first = len(intake.ids) - rows
        workers = available() if rows >= _WORTH_SHARING else 1
        batch = Batch(intake, workers)
        ids, ours = batch.ids, self._ours

        def task(number: int) -> list[Any]:
            begin = first + number * _SLOTS
            found: dict[int, tuple[Any, ...]] = {}
            for pair in batch.pairs(range(begin, min(begin + _SLOTS, len(batch)))):
                if pair.verdict == "related" and not _one_site(batch.known(pair.left), batch.known(pair.right)):
                    continue
                if pair.left >= first and int(ids[pair.right]) in ours and int(ids[pair.left]) in ours:
                    continue
                rank = (_RANKS[pair.verdict], pair.left >= first, -pair.score)
                if pair.right not in found or rank < found[pair.right][0]:
                    found[pair.right] = (rank, *pair)
            return [tuple(one[1:]) for one in found.values()]

        for done, portion in enumerate(shared_out(task, -(-rows // _SLOTS), workers), 1):
            progress(min(done * _SLOTS, rows), rows)
            for left, right, score, verdict, why in portion:
                place = int(ids[right])
                known = best.get(place)
                if known is not None and _RANKS[known.verdict] <= _RANKS[verdict]:
                    continue
                best.pop(place, None)
                account, earlier = (ids[left], None) if left < first else ("", int(ids[left]))
                yield Like(place, account, earlier, verdict, score, tuple(why))

    def _with_accounts(self) -> Any:
        """Return the accounts and behind them the rows; the rows alone are given up."""
        from prospector.identity.intake import Intake
        from prospector.identity.known import packet, parcel, unpacked

        intake, mine = Intake(lean=True), self._rows
        for portion in portions_of(root_ids(self._reader)):
            for party in parties(self._reader, portion).values():
                if party is not None:
                    intake.put(parcel(party))
        for slot in range(len(mine.ids)):
            intake.put(packet(unpacked(mine.data[mine.ends[slot] : mine.ends[slot + 1]])))
        self._rows = Intake(lean=True)
        return intake

    def _looked_up(self, progress: Callable[[int, int], None]) -> dict[int, Like]:
        """Return the best account that each row looks like, asked of the saved index one by one."""
        from prospector.identity.known import unpacked

        mine = self._rows
        found: dict[int, Like] = {}
        for slot in range(len(mine.ids)):
            progress(slot, len(mine.ids))
            known = unpacked(mine.data[mine.ends[slot] : mine.ends[slot + 1]])
            one = self._indexed.ask(lambda index, known=known: _best(known, index))  # type: ignore[misc]
            if one is not None:
                found[one.place] = one
        return found


def party_of(key: str, one: Incoming) -> Party:
    """Return what is compared of a row."""
    address = one.value("address") or {}
    legal, phone, number = one.value("legal_name"), one.value("phone"), one.value("registry_id")
    return Party(
        id=key,
        names=tuple(dict.fromkeys((one.name, *([legal] if legal else []), *one.names))),
        domains=tuple(domain for domain in (one.domain, *one.domains) if domain),
        country=one.country or None,
        region=address.get("region"),
        city=one.city or None,
        address=address.get("street"),
        postcode=address.get("postal"),
        phones=(phone,) if phone else (),
        registry_ids=(number,) if number else (),
        lei=one.value("lei"),
    )


def _one_site(left: Known, right: Known) -> bool:
    """Say whether two share a site of their own: two companies only if a person says so."""
    return any(not is_shared(domain) for domain in left.domains & right.domains)


def _best(known: Known, index: SavedIndex) -> Like | None:
    from prospector.identity.typed import compared

    found = None
    for other, decision in compared(known, index):
        if decision.verdict == "different" or (decision.verdict == "related" and not _one_site(known, other)):
            continue
        rank = (_RANKS[decision.verdict], -decision.score)
        if found is None or rank < found[0]:
            found = (rank, Like(int(known.id), other.id, None, decision.verdict, decision.score, tuple(decision.why)))
    return found[1] if found else None
