"""How the help calls the value of an option: a word of the field, not the type it is read into."""

from __future__ import annotations

import re
from typing import Any

_WORDS = {
    "accept-key": "FINGERPRINT", "as": "FORM", "at": "TIME", "bad-cells": "row|cell", "best-customer": "WORDS",
    "buying-plan": "WORDS", "by": "WHO", "call-back": "TIME", "con": "WORDS", "db": "PATH", "doubts": "hold|name",
    "filter": "WORDS", "from": "PATH", "host": "ADDRESS", "horizon": "short|long", "id": "COLUMN", "instead-of":
    "WORDS", "keep": "FIELD=SIDE", "motivations": "WORDS", "need": "WORDS", "on": "DAY", "only": "SOURCES", "opener":
    "WORDS", "origin": "chosen|inbound", "override": "WHY", "owner": "PART=NAME", "pains": "WORDS", "pro": "WORDS",
    "proof": "WORDS", "remove": "WORDS", "rename": "NAME", "review-on": "DAY", "said": "WORDS", "set": "NAME=NUMBER",
    "theme": "LOOK", "to": "VALUE", "until": "DAY", "where": "ID", "words": "WORDS",
}  # fmt: skip
"""What is called otherwise than its option; one option means the same kind of thing in every command."""
_TYPE = re.compile(r"<(.*)>$")
_BY_TYPE = (("int", "N"), ("path", "FILE"))


def name_values(command: Any) -> None:
    """Give every option of a command and of those below it the word for its value; an argument is named already."""
    for below in getattr(command, "commands", {}).values():
        name_values(below)
    context = command.context_class(command)
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is None or not (typed := _TYPE.search(record[0])):
            continue
        if parameter.param_type_name == "argument":
            # The name of an argument is always followed by its type.
            parameter.display_type_rich = _nothing
        else:
            parameter.metavar = _word(parameter.opts[-1].lstrip("-"), typed[1])


def _word(option: str, kind: str) -> str:
    by_type = next((word for begin, word in _BY_TYPE if kind.startswith(begin)), "")
    return by_type or _WORDS.get(option, option.upper())


def _nothing(**_: Any) -> str:
    return ""
