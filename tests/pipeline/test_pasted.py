import pytest

from prospector.errors import BadInput
from prospector.exchange.names import split_line
from prospector.pipeline.pasted import preview, take


@pytest.mark.parametrize(
    ("line", "name", "domain"),
    [
        ("Acme", "Acme", ""),
        ("Acme, acme.com", "Acme", "acme.com"),
        ("Acme, Inc.", "Acme, Inc.", ""),
        ("Smith, Jones & Co, smith.co.uk", "Smith, Jones & Co", "smith.co.uk"),
        ("Acme\tacme.com", "Acme", "acme.com"),
        ("Acme; https://www.acme.com/about", "Acme", "https://www.acme.com/about"),
        ("https://www.acme.com/about", "acme.com", "https://www.acme.com/about"),
        ("booking.com", "booking.com", ""),
        ("Etc Cleaning <info@etc-cleaning.co.uk>", "Etc Cleaning", "etc-cleaning.co.uk"),
        ("Etc Cleaning <etc@gmail.com>", "Etc Cleaning", ""),
        ("Acme (acme.com)", "Acme", "acme.com"),
        ("Acme (Sverige) AB", "Acme (Sverige) AB", ""),
        ("Acme (formerly Bolt Inc.)", "Acme (formerly Bolt Inc.)", ""),
        ("  ", "", ""),
    ],
)
def test_a_line_is_a_name_and_perhaps_a_domain(line, name, domain):
    assert split_line(line) == (name, domain)


def test_preview_writes_nothing_and_take_is_one_act(workspace):
    workspace.naming.name("Bergman Pumpar", domain="bergman-pumpar.se")
    text = "Alder Werke\nbergman pumpar\nBergmans Pump AB\nAlder Werke\n---\n" + "x" * 300
    lines = preview(workspace.naming, text)
    assert [one.state for one in lines] == ["new", "known", "doubt", "known", "refused", "refused"]
    assert len(workspace.list_rows(places=("active", "bench"))) == 1
    taken = take(workspace.naming, [*lines, *preview(workspace.naming, "Birke GmbH")])
    assert [one.name for one in taken.named] == ["Alder Werke", "Birke GmbH"]
    assert [one.name for one in taken.doubts] == ["Bergmans Pump AB"]
    workspace.undo()
    assert [row.name for row in workspace.list_rows(places=("active", "bench"))] == ["Bergman Pumpar"]


def test_two_spellings_in_one_paste_are_told_before_anything_is_written(workspace):
    text = (
        "Müller Pumpen GmbH, mueller-pumpen.de\nMueller Pumpen\nNordhafen Logistik\nMueller Pumpen, mueller-pumpen.de"
    )
    lines = preview(workspace.naming, text)
    assert [one.state for one in lines] == ["new", "known", "new", "known"]
    assert [one.said for one in lines if one.said] == [
        "the same as Müller Pumpen GmbH, above",
        "the same as Müller Pumpen GmbH, above",
    ]
    taken = take(workspace.naming, lines)
    assert [one.name for one in taken.named] == ["Müller Pumpen GmbH", "Nordhafen Logistik"]
    assert taken.doubts == []
    asked = preview(workspace.naming, "Bergmans Pump AB\nBergman Pumpar")
    assert [(one.state, one.said) for one in asked] == [("new", ""), ("doubt", "may be Bergmans Pump AB, above")]


def test_what_has_no_slot_waits_on_the_bench(workspace):
    for number in range(19):
        workspace.naming.name(f"{'abcdefghijklmnopqrs'[number] * 5} werk", different=True)
    lines = preview(workspace.naming, "Alder\nBirke")
    assert [one.state for one in lines] == ["new", "bench"]
    assert [one.place for one in take(workspace.naming, lines).named] == ["active", "bench"]


def test_a_file_is_not_a_paste(workspace):
    with pytest.raises(BadInput, match="501 lines are a file"):
        preview(workspace.naming, "Acme\n" * 501)
