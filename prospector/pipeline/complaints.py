"""Complaints about leads and sources: one line, tagged, open until somebody answers; they start a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospector.errors import BadInput, NotFound, Refused
from prospector.store.reads import PARTS_OF_ONE
from prospector.store.store import Store
from prospector.text import clean, clean_name, plural

if TYPE_CHECKING:
    from prospector.store.action import Action

TAGS = {
    "wrong_data": "wrong data", "no_fit": "does not fit", "dead": "out of business", "twice": "here twice",
    "unreachable": "nobody to reach", "stale": "out of date", "other": "something else",
}  # fmt: skip
"""Code and words of what a complaint is about."""
_COLUMNS = (
    "c.id, c.account_id, COALESCE(a.name, ''), c.source, c.tag, c.said, c.made_by, c.made_at, c.answer, c.answered_by, "
    "c.answered_at"
)


@dataclass(frozen=True, slots=True)
class ComplaintRecord:
    """One complaint."""

    id: str
    account_id: str | None
    """The lead it is about, None for a complaint about a source alone."""
    name: str
    source: str
    """Where that lead came from, or the source itself."""
    tag: str
    said: str
    made_by: str
    made_at: str
    answer: str
    answered_by: str
    answered_at: str | None

    @property
    def open(self) -> bool:
        """Whether nobody answered yet."""
        return self.answered_at is None

    @property
    def about(self) -> str:
        """Return whom it is about, in words."""
        return f"{self.name} (from {self.source})" if self.name else f"source {self.source}"


@dataclass(frozen=True, slots=True)
class SourceComplaints:
    """What stands open against one source, with its leads' complaints; the first item of an agenda."""

    source: str
    complaints: Sequence[ComplaintRecord]

    @property
    def quotes(self) -> Sequence[str]:
        """What was said, oldest first."""
        return [one.said for one in self.complaints]

    @property
    def text(self) -> str:
        """Return it in a line."""
        said = "; ".join(f"“{one.said}” ({one.made_by})" for one in self.complaints)
        return f"{self.source}, {plural(len(self.complaints), 'complaint')}: {said}"


class Complaints:
    """The complaints of one workspace."""

    def __init__(self, store: Store) -> None:
        """Work on `store`."""
        self.store = store

    def make(self, said: str, *, tag: str = "", account_id: str = "", source: str = "") -> ComplaintRecord:
        """Complain in one line about a lead, or about a source. Raises BadInput, NotFound for whom it is about."""
        from prospector.model.tables import Account, Complaint

        line, kind = clean(said), checked_tag(tag)
        if not any(letter.isalnum() for letter in line):
            raise BadInput("a complaint needs a line: say what is wrong")
        if not account_id and not clean_name(source):
            raise BadInput("say whom the complaint is about: an account, or a source")
        with self.store.action("Complaint") as action:
            about = clean_name(source)
            if account_id:
                account = action.get(Account, account_id)
                if account is None or account.merged_into is not None:
                    raise NotFound("this account is not in the workspace any more: go back to the list")
                about, called = account.source, account.name
            else:
                about = called = self._source(action, about)
            row = action.add(
                Complaint(account_id=account_id or None, source=about, tag=kind, said=line, made_by=self.store.actor,
                          made_at=action.now())
            )  # fmt: skip
            action.retitle(f"Complaint about {called}")
            key = row.id
        return self.get(key)

    def answer(self, complaint_id: str, answer: str) -> ComplaintRecord:
        """Close a complaint with an answer. Raises NotFound, Refused without an answer or when it is answered."""
        from prospector.model.tables import Complaint

        line = clean(answer)
        if not any(letter.isalnum() for letter in line):
            raise Refused("a complaint is closed by an answer: say what was done about it")
        with self.store.action("Answer a complaint", reason=line) as action:
            row = action.get(Complaint, complaint_id)
            if row is None:
                raise NotFound("this complaint is not in the workspace any more: see `prospect complain list`")
            if row.answered_at is not None:
                raise Refused(f"this complaint was answered by {row.answered_by}: {row.answer}")
            row.answer, row.answered_by, row.answered_at = line, self.store.actor, action.now()
        return self.get(complaint_id)

    def get(self, complaint_id: str) -> ComplaintRecord:
        """Return one, by its id or the beginning of it. Raises NotFound."""
        wanted = clean(complaint_id).casefold()
        found = [one for one in self.all() if wanted and one.id.startswith(wanted)]
        if len(found) != 1:
            raise NotFound(f"no complaint “{clean(complaint_id)}” here: see `prospect complain list`")
        return found[0]

    def all(self, *, only_open: bool = False, account_id: str = "") -> list[ComplaintRecord]:
        """Return complaints, the oldest first; of one account with its merged parts when it is given."""
        rows = self.store.reader.rows(
            f"SELECT {_COLUMNS} FROM complaint c LEFT JOIN account a ON a.id = c.account_id "  # noqa: S608 - constants
            f"WHERE (? = '' OR c.account_id IN {PARTS_OF_ONE}) ORDER BY c.made_at, c.id",
            (account_id, account_id),
        )
        every = [ComplaintRecord(*row) for row in rows]
        return [one for one in every if one.open] if only_open else every

    def by_source(self) -> list[SourceComplaints]:
        """Return what stands open by source, the source with most complaints first."""
        found: dict[str, list[ComplaintRecord]] = {}
        for one in self.all(only_open=True):
            found.setdefault(one.source.casefold(), []).append(one)
        listed = [SourceComplaints(several[0].source, tuple(several)) for several in found.values()]
        return sorted(listed, key=lambda one: (-len(one.complaints), one.source.casefold()))

    @staticmethod
    def _source(action: Action, name: str) -> str:
        """Return a source as it is written here. Raises NotFound for one that gave no lead and was never set up."""
        known = [one for (one,) in action.rows("SELECT source FROM account UNION SELECT name FROM lead_source")]
        found = next((one for one in known if one.casefold() == name.casefold()), None)
        if found is None:
            raise NotFound(f"no lead came from “{name}”: see `prospect source list`")
        return str(found)


def checked_tag(typed: str) -> str:
    """Return the tag that was meant, `other` for none. Raises BadInput for one that is none."""
    said = " ".join(clean(typed).casefold().replace("_", " ").replace("-", " ").split())
    if not said:
        return "other"
    for code, words in TAGS.items():
        if said in (code.replace("_", " "), words):
            return code
    raise BadInput(f"“{clean(typed)}” is no tag of a complaint: one of {', '.join(TAGS)}")
