"""Days off: holidays for everybody, absences of each rep; what is planned steps over them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from prospector.errors import BadInput
from prospector.model.days import parse_day, parse_span
from prospector.model.plan import AbsenceRecord, HolidayRecord
from prospector.text import clean, plural
from screens.modals.form import Answers, FormField
from screens.plan_parts import BLANK, Line, Part, empty, heading
from screens.show import clip, fill

if TYPE_CHECKING:
    from prospector.workspace import Workspace

_ABSENCE, _HOLIDAY, _FILE = "an absence", "a holiday", "a file of holidays"


class DaysPart(Part):
    """Holidays and absences."""

    KEY = "days"
    LABEL = "Days off"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("a", "add"), ("x", "remove"))

    holidays: Sequence[HolidayRecord] = ()
    absences: Sequence[AbsenceRecord] = ()
    working: Sequence[str] = ()
    today = ""

    def read(self, workspace: Workspace) -> None:
        """Read what is still to come."""
        days, today = workspace.strategy.days_off, workspace.store.clock.today()
        self.today = f"{today:%a %d %b %Y}"
        self.holidays = [one for one in days.holidays() if one.day >= today]
        self.absences = [one for one in days.absences() if one.last >= today]
        self.working = [f"{day:%a %d %b}" for day in workspace.strategy.calendar().next_days(today, 10)]

    @property
    def headline(self) -> Content:
        """Say how many are to come."""
        said = f"{plural(len(self.absences), 'absence')}, {plural(len(self.holidays), 'holiday')} to come"
        return Content.assemble((said, "bold $text-accent"), (f"   today is {self.today}", "$text-muted"))

    def lines(self, width: int) -> list[Line]:
        """Return absences, then holidays."""
        shown: list[Line] = [heading("Absences")]
        shown += [
            (f"absence:{one.id}", Content.assemble(f"   {fill(one.rep, 14)} ", f"{one.first:%d %b} – {one.last:%d %b %Y}",
                                                   (f"   {clip(one.note, width - 42)}", "$text-muted")))
            for one in self.absences
        ]  # fmt: skip
        if not self.absences:
            shown.append(empty("Nobody is away. a adds days such as 3-14 May.", width))
        shown += [BLANK, heading("Holidays")]
        shown += [
            (
                f"holiday:{one.day.isoformat()}",
                Content.assemble(f"   {one.day:%a %d %b %Y}   ", (clip(one.name, width - 24), "")),
            )
            for one in self.holidays
        ]
        if not self.holidays:
            shown.append(
                empty("No holiday to come. a takes a file (.ics, or lines of 2026-12-25 Christmas Day).", width)
            )
        return shown

    def aside(self, _key: str, _width: int) -> Content:
        """Return your next working days."""
        parts = [Content.styled("Your next working days", "bold $text-accent"), *map(Content, self.working)]
        return Content("\n").join(parts)

    def edit(self, _key: str) -> None:
        """Say how a day is changed."""
        self.place.prospector.say("Days are taken away (x) and added (a), not edited.")

    def add(self) -> None:
        """Ask what is added, then for it."""
        from screens.modals.choose import ChooseBox, Way

        ways = [Way("a", _ABSENCE, "days on which one rep is away"), Way("h", _HOLIDAY, "one day for everybody"),
                Way("f", _FILE, ".ics, or lines of 2026-12-25 Christmas Day")]  # fmt: skip
        self.place.app.push_screen(ChooseBox("Days off", "What is added?", ways), self._ask)

    def _ask(self, way: str | None) -> None:
        days, today = self.place.workspace.strategy.days_off, self.place.workspace.store.clock.today()
        if way == "a":
            fields = [
                FormField("span", "Days", example="3-14 May", check=lambda text: parse_span(text, today)),
                FormField("rep", "Who", self.place.workspace.actor),
                FormField("note", "Why", example="holiday"),
            ]
            self.form("An absence", fields, lambda said: days.add_absence(said["span"], said["rep"], said["note"]),
                      done="The absence is kept")  # fmt: skip
        elif way == "h":
            fields = [
                FormField("day", "Day", example="25 Dec", check=partial(parse_day, today=today, past=True)),
                FormField("name", "Its name", example="Christmas Day"),
            ]
            self.form(
                "A holiday",
                fields,
                lambda said: days.add_holiday(said["day"], said["name"]),
                done="The holiday is kept",
            )
        elif way == "f":
            self.form("A file of holidays", [FormField("file", "File", example="~/holidays.ics", check=_file_text)],
                      self._import, done="The holidays are kept")  # fmt: skip

    def _import(self, answers: Answers) -> None:
        given = clean(answers["file"])
        self.place.workspace.strategy.days_off.import_holidays(_file_text(given), Path(given).name)

    def remove(self, key: str) -> None:
        """Make the day, or the days, working days again."""
        days = self.place.workspace.strategy.days_off
        part, _, said = key.partition(":")
        if part == "holiday":
            self.act(days.remove_holiday, said)
        elif part == "absence":
            one = next(one for one in self.absences if one.id == said)
            self.act(days.remove_absence, one.first.isoformat(), one.rep)


def _file_text(given: str) -> str:
    """Return the text of a file. Raises BadInput."""
    path = Path(clean(given)).expanduser()
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not UTF-8 text: save it as UTF-8") from None
    except OSError as error:
        raise BadInput(f"{path} can't be read: {(error.strerror or str(error)).lower()}") from None
