"""Data: what came in, what goes out, copies of the workspace, its health, all that was done, the sieve, and packets."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Paste

from screens import places
from screens.jobs import begin
from screens.parted import PartedPlace


class DataScreen(PartedPlace):
    """In from anywhere, out to everywhere, nothing lost."""

    MODE = places.DATA
    MEMORY = "data_part"
    PARTS = ("data_part_import:ImportPart", "data_part_export:ExportPart", "data_part_backup:BackupPart",
             "data_part_doctor:DoctorPart", "data_part_log:LogPart", "data_part_sieve:SievePart",
             "data_part_packets:PacketsPart")  # fmt: skip
    HELP = """\
Import brings a table in: you see what would become of every row before anything
is written, and the whole import is one act that u takes back. Export writes files
that other programs take without mapping; whoever must not be contacted never
leaves. Backup keeps checked copies, Doctor says what is wrong and what to do, Log
holds every act with what it wrote, Sieve shows how few of many names get through,
Packets hands in to whoever audits, and takes in.

  left right  from part to part (tab and shift+tab too)
  enter       do what the line under the cursor says
  i  p        bring a file, paste a table (or just paste it here)
  a           Backup: make one now; Packets: hand in; Doctor: the hash chains too
  x           Log: take back the act under the cursor, however old
  E           erase somebody for good; you see first what goes
  u  ctrl+r   take back the newest act, do it again"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "bring('file')", "Bring a file", show=False, id="data.file"),
        Binding("p", "bring('paste')", "Paste a table", show=False, id="data.paste"),
        Binding("E", "erase", "Erase somebody for good", show=False, id="data.erase"),
    ]

    def action_bring(self, key: str) -> None:
        """Begin an import."""
        from screens.data_part_import import ImportPart

        self.open_part(ImportPart.KEY)
        self.part.edit(key)

    def action_erase(self) -> None:
        """Erase a person or a company for good."""
        from screens.erasing import erase

        if self.prospector.is_open:
            begin(self, partial(erase, self), group="erase", exclusive=True)

    def on_paste(self, event: Paste) -> None:
        """Bring in a table that is pasted over the place, or a file that is dropped on the terminal."""
        from screens.data_part_import import ImportPart

        event.stop()
        self.open_part(ImportPart.KEY)
        if isinstance(self.part, ImportPart):
            self.part.pasted(event.text)
