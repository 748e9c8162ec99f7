"""Export: a destination, what is to leave, where to; what would be left out is said before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.errors import ProspectorError
from prospector.text import plural
from screens import places
from screens.jobs import begin
from screens.plan_parts import Line, Part, heading, joined, paragraph
from screens.show import clip, fill

if TYPE_CHECKING:
    from prospector.model.leaving import ExportReport, HeldBack
    from prospector.pipeline.exporting import Scope
    from prospector.workspace import Workspace
    from screens.modals.form import Answers

_CALENDAR = "ics"
_ENDINGS = {"xlsx": "xlsx", "jsonl": "jsonl", "markdown": "md", _CALENDAR: "ics"}
_CALLED = {"csv": "accounts", "xlsx": "accounts", "jsonl": "accounts", "markdown": "briefs", _CALENDAR: "prospecting"}
"""What files of our own are called; the others are called by where they go."""
_LIST, _BENCH, _ALL, _SHOWN, _MARKED = "the list", "the bench", "everything", "as List shows it", "marked in List"
_MINE, _TEAM = "my own", "everybody's"
_NAMED = 6
"""Names that are told of those who stay."""


class ExportPart(Part):
    """Where accounts can go."""

    KEY = "export"
    LABEL = "Export"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("enter", "export"),)

    kinds: Mapping[str, str]
    views: Sequence[str] = ()
    last: tuple[str, ExportReport] | None = None
    """The form that was written last, and what became of it."""

    def read(self, workspace: Workspace) -> None:
        """Read what can be written, and the saved views."""
        self.kinds = {**workspace.exports.kinds(), _CALENDAR: "protected hours and dues, for your calendar"}
        self.views = [one.name for one in workspace.views.all()]

    @property
    def headline(self) -> Content:
        """Say what never leaves."""
        return Content.assemble(
            ("Out to other programs", "bold $text-accent"),
            ("   who must not be contacted never leaves", "$text-muted"),
        )

    def lines(self, width: int) -> list[Line]:
        """Return the destinations: files of our own, then other programs."""
        shown = [heading(" Files")]
        for form, about in self.kinds.items():
            if form == "hubspot":
                shown.append(heading(" Other programs, without mapping"))
            if form == _CALENDAR:
                shown.append(heading(" Calendar"))
            line = Content.assemble(f"   {fill(form, 20)} ", (clip(about, max(10, width - 26)), "$text-muted"))
            shown.append((form, line))
        return shown

    def aside(self, key: str, width: int) -> Content:
        """Say what goes along, and what the last export did."""
        about = {
            "hubspot-contacts": "People with an e-mail address, each address once.",
            "sequencer": "People with an e-mail address, each address once: sequencers look for no duplicates.",
            "salesforce": "One lead a person; a company of which nobody is known becomes a lead called [unknown].",
            "sales-navigator": "At most 1,000 rows a file: more become several files.",
            "csv": "`prospect import` takes it back: the same list, nothing doubled.",
            _CALENDAR: "Open it in your calendar: the same entries are updated, never doubled.",
        }.get(key, "")
        along = "" if key == _CALENDAR else "our id, source, read and confirmed dates, the reason, the opt-out"
        parts = [Content(about), paragraph("always", along)]
        if self.last is not None:
            parts.append(_told(self.kinds.get(self.last[0], self.last[0]), self.last[1], width))
        return joined(parts)

    def edit(self, key: str) -> None:
        """Ask what of it and where to."""
        if key not in self.kinds:
            return
        from screens.modals.form import FormBox, FormField

        box = FormBox(
            f"Export: {key if key in _CALLED else clip(self.kinds[key], 50)}",
            [
                *([] if key == _CALENDAR else [
                    FormField("what", "What", _LIST, options=self._choices()),
                    FormField("whose", "Whose", _MINE, options=(_MINE, _TEAM)),
                ]),
                FormField("path", "File", self._path(key), "~/leads.csv", check=checked_path),
            ],
            about="You see who stays here, and why, before the file is written." if key != _CALENDAR else "",
            start="path" if key == _CALENDAR else "what",
        )  # fmt: skip
        self.place.app.push_screen(box, partial(self._answered, key))

    def _choices(self) -> Sequence[str]:
        marked = self._marks()
        return (_LIST, _BENCH, _ALL, _SHOWN, *([_MARKED] if marked else []), *(f"view {name}" for name in self.views))

    def _marks(self) -> list[str]:
        """Return what is marked in the list, where that was opened."""
        from screens.list_many import ManyPlace

        try:
            stack = self.place.app.get_screen_stack(places.LIST)
        except KeyError:
            return []
        return next((one.marks for one in stack if isinstance(one, ManyPlace)), [])

    def _path(self, key: str) -> str:
        folder = self.place.prospector.memory.get("data.folder")
        name = f"{_CALLED.get(key, key)}-{self.place.workspace.store.clock.today():%Y-%m-%d}.{_ENDINGS.get(key, 'csv')}"
        return str((Path(folder) if folder and Path(folder).is_dir() else Path.cwd()) / name)

    def _answered(self, key: str, answers: Answers | None) -> None:
        if answers is not None:
            path = Path(answers["path"].strip()).expanduser()
            self.place.prospector.remember("data.folder", str(path.parent))
            begin(self.place, partial(self._export, key, path, answers), group="export")

    async def _export(self, key: str, path: Path, answers: Answers) -> None:
        """Show what would leave and what stays; write it when that is agreed to."""
        place = self.place
        try:
            if key == _CALENDAR:
                await self._calendar(path)
                return
            scope = await place.workspace.run(self._scope, answers["what"], whole=answers["whose"] == _TEAM)
            report = await place.workspace.run(place.workspace.exports.look, key, scope)
        except ProspectorError as error:
            place.prospector.say(error.sentence, severity="error", seconds=8.0)
            return
        if not await self._agreed(path, report):
            return
        done = await place.ask(place.workspace.exports.write, path, key, scope)
        if done is not None:
            self.last = (key, done)
            files = plural(len(done.files), "file") if len(done.files) > 1 else str(path)
            place.prospector.say(f"{plural(done.rows, 'row')} written to {files}", seconds=6.0)
            place.reload()

    async def _agreed(self, path: Path, report: ExportReport) -> bool:
        """Ask whether to write; a file that would be replaced is said."""
        from screens.modals.confirm import ConfirmBox

        told = [_told("", report, 66), Content(f"To {path}")]
        told.append(_replaced(path))
        answer = self.place.app.push_screen_wait(ConfirmBox("Before it leaves", joined(told), "writes it"))
        return bool(await answer)

    async def _calendar(self, path: Path) -> None:
        from prospector.outreach.agenda import write_calendar

        workspace = self.place.workspace
        count = await workspace.run(lambda: write_calendar(workspace.calendar(), path))
        told = f"{plural(count, 'entry', 'entries')} written to {path}: open it in your calendar"
        self.place.prospector.say(told, seconds=6.0)

    def _scope(self, what: str, *, whole: bool) -> Scope:
        """Return which accounts are meant; runs in the workspace's thread."""
        from prospector.model.account import PLACES
        from prospector.pipeline.exporting import Scope
        from prospector.pipeline.picking import Picked, pick

        workspace, memory = self.place.workspace, self.place.prospector.memory
        rep = None if whole else workspace.actor
        if what == _MARKED:
            return Scope(PLACES, None, frozenset(self._marks()))
        if what in (_LIST, _BENCH, _ALL):
            return Scope({_LIST: ("active",), _BENCH: ("bench",), _ALL: PLACES}[what], rep)
        if what == _SHOWN:
            picked = Picked(memory.get("list.scope") or "active", memory.get("list.filter"))
        else:
            picked = workspace.views.get(what.removeprefix("view ")).picked
        rows = pick(workspace.list_rows(places=PLACES, everybody=whole), picked)
        return Scope(PLACES, rep, frozenset(row.id for row in rows))


def checked_path(typed: str) -> None:
    """Raise BadInput where no file can be written."""
    from prospector.errors import BadInput

    path = Path(typed.strip()).expanduser()
    if not typed.strip() or path.is_dir():
        raise BadInput("give the file a name, like leads.csv")
    if not path.parent.is_dir():
        raise BadInput(f"there is no folder {path.parent}: make it first, or give another one")


def _replaced(path: Path) -> Content:
    return Content.styled("△ There is such a file: it is replaced." if path.exists() else "", "$text-warning")


def _told(label: str, report: ExportReport, width: int) -> Content:
    """Return how many rows leave, and who stays and why."""
    begin_with = f"{label}: " if label else ""
    one = report.rows == 1
    verb = ("was written" if one else "were written") if report.files else ("leaves" if one else "leave")
    parts = [Content.styled(f"{begin_with}{plural(report.rows, 'row')} {verb}", "bold $text-success")]
    parts += _stay("held back: they must not be contacted", "⊘", "$text-error", report.held_back, width)
    parts += _stay("left out", "·", "$text-warning", report.left_out, width)
    return joined(parts)


def _stay(what: str, sign: str, style: str, held: Sequence[HeldBack], width: int) -> list[Content]:
    if not held:
        return []
    lines = [Content.styled(f"{len(held)} {what}", style)]
    room = max(30, min(width, 66))
    lines += [Content.styled(clip(f" {sign} {one.name}: {one.reason}", room), "$text-muted") for one in held[:_NAMED]]
    if len(held) > _NAMED:
        lines.append(Content.styled(f"   and {len(held) - _NAMED} more", "$text-muted"))
    return lines
