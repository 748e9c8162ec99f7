"""What becomes of each row of a file, and why: said before anything is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from prospector.model.ids import new_id
from prospector.model.importing import ALIKE, HOLD, NEVER, NEW, REFUSED, UNCHANGED, UPDATE
from prospector.outreach.barred import Barred
from prospector.outreach.ledger_keys import Pair
from prospector.pipeline.import_alike import Alike, Like
from prospector.pipeline.import_facts import Facts, News, facts_of, news_of
from prospector.pipeline.import_known import Here, key_of
from prospector.pipeline.import_plan import ImportPlan, Line
from prospector.pipeline.import_rows import Incoming, RowReader, packed, unpacked
from prospector.tabular import RefusedRow
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.pipeline.indexed import Indexed
    from prospector.store.reads import Reader

_PORTION = 500
"""Likenesses whose accounts are read at once."""


@dataclass(slots=True)
class Given:
    """One row on its way to its verdict."""

    place: int
    cells: Sequence[str]
    one: Incoming


class Verdicts:
    """Fills a plan with the verdicts on rows."""

    def __init__(self, plan: ImportPlan, reader: Reader, indexed: Indexed, rows: RowReader) -> None:
        """Judge by what stands behind `reader`; `rows` reads cells."""
        self._plan = plan
        self._here = Here(reader, plan.options.update_on)
        self._barred = Barred(reader)
        self._alike = Alike(reader, indexed)
        self._rows = rows
        self._place = 0
        self._own: dict[str, int] = {}
        """Places of rows that bring an account with an id of ours that is not here."""

    def take(self, portion: Sequence[tuple[int, Sequence[str]] | RefusedRow]) -> None:
        """Judge the next rows, as far as one can without comparing them with each other."""
        lines: list[Line] = []
        given: list[Given] = []
        for row in portion:
            self._place += 1
            if isinstance(row, RefusedRow):
                lines.append(self._refused(row, row.cells, row.suggestion))
                continue
            number, cells = row
            one = self._rows.read(number, cells)
            if isinstance(one, RefusedRow):
                lines.append(self._refused(one, cells, self._rows.suggestion(one)))
            else:
                given.append(Given(self._place, cells, one))
        lines += self._judged(given)
        self._plan.put(lines)

    def compare(self, progress: Callable[[int, int], None]) -> None:
        """Compare the rows that seemed new with the accounts and with each other."""
        likes = sorted(self._alike.found(progress), key=lambda like: like.place)
        for start in range(0, len(likes), _PORTION):
            portion = likes[start : start + _PORTION]
            facts = self._here.facts({like.account_id for like in portion if like.account_id})
            for like in portion:
                if like.earlier is not None:
                    self._like_earlier(like, like.earlier)
                elif like.account_id in facts:
                    self._like_account(like, facts[like.account_id])

    # One row after the other

    def _judged(self, given: Sequence[Given]) -> list[Line]:
        rows = [one.one for one in given]
        ids = self._here.by_id({one.id for one in rows if one.id})
        keys = self._here.by_key(rows)
        namesakes = self._here.namesakes(rows)
        wanted = {*ids.values(), *(key for found in keys.values() for key in found)}
        facts = self._here.facts(wanted | {key for found in namesakes.values() for key in found})
        lines: list[Line] = []
        for one in given:
            if one.one.id in self._own:  # it adds to an earlier row, which has to be in the plan
                self._plan.put(lines)
                lines = []
            line = self._barred_line(one) or self._known_line(one, ids, keys, facts)
            if line is None and (same := self._same(one.one, namesakes, facts)) is not None:
                line = self._line(one, UNCHANGED, "is here already, and says nothing new", facts=same)
            lines.append(line or self._seems_new(one))
        return lines

    def _barred_line(self, given: Given) -> Line | None:
        """Return the verdict on a row that the never-contact ledger, or its own opt-out, decides."""
        one = given.one
        barred = self._barred.why(pairs_of(one))
        if one.opt_out and barred:
            return self._line(given, UNCHANGED, "opted out: the never-contact ledger has them already")
        if barred:
            return self._line(given, REFUSED, f"{one.name} is not taken: {barred}", cells=True)
        if one.opt_out:
            who = one.person.get("name") or one.person.get("email") or one.name
            return self._line(given, NEVER, f"opted out: {who} enters the never-contact ledger and is not kept here")
        return None

    def _known_line(
        self, given: Given, ids: Mapping[str, str], keys: Mapping[int, list[str]], facts: Mapping[str, Facts]
    ) -> Line | None:
        """Return the verdict on a row that names its account by our id, or by the key that the user chose."""
        one, key = given.one, self._plan.options.update_on
        if one.id in ids:
            return self._more(given, facts[ids[one.id]], "our id")
        owners = keys.get(one.row, [])
        if len(owners) > 1:
            names = " and ".join(facts[owner].name for owner in owners[:2])
            said = f"{key} “{key_of(one, key)}” belongs to {len(owners)} accounts, {names}: say which by its id"
            return self._line(given, REFUSED, said, cells=True)
        return self._more(given, facts[owners[0]], f"the same {key}") if owners else None

    def _seems_new(self, given: Given) -> Line:
        one = given.one
        if one.person and one.id not in self._own:
            one.id = ""  # in a table of people it is a person's
        if one.id and one.id in self._own:
            earlier = self._own[one.id]
            _, number, account, _, body, _ = self._plan.at(earlier)
            news = news_of(one, facts_of(unpacked(body), account))
            verdict, reason = (UPDATE, f"adds to row {number}: {news.text}") if news else _nothing(number)
            return self._line(given, verdict, reason, account=account, earlier=earlier, news=news)
        if one.id:
            self._own[one.id] = given.place
        self._alike.put(given.place, one, ours=bool(one.id))
        return self._line(given, NEW, "not here yet", account=one.id or new_id())

    def _same(self, one: Incoming, namesakes: Mapping[str, list[str]], facts: Mapping[str, Facts]) -> Facts | None:
        for key in namesakes.get(one.name, ()):
            if not news_of(one, facts[key]):
                return facts[key]
        return None

    def _more(self, given: Given, facts: Facts, by: str) -> Line:
        """Return the verdict on a row that is about an account, recognised `by` something that leaves no doubt."""
        news = news_of(given.one, facts)
        kept = f"; {news.kept_text}" if news.kept else ""
        if not news:
            return self._line(given, UNCHANGED, f"known by {by}, nothing new{kept}", facts=facts)
        return self._line(given, UPDATE, f"known by {by}, adds {news.text}{kept}", facts=facts, news=news)

    # Comparing

    def _like_account(self, like: Like, facts: Facts) -> None:
        one = unpacked(self._plan.at(like.place)[4])
        why = f" ({like.why[0]})" if like.why else ""
        if like.verdict == "same" and not news_of(one, facts):
            self._plan.change(like.place, verdict=UNCHANGED, reason=f"is here already as {facts.name}{why}",
                              account=facts.id, known_as=facts.name)  # fmt: skip
            return
        sure = "looks like" if like.verdict == "same" else "may be"
        self._doubt(like.place, one, f"{sure} {facts.name}, which is here already{why}", facts.name, facts.id)

    def _like_earlier(self, like: Like, earlier: int) -> None:
        one = unpacked(self._plan.at(like.place)[4])
        _, number, _, root, _, name = self._plan.at(earlier)
        if self._adds(like.place, one, earlier if root is None else root):
            return
        sure = "looks like" if like.verdict == "same" else "may be"
        why = f" ({like.why[0]})" if like.why else ""
        self._doubt(like.place, one, f"{sure} row {number} of this file{why}", name or f"row {number}", "")

    def _doubt(self, place: int, one: Incoming, reason: str, known_as: str, account: str) -> None:
        named = "import with --doubts name"
        if self._plan.options.doubts == HOLD:
            same = f"write {account} into a column “id”" if account else "leave this row out"
            hint = f"the same company: {same}; another one: {named}"
        else:
            hint = "it waits on the bench until the twins are answered"
        self._plan.change(place, verdict=ALIKE, reason=clean(f"{one.name} {reason}"), known_as=known_as, account=account,
                          suggestion=hint)  # fmt: skip

    def _adds(self, place: int, one: Incoming, root: int) -> bool:
        """Let a row add to an earlier new one of the very same company; say whether it is one.

        Rows of one company, each with a contact of its own, are how lists of people look.
        """
        verdict, number, account, _, body, _ = self._plan.at(root)
        if verdict != NEW or one.company != (other := unpacked(body)).company:
            return False
        news = news_of(one, facts_of(other, account))
        verdict, reason = (UPDATE, f"adds to row {number}: {news.text}") if news else _nothing(number)
        self._plan.change(place, verdict=verdict, reason=reason + _without(one), account=account, earlier=root,
                          news=json.dumps(asdict(news), ensure_ascii=False))  # fmt: skip
        return True

    # Lines

    def _line(
        self, given: Given, verdict: str, reason: str, *, account: str = "", earlier: int | None = None,
        facts: Facts | None = None, news: News | None = None, cells: bool = False,
    ) -> Line:  # fmt: skip
        one = given.one
        kept = verdict in (NEW, UPDATE, NEVER)
        seeming = verdict == NEW
        return (
            given.place, one.row, verdict, one.name, clean(reason + _without(one)), facts.id if facts else account,
            facts.name if facts else "", "", "", "", earlier, packed(one) if kept else "",
            json.dumps(asdict(news), ensure_ascii=False) if news else "",
            json.dumps(list(given.cells), ensure_ascii=False) if cells or seeming else "",
        )  # fmt: skip

    def _refused(self, row: RefusedRow, cells: Sequence[str], suggestion: str) -> Line:
        return (
            self._place, row.row, REFUSED, "", clean(row.reason), "", "", clean(row.column, 80), clean(row.value, 80),
            clean(suggestion), None, "", "", json.dumps(list(cells), ensure_ascii=False),
        )  # fmt: skip


def pairs_of(one: Incoming) -> list[Pair]:
    """Return what a row is looked for by in the never-contact ledger: of an opt-out of a person the person alone."""
    person = one.person
    found: list[Pair] = []
    if person.get("name"):
        found.append(("person", f"{person['name']}@{one.name}"))
    found += [(kind, person[kind]) for kind in ("email", "phone") if person.get(kind)]
    if one.opt_out and found:
        return found
    found += [("company", name) for name in (one.name, *one.names)]
    found += [("domain", domain) for domain in (one.domain, *one.domains) if domain]
    return found + [(name, value) for name, value in one.claims if name in ("email", "phone")]


def _without(one: Incoming) -> str:
    return f"; left out: {', '.join(one.without)}" if one.without else ""


def _nothing(number: int) -> tuple[str, str]:
    return UNCHANGED, f"says nothing that row {number} does not"
