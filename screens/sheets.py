"""The style sheets of the app, each read once for a look, however often a screen brings one along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from textual.cache import LRUCache
from textual.css.model import CombinatorType, RuleSet, Selector, SelectorSet, SelectorType
from textual.css.styles import RulesMap
from textual.dom import DOMNode

from screens.matched import Matched

_SHEETS = 1024
"""More than there are: Textual's own sixty-four are fewer than the sheets of a dozen screens and their widgets, so that
each new one had all the others parsed again."""
Parsed = LRUCache[tuple[Any, ...], list[RuleSet]]
Parts = dict[str, RulesMap]
"""What each part of a widget looks like: the rules of its component classes."""


class Sheets(Matched):
    """A style sheet that keeps what it has parsed as long as the colours stay, and over the apps of one process.

    Rules are never changed after they are parsed; what differs between two looks is the variables, and each set of
    variables has its rules apart.

    The parts of a widget are styled once, and once for all of its type in the same place: Textual does so again with every focus
    and every class that comes or goes, which for a table of ten parts is ten times the work of the table itself.
    """

    _kept: ClassVar[LRUCache[frozenset[tuple[str, str]], Parsed]] = LRUCache(8)

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        """Begin without a sheet."""
        super().__init__(variables=variables)
        self._parse_cache = self._of(variables or {})
        self._told: object = None
        self._parts: dict[tuple[type[DOMNode], ...], Parts | None] = {}
        self._dressed: WeakKeyDictionary[DOMNode, None] = WeakKeyDictionary()

    def set_variables(self, variables: dict[str, str]) -> None:
        """Use other colours; the same ones again change nothing."""
        if variables != self._variables:
            self._parse_cache = LRUCache(1)  # the parent empties it
            super().set_variables(variables)
            self._parse_cache = self._of(variables)

    def reparse(self) -> None:
        """Apply the colours to all sheets; where one is wrong, the rules stay as they were."""
        self.parse()

    def copy(self) -> Sheets:
        """Return another one with the same sheets."""
        other = Sheets(variables=self._variables.copy())
        other.source = self.source.copy()
        return other

    def _process_component_classes(self, node: DOMNode) -> None:
        """Style the parts of `node`, unless that was done and can't come out otherwise."""
        if self._told is not self.rules_map:  # the rules are others now
            self._told, self._parts, self._dressed = self.rules_map, {}, WeakKeyDictionary()
        if node in self._dressed:
            return
        styled = node._component_styles  # noqa: SLF001 - Textual tells them one by one, for drawing
        types = tuple(type(one) for one in node.ancestors_with_self)
        parts = self._parts.get(types)
        if parts is None:
            super()._process_component_classes(node)
            if types not in self._parts:
                alone = all(self._by_types_alone(one, node) for one in styled)
                self._parts[types] = {name: one.base.get_rules() for name, one in styled.items()} if alone else None
        else:
            for name, rules in parts.items():
                part = DOMNode(classes=name)
                part._attach(node)  # noqa: SLF001 - a part is no child: it is nowhere in the tree
                self.replace_rules(part, rules)
                styled[name] = part.styles
            node.refresh()
        if self._parts[types] is not None:
            self._dressed[node] = None

    def _by_types_alone(self, part: str, node: DOMNode) -> bool:
        """Tell whether nothing but the types of `node` and of what it stands in decides what its `part` looks like."""
        rules = [rule for name in ("*", "DOMNode", f".{part}") for rule in self.rules_map.get(name, ())]
        return all(_lasting(one, part, type(node)) for rule in rules for one in rule.selector_set)

    @classmethod
    def _of(cls, variables: dict[str, str]) -> Parsed:
        key = frozenset(variables.items())
        found = cls._kept.get(key)
        if found is None:
            found = cls._kept[key] = LRUCache(_SHEETS)
        return found


def _lasting(selectors: SelectorSet, part: str, kind: type[DOMNode]) -> bool:
    """Tell whether `selectors` mean the `part` of a widget of `kind` always or never, as long as it stands where it does."""
    *before, last = selectors.selectors
    if last.pseudo_classes or (last.type is SelectorType.CLASS and last.name != part):
        return True  # a part has no state, and no class but its name
    types = {base.__name__ for base in kind.__mro__}
    if last.combinator is CombinatorType.CHILD and any(
        one.type is SelectorType.TYPE and one.name not in types for one in _last_of_all(before)
    ):
        return True  # a part of something else
    return all(one.type in (SelectorType.TYPE, SelectorType.UNIVERSAL) and not one.pseudo_classes for one in before)


def _last_of_all(selectors: list[Selector]) -> Iterator[Selector]:
    """Return what the last node of all that `selectors` name must be: its type, its classes."""
    for one in reversed(selectors):
        yield one
        if one.combinator is not CombinatorType.SAME:
            return
