"""What an audit keeps: the samples that were drawn with their verdicts, decisions about long shots, and sign-offs."""

from __future__ import annotations

from prospector.model.tables.base import Row, key, maybe_text, reference, text


class AuditSample(Row, table=True):
    """One draw from what is risky in a period; the same seed draws the same from the same logs."""

    __tablename__ = "audit_sample"

    id: str = key()
    seed: str = text()
    size: int = 8
    """Items that were asked for."""
    since: str = text()
    """First day of the period, ISO 8601."""
    until: str = text()
    reps: str = text()
    """Whose work was looked at, split by commas; empty: everybody's."""
    population: int = 0
    """Risky items there were to draw from."""
    coverage: str = text()
    """The statement of what share was drawn, as it was then."""
    drawn_by: str = text()
    drawn_at: str = text(index=True)


class AuditItem(Row, table=True):
    """One drawn item; it names the account by its id alone."""

    __tablename__ = "audit_item"

    id: str = key()
    sample_id: str = reference("audit_sample.id")
    position: int = 0
    mark: str = text(index=True)
    """What it is about: kind and the row it rests on. It is not drawn again."""
    kind: str = text()
    rep: str = text()
    account_id: str | None = maybe_text(index=True)
    said: str = text()
    weight: int = 1


class AuditVerdict(Row, table=True):
    """What the manager says of one drawn item; the newest holds."""

    __tablename__ = "audit_verdict"

    id: str = key()
    item_id: str = reference("audit_item.id")
    verdict: str = text()
    """`fine`, `thin`, `wrong` or `ask`."""
    reason: str = text()
    judged_by: str = text()
    judged_at: str = text()


class SignOff(Row, table=True):
    """An audit that was signed: up to which entry of which log it was read."""

    __tablename__ = "sign_off"

    id: str = key()
    since: str = text()
    until: str = text(index=True)
    """Last day that was read, ISO 8601; the next audit starts there, at the moment of the signature."""
    number: int = 0
    """Number of the newest action that was read."""
    head: str = text()
    """SHA-256 over the heads of all chains, in hexadecimal."""
    heads: str = text(default="[]")
    """Each chain's table, name, length and head, as JSON."""
    note: str = text()
    signed_by: str = text()
    signed_at: str = text()


class LongShot(Row, table=True):
    """A manager's decision that a target under the fit floor stays until a day; the newest holds."""

    __tablename__ = "long_shot"

    id: str = key()
    account_id: str = reference("account.id")
    keep_until: str = text()
    """ISO 8601 day; the day after it the target is listed again."""
    reason: str = text()
    decided_by: str = text()
    decided_at: str = text()
