"""A rep's workspace, a manager's folder, and packets on their way between the two."""

import contextlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from prospector.audit.handing_in import HandedIn, hand_in
from prospector.audit.held import holdings
from prospector.audit.packets import Packet, packed, read_packet
from prospector.audit.taking import Taken, take
from prospector.clock import FrozenClock
from prospector.paths import hand_in_folder
from prospector.store.chain import entry_hash
from prospector.workspace import Workspace

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
REP = "robin"
ROWS = "SELECT * FROM {} ORDER BY id"


@dataclass
class Post:
    """A rep's workspace, and the manager's folder at the other end."""

    workspace: Workspace
    clock: FrozenClock
    folder: Path
    count: int = 0

    @property
    def manager(self) -> Path:
        return self.folder / "manager.db"

    def name(self, *names: str) -> list[str]:
        return [self.workspace.naming.name(one, pain="late visits").account_id for one in names]

    def hand_in(self, since: int | None = None) -> HandedIn:
        self.count += 1
        self.clock.move(hours=1)
        return hand_in(self.workspace.store, self.folder / f"{self.count}.packet", since)

    def take(self, handed: HandedIn | Path, **options: str) -> Taken:
        return take(handed if isinstance(handed, Path) else handed.path, self.manager, self.clock, **options)

    def held(self, sql: str) -> list[tuple[object, ...]]:
        with contextlib.closing(sqlite3.connect(holdings(self.manager)[0].path)) as connection:
            return connection.execute(sql).fetchall()

    def behind_the_back(self, *statements: str) -> None:
        """Change the rep's file as another program would, guards taken out."""
        self.workspace.store.reader.close()
        with contextlib.closing(sqlite3.connect(self.workspace.path)) as connection:
            guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in guards:
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                assert connection.execute(statement).rowcount > 0
            for _, sql in guards:
                connection.execute(sql)
            connection.commit()

    def rewrite_from(self, number: int, title: str) -> None:
        """Retitle an action and give it and all that follow right hashes, as whoever owns the file can."""
        self.behind_the_back(f"UPDATE action SET title = '{title}' WHERE number = {number}")
        with contextlib.closing(sqlite3.connect(self.workspace.path)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("DROP TRIGGER action_keeps_update")
            before = ""
            for row in map(dict, connection.execute("SELECT * FROM action ORDER BY number").fetchall()):
                row["prev"] = before
                before = entry_hash("action", row)
                connection.execute(
                    "UPDATE action SET prev = ?, hash = ? WHERE id = ?", (row["prev"], before, row["id"])
                )
            connection.commit()


def forged(post: Post, change: Callable[[Packet], Packet]) -> Path:
    """Return a packet, signed with the rep's own key, of what a rep with other software may send."""
    (account_id,) = post.name(f"Company {post.count}")
    post.workspace.touches.log(account_id, "phone", "no_answer")
    handed = post.hand_in(since=6)
    handed.path.write_bytes(packed(change(read_packet(handed.path)), key().read_bytes()))
    return handed.path


def key() -> Path:
    return hand_in_folder() / "signing.key"
