"""What a rep does from the command line after naming."""


def test_a_touch_shows_everywhere_and_can_be_taken_back(prospect):
    prospect("build", "-", "--offline", stdin="Nordhafen Logistik\nBergmans Pump AB\n")
    logged = prospect("touch", "nordh", "--channel", "call", "--outcome", "no-answer", "--note", "rang twice", "--json")
    assert logged.status == 0, logged.err
    assert logged.document["channel"] == "phone"
    assert logged.document["next_step"]["act"] == "attempt 2 by mail"
    day = prospect("due", "--json").document
    assert (day["active"], day["never_touched"]) == (2, 1)
    assert "rang twice" in prospect("show", "Nordhafen Logistik").out
    prospect("undo")
    assert prospect("due", "--json").document["never_touched"] == 2
    prospect("redo")
    assert prospect("due", "--json").document["never_touched"] == 1


def test_private_notes_stay_out_of_documents(prospect):
    prospect("name", "Nordhafen Logistik")
    prospect("touch", "nordh", "--channel", "mail", "--outcome", "sent", "--note", "wife is ill", "--private")
    assert "wife" not in prospect("show", "nordh", "--json").out


def test_a_swap_wants_a_reason(prospect):
    prospect("name", "Nordhafen Logistik")
    prospect("name", "Bergmans Pump AB", "--bench")
    assert prospect("swap", "nordh", "bergm").status == 2
    done = prospect("swap", "nordh", "bergm", "--reason", "nearer to Malmö", "--json")
    assert done.document["slot"] == 1
    history = prospect("history", "--json").document["actions"]
    assert history[0]["reason"] == "nearer to Malmö"
    assert history[0]["title"] == "Swap Nordhafen Logistik for Bergmans Pump AB"


def test_a_lookup_explains_itself(prospect):
    prospect("name", "Nordhafen Logistik GmbH", "--domain", "nordhafen-logistik.example")
    (match,) = prospect("lookup", "nordhafen logistik", "--json").document["matches"]
    assert match["verdict"] == "same"
    assert match["why"]


def test_ambiguous_names_list_the_candidates(prospect):
    prospect("build", "-", "--offline", stdin="Nordhafen Logistik\nNordstern Brauerei\n")
    ran = prospect("show", "Nord")
    assert ran.status == 2
    assert "Nordhafen Logistik" in ran.err
    assert "Nordstern Brauerei" in ran.err


def test_why_gives_a_reason_per_criterion(prospect, tmp_path):
    (tmp_path / "p.toml").write_text(
        'name = "Pumps"\n[[criterion]]\nname = "makes pumps"\nkind = "must"\nfield = "industry"\nany = ["pump"]\n',
        encoding="utf-8",
    )
    prospect("name", "Bergman Maskin AB")
    assert prospect("profile", "apply", "p.toml", "--json").document["version"] == 1
    why = prospect("why", "bergm", "--json").document
    assert why["fit"] == {"low": 0, "high": 100, "coverage": 0.0, "disqualified": False}
    assert why["to_find_out"] == ["makes pumps"]


def test_doctor_and_backup(prospect, tmp_path):
    prospect("name", "Bergmans Pump AB")
    found = prospect("doctor", "--verify", "--json").document["findings"]
    assert {one["what"] for one in found} >= {"file", "SQLite", "permissions", "hash chains"}
    assert prospect("backup", "copy.db").status == 0
    copied = prospect("list", "--json", "--db", str(tmp_path / "copy.db")).document["accounts"]
    assert [one["name"] for one in copied] == ["Bergmans Pump AB"]
    assert prospect("backup", "copy.db").status == 2


def test_the_plan_is_written_piece_by_piece(prospect):
    assert prospect("plan", "--offer", "route planning", "--cycle-weeks", "14").status == 0
    prospect("plan", "--pain", "late vans")
    plan = prospect("plan", "--json").document["plan"]
    assert (plan["offer"], plan["pain"], plan["cycle_weeks"]) == ("route planning", "late vans", 14)
    assert prospect("plan", "--cycle-weeks", "0").status == 2


def test_twins_are_asked_merged_and_separated(prospect):
    prospect("name", "Bergmans Pump AB")
    prospect("build", "-", "--offline", stdin="Bergman Pumpar\n")
    (question,) = prospect("review", "--json").document["questions"]
    assert {question["left_name"], question["right_name"]} == {"Bergmans Pump AB", "Bergman Pumpar"}
    assert prospect("merge", "Bergmans", "Bergman Pumpar", "--dry-run").status == 0
    assert len(prospect("list", "--all", "--json").document["accounts"]) == 2
    assert prospect("merge", "Bergmans", "Bergman Pumpar", "--reason", "one office").status == 0
    assert len(prospect("list", "--all", "--json").document["accounts"]) == 1
    assert prospect("unmerge", "Bergman Pumpar").status == 0
    assert prospect("relate", "Bergmans", "Bergman Pumpar", "--as", "related", "--reason", "sisters").status == 0
    assert prospect("review", "--json").document["questions"] == []


def test_what_is_called_different_while_naming_is_not_asked_again(prospect):
    prospect("name", "Bergmans Pump AB")
    doubt = prospect("name", "Bergman Pumpar")
    assert doubt.status == 2
    assert "is it the same?" in doubt.err
    assert prospect("name", "Bergman Pumpar", "--different").status == 0
    assert prospect("review", "--json").document["questions"] == []


def test_a_file_that_an_export_replaces_is_said(prospect, tmp_path):
    prospect("name", "Nordhafen Logistik")
    assert "replaced" not in prospect("export", "list.csv").err
    assert "list.csv was there already and has been replaced" in prospect("export", "list.csv").err
