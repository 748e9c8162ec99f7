"""The agenda, built from everything the audit found; as a file, as a page, and the signature under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from screens.audit import reading
from screens.jobs import begin
from screens.plan_parts import BLANK, Line, Part, heading
from screens.show import wrap

if TYPE_CHECKING:
    from prospector.model.audit import AuditFigures
    from prospector.workspace import Workspace

_FILE, _PAGE, _SIGN = "file", "page", "sign"
_ESCAPE = re.compile(r"\\([\\`*_\[\]<>#|])")


class AgendaPart(Part):
    """What to talk about."""

    KEY = "agenda"
    LABEL = "Agenda"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "do it"), ("D", "period"), ("S", "sign"))

    figures: AuditFigures | None = None
    text = ""

    @property
    def wants_aside(self) -> bool:
        """The agenda needs the width."""
        return False

    def read(self, workspace: Workspace) -> None:
        """Build it."""
        self.figures = reading(self.place).figures(workspace)
        self.text = workspace.audit.agenda(self.figures)

    @property
    def headline(self) -> Content:
        """Say when the audit was signed last."""
        last = self.figures.last if self.figures else None
        said = f"signed last by {last.signed_by} up to {last.until}" if last else "never signed yet"
        return Content.assemble(("Agenda", "bold $text-accent"), (f"   {said}", "$text-muted"))

    def lines(self, width: int) -> list[Line]:
        """Return what can be done with it, and the agenda itself."""
        shown: list[Line] = [
            (_FILE, Content("   Write the agenda to a file (Markdown)")),
            (_PAGE, Content("   Write the whole audit as one page (HTML)")),
            (_SIGN, Content("   Sign it as read: the next audit starts here")),
            BLANK,
        ]
        for number, line in enumerate(self.text.splitlines()):
            plain = _ESCAPE.sub(r"\1", line)
            if line.startswith("#"):
                shown.append(heading(f" {plain.lstrip('# ')}"))
            elif plain.strip():
                shown.append((f"line-{number}", Content(f" {wrap(plain, width - 4, 3)}")))
        return shown

    def edit(self, key: str) -> None:
        """Do what the line says."""
        if key == _SIGN:
            begin(self.place, self._sign, group="sign")
        elif key in (_FILE, _PAGE) and self.figures is not None:
            from screens.data_part_export import checked_path
            from screens.modals.line import LineBox

            named = f"audit-{self.figures.until}.{'md' if key == _FILE else 'html'}"
            box = LineBox("Write it to a file", "File", named, check=checked_path)
            self.place.app.push_screen(box, partial(self._write, key))

    async def _sign(self) -> None:
        await self.place.run_action("sign")

    def _write(self, key: str, typed: str | None) -> None:
        if typed:
            begin(self.place, partial(self._written, key, Path(typed.strip()).expanduser()), group="write")

    async def _written(self, key: str, path: Path) -> None:
        workspace, figures, text = self.place.workspace, self.figures, self.text

        def write() -> bool:
            from prospector.audit.page.contents import page_of
            from prospector.exchange.writing import write_text

            write_text(path, text if key == _FILE or figures is None else page_of(workspace.audit, figures))
            return True

        if await self.place.ask(write):
            self.place.prospector.say(f"Written: {path}")
