"""Packets: handing in what is new to whoever audits, and taking in what reps handed in; no server needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.text import plural
from screens.data_part_export import checked_path
from screens.jobs import begin
from screens.plan_parts import BLANK, Line, Part, empty, heading
from screens.show import fill

if TYPE_CHECKING:
    from prospector.audit.held import Holding
    from prospector.audit.taking import Taken
    from prospector.workspace import Workspace

_IN, _TAKE = "in", "take"
_ELSEWHERE = "On a team's database everybody's acts stand already: 7 audits them, nothing is handed in."
_MEMORY = "data.packet"
_ENDINGS = (".packet",)


class PacketsPart(Part):
    """What goes to a manager, and what a manager holds."""

    KEY = "packets"
    LABEL = "Packets"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "do it, look closer"), ("a", "hand in"))

    on_file = True
    waiting = 0
    proposed = Path()
    rows: Sequence[Holding] = ()

    def read(self, workspace: Workspace) -> None:
        """Read what is new here, and what is held of others."""
        packets = workspace.packets
        self.on_file = packets.on_file
        if self.on_file:
            self.waiting, self.proposed, self.rows = packets.waiting(), packets.proposed(Path.cwd()), packets.held()

    @property
    def headline(self) -> Content:
        """Say how much was not handed in yet."""
        if not self.on_file:
            return Content.styled("A team's database", "bold $text-accent")
        said = f"{plural(self.waiting, 'act')} since the last hand-in" if self.waiting else "Everything is handed in"
        return Content.assemble(
            (said, "bold $text-accent"), ("   a signed file, for mail, share or stick", "$text-muted")
        )

    def lines(self, width: int) -> list[Line]:
        """Return what can be done, and what is held."""
        if not self.on_file:
            return [empty(_ELSEWHERE, width)]
        shown: list[Line] = [
            (_IN, Content("   Hand in what is new, for whoever audits")),
            (_TAKE, Content("   Take in what a rep handed in")),
            BLANK,
            heading(" Held of reps: enter shows the key and how far it goes"),
        ]
        if not self.rows:
            return [*shown, empty("Nothing yet: a rep's packet that is taken in stands here.", width)]
        return [*shown, *((str(one.path), _held_line(one)) for one in self.rows)]

    def aside(self, key: str, _width: int) -> Content:
        """Say what goes along, and how it is read."""
        said = {
            _IN: "Private notes never leave this file. The first one makes a key: tell your manager its fingerprint once, on "
            "the telephone.",
            _TAKE: "It is held against what you hold already: what was edited, rewritten or cut off since is refused and "
            "named. Taking one twice adds nothing.",
        }.get(key, "`prospect audit --app` reads what is held beside your own list.")
        return Content(said if self.on_file else "")

    def add(self) -> None:
        """Hand in."""
        self.edit(_IN)

    def edit(self, key: str) -> None:
        """Hand in, take in, or show what is held."""
        place = self.place
        if not place.prospector.is_open:
            place.prospector.say("The workspace is still being opened: once more in a moment")
        elif not self.on_file:
            place.prospector.say(_ELSEWHERE)
        elif key == _IN:
            begin(place, self._hand_in, group="packets", exclusive=True)
        elif key == _TAKE:
            begin(place, self._ask_packet, group="packets", exclusive=True)
        elif key:
            self._show_held(key)

    async def _hand_in(self) -> None:
        from screens.modals.facts import FactsBox
        from screens.modals.line import LineBox

        place = self.place
        box = LineBox("Hand in to a file", "File", str(self.proposed), check=checked_path)
        typed = await place.app.push_screen_wait(box)
        if not typed:
            return
        done = await place.ask(place.workspace.packets.hand_in, _path(typed))
        if done is None:
            return
        span = f"acts {done.first} to {done.last}" if done.count else "nothing new"
        facts = [("holds", span), ("lies in", str(done.path)), ("key", done.fingerprint)]
        if done.withheld:
            facts.append(("stays", f"{plural(done.withheld, 'private note')} did not leave"))
        facts += [("△", f"the packet says so too: {one}") for one in done.findings]
        place.app.push_screen(FactsBox("Handed in", facts))
        place.reload()

    async def _ask_packet(self) -> None:
        from screens.modals.file import FileBox

        box = FileBox("Take in a packet", self._start(), _ENDINGS, "hand-in-ana-1-210.packet")
        chosen = await self.place.app.push_screen_wait(box)
        if chosen:
            self.place.prospector.remember(_MEMORY, chosen)
            await self._take(Path(chosen))

    def _start(self) -> str:
        """Return where the choice of a packet begins: in the folder of the last one."""
        last = self.place.prospector.memory.get(_MEMORY)
        folder = Path(last).parent if last else Path.cwd()
        return f"{folder if folder.is_dir() else Path.home()}/".replace("//", "/")

    async def _take(self, path: Path, accept: str = "") -> None:
        """Take a packet in; one of another key only when a person believes it."""
        from prospector.audit.taking import OtherKey
        from prospector.errors import ProspectorError

        place = self.place
        try:
            done = await place.workspace.run(partial(place.workspace.packets.take, path, accept=accept))
        except OtherKey as other:
            from screens.modals.confirm import ConfirmBox

            body = Content(
                other.sentence.partition("; --accept-key")[0] + ". Believe it only after you asked on the telephone."
            )
            if await place.app.push_screen_wait(ConfirmBox("Another key", body, "believes the new key")):
                await self._take(path, other.key)
        except ProspectorError as error:
            place.prospector.say(error.sentence, severity="error")
        else:
            self._told(done)
            place.reload()

    def _told(self, done: Taken) -> None:
        from screens.modals.facts import FactsBox

        facts = [("", done.text), ("", "prospect audit --app reads it beside your own list.")]
        facts += [("△", f"its own check says: {one}") for one in done.findings]
        self.place.app.push_screen(FactsBox(f"Taken in from {done.rep}", facts))

    def _show_held(self, key: str) -> None:
        from prospector.audit.packets import fingerprint
        from screens.modals.facts import FactsBox

        one = next((row for row in self.rows if str(row.path) == key), None)
        if one is not None:
            facts = [
                ("held", f"acts 1 to {one.last:,}"),
                ("made", one.made_at[:16].replace("T", " ")),
                ("taken in", one.taken_at[:16].replace("T", " ")),
                ("key", fingerprint(one.key)),
                ("lies in", key),
            ]
            self.place.app.push_screen(FactsBox(f"Held of {one.rep}", facts))


def _path(typed: str) -> Path:
    return Path(typed.strip()).expanduser()


def _held_line(one: Holding) -> Content:
    return Content.assemble(
        "   ", fill(one.rep, 20), f"{one.last:>7,} acts", (f"   handed in {one.made_at[:10]}", "$text-muted")
    )
