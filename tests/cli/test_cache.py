"""What was read a moment ago is not asked for again."""


def test_a_second_run_within_a_day_makes_no_request(prospect, gateway):
    prospect("build", "-", stdin="Bergman Pumpar, bergman-pumpar.example\n", PROSPECTOR_GATEWAY=gateway)
    (again,) = prospect("enrich", "--json", PROSPECTOR_GATEWAY=gateway).document
    (outcome,) = again["outcomes"]
    assert outcome["state"] == "found"
    assert outcome["requests"] == 0
    assert len({claim["read_at"] for claim in again["claims"]}) >= 1
    (fresh,) = prospect("enrich", "--json", PROSPECTOR_GATEWAY=gateway, PROSPECTOR_CACHE="none").document
    assert fresh["outcomes"][0]["requests"] > 0
