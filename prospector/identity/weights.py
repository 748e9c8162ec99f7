"""The weights of the decision, in log-odds per unit of each measure of `evidence`.

Found once by a logistic regression over the candidate pairs of the seven labelled sets described in the benchmark, each set
weighing the same, small weights preferred (L2), signs held where the meaning of a measure fixes them. The same weights
serve every base; nothing is learnt at run time but how common each word is.
"""

from __future__ import annotations

BIAS = -6.470

WEIGHTS = {
    "words_equal": 0.830,
    "compact_equal": 1.098,
    "overlap": 2.026,
    "contained": 0.995,
    "shared_bits": 1.013,
    "best_bits": 0.627,
    "swapped": -1.984,
    "extra": -0.436,
    "number_conflict": 0.505,
    "number_one": 0.095,
    "place_conflict": -0.137,
    "place_one": -0.093,
    "role_one": -0.512,
    "typo": 0.295,
    "typo_established": -0.134,
    "shortened": 0.290,
    "compact_ratio": 1.251,
    "compact_start": 0.839,
    "legal_same": -0.430,
    "legal_conflict": -1.630,
    "legal_one": 0.378,
    "first_same": 0.214,
    "order_differs": 0.237,
    "acronym": 0.364,
    "alias": -0.491,
    "namesakes": -0.046,
    "qualifier_conflict": -0.487,
    "domain_same": 0.395,
    "domain_conflict": -0.839,
    "domain_label": -0.109,
    "domain_name": 0.364,
    "country_same": 0.711,
    "country_conflict": -1.179,
    "region_conflict": 0.000,
    "city_same": 0.173,
    "city_conflict": -1.115,
    "postcode_same": 0.362,
    "postcode_conflict": -0.705,
    "address_same": 1.946,
    "address_conflict": -1.391,
    "phone_same": 0.919,
    "phone_conflict": -0.471,
    "name_only": 0.634,
    "weak_name_domain": 0.670,
    "weak_name_phone": 0.746,
    "weak_name_address": 1.374,
    "equal_name_conflicts": -0.835,
    "phone_and_address": 0.861,
    "short_name": 0.031,
    "shared_common": -0.363,
}
