"""What is half typed on the Name screen, as it is remembered over a restart."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING

from prospector.exchange.names import split_line
from prospector.text import folded

if TYPE_CHECKING:
    from prospector.model.account import ListRow

NAMING, ASKING = "naming", "asking"


@dataclass(frozen=True, slots=True)
class Draft:
    """The state of the exercise between two keys."""

    step: str = NAMING
    """`naming`: name and domain are typed; `asking`: pain and why of the company just named."""
    name: str = ""
    domain: str = ""
    account_id: str = ""
    """The company that pain and why are asked for."""
    called: str = ""
    pain: str = ""
    why: str = ""
    turned: int = 0
    """How often another prompt was asked for."""
    waiting: Sequence[Sequence[str]] = ()
    """(name, domain) of pasted lines that must be answered for, next first."""
    ahead: Sequence[Draft] = ()
    """What was typed after it while it was still being taken, next first."""

    def dump(self) -> str:
        """Return it as one short text; empty when nothing is worth remembering."""
        return "" if self == Draft() else json.dumps(asdict(self), ensure_ascii=False)

    def typing(self, **changes: str) -> Draft:
        """Return it with what was typed since."""
        known = {key: value for key, value in changes.items() if key in ("name", "domain", "pain", "why")}
        return replace(self, **known)  # type: ignore[arg-type]

    def asking(self, account_id: str, called: str) -> Draft:
        """Return the state after a name was taken: its pain and why are asked."""
        return Draft(
            ASKING, account_id=account_id, called=called, turned=self.turned, waiting=self.waiting, ahead=self.ahead
        )

    def next(self) -> Draft:
        """Return the state for the next name: what was half typed or typed ahead, a waiting pasted line, or an empty one."""
        after = Draft(turned=self.turned, waiting=self.waiting, ahead=self.ahead)
        if self.name:
            return replace(after, name=self.name, domain=self.domain)
        if self.ahead:
            return replace(self.ahead[0], step=NAMING, turned=self.turned, waiting=self.waiting, ahead=self.ahead[1:])
        if not self.waiting:
            return after
        name, domain = self.waiting[0]
        return replace(after, name=name, domain=domain, waiting=self.waiting[1:])


@dataclass(slots=True)
class Taking:
    """A name that is being taken while the next thing is typed already."""

    draft: Draft
    """Name and domain as they were typed."""
    answer: str = ""
    """What was said of the companies found: `different` or `related`."""
    bench: bool = False
    answered: Draft | None = None
    """The draft with pain and why, once both were passed."""

    @property
    def typed(self) -> Draft:
        """What is known of it, to stand there as typed."""
        return replace(self.answered or self.draft, step=NAMING, account_id="", waiting=(), ahead=())


def load(text: str) -> Draft:
    """Return the draft that `dump` wrote; anything else is an empty one."""
    with contextlib.suppress(ValueError, TypeError, RecursionError):
        found = json.loads(text)
        if isinstance(found, dict):
            return _checked(found)
    return Draft()


def without_taken(draft: Draft, rows: Sequence[ListRow]) -> Draft:
    """Return a remembered draft without names that stand in `rows`: the app went away before it could note that.

    Pain and why that were typed for such a name, and are not kept yet, are asked for again, as they were typed; once both
    are kept nobody is asked again.
    """
    standing = {folded(row.name): row for row in rows}

    def row_of(one: Draft) -> ListRow | None:
        return standing.get(folded(one.name if one.domain.strip() else split_line(one.name)[0])) if one.name else None

    ahead = [one for one in draft.ahead if row_of(one) is None]
    if draft.step == ASKING and any(row.id == draft.account_id and row.pain and row.why for row in rows):
        # Only for want of one of the two is anybody asked: both were kept, and this is what was typed before.
        return replace(draft, ahead=tuple(ahead)).next()
    row = row_of(draft) if draft.step == NAMING else None
    if row is None:
        return replace(draft, ahead=tuple(ahead))
    if (draft.pain and not row.pain) or (draft.why and not row.why):
        again = replace(draft, step=ASKING, account_id=row.id, called=row.name, name="", domain="", ahead=tuple(ahead))
        return replace(again, pain=draft.pain or row.pain, why=draft.why or row.why)
    return replace(draft, name="", domain="", pain="", why="", ahead=tuple(ahead)).next()


def _checked(found: dict[str, object]) -> Draft:
    taken: dict[str, object] = {}
    for one in fields(Draft):
        value = found.get(one.name)
        if isinstance(value, type(one.default)) and one.name not in ("waiting", "ahead"):
            taken[one.name] = value
    waiting = found.get("waiting")
    if isinstance(waiting, list):
        pairs = [tuple(pair) for pair in waiting if isinstance(pair, list)]
        taken["waiting"] = tuple(pair for pair in pairs if len(pair) == 2 and all(isinstance(one, str) for one in pair))  # noqa: PLR2004
    ahead = found.get("ahead")
    if isinstance(ahead, list):
        taken["ahead"] = tuple(_checked({**one, "ahead": ()}) for one in ahead if isinstance(one, dict))
    draft = Draft(**taken)  # type: ignore[arg-type]
    # Without an account the name was not taken yet when the app went away: it stands there as typed.
    draft = draft if draft.step == ASKING and draft.account_id else replace(draft, step=NAMING)
    return draft.next() if draft.step == NAMING and draft.ahead and not draft.name else draft
