"""The page as a document: whole, safe, and saying what the figures say."""

import re
from html.parser import HTMLParser
from pathlib import Path

from prospector.audit.page.parts import markdown
from prospector.workspace import Workspace

VOID = {"meta", "br", "hr", "rect", "line", "circle", "polyline", "path"}


class Outline(HTMLParser):
    """Reads a document and holds on to what is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    assert found.open == []
    return found


def test_the_document_is_whole_and_asks_for_nothing(written_page: str) -> None:
    found = outline(written_page)
    tags = [tag for tag, _ in found.seen]
    assert not {"script", "img", "link", "iframe", "object", "form", "base"} & set(tags)
    for tag, attributes in found.seen:
        assert not any(name.startswith("on") or name in ("src", "srcset", "action") for name in attributes), tag
        assert (attributes.get("href") or "#").startswith("#")
    assert "default-src &#x27;none&#x27;" in written_page
    assert (
        tags.count("h1") == tags.count("main") == tags.count("nav") == tags.count("header") == tags.count("footer") == 1
    )
    ids = [attributes["id"] for _, attributes in found.seen if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = {attributes.get("aria-labelledby") for tag, attributes in found.seen if tag == "section"}
    assert named <= set(ids)
    links = {(attributes.get("href") or "")[1:] for tag, attributes in found.seen if tag == "a"}
    assert links <= set(ids)


def test_every_chart_has_a_name_a_description_and_a_table(written_page: str) -> None:
    figures = re.findall(r"<figure>.*?</figure>", written_page)
    assert len(figures) >= 6
    for one in figures:
        assert re.search(r'<svg[^>]* role="img"><title>[^<]+</title><desc>[^<]+</desc>', one)
        assert "<table>" in one


def test_the_page_says_what_the_figures_say(written_page: str, team: Workspace) -> None:
    figures = team.audit.week(team.store.clock.today().replace(month=4))
    text = " ".join("".join(outline(written_page).text).split())
    assert figures.never.text == "1 of 5 (20 %)"
    assert "20 %1 of 5 targets on the lists were never touched" in text
    for card in figures.cards:
        assert card.never.text in text
        assert card.reached.text in text
    for one in figures.findings:
        assert one.sentence in text
    for name, said in figures.definitions.items():
        assert name.capitalize() in text
        assert " ".join(said.split()) in text
    assert text.index("ana") < text.index("ben")
    assert "read from one file" in text
    head = team.store.reader.value("SELECT hash FROM action WHERE chain = 'ben' ORDER BY seq DESC LIMIT 1")
    assert head in text


def test_text_of_people_stays_text(written_page: str) -> None:
    assert "<script>" not in written_page
    assert "<img" not in written_page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written_page


def test_our_markdown_becomes_html() -> None:
    said = markdown("# Agenda\n\nNever: 5 %.\n\n## Whom \\*to\\* ask\n\n- ana <b>\n  - below\n- ben\n")
    assert said == (
        '<div class="text"><p>Never: 5 %.</p><h3>Whom *to* ask</h3><ul><li>ana &lt;b&gt;<ul><li>below</li></ul></li>'
        "<li>ben</li></ul></div>"
    )


def test_a_workspace_without_anything_has_a_page_too(workspace: Workspace, tmp_path: Path) -> None:
    from prospector.audit.page.contents import page_of

    page = page_of(workspace.audit, workspace.audit.week())
    outline(page)
    assert "Nobody has a target on a list yet." in page
