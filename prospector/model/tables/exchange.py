"""What imports keep besides what they bring."""

from __future__ import annotations

from prospector.model.tables.base import Row, key, text


class ImportMapping(Row, table=True):
    """What the columns of a heading were taken for the last time; the next file with that heading is read so."""

    __tablename__ = "import_mapping"

    id: str = key()
    header_key: str = text(index=True)
    """Stands for the heading (see `prospector.exchange.reading.Table.header_key`)."""
    body: str = text(default="[]")
    """The field of each column, as JSON; empty where it was left out."""
    used_by: str = text()
    used_at: str = text()
