"""The weights of the decision, in log-odds per unit of each measure of `evidence`.

Found once by `benchmarks/learn_matching.py`: a logistic regression over the candidate pairs of the seven labelled sets
that the benchmark measures, pulled towards starting values set by hand (what anyone would say of a shared telephone
number) so that a measure that few sets show keeps its sense, and never across zero where the meaning gives the sign. Each
set weighs by its true pairs, so that large ones don't drown small ones. The same weights serve every base; nothing is
learnt at run time but how common each word is.
"""

from __future__ import annotations

BIAS = -4.037

WEIGHTS = {
    "acronym": 1.837,
    "acronym_domain": 3.023,
    "address_conflict": -1.791,
    "address_same": 3.910,
    "alias": -0.112,
    "best_bits": 0.000,
    "brand_start": 0.195,
    "city_conflict": -2.059,
    "city_same": 0.279,
    "common_name": -0.587,
    "compact_equal": 0.661,
    "compact_ratio": 2.312,
    "compact_start": 1.219,
    "contained": 0.000,
    "country_conflict": -1.926,
    "country_same": 0.000,
    "domain_conflict": -1.466,
    "domain_label": 0.306,
    "domain_name": 1.135,
    "domain_same": 1.411,
    "equal_name_conflicts": -1.949,
    "extra": 0.383,
    "extra_best": -2.549,
    "first_same": 0.401,
    "generic_extra": -1.232,
    "holders": -1.108,
    "legal_abroad": -0.938,
    "legal_conflict": -2.332,
    "legal_loose": -1.872,
    "legal_nature": -3.014,
    "legal_one": 0.446,
    "legal_same": -0.394,
    "name_only": 1.000,
    "number_conflict": -1.896,
    "number_one": -0.102,
    "other_script_domain": 3.842,
    "overlap": 1.926,
    "phone_and_address": 0.481,
    "phone_conflict": -0.392,
    "phone_same": 2.278,
    "place_conflict": -1.034,
    "place_one": -0.944,
    "postcode_conflict": -0.943,
    "postcode_same": 0.641,
    "qualifier_conflict": -2.165,
    "qualifier_one": -0.535,
    "respelled": -0.091,
    "role_one": -1.103,
    "shared_bits": 1.014,
    "short_name": 0.040,
    "shortened": 0.045,
    "swapped": -0.442,
    "swapped_best": -0.513,
    "typo": 0.000,
    "typo_alone": -1.488,
    "typo_established": -0.499,
    "weak_conflicts": -0.443,
    "weak_name_address": 2.085,
    "weak_name_domain": 1.684,
    "weak_name_phone": 0.657,
    "words_equal": 0.116,
}
