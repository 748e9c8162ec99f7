"""Why this score: one line per criterion with what it gives, why, and the claim it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from prospector.errors import ProspectorError
from prospector.model.account import AccountRecord, ClaimRecord
from prospector.model.proof import ErrorRate, Reconciled
from screens.base import Ask
from screens.show import fit_bar, fit_numbers
from screens.signs import CRITERION
from screens.widgets.rows import Column, Row, note
from screens.widgets.table import Table

if TYPE_CHECKING:
    from prospector.plan.fit import Fit, Verdict

COLUMNS = (
    Column("criterion", 18, grow=1, most=28),
    Column("kind", 6),
    Column("points", 9),
    Column("because", 24, grow=3),
    Column("source", 10, drop=1),
)


class WhyBox(Ask[None]):
    """The reasons of one account's fit."""

    AUTO_FOCUS = "Table"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w,q", "leave", "Close", id="why.leave", show=False),
        Binding("p", "prove", "Proof of the claim", id="why.prove", show=False),
    ]
    DEFAULT_CSS = """
    WhyBox Table { height: auto; max-height: 16; }
    WhyBox #sum, WhyBox #reason { height: auto; max-height: 3; margin: 0 0 1 0; }
    WhyBox #reason { margin: 1 0 0 0; color: $text-muted; }
    """

    def __init__(self, record: AccountRecord) -> None:
        """Explain the fit of `record`."""
        super().__init__()
        self._record = record
        self._claims: dict[str, ClaimRecord] = {}
        self._known: Sequence[Reconciled] = ()
        self._rates: Mapping[tuple[str, str], ErrorRate] = {}
        self._reasons: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out sum, criteria and the whole reason of the chosen one."""
        box = Vertical(Static(id="sum"), Table(COLUMNS, id="criteria"), Static(id="reason"), classes="box -broad")
        box.border_title = Content(f"Why {self._record.name}")
        box.border_subtitle = "enter shows the proof · esc closes"
        yield box

    async def on_mount(self) -> None:
        """Compute the fit as of now."""
        try:
            fit = await self.workspace.run(self.workspace.plans.fit_of, self._record.id)
            self._known = await self.workspace.run(self.workspace.proofs.of, self._record.id)
            self._rates = await self.workspace.run(self.workspace.proofs.rates)
        except ProspectorError as error:
            self.query_one("#sum", Static).update(Content(error.sentence))
            return
        self._claims = {claim.id: claim for known in self._known for claim in known.claims}
        if fit is None:
            self.query_one("#sum", Static).update(Content("There is no profile yet, so nothing can be scored."))
            self.query_one(Table).show([note("6   say whom you want as a customer; then every company gets a fit")])
            return
        self._show(fit)

    def _show(self, fit: Fit) -> None:
        now = fit.range
        told = f"  {round(100 * now.coverage)} % of the profile's weight is known · profile version {now.version}"
        find = f"\nFind out next: {', '.join(fit.to_find_out[:3])}" if fit.to_find_out else ""
        if now.disqualified:
            find = "\nA `never` criterion is met: disqualified."
        self.query_one("#sum", Static).update(
            Content.assemble(
                (fit_bar(now, 20), "$text-success"), "  ", (fit_numbers(now), "bold"), (told, "$text-muted"), find
            )
        )
        rows = []
        for number, verdict in enumerate(fit.verdicts):
            claim = self._claims.get(verdict.claim_id or "")
            key = claim.id if claim else f"criterion {number}"
            key = key if key not in self._reasons else f"{key} {number}"
            self._reasons[key] = f"{verdict.criterion} ({CRITERION[verdict.state].word}): {verdict.reason}"
            rows.append(_row(key, verdict, claim))
        self.query_one(Table).show(rows)

    @on(Table.Moved)
    def tell_reason(self, event: Table.Moved) -> None:
        """Show the whole reason, which the row may have cut."""
        event.stop()
        self.query_one("#reason", Static).update(Content(self._reasons.get(event.key, "")))

    @on(Table.Opened)
    def open_claim(self, event: Table.Opened) -> None:
        """Show the proof."""
        event.stop()
        self.action_prove()

    def action_prove(self) -> None:
        """Show the proof of the claim under the cursor."""
        claim = self._claims.get(self.query_one(Table).key.partition(" ")[0])
        if claim is None:
            self.prospector.say("No claim stands behind this line: it is not known yet")
            return
        from screens.modals.provenance import ProvenanceBox

        known = next(one for one in self._known if one.field == claim.field)
        self.app.push_screen(ProvenanceBox(known, self._rates, self._record.name, claim.id))


def _row(key: str, verdict: Verdict, claim: ClaimRecord | None) -> Row:
    sign = CRITERION[verdict.state]
    style = sign.style
    if verdict.kind == "never":
        style = {"met": "bad", "missed": "good"}.get(verdict.state, "dim")
    return Row(
        key,
        ((f"{sign.glyph} {verdict.criterion}", style), verdict.kind, _points(verdict), verdict.reason,
         (claim.source if claim else "", "dim")),
    )  # fmt: skip


def _points(verdict: Verdict) -> str:
    if verdict.kind == "never":
        return "rules out" if verdict.state == "met" else "-"
    return {"met": f"+{verdict.contribution}", "missed": f"0 of {verdict.contribution}"}.get(
        verdict.state, f"? {verdict.contribution}"
    )
