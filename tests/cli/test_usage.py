"""What is said of a command line that can't be read: one sentence, and the help that goes with it."""

import pytest


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("audit", "--sample", "x"), "--sample': it takes a whole number (see prospect audit --help)"),
        (("touch", "acme"), "missing option '--channel' (see prospect touch --help)"),
        (("merge", "acme"), "missing argument 'other' (see prospect merge --help)"),
        (("definition", "sign"), "(see prospect definition sign --help)"),
        (("foo",), "no such command 'foo' (see prospect --help)"),
    ],
)
def test_wrong_usage_is_one_sentence_with_the_help_of_that_command(prospect, arguments, said):
    ran = prospect(*arguments)
    assert ran.status == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_a_name_like_one_that_is_here_says_how_it_is_named_all_the_same(prospect):
    prospect("name", "Bergmans Pump AB")
    asked = prospect("name", "Bergman Pumpar")
    assert asked.status == 2
    assert "is it the same? --different names another company" in asked.err
    assert prospect("name", "Bergman Pumpar", "--different").status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("touch", "acme"), "missing option '--channel' (see prospect touch --help)"),
        (("audit", "--sample", "x"), "it takes a whole number (see prospect audit --help)"),
        (("foo",), "no such command 'foo' (see prospect --help)"),
        (("sources", "on", "nonesuch"), "nonesuch"),
    ],
)
def test_with_json_wrong_usage_is_one_document_too(prospect, arguments, said):
    ran = prospect(*arguments, "--json")
    assert ran.status == 2
    assert list(ran.document) == ["error"]
    assert said in ran.document["error"]
    assert ran.err == f"prospect: {ran.document['error']}\n"


def test_a_group_without_a_command_says_which_there_are_in_one_sentence(prospect):
    ran = prospect("segment")
    assert ran.status == 2
    assert ran.err == "prospect: say which: list, show, save, try or remove (see prospect segment --help)\n"
