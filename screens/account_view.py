"""What the Account place shows: one reading of everything, and how brief, claims and timeline look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.content import Content

from prospector.model.account import AccountRecord, ClaimRecord, OutcomeRecord
from prospector.model.action import ActionRecord
from prospector.model.proof import ACCOUNT_MARK, ErrorRate, Reconciled
from prospector.model.touch import REACHED, TouchRecord, words
from screens.show import fit_bar, fit_numbers, late, local_day, wrap
from screens.signs import research_sign
from screens.widgets.rows import Column, Row, note

if TYPE_CHECKING:
    from prospector.outreach.next_step import NextStep
    from prospector.plan.fit import Fit
    from prospector.workspace import Workspace

_INDENT = 8
_HISTORY = 200
"""Newest actions looked through for those that name the company."""
_OWN_ROWS = ("Touch ", "Name ", "Research ")
"""Beginnings of titles whose acts stand in the timeline by themselves."""
REFUTED_ROW = "refuted "
"""Beginning of the key of a row that counts refuted values; the name of the field follows."""
EVENT_COLUMNS = (Column("when", 10), Column("what", 26, grow=1), Column("who", 10))


@dataclass(frozen=True, slots=True)
class AccountView:
    """Everything about one account."""

    record: AccountRecord
    known: Sequence[Reconciled]
    """Every field that something was said about."""
    rates: Mapping[tuple[str, str], ErrorRate]
    """Error rates of the sources."""
    outcomes: Sequence[OutcomeRecord]
    touches: Sequence[TouchRecord]
    actions: Sequence[ActionRecord]
    fit: Fit | None
    step: NextStep | None
    day: date
    now: datetime
    doubts: int = 0
    """Candidates that wait for an answer: who may it be."""

    @property
    def said(self) -> Sequence[ClaimRecord]:
        """What sources say and people typed beyond the account's own name, domain and place."""
        return [one for known in self.known for one in known.claims if not one.id.startswith(ACCOUNT_MARK)]

    def field(self, key: str) -> Reconciled | None:
        """Return the field that a row of the claims stands in."""
        return next((one for one in self.known if key == f"{REFUTED_ROW}{one.field}" or one.stated(key)), None)


def read(workspace: Workspace, account_id: str) -> AccountView:
    """Read everything; to be run in the workspace's thread. Raises NotFound."""
    record = workspace.account(account_id)
    actions = [
        one for one in workspace.history_of(account_id, _HISTORY)
        if one.kind == "do" and not one.title.startswith(_OWN_ROWS)
    ]  # fmt: skip
    return AccountView(
        record=record, known=workspace.proofs.of(account_id), rates=workspace.proofs.rates(),
        outcomes=workspace.outcomes(account_id),
        doubts=sum(one.takeable for one in workspace.doubts.of(account_id)),
        touches=workspace.touches.of(account_id), actions=actions, fit=workspace.plans.fit_of(account_id),
        step=workspace.today.step(account_id), day=workspace.store.clock.today(), now=workspace.store.clock.now(),
    )  # fmt: skip


def title(view: AccountView) -> Content:
    """Return the headline: who, where, at which stage."""
    record = view.record
    slot = f"slot {record.slot}" if record.slot else record.place or "on no list"
    place = ", ".join(part for part in (record.city, record.country) if part)
    told = [slot, record.stage.replace("_", " "), record.domain or "no domain: e adds it", place]
    return Content.assemble((record.name, "bold $text-accent"), "  ", " · ".join(part for part in told if part))


def brief(view: AccountView, width: int) -> Content:
    """Return the brief in `width` cells: the fit, the next step, what a person wrote, where the name came from."""
    record = view.record
    parts: list[Content | str | tuple[str, str]] = []

    def line(label: str, text: str | Content, style: str = "") -> None:
        told = text if isinstance(text, Content) else Content.styled(wrap(text, width, _INDENT), style)
        parts.extend([(label.ljust(_INDENT), "$text-muted"), told, "\n"])

    _fit_lines(view, line)
    if view.step:
        days = (view.day - view.step.due).days
        line("Next", f"{view.step.act}, {late(days, view.step.due)}", "bold $text-warning" if days > 0 else "bold")
        line("", view.step.reason, "$text-muted")
    parts.append("\n")
    for label, text in (("Pain", record.pain), ("Why", record.why)):
        line(label, text or "not written down yet: e adds it", "" if text else "$text-warning")
    for label, text in (("Reason", record.reason), ("Lesson", record.lesson)):
        if text:
            line(label, text)
    parts.append("\n")
    line("Stage", f"{record.stage.replace('_', ' ')} · {record.origin}")
    line("Source", record.source)
    line("Named", f"by {record.named_by}, {local_day(record.named_at)[:10]}")
    also = [*record.other_names, *record.other_domains]
    if also:
        line("Also", ", ".join(also))
    return Content.assemble(*parts)


def _fit_lines(view: AccountView, line: Callable[..., None]) -> None:
    if view.fit is None:
        line("Fit", "no profile yet: 6 makes one", "$text-warning")
        return
    now = view.fit.range
    known = f"  {round(100 * now.coverage)} % known"
    line(
        "Fit",
        Content.assemble((fit_bar(now, 14), "$text-success"), "  ", (fit_numbers(now), "bold"), (known, "$text-muted")),
    )
    if now.disqualified:
        line("", "a `never` criterion is met: w tells which", "$text-error")
    elif view.fit.to_find_out:
        line("", f"find out next: {', '.join(view.fit.to_find_out[:3])}", "$text-muted")


def event_rows(view: AccountView) -> list[Row]:
    """Return the timeline, newest first: touches, acts of people, research, the naming."""
    events: list[tuple[str, Row]] = [(one.at, _touch_row(one)) for one in view.touches]
    events += [(one.at, _action_row(one)) for one in view.actions]
    events += [(one.at, _research_row(one)) for one in view.outcomes]
    record = view.record
    named = Row(
        f"named {record.id}", (_day(record.named_at), f"+ named, from {record.source}", (record.named_by, "dim"))
    )
    events.append((record.named_at, named))
    rows = [row for _, row in sorted(events, key=lambda one: one[0], reverse=True)]
    if not view.touches:
        return [note("Never touched yet: a logs the first attempt."), *rows]
    return rows


def _touch_row(touch: TouchRecord) -> Row:
    reached = touch.outcome in REACHED
    told = f"{'●' if reached else '○'} {words(touch.channel)}: {words(touch.outcome)}"
    if touch.reaction != "unknown":
        told += f", {words(touch.reaction)}"
    if touch.note:
        told += f" · {touch.note}"
    return Row(touch.id, ((_day(touch.at), ""), (told, "good" if reached else ""), (touch.rep, "dim")))


def touch_facts(touch: TouchRecord) -> list[tuple[str, str]]:
    """Return everything about a touch, as labels and texts."""
    facts = [
        ("When", local_day(touch.at)), ("By", touch.rep), ("Channel", words(touch.channel)),
        ("Outcome", words(touch.outcome)), ("Reaction", words(touch.reaction)), ("Person", touch.person or "not noted"),
        ("Note", touch.note or "none"),
    ]  # fmt: skip
    return [*facts, ("Corrected", "yes; the first entry stays in the log")] if touch.corrected else facts


def _action_row(action: ActionRecord) -> Row:
    taken = " (taken back)" if action.undone else ""
    reason = f" · {action.reason}" if action.reason else ""
    return Row(action.id, ((_day(action.at), ""), (f"- {action.title}{reason}{taken}", "dim"), (action.actor, "dim")))


def _research_row(outcome: OutcomeRecord) -> Row:
    sign = research_sign(outcome.state)
    told = f"{sign.glyph} asked {outcome.source}: {sign.word}, {outcome.detail}"
    return Row(f"outcome {outcome.source}", ((_day(outcome.at), ""), (told, "dim"), ("prospector", "dim")))


def _day(stamped: str) -> str:
    return local_day(stamped)[:10]
