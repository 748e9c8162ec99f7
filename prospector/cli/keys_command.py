"""`prospect keys`: every key of the app by the id of its binding, and the file that gives it another one."""

from __future__ import annotations

from typing import Annotated

import typer

from prospector.cli.options import Json
from prospector.cli.output import emit, note, table
from prospector.errors import BadInput
from prospector.paths import keys_file


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="keys", help="Every key of the app, and the ids by which a file gives them other keys.")(keys)


def keys(
    *,
    where: Annotated[
        str, typer.Option("--where", help="Only those whose id begins with this: list, company, app ...")
    ] = "",
    own: Annotated[bool, typer.Option("--own", help="Only those that are not as shipped.")] = False,
    json: Json = False,
) -> int:
    """Print the keys that hold; what is wrong in the file is said, and the exit status is 1 then."""
    from screens.keymap import read_keymap
    from screens.keys import shipped, written

    path = keys_file()
    keymap = read_keymap(path)
    every = [one for one in shipped().values() if not where or one.id.startswith(where)]
    if not every:
        raise BadInput(
            f"no id begins with “{where}”: {', '.join(dict.fromkeys(one.where for one in shipped().values()))}"
        )
    shown = [one for one in every if not own or one.id in keymap.own]
    for sentence in keymap.wrong:
        note(sentence)
    if json:
        emit({
            "file": str(path), "exists": path.exists(), "wrong": list(keymap.wrong),
            "keys": [{"id": one.id, "keys": keymap.keys(one).split(","), "shipped": one.keys.split(","), "does": one.does}
                     for one in shown],
        })  # fmt: skip
    else:
        table(("id", "keys", "does", "shipped as"), [
            (one.id, written(keymap.keys(one)), one.does, written(one.keys) if one.id in keymap.own else "") for one in shown
        ])  # fmt: skip
        note(f'{len(keymap.own)} of {len(shipped())} are your own, from {path}: a line such as  list.filter = "ctrl+f"')
    return 1 if keymap.wrong else 0
