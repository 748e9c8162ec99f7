"""Erasing somebody for good, in the app: what would go is shown, and a word is asked for, since nothing brings it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from prospector.errors import BadInput
from prospector.model.outreach import SUPPRESSED
from prospector.text import clean, plural
from screens.show import clip

if TYPE_CHECKING:
    from prospector.model.upkeep import Erasure
    from screens.base import Place
    from screens.modals.form import FormBox

_AS_IT_LOOKS = "as it looks"
_WORD = "erase"
_SHOWN = 8
_ROOM = 66


async def erase(place: Place) -> None:
    """Ask who, show what would go, and erase it once the word was typed."""
    from screens.modals.confirm import ConfirmBox
    from screens.modals.facts import FactsBox
    from screens.modals.line import LineBox

    app, upkeep = place.prospector, place.workspace.upkeep
    if not upkeep.on_file:
        await place.ask(upkeep.check_erasable)
        return
    answers = await app.push_screen_wait(_form())
    if answers is None:
        return
    who, company = clean(answers["who"]), clean(answers["company"])
    kind = "" if answers["kind"] == _AS_IT_LOOKS else answers["kind"]
    found = await place.ask(upkeep.erasable, who, kind=kind, company=company)
    if found is None:
        return
    if not await app.push_screen_wait(ConfirmBox("What would go for good", _told(found), "goes on")):
        return
    word = LineBox(f"Erase {clip(who, 40)} for good", f"Type {_WORD}", "", check=_checked)
    if not await app.push_screen_wait(word):
        return
    done = await place.ask(upkeep.erase, who, kind=kind, company=company, reason=clean(answers["reason"]))
    if done is not None:
        app.push_screen(FactsBox("Erased", [("", one) for one in _done(done)]))
        app.reload()


def _form() -> FormBox:
    from screens.modals.form import FormBox, FormField

    def named(typed: str) -> None:
        if not clean(typed):
            raise BadInput("say who: a person, a company, an e-mail address, a phone number or a domain")

    return FormBox(
        "Erase for good",
        [
            FormField("who", "Who", example="Anna Berg, Nordhafen Logistik, anna@acme.com", check=named),
            FormField("kind", "Which is", _AS_IT_LOOKS, options=(_AS_IT_LOOKS, *SUPPRESSED)),
            FormField("company", "At", example="the company a person belongs to"),
            FormField("reason", "Why", example="asked for it on 3 May"),
        ],
        about="A salted hash and a date stay, so that no import and no research bring it back. You see first what goes.",
    )


def _checked(typed: str) -> None:
    if clean(typed).casefold() != _WORD:
        raise BadInput(f"type {_WORD} to go on: nothing brings it back")


def _told(found: Erasure) -> Content:
    """Return what would go and what stays."""
    lines = [Content.styled(f"{found.kind}: {', '.join(found.who) or 'nobody with a row here'}", "bold $text-accent")]
    goes = [plural(count, table.replace("_", " ")) for table, count in sorted(found.removed.items())]
    goes += [f"{plural(count, table.replace('_', ' '))} blanked" for table, count in sorted(found.blanked.items())]
    goes += [plural(found.cached, "cached page")] if found.cached else []
    goes += [plural(len(found.backups), "backup")] if found.backups else []
    lines.append(Content(f"goes: {', '.join(goes) or 'nothing here; the ledger keeps it out from now on'}"))
    lines += _some("blanked", [f"{one.account or one.table}: {one.text}" for one in found.mentions], "$text-muted")
    lines += _some("stays", found.kept, "$text-warning")
    lines += _some("not ours to change, remove it yourself", [str(one) for one in found.elsewhere], "$text-warning")
    return Content("\n").join(lines)


def _some(label: str, every: Sequence[str], style: str) -> list[Content]:
    lines = [Content.styled(clip(f"{label}: {one}", _ROOM), style) for one in every[:_SHOWN]]
    if len(every) > _SHOWN:
        lines.append(Content.styled(f"{label}: {len(every) - _SHOWN} more", style))
    return lines


def _done(one: Erasure) -> list[str]:
    rows, entries = sum(one.removed.values()), sum(one.blanked.values())
    told = [
        (
            f"{plural(rows, 'row')} gone, {plural(entries, 'entry', 'entries')} of the logs and "
            f"{plural(len(one.mentions), 'mention')} blanked, {plural(len(one.backups), 'backup')} and "
            f"{plural(one.cached, 'cached page')} removed"
        ),
        f"{plural(one.entered, 'hash', 'hashes')} in the never-contact ledger keep it out",
        *one.said,
    ]
    return [*told, *(f"{path} holds it and is not ours to change: remove it yourself" for path in one.elsewhere)]
