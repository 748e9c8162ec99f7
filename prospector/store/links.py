"""What tables say about themselves that undo respects: references, columns that go together or stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Table, UniqueConstraint
from sqlmodel import SQLModel

Group = Sequence[str]


@dataclass(frozen=True)
class Link:
    """A column that refers to a row of another table."""

    table: Table
    column: Column[object]
    target_table: str
    target_column: str
    enforced: bool
    """Whether the store refuses a value that refers to nothing; logs may name rows that are gone."""


def links_from(table: Table) -> Iterator[Link]:
    """Return the references that a table's columns hold."""
    for column in table.columns:
        targets = {key.target_fullname: True for key in column.foreign_keys}
        if "refers" in column.info:
            targets.setdefault(column.info["refers"], False)
        for target, enforced in targets.items():
            name, _, field = target.rpartition(".")
            yield Link(table, column, name, field, enforced)


def links_to(table: str) -> list[Link]:
    """Return the references of all tables to `table`."""
    return [link for one in SQLModel.metadata.sorted_tables for link in links_from(one) if link.target_table == table]


def groups_together(model: type[SQLModel]) -> Sequence[Group]:
    """Return the groups of columns that make sense only together (`Row.together`)."""
    return getattr(model, "together", ())


def groups_alone(model: type[SQLModel]) -> Sequence[Group]:
    """Return the groups of columns whose values no two rows may share (`Row.alone`)."""
    return getattr(model, "alone", ())


def groups_unique(model: type[SQLModel]) -> list[Group]:
    """Return the groups of columns that the store itself keeps unique, the primary key left out."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    groups: list[Group] = [[column.name] for column in table.columns if column.unique]
    groups += [[c.name for c in rule.columns] for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    groups += [[c.name for c in index.columns] for index in table.indexes if index.unique]
    return groups
