"""What is half typed on the Name screen, as it is remembered over a restart."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace

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

    def dump(self) -> str:
        """Return it as one short text; empty when nothing is worth remembering."""
        return "" if self == Draft() else json.dumps(asdict(self), ensure_ascii=False)

    def typing(self, **changes: str) -> Draft:
        """Return it with what was typed since."""
        known = {key: value for key, value in changes.items() if key in ("name", "domain", "pain", "why")}
        return replace(self, **known)  # type: ignore[arg-type]

    def asking(self, account_id: str, called: str) -> Draft:
        """Return the state after a name was taken: its pain and why are asked."""
        return Draft(ASKING, account_id=account_id, called=called, turned=self.turned, waiting=self.waiting)

    def next(self) -> Draft:
        """Return the state for the next name: what was half typed, else a waiting pasted line, else an empty one."""
        if self.name:
            return Draft(name=self.name, domain=self.domain, turned=self.turned, waiting=self.waiting)
        if not self.waiting:
            return Draft(turned=self.turned)
        name, domain = self.waiting[0]
        return Draft(name=name, domain=domain, turned=self.turned, waiting=self.waiting[1:])


def load(text: str) -> Draft:
    """Return the draft that `dump` wrote; anything else is an empty one."""
    with contextlib.suppress(ValueError, TypeError, RecursionError):
        found = json.loads(text)
        if isinstance(found, dict):
            return _checked(found)
    return Draft()


def _checked(found: dict[str, object]) -> Draft:
    taken: dict[str, object] = {}
    for one in fields(Draft):
        value = found.get(one.name)
        if isinstance(value, type(one.default)) and one.name != "waiting":
            taken[one.name] = value
    waiting = found.get("waiting")
    if isinstance(waiting, list):
        pairs = [tuple(pair) for pair in waiting if isinstance(pair, list)]
        taken["waiting"] = tuple(pair for pair in pairs if len(pair) == 2 and all(isinstance(one, str) for one in pair))  # noqa: PLR2004
    draft = Draft(**taken)  # type: ignore[arg-type]
    # Without an account the name was not taken yet when the app went away: it stands there as typed.
    return draft if draft.step == ASKING and draft.account_id else replace(draft, step=NAMING)
