"""The round through the pairs: counting, going back, what was put off."""

from dataclasses import replace

import pytest

from screens.twins_round import Round, key_of, swapped


@pytest.fixture
def questions(pairs):
    with pairs.working() as workspace:
        return workspace.review.queue()


def test_a_round_counts_goes_back_and_holds_what_was_put_off(questions):
    sitting = Round()
    sitting.take(questions, {}, jump=False)
    assert (sitting.number, sitting.total) == (1, 3)
    sitting.answer(sitting.current, "different")
    sitting.answer(sitting.current, "later")
    assert (sitting.number, sitting.total, sitting.put_off) == (3, 3, 1)
    put_off = {key_of(questions[1]): "2026-03-02"}
    assert not sitting.take(questions[1:], put_off, jump=True)
    assert key_of(sitting.current) == key_of(questions[2])
    assert sitting.take(questions, put_off, jump=True), "the first answer was taken back"
    assert key_of(sitting.current) == key_of(questions[0])
    assert sitting.done == 1
    sitting.bring_back()
    assert [key_of(one) for one in sitting.questions] == [key_of(one) for one in questions]


def test_a_merge_removes_the_questions_about_the_one_that_is_gone(questions):
    first, second, third = questions
    chained = replace(second, left=first.right)
    sitting = Round()
    sitting.take([first, chained, third], {}, jump=False)
    sitting.answer(first, "same")
    assert [key_of(one) for one in sitting.questions] == [key_of(third)]


def test_swapping_twice_is_the_same_question(questions):
    for one in questions:
        assert swapped(swapped(one)) == one
        assert key_of(swapped(one)) == key_of(one)
