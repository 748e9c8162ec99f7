"""How the page looks."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def style() -> str:
    """Return the style sheet, without the blanks that nobody needs."""
    sheet = files("prospector.audit.page").joinpath("audit.css").read_text(encoding="utf-8")
    return re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)).strip()
