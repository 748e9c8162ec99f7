"""Our themes: one accent, three colours with a meaning; text keeps a contrast of 4.5 on every surface, 7 in the third."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class _Palette:
    """The colours of one theme."""

    ink: str
    muted: str
    """Text that stands back."""
    accent: str
    success: str
    warning: str
    error: str
    primary: str
    """Titles, and the mark of the place one is in."""
    ground: str
    surface: str
    panel: str
    cursor: str
    """Ground of the line under the cursor."""
    cursor_ink: str
    border: str
    quiet_border: str
    bar: str
    """Scrollbars, on the surface."""
    selected: str
    """Ground of selected text, with how much it covers."""


def _theme(word: str, one: _Palette, *, dark: bool) -> Theme:
    return Theme(
        name=f"prospector-{word}",
        primary=one.primary,
        secondary=one.muted,
        accent=one.accent,
        success=one.success,
        warning=one.warning,
        error=one.error,
        foreground=one.ink,
        background=one.ground,
        surface=one.surface,
        panel=one.panel,
        dark=dark,
        variables={
            "text-primary": one.primary,
            "text-accent": one.accent,
            "text-success": one.success,
            "text-warning": one.warning,
            "text-error": one.error,
            "text-muted": one.muted,
            "text-disabled": one.muted,
            "foreground-muted": one.muted,
            "foreground-disabled": one.muted,
            "block-cursor-background": one.cursor,
            "block-cursor-foreground": one.cursor_ink,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-foreground": one.ink,
            "block-cursor-blurred-background": one.panel,
            "block-hover-background": one.panel,
            "border": one.border,
            "border-blurred": one.quiet_border,
            "footer-key-foreground": one.accent,
            "input-selection-background": one.selected,
            "scrollbar": one.bar,
            "scrollbar-hover": one.border,
            "scrollbar-active": one.accent,
            "scrollbar-background": one.surface,
            "scrollbar-background-hover": one.surface,
            "scrollbar-background-active": one.surface,
            "scrollbar-corner-color": one.surface,
        },
    )


DARK = _theme(
    "dark",
    _Palette(
        ink="#DCDFE4", muted="#9FA9B6", accent="#E0B15C", success="#84BE8B", warning="#E2A365", error="#E88585",
        primary="#8FB5D9", ground="#14171C", surface="#1A1E25", panel="#242A33", cursor="#2E3B4D", cursor_ink="#FFFFFF",
        border="#56606E", quiet_border="#3A424E", bar="#3F4A5A", selected="#7AA2C8 35%",
    ),
    dark=True,
)  # fmt: skip
LIGHT = _theme(
    "light",
    _Palette(
        ink="#1D2127", muted="#545C66", accent="#7A5200", success="#236B2F", warning="#8A4B00", error="#A32B2B",
        primary="#245C8F", ground="#FAFAF8", surface="#F3F3F0", panel="#E7E7E2", cursor="#CBD9E8", cursor_ink="#0B0E12",
        border="#858C96", quiet_border="#B9BDC4", bar="#B4BAC3", selected="#245C8F 30%",
    ),
    dark=False,
)  # fmt: skip
CONTRAST = _theme(
    "contrast",
    _Palette(
        ink="#FFFFFF", muted="#D6D6D6", accent="#FFE066", success="#8CFF9E", warning="#FFC27A", error="#FFB0B0",
        primary="#9CCBFF", ground="#000000", surface="#0A0A0A", panel="#1A1A1A", cursor="#002E5C", cursor_ink="#FFFFFF",
        border="#FFFFFF", quiet_border="#A8A8A8", bar="#FFFFFF", selected="#005FBF 60%",
    ),
    dark=True,
)  # fmt: skip
LOOKS: Mapping[str, Theme] = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST}
"""By the word that chooses one, as settings and commands write it."""
THEMES = tuple(LOOKS.values())


def theme_of(*wanted: str) -> str:
    """Return the name of the first theme that one of `wanted` means, by its word or its name; the dark one else."""
    named = {one.name: one.name for one in THEMES} | {word: one.name for word, one in LOOKS.items()}
    return next((named[word] for word in wanted if word in named), DARK.name)
