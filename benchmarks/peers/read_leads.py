"""What both peers read: the leads of a CSV with names cleaned as their users clean them. Runs in the peers' environment."""

import re

import pandas as pd

FORMS = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|lp|plc|gmbh|ag|kg|sa|sas|sarl|srl|spa|bv|nv|ab|as|oy"
    r"|pty|pte|pvt|private|holdings?|group)\b"
)
SIGNS = re.compile(r"[^\w\s]+")


def leads(path: str) -> pd.DataFrame:
    """Return the records of `path`, empty cells as missing, with `clean`, the name in small letters without legal forms."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False).replace("", None)
    bare = frame["name"].fillna("").str.lower().str.replace(SIGNS, " ", regex=True)
    short = bare.str.replace(FORMS, " ", regex=True).str.split().str.join(" ")
    frame["clean"] = short.where(short != "", bare.str.strip())
    return frame
