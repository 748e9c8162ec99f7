"""Our two themes: one accent, three colours with a meaning, and text that keeps a contrast of 4.5 on every surface."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="prospector-dark",
    primary="#7AA2C8",
    secondary="#8794A5",
    accent="#E0B15C",
    success="#84BE8B",
    warning="#E2A365",
    error="#E88585",
    foreground="#DCDFE4",
    background="#14171C",
    surface="#1A1E25",
    panel="#242A33",
    dark=True,
    variables={
        "block-cursor-background": "#2E3B4D",
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-text-style": "bold",
        "border": "#56606E",
        "border-blurred": "#3A424E",
        "footer-key-foreground": "#E0B15C",
        "input-selection-background": "#7AA2C8 35%",
        "text-muted": "#9FA9B6",
        "text-accent": "#E0B15C",
        "text-success": "#84BE8B",
        "text-warning": "#E2A365",
        "text-error": "#E88585",
        "text-primary": "#8FB5D9",
    },
)
LIGHT = Theme(
    name="prospector-light",
    primary="#245C8F",
    secondary="#5A6675",
    accent="#7A5200",
    success="#236B2F",
    warning="#8A4B00",
    error="#A32B2B",
    foreground="#1D2127",
    background="#FAFAF8",
    surface="#F3F3F0",
    panel="#E7E7E2",
    dark=False,
    variables={
        "block-cursor-background": "#CBD9E8",
        "block-cursor-foreground": "#0B0E12",
        "block-cursor-text-style": "bold",
        "border": "#858C96",
        "border-blurred": "#B9BDC4",
        "footer-key-foreground": "#7A5200",
        "input-selection-background": "#245C8F 30%",
        "text-muted": "#545C66",
        "text-accent": "#7A5200",
        "text-success": "#236B2F",
        "text-warning": "#8A4B00",
        "text-error": "#A32B2B",
        "text-primary": "#245C8F",
    },
)
THEMES = (DARK, LIGHT)
