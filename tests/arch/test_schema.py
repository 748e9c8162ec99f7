"""The models, the migrations, the guards and the version say the same."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from sqlmodel import SQLModel

from prospector.model import tables
from prospector.model.tables.base import Entry
from prospector.store.guards import APPEND_ONLY, trigger_names
from prospector.store.sqlite import connect, driver
from prospector.store.version import SCHEMA_VERSION

VERSIONS = Path(tables.__file__).parents[2] / "store" / "migrations" / "versions"


def of_the_product() -> dict[str, type[SQLModel]]:
    """Return our table classes by table name (a test may define more)."""
    return {model.__table__.name: model for model in (getattr(tables, name) for name in tables.__all__)}


def test_every_table_class_is_exported() -> None:
    """What undo and the migrations see is what the package exports."""
    written = set()
    for path in Path(tables.__file__).parent.glob("*.py"):
        written |= set(re.findall(r"^class (\w+)\(.*table=True\)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert written == set(tables.__all__)


def test_append_only_tables_are_guarded() -> None:
    said = {name for name, model in of_the_product().items() if getattr(model, "append_only", False)}
    assert said == set(APPEND_ONLY)
    assert {name for name, model in of_the_product().items() if issubclass(model, Entry)} <= said


def test_every_ordinary_table_says_that_it_is() -> None:
    assert all(hasattr(model, "append_only") for model in of_the_product().values())


def test_the_version_is_the_number_of_migrations() -> None:
    files = sorted(path.name for path in VERSIONS.glob("[0-9]*.py"))
    assert len(files) == SCHEMA_VERSION
    assert [int(name[:4]) for name in files] == list(range(1, SCHEMA_VERSION + 1))


def test_the_models_are_the_migrated_schema(fresh_file: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    ours = of_the_product()
    engine = create_engine("sqlite://", creator=lambda: connect(fresh_file), module=driver(), poolclass=StaticPool)

    def is_ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
        return kind != "table" or name in ours or name not in SQLModel.metadata.tables

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": is_ours})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_foreign_keys_are_checked_at_commit(fresh_file: Path) -> None:
    for name, model in of_the_product().items():
        for key in model.__table__.foreign_keys:  # type: ignore[attr-defined]
            assert key.deferrable, f"{name}.{key.parent.name}"
            assert key.initially == "DEFERRED", f"{name}.{key.parent.name}"


def test_a_fresh_file_is_guarded_and_marked(fresh_file: Path) -> None:
    with contextlib.closing(connect(fresh_file)) as connection:
        triggers = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        assert triggers == trigger_names()
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        for pragma, value in (("foreign_keys", 1), ("recursive_triggers", 1), ("synchronous", 2), ("secure_delete", 1),
                              ("trusted_schema", 0)):  # fmt: skip
            assert connection.execute(f"PRAGMA {pragma}").fetchone() == (value,), pragma
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_column_groups_name_columns() -> None:
    for name, model in of_the_product().items():
        columns = set(model.__table__.columns.keys())  # type: ignore[attr-defined]
        for group in (*getattr(model, "together", ()), *getattr(model, "alone", ())):
            assert set(group) <= columns, name
