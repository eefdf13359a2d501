"""Cohorts (extra ``frames``): the same rules over a whole register, in the dataframe library that it is already in.

``assess_frame`` adds to each row of a frame what ``assess`` says of it; ``SCHEMA`` tells which columns it reads.
"""

from alpims_mg.adapters.frames.assessing import assess_frame, compare_frames, decode, explain_row
from alpims_mg.adapters.frames.schema import SCHEMA, Added, Column, Layout

__all__ = ["SCHEMA", "Added", "Column", "Layout", "assess_frame", "compare_frames", "decode", "explain_row"]
