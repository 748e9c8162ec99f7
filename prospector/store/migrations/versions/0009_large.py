"""Indexes for large workspaces: nearly no account is merged, and a rep's place is asked for with the rep."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Lay the indexes; no row changes."""
    op.drop_index("ix_account_merged_into", table_name="account")
    merged = sa.text("merged_into IS NOT NULL")
    op.create_index("ix_account_merged_into", "account", ["merged_into"], sqlite_where=merged, postgresql_where=merged)
    op.drop_index("ix_target_place", table_name="target")
    op.create_index("ix_target_place", "target", ["place", "rep"])
