"""Two Textual apps, posting and harlequin, each installed once from the package index into an environment of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import platformdirs

CACHE = platformdirs.user_cache_path("prospector-benchmarks")


@dataclass(frozen=True)
class PeerApp:
    """How a peer is installed and started, and what it draws first."""

    name: str
    packages: Sequence[str]
    arguments: Sequence[str]
    marker: str

    @property
    def command(self) -> list[str]:
        return [str(CACHE / self.name / "bin" / self.name), *self.arguments]

    def ready(self) -> bool:
        """Install it if it is not yet; say so and return False where the package index can't be reached."""
        folder = CACHE / self.name
        if Path(self.command[0]).exists():
            return True
        sys.stderr.write(f"installing {self.name} into {folder} …\n")
        try:
            subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
            pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *self.packages]
            subprocess.run(pip, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            sys.stderr.write(f"{self.name} can't be installed ({error}): measured without it\n")
            return False
        return True


PEERS = (
    # With a newer tree-sitter posting ends at its first paint.
    PeerApp("posting", ("posting", "tree-sitter<0.26"), (), "Posting"),
    PeerApp("harlequin", ("harlequin",), ("--adapter", "sqlite", ":memory:"), "Query Editor"),
)
