"""Alembic's environment: migrations run on the connection that `open_database` hands in."""

from alembic import context

from assistant.database import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
