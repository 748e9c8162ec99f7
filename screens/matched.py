"""Which rules of the style sheets hold for a widget: asked once for each state that it and what it stands in can have."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import count
from typing import Any, ClassVar

from textual.app import App
from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget

_MOST = 20_000
"""Ways from the app to a widget that are kept; more than a long session has."""
_OPPOSITES = frozenset(("blur", "enabled", "light"))
_OF_THE_APP = frozenset(("dark", "inline", "ansi", "nocolor"))
"""What every widget answers as its app does, which stands at the beginning of every way."""


class _Named:
    """The rules that name a widget, and which of their settings hold for it in a state."""

    def __init__(self, rules: tuple[RuleSet, ...], neighbours: frozenset[str]) -> None:
        states: set[str] = set().union(*(rule.pseudo_classes for rule in rules))
        self.alone = states.isdisjoint(neighbours)
        self.hover = "hover" in states
        self.settings: dict[int, RulesMap] = {}


class Matched(Stylesheet):
    """A style sheet that matches rules once for a widget in a state, not with every class that comes or goes.

    What decides is the rules that name the widget, and the types, ids, classes and states of all from the app down to it.
    Textual matches anew when a screen is laid out, comes to the front or is resized: three times before its first paint. Rules
    that ask for the place among neighbours, or for the focus within, are matched as Textual does it.
    """

    _all_named: ClassVar[dict[tuple[RuleSet, ...], _Named]] = {}
    _ways: ClassVar[dict[tuple[Any, ...], int]] = {}
    _numbers: ClassVar[count[int]] = count(1)

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        """Begin without a sheet."""
        super().__init__(variables=variables)
        self._named_by: object = None
        self._named: dict[tuple[Any, ...], _Named] = {}

    def apply(
        self, node: DOMNode, *, animate: bool = False, cache: dict[tuple[Any, ...], RulesMap] | None = None
    ) -> None:
        """Style `node`; the others of the same kind are kept here and not in `cache`."""
        if len(self._ways) > _MOST:
            self._forget()
        named = self._naming(node)
        way = _way(node, self._ways, self._numbers) if named.alone else 0
        if not way:
            super().apply(node, animate=animate, cache=cache)
            return
        settings = named.settings.get(way)
        if settings is None:
            found: dict[tuple[Any, ...], RulesMap] = {}
            super().apply(node, animate=animate, cache=found)
            for one in found.values():
                named.settings[way] = one
            return
        node._has_hover_style = named.hover  # noqa: SLF001 - what the parent notes on its way
        node._has_focus_within = node._has_order_style = node._has_odd_or_even = False  # noqa: SLF001 - likewise
        self.replace_rules(node, settings, animate=animate)
        self._process_component_classes(node)

    @classmethod
    def replace_rules(cls, node: DOMNode, rules: RulesMap, animate: bool = False) -> None:  # noqa: FBT001, FBT002 - as the parent
        """Set what differs; nothing does for most, whose colours may still shine through from what they stand in."""
        if not animate and node.styles.base._rules == rules:  # noqa: SLF001 - a copy would cost more than it says
            node.notify_style_update()
            return
        super().replace_rules(node, rules, animate)

    def _forget(self) -> None:
        """Begin anew; numbers of ways are never given twice."""
        self._ways.clear()
        self._all_named.clear()
        self._named_by = None

    def _naming(self, node: DOMNode) -> _Named:
        """Return the rules that name `node`."""
        by_name = self.rules_map
        if self._named_by is not by_name:  # the rules are others now
            self._named_by, self._named = by_name, {}
        key = (type(node), node._id, node.classes)  # noqa: SLF001 - the public one is slower, and asked thousands of times
        named = self._named.get(key)
        if named is None:
            names = node._selector_names  # noqa: SLF001 - as the parent asks
            meant = {rule for name in by_name.keys() & names for rule in by_name[name]}
            rules = tuple(rule for rule in reversed(self.rules) if rule in meant)
            named = self._all_named.get(rules)
            if named is None:
                named = self._all_named[rules] = _Named(rules, frozenset(self._EXCLUDE_PSEUDO_CLASSES_FROM_CACHE))
            self._named[key] = named
        return named


def _way(node: DOMNode, ways: dict[tuple[Any, ...], int], numbers: count[int]) -> int:
    """Return the number of the way from the app to `node`, each step in its state; 0 when it is in no app."""
    steps = node.css_path_nodes
    if not isinstance(steps[0], App):
        return 0
    way = 0
    for one in steps:
        state = tuple(check(one) for check in _checks(type(one)))
        step = (way, type(one), one._id, one.classes, state)  # noqa: SLF001 - as above
        way = ways.get(step) or ways.setdefault(step, next(numbers))
    return way


@cache
def _checks(kind: type[DOMNode]) -> tuple[Callable[[Any], bool], ...]:
    """Return what tells the states of a node of this kind."""
    left_out = _OPPOSITES | Stylesheet._EXCLUDE_PSEUDO_CLASSES_FROM_CACHE  # noqa: SLF001 - the parent's own list
    if issubclass(kind, Widget):
        left_out |= _OF_THE_APP
    return tuple(check for name, check in kind._PSEUDO_CLASSES.items() if name not in left_out)  # noqa: SLF001 - no public way
