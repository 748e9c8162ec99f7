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
