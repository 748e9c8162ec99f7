"""splink on DuckDB, unsupervised: estimate, train by expectation maximisation, predict. Runs in the peers' environment.

python splink_run.py LEADS.csv PAIRS.csv
"""

import logging
import sys
import warnings

import splink.comparison_library as cl
from read_leads import leads
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

COMPARED = [
    cl.JaroWinklerAtThresholds("clean", [0.96, 0.9, 0.82]).configure(term_frequency_adjustments=True),
    cl.ExactMatch("domain"),
    cl.ExactMatch("phone"),
    cl.JaroWinklerAtThresholds("city", [0.9]),
    cl.ExactMatch("country"),
    cl.JaroWinklerAtThresholds("address", [0.9]),
]
BLOCKED = [
    block_on("domain"), block_on("phone"), block_on("clean"), block_on("substr(clean, 1, 6)"),
    block_on("split_part(clean, ' ', 1)", "city"),
]  # fmt: skip


def main() -> None:
    frame = leads(sys.argv[1]).rename(columns={"id": "unique_id"})
    frame["phone"] = frame["phone"].str.replace(r"\D", "", regex=True).str[-8:]
    database = DuckDBAPI()
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=COMPARED, blocking_rules_to_generate_predictions=BLOCKED
    )
    linker = Linker(database.register(frame), settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("clean", "country"), block_on("domain")], recall=0.5
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("clean"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("domain"))
    found = linker.inference.predict(threshold_match_probability=0.05)
    pairs = found.as_pandas_dataframe()[["unique_id_l", "unique_id_r", "match_probability"]]
    pairs.to_csv(sys.argv[2], index=False, header=["id1", "id2", "score"])


if __name__ == "__main__":
    main()
