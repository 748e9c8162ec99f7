"""`prospect brief`: to the terminal, to a file, as JSON, and what it says to bad input."""

import pytest


@pytest.fixture
def named(prospect):
    prospect("name", "Acme Pumps", "--pain", "late visits", "--why", "near our plant")
    return prospect


def test_the_page_is_text_unless_markdown_is_asked_for(named):
    page = named("brief", "Acme")
    assert page.status == 0
    assert page.out.startswith("Acme Pumps\n")
    assert "PAIN POINTS\n- late visits (ana, today)\n" in page.out
    assert "- unknown: ask how they buy" in page.out
    assert "## Pain points\n\n- late visits *(ana, today)*\n" in named("brief", "Acme", "--as", "markdown").out


def test_a_file_gets_the_form_of_its_ending(named, tmp_path):
    done = named("brief", "Acme", "--out", str(tmp_path / "acme.md"))
    assert (done.status, done.out) == (0, "")
    assert "acme.md" in done.err
    assert (tmp_path / "acme.md").read_text(encoding="utf-8").startswith("# Acme Pumps\n")
    named("brief", "Acme", "--out", str(tmp_path / "acme.txt"))
    assert (tmp_path / "acme.txt").read_text(encoding="utf-8").startswith("Acme Pumps\n")


def test_json_is_one_document_with_every_heading(named):
    document = named("brief", "Acme", "--json").document
    assert document["name"] == "Acme Pumps"
    pains = next(one for one in document["sections"] if one["title"] == "Pain points")
    assert pains["lines"][0]["text"] == "late visits"
    assert document["unknown"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("brief", "Nobody"), "no account “Nobody”"),
        (("brief", "Acme", "--as", "pdf"), "--as takes text or markdown"),
        (("brief", "Acme", "--out", "no/such/folder/x.md"), "choose another place for it"),
    ],
    ids=["nobody", "form", "folder"],
)
def test_bad_input_is_one_sentence_and_status_2(named, arguments, sentence):
    done = named(*arguments)
    assert done.status == 2
    assert done.out == ""
    assert sentence in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_brief_takes_the_place_of_the_one_before_whole(named, tmp_path):
    page, kept = tmp_path / "acme.md", tmp_path / "kept.md"
    page.write_text("the one before", encoding="utf-8")
    kept.hardlink_to(page)
    named("brief", "Acme", "--out", str(page))
    assert page.read_text(encoding="utf-8").startswith("# Acme")
    assert kept.read_text(encoding="utf-8") == "the one before"
