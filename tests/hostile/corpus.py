"""Texts that try something, each with a word of its own that must stay to be read."""

from __future__ import annotations

MARKUP = (
    "[b]Bold[/b] Werk", "[/red] Closed Ltd", "[@click=app.quit]Quit[/] GmbH", "[@click='app.exit()']Exit", "\\[Slash",
    "[link=https://evil.example]Linked[/link]", "[Acme] Holdings", "[[nested]", "$name $text-accent {0} %s Dollar",
    "[on red]Painted", ":smile: Colon",
)  # fmt: skip
ESCAPES = (
    "\x1b[31mRed\x1b[0m AG", "\x1b]0;owned-title\x07Titled", "\x1b]2;owned\x1b\\Windowed", "\x1b[2J\x1b[5;5HCleared",
    "\x1b]52;c;cHduZWQ=\x07Clipped", "\x1b]8;;https://evil.example\x1b\\Link\x1b]8;;\x1b\\ed", "\x1bPq#0;2;0;0;0\x1b\\Sixel",
    "\x9b31mSingle\x9bm", "\x9d0;owned\x9cC1 title", "\x90q\x9cDevice", "\x1bcReset", "\x1b[6nAsked", "\x1b[?1049lScreen",
    "\x1b]1337;File=:AA\x07Inlined", "Unended \x1b]0;", "Bell\x07Back\x08\x08\x0e\x7fed", "Nul\x00led \x1b",
    "\x1b[?1003l\x1b[?25hMouse", "\x1b_Gf=24;AA\x1b\\Kitty", "\x1b#8Aligned",
)  # fmt: skip
ORDER = (
    "\u202eOverride\u202c KG", "\u2066\u2067Isolate\u2069 \u2069SA", "\u200fMarks\u200e\u061c", "\u05d0\u05d1\u05d2 Hebrew",
    "\u0645\u0631\u062d\u0628\u0627 Arabic", "\u202d\u202aEmbed\u202c",
)  # fmt: skip
HIDDEN = (
    "Zero\u200b\u200c\u200d\u2060width\ufeff", "Tag\U000e0041\U000e0042\U000e007fged", "Select\ufe0f\ufe0e\U000e0101or",
    "Fill\u3164\uffa0\u115fer", "Soft\u00adhyphen", "Private\ue000\uf8ffuse", "Non\ufffe\uffffchar\ufdd0",
)  # fmt: skip
WIDE = (
    "株式会社日本語ワイド", "한국어 주식회사 Wide", "ﾊﾝｶｸ Half", "Ａｃｍｅ Full",
    "🚀 Rocket 👩‍👩‍👧‍👦 Family", "👍🏽 Thumb 🇩🇪 Flag",
    "Z" + "\u0351\u0363\u0334\u0321" * 60 + "algo", "e\u0301" * 12 + " Accent", "\u0e33\u0e33\u0e49\u0e48 Thai", "क्षि Devanagari",
    "\u1112\u1161\u11ab Jamo", "\u2630\u2631 Trigram",
)  # fmt: skip
SHAPE = (
    "Tab\tand\ttab",
    "Line\nfeed\r\nreturn\rand\x0bvertical\x0c", "Next\x85line\u2028and\u2029paragraph", "  Spaces \u00a0\u3000 around  ",
    "W" * 10_000, "\U0001f680" * 300 + " Many", "\n\n\n\nEmptied",
)  # fmt: skip
PROGRAMS = (
    "=cmd|' /C calc'!A0", "+1+1 Sum", "-2+3 Minus", "@SUM(A1) At", "\t=1+1 Tabbed", "\uff1d1+1 Full",
    '=HYPERLINK("https://evil.example";"Hyper")',
    "<script>alert('x')</script> Scripted", "</title><img src=x onerror=alert(1)> Imaged", "javascript:alert(1) Java",
    "'; DROP TABLE account;-- Dropped", "\r\nBcc: evil@evil.example Header", "BEGIN:VCARD\r\nEND:VCALENDAR Calendar",
    "| a | b | Piped", "```Fenced", "# Heading", "![img](https://evil.example/x.png) Pictured", "../../etc/passwd Path",
)  # fmt: skip
SURROGATES = ("Lone\ud800 surrogate", "\udcff\udc1b[31m Escaped")
"""They come from file names and environment variables; no database or file holds them."""
STORED = (*MARKUP, *ESCAPES, *ORDER, *HIDDEN, *WIDE, *SHAPE, *PROGRAMS)
EVERY = (*STORED, *SURROGATES)


def innocent(count: int) -> tuple[str, ...]:
    """Return as many plain texts."""
    return tuple(f"Plain words {number}" for number in range(count))
