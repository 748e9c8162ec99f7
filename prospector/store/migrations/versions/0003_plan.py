"""The plan's rules, segments, cadences, playbooks, lead definition, calendar, sources."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Lay the new tables and columns; old rows get the plain default of each."""
    op.create_table(
        "absence",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("rep", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_rep"), ["rep"], unique=False)

    op.create_table(
        "cadence",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("horizon", sa.Text(), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("cadence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cadence_name"), ["name"], unique=False)

    op.create_table(
        "holiday",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("holiday", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_holiday_day"), ["day"], unique=False)

    op.create_table(
        "lead_definition",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "lead_source",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("justified", sa.Text(), nullable=False),
        sa.Column("justified_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("lead_source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lead_source_name"), ["name"], unique=False)

    op.create_table(
        "playbook",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("pains", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("opener", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("playbook", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_playbook_sector"), ["sector"], unique=False)

    op.create_table(
        "segment",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("pain", sa.Text(), nullable=False),
        sa.Column("offer", sa.Text(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("cadence", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("floor_attempts", sa.Integer(), nullable=True),
        sa.Column("floor_channels", sa.Integer(), nullable=True),
        sa.Column("floor_days", sa.Integer(), nullable=True),
        sa.Column("ceiling_attempts", sa.Integer(), nullable=True),
        sa.Column("gap_days", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("segment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_segment_name"), ["name"], unique=False)

    op.create_table(
        "signature",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("definition_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["definition_id"], ["lead_definition.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signature_definition_id"), ["definition_id"], unique=False)

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sector", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("personal", sa.Boolean(), server_default="0", nullable=False))

    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("goal", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("planned_by", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("managed_by", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("measured_by", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("review_on", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("hours", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("floor_attempts", sa.Integer(), server_default="6", nullable=False))
        batch_op.add_column(sa.Column("floor_channels", sa.Integer(), server_default="2", nullable=False))
        batch_op.add_column(sa.Column("floor_days", sa.Integer(), server_default="10", nullable=False))
        batch_op.add_column(sa.Column("ceiling_attempts", sa.Integer(), server_default="12", nullable=False))
        batch_op.add_column(sa.Column("ceiling_days", sa.Integer(), server_default="90", nullable=False))
        batch_op.add_column(sa.Column("gap_days", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("evidence_days", sa.Integer(), server_default="90", nullable=False))
        batch_op.add_column(sa.Column("triage_days", sa.Integer(), server_default="7", nullable=False))
        batch_op.add_column(sa.Column("quiet_days", sa.Integer(), server_default="14", nullable=False))
        batch_op.add_column(sa.Column("explore_slots", sa.Integer(), server_default="3", nullable=False))
        batch_op.add_column(sa.Column("fatigue_tries", sa.Integer(), server_default="12", nullable=False))
        batch_op.add_column(sa.Column("nurture_months", sa.Integer(), server_default="3", nullable=False))
        batch_op.add_column(sa.Column("day_load", sa.Integer(), server_default="8", nullable=False))

    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.add_column(sa.Column("horizon", sa.Text(), server_default="short", nullable=False))
        batch_op.add_column(sa.Column("explore", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("reason_code", sa.Text(), server_default="", nullable=False))
