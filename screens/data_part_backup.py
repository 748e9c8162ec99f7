"""Backup: checked copies of the workspace, and putting one of them in its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.text import plural
from screens.data_part_export import checked_path
from screens.jobs import begin
from screens.plan_parts import BLANK, Line, Part, empty, heading, joined
from screens.show import clip, fill

if TYPE_CHECKING:
    from prospector.model.upkeep import BackupContent
    from prospector.store.rotation import Backup
    from prospector.workspace import Workspace

_NOW, _TO, _FROM = "now", "to", "from"
_ELSEWHERE = ("Its copies are made where its server is: pg_dump.", "prospect team move brings all of it into a file.")
"""What stands here on a team's database."""


class BackupPart(Part):
    """The copies there are."""

    KEY = "backup"
    LABEL = "Backup"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "do it, restore"), ("a", "back up now"))

    rows: Sequence[Backup] = ()
    path = Path()
    on_file = True

    def read(self, workspace: Workspace) -> None:
        """Read which copies there are."""
        self.on_file = workspace.upkeep.on_file
        if self.on_file:
            self.rows, self.path = workspace.upkeep.backups(), workspace.path

    @property
    def headline(self) -> Content:
        """Say when the last copy was taken."""
        if not self.on_file:
            return Content.styled("A team's database", "bold $text-accent")
        if not self.rows:
            return Content.styled("No backup yet", "bold $text-warning")
        newest = self.rows[0].at.astimezone()
        told = f"   the newest of {newest:%Y-%m-%d %H:%M}; one is taken before every risky act"
        return Content.assemble((plural(len(self.rows), "backup"), "bold $text-accent"), (told, "$text-muted"))

    def lines(self, width: int) -> list[Line]:
        """Return what can be done, and the copies."""
        if not self.on_file:
            return [empty(one, width) for one in _ELSEWHERE]
        shown: list[Line] = [
            (_NOW, Content("   Back up now")),
            (_TO, Content("   Back up to a file of your own")),
            (_FROM, Content("   Restore from a file of your own")),
            BLANK,
            heading(" Copies, newest first: enter looks into one, and restores it"),
        ]
        if not self.rows:
            return [*shown, empty("None yet: a takes the first.", width)]
        for one in self.rows:
            when = f"{one.at.astimezone():%a %Y-%m-%d %H:%M}"
            why = one.act.replace("-", " ")
            said = "by hand" if why == "by hand" else f"before {why}"
            told = Content.assemble(
                f"   {when}  ", fill(said, max(12, min(30, width - 40))), (f"{size(one.size):>9}", "$text-muted")
            )
            shown.append((str(one.path), told))
        return shown

    def aside(self, key: str, width: int) -> Content:
        """Say where things lie."""
        if not self.on_file:
            return Content("")
        about = {
            _NOW: "A copy that is read through and checked, also while others work; old ones are thinned out.",
            _TO: "A copy on another disk outlives this one.",
            _FROM: "What is here now is kept aside first. Whoever must not be contacted stays so.",
        }.get(
            key,
            "" if not key else "Restoring puts it in the place of the workspace; what is here now is kept aside first.",
        )
        where = key if key.startswith("/") or "\\" in key else str(self.path)
        return joined([Content(about), Content.styled(clip(where, max(20, width * 2)), "$text-muted")])

    def add(self) -> None:
        """Back up now."""
        if self.on_file:
            self.edit(_NOW)
        else:
            self.place.prospector.say(" ".join(_ELSEWHERE))

    def edit(self, key: str) -> None:
        """Back up, or look into a copy and offer to restore it."""
        if key == _NOW:
            begin(self.place, partial(self._back_up, None), group="backup")
        elif key in (_TO, _FROM):
            self._ask_path(key)
        elif key:
            begin(self.place, partial(self._restore, Path(key)), group="backup")

    def _ask_path(self, key: str) -> None:
        from screens.modals.line import LineBox

        def answered(typed: str | None) -> None:
            if typed:
                act = self._back_up if key == _TO else self._restore
                begin(self.place, partial(act, Path(typed.strip()).expanduser()), group="backup")

        title = "Back up to a file" if key == _TO else "Restore from a file"
        check = checked_path if key == _TO else None
        box = LineBox(title, "File", "", example="/media/stick/prospector.db", check=check)
        self.place.app.push_screen(box, answered)

    async def _back_up(self, target: Path | None) -> None:
        with self.place.prospector.busy.during("backing up, nothing waits for it"):
            done = await self.place.ask(self.place.workspace.upkeep.back_up, target)
        if done is not None:
            self.place.prospector.say(f"Backed up and checked: {done}", seconds=6.0)
            self.place.reload()

    async def _restore(self, path: Path) -> None:
        """Say what stands in the copy, and put it in place when that is agreed to."""
        from screens.modals.confirm import ConfirmBox

        place = self.place
        content = await place.ask(place.workspace.upkeep.look_at, path)
        if content is None or not await place.app.push_screen_wait(
            ConfirmBox("Restore this backup", _inside(content), "puts it in the place of the workspace")
        ):
            return
        with place.prospector.busy.during("restoring, what is here now is kept aside"):
            done = await place.ask(place.workspace.upkeep.restore, path)
        if done is not None:
            from screens.modals.facts import FactsBox

            place.app.push_screen(FactsBox("Restored", [("", one) for one in done.said]))
            place.prospector.reload()


def size(count: int) -> str:
    """Return a number of bytes as people read it."""
    for limit, unit in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if count >= limit:
            return f"{count / limit:.1f} {unit}"
    return f"{count} B"


def _inside(content: BackupContent) -> Content:
    when = content.last_action[:16].replace("T", " ") or "nothing was done in it"
    parts = [
        Content(f"{content.path}"),
        Content(f"{content.accounts:,} accounts, {content.touches:,} touches, {content.actions:,} acts; the last: {when}"),
        *(Content.styled(f"△ {one}", "$text-warning") for one in content.broken),
        Content("It takes the place of what is here now, which is kept as a backup first. Names that were put on the "
                "never-contact ledger since stay on it, and what was erased stays erased."),
    ]  # fmt: skip
    return Content("\n\n").join(parts)
