"""Cohorts (extra ``frames``): the same rules over a whole register, in the dataframe library that holds it.

``assess_frame`` adds the answer of ``assess`` to each row of a frame, ``explain_row`` gives the full answer for one
row, and ``compare_frames`` counts what another rulebook would change. ``SCHEMA`` lists the columns that are read.
No other package of the library imports this one, except the command line.
"""

try:
    from alpims_mg.adapters.frames.assessing import assess_frame, compare_frames, decode, explain_row
    from alpims_mg.adapters.frames.schema import SCHEMA, Added, Column, Encoding
except ModuleNotFoundError as error:
    if error.name not in {"narwhals", "numpy", "polars"}:
        raise
    message = f"alpims_mg.adapters.frames needs {error.name}: pip install 'alpims-mg[frames]'"
    raise ModuleNotFoundError(message, name=error.name) from None

__all__ = ["SCHEMA", "Added", "Column", "Encoding", "assess_frame", "compare_frames", "decode", "explain_row"]
