"""What a dropped target taught, shown when a name like it is typed; one key dismisses it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from prospector.pipeline.lessons import Lesson


class LessonLine(Static):
    """The lesson that bears on what is typed; hidden while there is none."""

    DEFAULT_CSS = "LessonLine { height: auto; display: none; margin: 1 0 0 0; color: $text-warning; }"

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """Begin without one."""
        super().__init__(id=id)
        self._lessons: Sequence[Lesson] = ()
        self._dismissed: set[str] = set()

    def tell(self, lessons: Sequence[Lesson]) -> None:
        """Show the first of `lessons` that was not dismissed yet."""
        self._lessons = lessons
        first = next((one for one in lessons if one.account_id not in self._dismissed), None)
        self.display = first is not None
        if first is not None:
            from prospector.pipeline.lessons import lesson_line

            self.update(
                Content.assemble(
                    ("◆ Lesson  ", "bold"), lesson_line(first), (f" · {first.why} · esc dismisses it", "$text-muted")
                )
            )

    def dismiss(self) -> bool:
        """Put the lesson shown away for this sitting; say whether there was one."""
        if not self.display:
            return False
        first = next(one for one in self._lessons if one.account_id not in self._dismissed)
        self._dismissed.add(first.account_id)
        self.tell(self._lessons)
        return True
