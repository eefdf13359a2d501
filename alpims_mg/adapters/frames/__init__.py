"""Cohorts (extra ``frames``): assess a whole register, a dataframe with one case in each row.

``check_frame`` reports what in a register is not understood, not stated or not used: call it first.
``assess_frame`` adds the answer of ``assess`` to each row, in the dataframe library that holds the register.
``explain_row`` returns the full answer for one row. ``compare_frames`` counts how many answers another rulebook would
change. ``SCHEMA`` lists the columns that are read. ``to_frame`` turns a plan, a course, an answer or a table into a
frame.
``reasons`` is a frame of the words of each rule.
"""

try:
    from alpims_mg.adapters.frames.assessing import assess_frame, compare_frames, explain_row
    from alpims_mg.adapters.frames.checking import check_frame
    from alpims_mg.adapters.frames.data_reports import DataProblem, DataReport, UnstatedFact, UnusedColumn
    from alpims_mg.adapters.frames.schema import SCHEMA, Added, Column, Encoding
    from alpims_mg.adapters.frames.tidy import reasons, to_frame
except ModuleNotFoundError as error:
    if error.name not in {"narwhals", "numpy", "polars"}:
        raise
    message = f"alpims_mg.adapters.frames needs {error.name}: pip install 'alpims-mg[frames]'"
    raise ModuleNotFoundError(message, name=error.name) from None

__all__ = [
    "SCHEMA",
    "Added",
    "Column",
    "DataProblem",
    "DataReport",
    "Encoding",
    "UnstatedFact",
    "UnusedColumn",
    "assess_frame",
    "check_frame",
    "compare_frames",
    "explain_row",
    "reasons",
    "to_frame",
]
