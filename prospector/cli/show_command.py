"""`prospect show` and `prospect why`: one account, its claims with their proof, its fit with the reasons."""

from __future__ import annotations

import dataclasses

import typer

from prospector.cli.doubts_command import documents
from prospector.cli.listing import print_values
from prospector.cli.options import Db, Json, Name, fit_document, fit_text, workspace
from prospector.cli.output import emit, line, note, table
from prospector.cli.progress import GLYPHS
from prospector.clock import moment
from prospector.errors import NotFound
from prospector.model.touch import TouchRecord, words
from prospector.research.telling import claim_document
from prospector.text import plural


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(name="show", help="One account: claims with proof, touches, sources.")(show)
    app.command(name="why", help="Why an account has its fit, criterion by criterion.")(why)


def show(account: Name, *, db: Db = None, json: Json = False) -> int:
    """Print one account."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        record, known, outcomes, touches = (
            opened.account(key), opened.proofs.of(key), opened.outcomes(key), opened.touches.of(key),
        )  # fmt: skip
        step, reader = opened.today.step(key), opened.actor
        people, personal, open_doubts = opened.people.of(key), opened.personal.asked_for(key), opened.doubts.of(key)
    if json:
        document = dataclasses.asdict(record) | {
            "fit": fit_document(record.fit),
            "claims": [
                claim_document(claim) | {"shown": at < len(field.shown)}
                for field in known
                for at, one in enumerate((*field.shown, *field.beside))
                for claim in one.claims
            ],
            "outcomes": [dataclasses.asdict(one) for one in outcomes],
            "touches": [dataclasses.asdict(one) for one in touches if not one.private],
            "personal": personal,
            "people": [dataclasses.asdict(one) for one in people],
            "doubts": documents(open_doubts),
            "next_step": {"due": step.due.isoformat(), "act": step.act, "reason": step.reason} if step else None,
        }
        document.pop("extra")
        emit(document)
        return 0
    line(f"{record.name}  {record.domain or 'no domain'}  fit {fit_text(record.fit)}")
    line(f"{record.stage}, {record.place or 'on no list'}{f', slot {record.slot}' if record.slot else ''}, "
         f"named by {record.named_by} on {record.named_at[:10]}, source: {record.source}")  # fmt: skip
    for label, text in (("pain", record.pain), ("why", record.why), ("lesson", record.lesson)):
        if text:
            line(f"{label}: {text}")
    if step:
        line(f"next: {step.act} on {step.due.isoformat()} ({step.reason})")
    print_values(known)
    for one in outcomes:
        line(f"  {GLYPHS.get(one.state, '·')} {one.source}: {one.state.replace('_', ' ')}, {one.detail}")
    for person in people:
        told = ", ".join(filter(None, (person.role, person.email, person.phone)))
        line(
            f"  {person.name or person.role}: {told} ({person.source}, read {person.read_at[:10]}, {person.url or 'no page'})"
        )
    for touch in touches:
        line(f"  {_touch_line(touch, reader)}")
    if count := sum(one.takeable for one in open_doubts):
        note(f"{plural(count, 'candidate')} for who it is: prospect doubts “{record.name}”")
    return 0


def _touch_line(touch: TouchRecord, reader: str) -> str:
    reaction = "" if touch.reaction == "unknown" else words(touch.reaction)
    told = [words(touch.channel), words(touch.outcome), reaction, touch.person, touch.note_for(reader)]
    return f"{moment(touch.at).astimezone():%Y-%m-%d %H:%M} {touch.rep}: {', '.join(part for part in told if part)}"


def why(account: Name, *, db: Db = None, json: Json = False) -> int:
    """Print the reason per criterion."""
    with workspace(db) as opened:
        key = opened.resolve(account)
        name, fit = opened.account(key).name, opened.plans.fit_of(key)
    if fit is None:
        raise NotFound("there is no profile yet: `prospect profile apply FILE.toml` makes one")
    if json:
        emit({"account": name, "fit": fit_document(fit.range), "to_find_out": list(fit.to_find_out),
              "criteria": [dataclasses.asdict(one) for one in fit.verdicts]})  # fmt: skip
        return 0
    line(f"{name}: fit {fit_text(fit.range)}, {round(100 * fit.range.coverage)}% known")
    signs = {"met": "✓", "missed": "✗", "unknown": "?"}
    table(
        (("", "met"), "points", "kind", "criterion", "because"),
        [(signs[one.state], one.contribution if one.kind != "never" else "", one.kind, one.criterion, one.reason)
         for one in fit.verdicts],
        right=(1,),
    )  # fmt: skip
    if fit.to_find_out:
        note(f"to find out next: {'; '.join(fit.to_find_out)}")
    return 0
