"""Sittings, promises and the day from the command line."""


def test_a_sitting_with_its_opening_its_summary_and_promises(prospect):
    for name in ("Acme Pumps", "Bolt Lifts"):
        prospect("name", name, "--pain", "late visits")
    begun = prospect("sitting", "start", "--minutes", "30")
    assert begun.status == 0
    assert "Sitting 1. 2 active, 2 never touched (100 %, line 70 %)." in begun.out
    assert "not enough history: 0 attempts" in begun.out
    again = prospect("sitting", "start")
    assert (again.status, again.out) == (2, "")
    assert "a sitting runs since" in again.err
    prospect("touch", "acme", "--channel", "phone", "--outcome", "spoke")
    shown = prospect("sitting", "show", "--json").document
    assert (shown["running"]["number"], shown["running"]["planned_minutes"]) == (1, 30)
    assert (shown["expectation"]["attempts"], shown["expectation"]["low"]) == (1, None)
    ended = prospect("sitting", "stop", "--note", "good", "--json").document
    assert (ended["summary"]["attempts"], ended["summary"]["reached"]) == (1, 1)
    assert (ended["summary"]["never_before"], ended["summary"]["never_now"]) == (100, 50)
    assert prospect("sitting", "stop").status == 2
    suggested = prospect("promise", "suggest", "--json").document
    assert suggested["promised"] == 0
    assert {one["measure"] for one in suggested["suggested"]} == {"touches", "names", "sittings"}
    taken = prospect("promise", "suggest", "--take")
    assert "promised; it can be changed until the week begins" in taken.out
    listed = prospect("promise", "list", "--json").document["promises"]
    assert [one["measure"] for one in listed] == ["touches", "names", "sittings"]
    twice = prospect("promise", "add", "touches", "9")
    assert (twice.status, "already: change that" in twice.err) == (2, True)
    changed = prospect("promise", "change", listed[0]["id"][-8:], "9")
    assert changed.status == 0
    early = prospect("promise", "answer", listed[0]["id"][-8:], "kept")
    assert (early.status, "has not begun" in early.err) == (2, True)


def test_the_day_tells_counts_expectation_and_what_waits(prospect):
    prospect("name", "Acme Pumps", "--pain", "late visits")
    told = prospect("due").out
    assert "1 claimed · 0 meet the definition · 0 followed up" in told
    assert "expected: not enough history" in told
    assert "nobody was ever touched" in told
    day = prospect("due", "--json").document
    assert day["leads"] == {"claimed": 1, "meeting": 0, "followed_up": 0}
    assert (day["promises_to_answer"], day["hand_overs_to_answer"], day["idle_days"]) == ([], [], None)


def test_a_file_that_can_not_be_written_is_one_sentence(prospect, tmp_path):
    prospect("name", "Acme Pumps")
    ran = prospect("export", str(tmp_path / "no" / "such.ics"), "--as", "ics")
    assert (ran.status, ran.out) == (2, "")
    assert "can't be written" in ran.err
    assert prospect("export", str(tmp_path / "mine.ics"), "--as", "ics", "--json").document["entries"] == 1


def test_a_role_that_is_none_is_refused_and_a_farmer_closes_nothing(prospect):
    prospect("name", "Acme Pumps")
    wrong = prospect("due", PROSPECTOR_ROLE="boss")
    assert (wrong.status, "one of farmer, closer, manager" in wrong.err) == (2, True)
    refused = prospect("stage", "acme", "opportunity", PROSPECTOR_ROLE="farmer")
    assert (refused.status, "a farmer develops leads" in refused.err) == (2, True)
