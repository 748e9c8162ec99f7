"""Reading tables for import: any file that people have, recognised, a row at a time, in little memory.

`open_table` takes a path or standard input, `open_text` what was pasted. What can't be used as a whole raises BadInput in
one sentence; a row that can't be taken comes as a `RefusedRow` in its place.
"""

from prospector.exchange.reading.opening import open_table, open_text
from prospector.exchange.reading.table import Row, Table

__all__ = ["Row", "Table", "open_table", "open_text"]
