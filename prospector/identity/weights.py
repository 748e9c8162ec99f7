"""The weights of the decision, in log-odds per unit of each measure of `evidence`.

Found once by a logistic regression over the candidate pairs of the seven labelled sets described in the benchmark, each set
weighing the same, small weights preferred (L2), signs held where the meaning of a measure fixes them. The same weights
serve every base; nothing is learnt at run time but how common each word is.
"""

from __future__ import annotations

BIAS = -4.294

WEIGHTS = {
    "acronym": 0.977,
    "acronym_domain": 2.629,
    "address_conflict": -1.167,
    "address_same": 3.063,
    "alias": -0.187,
    "best_bits": 0.290,
    "city_conflict": -1.189,
    "city_same": 0.460,
    "common_name": -0.543,
    "compact_equal": 0.860,
    "compact_ratio": 1.341,
    "compact_start": 0.775,
    "contained": 0.456,
    "country_conflict": -1.582,
    "country_same": 0.202,
    "domain_conflict": -1.052,
    "domain_label": 0.328,
    "domain_name": 0.625,
    "domain_same": 1.854,
    "equal_name_conflicts": -0.994,
    "extra": 0.136,
    "extra_best": -1.977,
    "first_same": 0.360,
    "holders": -0.957,
    "legal_conflict": -1.756,
    "legal_loose": -1.038,
    "legal_one": 0.514,
    "legal_same": -0.222,
    "name_only": 0.827,
    "number_conflict": -1.997,
    "number_one": -0.484,
    "other_script_domain": 3.137,
    "overlap": 1.622,
    "phone_and_address": 0.581,
    "phone_conflict": -0.424,
    "phone_same": 2.485,
    "place_conflict": -1.026,
    "place_one": -0.515,
    "postcode_conflict": -0.741,
    "postcode_same": 0.582,
    "qualifier_conflict": -1.184,
    "qualifier_one": -0.296,
    "role_one": -0.674,
    "shared_bits": 1.066,
    "short_name": -0.188,
    "shortened": 0.132,
    "swapped": -0.618,
    "swapped_best": -0.962,
    "typo": -0.151,
    "typo_established": -0.410,
    "weak_conflicts": -0.591,
    "weak_name_address": 1.219,
    "weak_name_domain": 0.545,
    "weak_name_phone": 0.399,
    "words_equal": 0.467,
}
