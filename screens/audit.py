"""Audit: what was really done, what stands out, a sample to look at, what to talk about, and the signature."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from screens import places
from screens.jobs import begin
from screens.parted import PartedPlace

if TYPE_CHECKING:
    from prospector.audit.facts import Facts
    from prospector.model.audit import AuditFigures
    from prospector.workspace import Workspace


class AuditedPlace(PartedPlace):
    """A place whose parts show the figures of one period; they are counted once for all parts."""

    def __init__(self) -> None:
        """Begin where the last signature stands."""
        super().__init__()
        self.since: date | None = None
        self.until: date | None = None
        self._counted: tuple[object, AuditFigures] | None = None

    def figures(self, workspace: Workspace) -> AuditFigures:
        """Return the figures of the period; counted anew only when something was done meanwhile. Off the event loop."""
        newest = next((one.id for one in workspace.history(1)), "")
        state = (newest, self.since, self.until, workspace.store.clock.today())
        if self._counted is None or self._counted[0] != state:
            self._counted = state, workspace.audit.week(self.since, self.until)
        return self._counted[1]

    def facts(self, workspace: Workspace) -> Facts:
        """Return what the sample of the period is drawn from. Off the event loop."""
        return workspace.audit.facts(self.since, self.until)

    def open_account(self, account_id: str | None) -> None:
        """Show an account that was opened behind a number."""
        if account_id:
            self.prospector.open_account(account_id)

    def show_period(self, since: date | None, until: date | None) -> None:
        """Show another period."""
        self.since, self.until = since, until
        self.reload()


class AuditScreen(AuditedPlace):
    """The manager's half an hour a week."""

    MODE = places.AUDIT
    MEMORY = "audit_part"
    PARTS = ("audit_part_reps:RepsPart", "audit_part_found:FoundPart", "audit_part_sample:SamplePart",
             "audit_part_shots:ShotsPart", "audit_part_hand_overs:HandOversPart", "audit_part_twice:TwicePart",
             "audit_part_agenda:AgendaPart")  # fmt: skip
    HELP = """\
What was really done, not how often a button was pressed. Reps stand in order of
the alphabet: this is no ranking. Every number opens the rows behind it, and a row
opens its account. The sample is drawn by a seed, the risky things first: the same
seed draws the same. What you sign is read: the next audit starts there.

left right  the part before, the next part (tab and shift+tab do the same)
enter       Reps: a rep's weeks and numbers; Stands out: the rows behind it
            Sample: look at one and judge it: 1 fine 2 thin 3 wrong 4 ask
            Long shots, Hand-overs, Two lists: the account; Agenda: do what
            the line says
a           Sample: draw one (how many, which seed)
e           Long shots: keep it until a day       x   drop it, with a reason
D           another period       L   the letters to the sources (place 8)
S           sign what you read   u   take the newest act back"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("D", "period", "Another period", show=False, id="audit.period"),
        Binding("S", "sign", "Sign what was read", show=False, id="audit.sign"),
        Binding("e", "keep", "Keep a long shot until a day", show=False, id="audit.keep"),
        Binding("L", "letters", "The letters to the sources", show=False, id="audit.letters"),
    ]

    def action_keep(self) -> None:
        """Keep the long shot under the cursor until a day; elsewhere, do what enter does."""
        from screens.audit_part_shots import ShotsPart

        if isinstance(self.part, ShotsPart):
            self.part.keep(self.pick_list.key)
        else:
            self.action_edit()

    def action_period(self) -> None:
        """Ask for another period."""
        from screens.audit_period import ask_period

        ask_period(self)

    def action_letters(self) -> None:
        """Go to the sources."""
        self.prospector.go(places.SOURCES)

    def action_sign(self) -> None:
        """Sign the period."""
        from screens.modals.line import LineBox

        box = LineBox("Sign what you read", "Note", "", example="talked with aisha, two protected hours")
        self.app.push_screen(box, self._sign)

    def _sign(self, note: str | None) -> None:
        if note is not None:
            begin(self, partial(self._signed, note), group="act")

    async def _signed(self, note: str) -> None:
        signed = await self.ask(self.workspace.audit.sign, self.since, self.until, note)
        if signed is not None:
            self.since = self.until = None
            self.prospector.say(f"Signed {signed.since} to {signed.until}; head {signed.head[:16]}…", seconds=8)
            self.reload()


def reading(place: PartedPlace) -> AuditedPlace:
    """Return the place of a part, which counts for all of them. Raises TypeError when it is another kind of place."""
    if not isinstance(place, AuditedPlace):
        raise TypeError(place)
    return place
