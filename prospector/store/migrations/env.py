"""Alembic's environment; everything is configured by `prospector.store.schema`."""

from alembic import context

with context.begin_transaction():
    context.run_migrations()
