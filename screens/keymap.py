"""The user's own keys: the file `keys.toml`, read line by line; what can't hold is one sentence and changes nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from textual.keys import Keys, _character_to_key, key_to_character

from prospector.text import clean
from screens.keys import Bound, meetings, shipped, written

_MODIFIERS = ("ctrl", "shift", "alt")
_NAMED = {one.value for one in Keys if "+" not in one.value and not one.value.startswith("<")}
_SAME: Mapping[str, str] = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""What a terminal can't tell apart."""
_FIXED: Mapping[str, str] = {"ctrl+q": "always quits", "ctrl+c": "always copies what is selected"}
_ALIASES: Mapping[str, str] = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "del": "delete",
}


@dataclass(frozen=True, slots=True)
class Keymap:
    """What the file says, as far as it holds."""

    own: Mapping[str, str]
    """Keys by the id of the binding, as Textual names them, split by commas."""
    wrong: Sequence[str] = ()
    """What does not hold, a sentence each with file and line."""

    def keys(self, one: Bound) -> str:
        """Return the keys that hold for a binding."""
        return self.own.get(one.id, one.keys)


NONE = Keymap({})


def read_keymap(path: Path) -> Keymap:
    """Return the user's keys; without a file there are none. Never raises: what is wrong is told in sentences."""
    try:
        text = path.read_text(encoding="utf-8")
        document = tomllib.loads(text)
    except FileNotFoundError:
        return NONE
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Keymap({}, (f"{path}: {clean(error)}: the keys stay as they are",))
    own: dict[str, str] = {}
    wrong: list[str] = []
    for key, value in _flat(document):
        where = f"{path}:{_line(text, key)}"
        keys, sentence = _checked(key, value)
        sentence = sentence or _clash(key, keys, own)
        if sentence:
            wrong.append(f"{where}: {sentence}")
        else:
            own[key] = keys
    return Keymap(own, tuple(wrong))


def _flat(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        key = f"{before}.{name}" if before else name
        if isinstance(value, dict):
            yield from _flat(value, key)
        else:
            yield key, value


def _line(text: str, wanted: str) -> int:
    """Return the number of the line that sets `wanted`."""
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            section = bare.strip("[] ").replace('"', "").replace("'", "").replace(" ", "")
        name = bare.partition("=")[0].strip().replace('"', "").replace("'", "").replace(" ", "")
        if "=" in bare and wanted in (name, f"{section}.{name}"):
            return number
    return 1


def _checked(binding: str, value: object) -> tuple[str, str]:
    """Return the keys in Textual's names, and what is wrong with them."""
    known = shipped()
    if binding not in known:
        near = get_close_matches(clean(binding), known, n=1)
        hint = f"did you mean {near[0]}?" if near else "`prospect keys` lists them"
        return "", f"there is no binding “{clean(binding, 60)}”: {hint}"
    given = value if isinstance(value, list) else [value]
    if not given or not all(isinstance(one, str) and one.strip() for one in given):
        return "", f'{binding} must be a key such as "ctrl+f", or a list of keys, not “{clean(value, 60)}”'
    keys = []
    for one in (part for text in given for part in _parts(str(text))):
        key = _named(one)
        if key is None:
            return "", f"{binding}: there is no key “{clean(one, 40)}”: write f, F, /, enter, f2, ctrl+f"
        if key in _SAME:
            return "", f"{binding}: a terminal takes {written(key)} for {written(_SAME[key])}: choose another key"
        if key in _FIXED:
            return "", f"{binding}: {key} {_FIXED[key]}: choose another key"
        keys.append(key)
    return ",".join(dict.fromkeys(keys)), ""


def _parts(text: str) -> list[str]:
    return [text.strip()] if text.strip() in (",", "") else [one.strip() for one in text.split(",") if one.strip()]


def _named(typed: str) -> str | None:
    """Return Textual's name of a key, None when there is none."""
    before, plus, base = typed.rpartition("+")
    if plus and not base:
        before, base = before.removesuffix("+"), "+"
    modifiers = [one.casefold() for one in before.split("+") if one]
    if any(one not in _MODIFIERS for one in modifiers):
        return None
    if len(base) == 1:
        key = _character_to_key(base.lower() if modifiers else base) if base.isprintable() and base != " " else ""
    else:
        lower = _ALIASES.get(base.casefold(), base.casefold())
        key = lower if lower in _NAMED or key_to_character(lower) else ""
    return "+".join([*modifiers, key]) if key else None


def _clash(binding: str, keys: str, own: Mapping[str, str]) -> str:
    """Return what already listens to one of `keys` wherever the binding holds."""
    known, mine = shipped(), set(keys.split(","))
    before = set(known[binding].keys.split(","))
    for here in meetings():
        if binding not in here:
            continue
        for other in here:
            shared = mine & set(own.get(other, known[other].keys).split(","))
            # What shares a key as shipped does so on purpose: the nearer one hides the other.
            if (
                known[other].action != known[binding].action
                and shared
                and not before & set(known[other].keys.split(","))
            ):
                return f"{binding}: {written(min(shared))} is the key of {other} already ({known[other].does})"
    return ""
