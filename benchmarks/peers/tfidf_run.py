"""TF-IDF of 3-grams of letters and the sparse product with the best of each row. Runs in the peers' environment.

python tfidf_run.py LEADS.csv PAIRS.csv
"""

import csv
import sys
from pathlib import Path

import numpy as np
from read_leads import leads
from sklearn.feature_extraction.text import TfidfVectorizer
from sparse_dot_topn import sp_matmul_topn

BEST, LEAST = 10, 0.5


def main() -> None:
    frame = leads(sys.argv[1])
    matrix = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), dtype=np.float32).fit_transform(frame["clean"])
    found = sp_matmul_topn(matrix, matrix.T.tocsr(), top_n=BEST, threshold=LEAST, n_threads=2).tocoo()
    ids = frame["id"].tolist()
    with Path(sys.argv[2]).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id1", "id2", "score"))
        for one, other, score in zip(found.row.tolist(), found.col.tolist(), found.data.tolist(), strict=True):
            if one < other:
                writer.writerow((ids[one], ids[other], score))


if __name__ == "__main__":
    main()
