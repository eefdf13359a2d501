"""Cohorts: the names of the added columns, on every engine."""

from typing import Any

import polars as pl
import pytest
from adapters.test_engines import ENGINES
from adapters.test_frames import ADDED, one_row

from alpims_mg import InvalidInputError
from alpims_mg.adapters.frames import assess_frame


class TestAPrefix:
    @pytest.mark.parametrize("name", ENGINES)
    def test_stands_before_every_added_name_but_one_that_is_given(self, name: str) -> None:
        convert, convert_back, _ = ENGINES[name]
        register = one_row().with_columns(decision=pl.lit("ours"), RUNGS=pl.lit(3))
        answers = convert_back(assess_frame(convert(register), columns={"verdict": "strictest"}, prefix="mg_"))
        names = {"verdict": "strictest"}
        assert answers.columns[len(register.columns) :] == [names.get(added, f"mg_{added}") for added in ADDED]
        assert answers["decision"].to_list() == ["ours"]
        assert answers["mg_decision"].to_list() == ["offer"]

    @pytest.mark.parametrize("name", ENGINES)
    def test_is_named_by_the_fault_of_a_name_that_is_taken(self, name: str) -> None:
        register = ENGINES[name][0](one_row().with_columns(decision=pl.lit("ours")))
        with pytest.raises(InvalidInputError, match=r'prefix="mg_"'):
            assess_frame(register)

    @pytest.mark.parametrize("prefix", [None, 3, ["mg_"]])
    def test_is_a_text(self, prefix: Any) -> None:
        with pytest.raises(InvalidInputError, match="prefix must be"):
            assess_frame(one_row(), prefix=prefix)
