"""A brief as plain text and as Markdown. Web text is data: nothing in it can act on a terminal or become markup or a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from prospector.model.brief import Brief, BriefLine, BriefSection
from prospector.text import cells, harmless

WIDTH = 80
_LEAST = 30
_INDENT = 2
_UNKNOWN = "unknown: "
_LINKED = ("Why now",)
"""Headings under which every line shows its own address; elsewhere a number leads to the list at the end."""
_MARKUP = re.compile(r"([\\`*_\[\]<>~|$&@]|^[#+=-]|^\d+(?=[.)])|:(?=//)|(?<=\bwww)\.)", re.IGNORECASE)
"""What is markup, HTML, an entity or the beginning of a block, or makes readers link an address by themselves."""
_KEPT = ":/?#[]@!$&'*+,;=%~-._"


def as_text(brief: Brief, width: int = WIDTH) -> str:
    """Return the brief as plain text in lines of at most `width` cells; see `laid_out`."""
    return "\n".join(line for _, line in laid_out(brief, width)) + "\n"


def laid_out(brief: Brief, width: int = WIDTH) -> list[tuple[str, str]]:
    """Return the lines of the brief, each with its kind: `title`, `heading`, `line`, `ask`, `page` or empty.

    Lines are broken between words at `width` cells; web addresses alone run longer, so that they can be clicked and copied.
    """
    room = max(_LEAST, width)
    numbers = _numbered_pages(brief)
    lines = [("title", line) for line in _wrapped(brief.name, room)]
    lines += [("page", line) for line in _wrapped(_under_title(brief), room)]
    for section in brief.sections:
        lines += [("", ""), ("heading", section.title.upper()), *_text_lines(section, numbers, room)]
    if questions := _further(brief):
        lines += [("", ""), ("heading", "STILL TO FIND OUT")]
        lines += [("ask", line) for question in questions for line in _wrapped(f"? {question}", room, _INDENT)]
    if numbers:
        lines += [("", ""), ("heading", "PAGES READ")]
        lines += [("page", f"{number} {address}") for address, number in numbers.items()]
    return lines


def as_markdown(brief: Brief) -> str:
    """Return the brief as Markdown (CommonMark); text from outside is escaped, addresses stand in angle brackets."""
    numbers = _numbered_pages(brief)
    lines = [f"# {escaped(brief.name)}", "", escaped(_under_title(brief))]
    for section in brief.sections:
        lines += ["", f"## {escaped(section.title)}", ""]
        for line in section.lines:
            told = escaped(_proof(line, numbers))
            link = f" <{web_address(line.url)}>" if _shows_address(section, line) else ""
            lines.append(f"- {escaped(line.text)}" + (f" *{told}*" if told else "") + link)
        if not section.lines:
            lines.append(f"- *{escaped(_UNKNOWN + section.ask)}*")
        if section.more:
            lines.append(f"- and {section.more} more")
    if questions := _further(brief):
        lines += ["", "## Still to find out", "", *(f"- {escaped(question)}" for question in questions)]
    if numbers:
        lines += ["", "## Pages read", "", *(f"{number}. <{address}>" for address, number in numbers.items())]
    return harmless("\n".join(lines)) + "\n"


def escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it stands: no markup, no HTML, no link, on one line."""
    one = " ".join(harmless(text).split())
    return _MARKUP.sub(lambda found: _backslashed(found.group()), one)


def _backslashed(mark: str) -> str:
    # A number that would begin a list can't be escaped itself, the dot or bracket after it can.
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def web_address(url: str) -> str:
    """Return a web address that is safe on a line of its own and inside angle brackets, empty for any other scheme."""
    one = "".join(harmless(url).split())
    try:
        scheme = urlsplit(one).scheme
    except ValueError:
        return ""
    return quote(one, safe=_KEPT) if scheme in ("http", "https") else ""


def _proof(line: BriefLine, numbers: dict[str, int]) -> str:
    """Return source, day, age and page in a few quiet words: ``(website 1, of 2026-03-01, 3 d)``."""
    number = numbers.get(web_address(line.url))
    source = f"{line.source} {number}" if number and line.source else line.source
    sure = "confirmed" if line.confirmed and line.url else ""
    told = ", ".join(part for part in (source, f"of {line.dated}" if line.dated else "", line.age, sure) if part)
    return f"({told})" if told else ""


def _shows_address(section: BriefSection, line: BriefLine) -> bool:
    return section.title in _LINKED and bool(web_address(line.url))


def _numbered_pages(brief: Brief) -> dict[str, int]:
    """Return the pages behind the lines of all headings that show none themselves, numbered as they come up."""
    pages = (
        web_address(line.url) for section in brief.sections if section.title not in _LINKED for line in section.lines
    )
    return {page: number for number, page in enumerate(dict.fromkeys(filter(None, pages)), start=1)}


def _further(brief: Brief) -> list[str]:
    """Return the questions that no empty heading asks already."""
    asked = {section.ask for section in brief.sections if not section.lines}
    return [question for question in brief.unknown if question not in asked]


def _under_title(brief: Brief) -> str:
    return f"{brief.domain or 'no domain known'} · {brief.standing} · as of {brief.day}"


def _text_lines(section: BriefSection, numbers: dict[str, int], width: int) -> Iterator[tuple[str, str]]:
    for line in section.lines:
        for part in _wrapped(f"- {line.text} {_proof(line, numbers)}", width, _INDENT):
            yield "line", part
        if _shows_address(section, line):
            yield "page", f"{' ' * _INDENT}{web_address(line.url)}"
    if not section.lines:
        for part in _wrapped(f"- {_UNKNOWN}{section.ask}", width, _INDENT):
            yield "ask", part
    if section.more:
        yield "line", f"- and {section.more} more"


def _wrapped(text: str, width: int, indent: int = 0) -> Iterator[str]:
    """Yield lines of at most `width` cells, all but the first after `indent` blanks; a longer word is cut into pieces."""
    line, filled = "", 0
    for word in harmless(text).split():
        for piece in _pieces(word, width - indent):
            glue = " " if line.strip() else ""
            size = cells(glue + piece)
            if line.strip() and filled + size > width:
                yield line
                line, filled, glue = " " * indent, indent, ""
                size = cells(piece)
            line, filled = f"{line}{glue}{piece}", filled + size
    if line.strip():
        yield line


def _pieces(word: str, room: int) -> Iterator[str]:
    """Yield `word` in pieces of at most `room` cells."""
    piece = ""
    for letter in word:
        if piece and cells(piece + letter) > room:
            yield piece
            piece = ""
        piece += letter
    yield piece
