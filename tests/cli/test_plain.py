"""`--plain`: what commands print can be read aloud, line by line, and holds every fact that the columns hold."""

import re

import pytest

from prospector.cli.output import plain, speak_plainly, table
from prospector.cli.spoken import records, spoken

DRAWN = re.compile("[\u2190-\u21ff\u2200-\u22ff\u2500-\u27bf·…]")
COMMANDS = (
    ("list", "--all"), ("list", "--sieve"), ("show", "Alder"), ("claims", "Alder"), ("brief", "Alder"), ("timeline", "Alder"),
    ("due",), ("audit",), ("history",), ("sources",), ("doctor",), ("plan",), ("search", "alder"),
    ("cadence", "list"),
)  # fmt: skip


@pytest.fixture
def begun(prospect):
    assert prospect("name", "Alder Werke", "--domain", "alder.example", "--pain", "late vans").status == 0
    assert prospect("name", "Birke Stahl").status == 0
    assert prospect("touch", "Alder", "--channel", "phone", "--outcome", "no_answer").status == 0
    return prospect


def test_every_report_and_list_can_be_read_aloud(begun):
    for command in COMMANDS:
        ran = begun(*command, "--plain")
        assert ran.status == 0, (command, ran.err)
        for line in ran.out.splitlines():
            assert line == line.strip(), (command, line)
            assert "  " not in line, (command, line)
            assert not DRAWN.search(line), (command, line)


def test_a_list_says_each_fact_with_its_label(begun):
    aloud = begun("list", "--plain").out.split("\n\n")
    assert len(aloud) == 2
    assert aloud[0].splitlines()[:2] == ["slot: 1", "company: Alder Werke"]
    assert "domain: alder.example" in aloud[0]
    assert begun("list", PROSPECTOR_PLAIN="1").out == begun("list", "--plain").out
    assert begun("--plain", "list").out == begun("list", "--plain").out
    assert begun("list", "--plain", "--json").document["accounts"], "JSON stays JSON"


def test_the_help_of_a_command_names_it(prospect):
    assert "--plain" in prospect("list", "--help").out
    assert "--plain" in prospect("plan", "--help").out


@pytest.mark.parametrize(
    ("shown", "heard"),
    [
        ("  says    name, phone", "says: name, phone"),
        ("✓ website: 3 claims", "ok: website: 3 claims"),
        ("Alder  alder.example  fit 40–75", "Alder: alder.example, fit 40 to 75"),
        ("we chose them: 2 · they came to us: 0", "we chose them: 2; they came to us: 0"),
        ("day  ■■■■  ✗ over 8", "day: not ok: over 8"),
        ("cut …", "cut ..."),
        ("", ""),
    ],
)
def test_a_line_is_told_in_words(shown, heard):
    assert spoken(shown) == heard


def test_long_cells_are_not_cut_and_signs_are_told(capsys):
    assert records(("a", "", "c"), [("1", "≠", ""), ("", "x" * 90, "●")]) == ["a: 1", "differs", "", "x" * 90, "c: on"]
    speak_plainly(on=True)
    try:
        assert plain()
        table((("", "slot"), "company"), [(1, "y" * 90)])
    finally:
        speak_plainly(on=False)
    assert capsys.readouterr().out == f"slot: 1\ncompany: {'y' * 90}\n"
