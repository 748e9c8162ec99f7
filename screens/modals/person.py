"""Keeping a contact, and changing one: role, channels, where it comes from, consent."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from prospector.model.account import AccountRecord
from prospector.model.qualification import CONSENTS, PersonRecord
from prospector.pipeline.people import checked
from prospector.workspace import Workspace
from screens.modals.form import Answers, FormBox, FormField

_ASKED = (
    ("name", "Name", "Anna Berg"), ("role", "Role", "head of service"), ("email", "E-mail", "anna@acme.com"),
    ("phone", "Phone", "+46 40 123 45 67"), ("profile", "Profile", "https://acme.com/team"),
)  # fmt: skip


def _asked(before: Mapping[str, str]) -> list[FormField]:
    return [
        FormField(key, label, before.get(key, ""), example, check=partial(checked, key))
        for key, label, example in _ASKED
    ]


def add_person(workspace: Workspace, record: AccountRecord) -> FormBox:
    """Return the form of a new contact of `record`."""

    def save(answers: Answers) -> None:
        fields = {key: value for key, value in answers.items() if key != "name"}
        workspace.people.add(record.id, answers["name"], **{**fields, "source": fields["source"] or "own naming"})

    return FormBox(
        f"A contact of {record.name}",
        [
            *_asked({}),
            FormField("source", "Where from", example="own naming"),
            FormField("url", "Page", example="https://acme.com/contact"),
            FormField("consent", "Consent", options=CONSENTS),
        ],
        save=save, kept=f"person.{record.id}",
    )  # fmt: skip


def edit_person(workspace: Workspace, person: PersonRecord) -> FormBox:
    """Return the form of a contact that is kept."""
    before = {key: str(getattr(person, key)) for key, *_ in _ASKED}

    def save(answers: Answers) -> None:
        changed = {key: answers[key] for key in before if answers[key].strip() != before[key]}
        if changed:
            workspace.people.edit(person.id, **changed)
        note = answers["note"].strip()
        if answers["consent"] != person.consent or note != person.consent_note:
            workspace.people.consent(person.id, answers["consent"], note)

    page = f", {person.url}" if person.url else ""
    return FormBox(
        person.name or person.role,
        [
            *_asked(before),
            FormField("consent", "Consent", person.consent, options=CONSENTS),
            FormField("note", "How they said so", person.consent_note, "on the phone, 3 March"),
        ],
        save=save, about=f"From {person.source}, kept on {person.read_at[:10]}{page}.", kept=f"person.{person.id}",
    )  # fmt: skip
