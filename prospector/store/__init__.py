"""The store: engine, reads, journal, schema."""
