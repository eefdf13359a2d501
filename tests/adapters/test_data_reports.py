"""``check_frame`` names all that is not understood, not stated or not used, and how to mend it."""

import json
from datetime import date, datetime
from typing import Any

import polars as pl
import pytest
from adapters.test_engines import ENGINES

from alpims_mg import InvalidInputError
from alpims_mg.adapters.frames import SCHEMA, DataProblem, DataReport, assess_frame, check_frame, to_frame

CLEAN: dict[str, Any] = {
    "zone": "green",
    "age_years": 34,
    "kidney": "normal",
    "conditions": "none",
    "medicines": "levothyroxine",
    "other_magnesium_mg": 0,
    "intent": "start",
    "product": "capsule",
    "form": "glycinate",
    "elemental_mg": 100,
    "divides_into": 4,
}


def register(*rows: dict[str, Any], **types: Any) -> pl.DataFrame:
    """A register with a row for each mapping of cells, which are those of ``CLEAN`` where the mapping has none."""
    return pl.DataFrame([{**CLEAN, **row} for row in rows or ({},)], schema_overrides=types, infer_schema_length=None)


def problem_with(report: DataReport, value: str | None) -> DataProblem:
    (found,) = (problem for problem in report.problems if problem.value == value)
    return found


def is_accepted(frame: Any) -> bool:
    try:
        assess_frame(frame)
    except InvalidInputError:
        return False
    return True


def test_a_clean_register_says_so_and_what_to_do_next() -> None:
    report = check_frame(register({}, {}))
    assert report.problems == ()
    assert report.can_be_assessed
    assert str(report) == (
        "This register can be assessed: all of it is understood (2 rows)\n\nNext, call assess_frame."
    )


def test_a_register_without_rows_says_so() -> None:
    report = check_frame(register().clear())
    assert report.rows == 0
    assert str(report).startswith("This register has no rows")


MENDED = [
    ("zone", "grene", 'did you mean green? If so, write codes={"zone": {"grene": "green"}}'),
    ("zone", 'a"b', r'write one of these words, or say which it means: write codes={"zone": {"a\"b": "WORD"}}'),
    ("tolerance", "perhaps", "write one of these words"),
    ("conditions", "heart blok", "did you mean heart-block?"),
    ("conditions", "migraine", "it counts as a condition in its own words, which asks for a clinician"),
    ("conditions", "pots, mcas", "separate the words by semicolons: pots; mcas"),
    ("medicines", "levotyroxine", "did you mean levothyroxine?"),
    ("medicines", "blue pills", "check the spelling, or give the ATC code. As it is, it counts as a medicine"),
    ("medicines", "ssri / blue", "check the spelling"),
    ("medicines", "----", "check the spelling, or give the ATC code"),
    ("medicines", "blue pills, --", "check the spelling, or give the ATC code"),
    ("partial", "medicine", "did you mean medicines?"),
    ("avoids", "dyes", "did you mean dye?"),
    ("acknowledged", "no.such.rule", "check the spelling"),
    ("kidney_date", "03/04/2026", "write the year first, as 2026-12-31"),
    ("kidney_date", "2026-01-31 12:30", "write the day alone"),
    ("as_of", "soon", "write it as 2026-12-31, or leave the cell empty"),
    ("egfr", "89-60", "write the lower end first"),
    ("egfr", "1,500,000", "write 1500000, because the comma may separate thousands or decimals"),
    ("other_magnesium_mg", "1,500", "write 1500 or 1.5000, because the comma may separate thousands or decimals"),
    ("other_magnesium_mg", "1.500 mg", "write 1500 or 1.5000, because the dot may separate thousands or decimals"),
    ("other_magnesium_mg", "1.500.000", "write 1500000, because the dot may separate thousands or decimals"),
    ("egfr", "60 mmol", "convert it: write the number alone, in ml/min/1.73 m2"),
    ("egfr", "high", "write a number, or leave the cell empty"),
    ("egfr", "301", "the number is not possible here"),
]


@pytest.mark.parametrize(("column", "cell", "fix"), MENDED)
def test_a_value_that_is_not_understood_is_listed_with_its_rows_and_how_to_mend_it(
    column: str, cell: str, fix: str
) -> None:
    problem = problem_with(check_frame(register({column: cell}, {column: cell}, {column: None})), cell)
    assert (problem.column, problem.rows, problem.stops) == (column, 2, False)
    assert fix in problem.fix
    assert problem.expected


def test_a_word_that_says_none_beside_others_is_to_be_left_out() -> None:
    problem = problem_with(check_frame(register({"conditions": "pots; None"})), "None")
    assert problem.fix == "leave None out, because other words stand beside it"


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("age_years", 131, "a whole number of years from 0 to 130"),
        ("divides_into", 3, "4 (quarters), 2 (halves) or 1 (cannot be divided)"),
        ("hold_days", 200, "a whole number of days from 3 to 28"),
        ("target_mg", 1, "from 200 mg elemental to 400 mg elemental a day"),
        ("elemental_mg", 0, "a whole number of 0.001 mg above zero"),
        ("other_magnesium_mg", -1, "a number (mg of elemental magnesium a day)"),
    ],
)
def test_a_number_that_is_not_possible_is_listed_with_those_that_are(column: str, cell: int, expected: str) -> None:
    problem = problem_with(check_frame(register({column: cell})), str(cell))
    assert (problem.expected, problem.rows) == (expected, 1)


@pytest.mark.parametrize("codes", [["1", "2", "1"], [1, 2, 1], [1.0, None, 2.0]])
def test_codes_without_a_mapping_stop_the_assessment_and_each_is_listed(codes: list[Any]) -> None:
    frame = register({}, {}, {}).with_columns(kidney=pl.Series(codes))
    report = check_frame(frame)
    assert not report.can_be_assessed
    assert not is_accepted(frame)
    assert [problem.column for problem in report.problems] == ["kidney", "kidney"]
    assert "this stops the assessment" in str(report)


def test_a_missing_column_and_one_of_a_wrong_type_are_problems_of_the_whole_column() -> None:
    frame = register({}, {}).drop("zone", "intent").with_columns(age_years=True)
    report = check_frame(frame)
    whole = [problem for problem in report.problems if problem.value is None]
    assert {problem.column for problem in whole} == {"zone", "intent", "age_years"}
    assert all(problem.stops and problem.rows == 2 for problem in whole)
    assert str(report).startswith("This register cannot be assessed yet\n\nNext, mend")
    assert not is_accepted(frame)


def test_a_column_with_values_of_several_types_is_a_problem_and_the_others_are_read() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame([{**CLEAN, "age_years": age, "zone": "grene"} for age in (34, "x", [1])])
    report = check_frame(frame)
    assert not report.can_be_assessed
    assert not is_accepted(frame)
    assert problem_with(report, None).column == "age_years"
    assert problem_with(report, "grene").rows == 3


def test_arguments_of_a_wrong_type_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="frame must be a frame of polars"):
        check_frame([1])
    with pytest.raises(InvalidInputError, match="columns"):
        check_frame(register(), {"no such": "zone"})


# --- Facts that are not stated


def missing(report: DataReport) -> dict[str, tuple[int, bool]]:
    return {fact.column: (fact.rows, fact.needed) for fact in report.missing}


def test_rows_that_state_nothing_are_counted_and_the_needed_columns_come_first() -> None:
    rows = [{"zone": zone, "tolerance": word} for zone, word in ((None, "NA"), (" unknown ", None), ("red", "proven"))]
    report = check_frame(register(*rows).drop("other_magnesium_mg"))
    counts = missing(report)
    assert counts["zone"] == (2, True)
    assert counts["tolerance"] == (2, False)
    assert counts["other_magnesium_mg"] == (3, True)
    assert "target_mg" not in counts
    needed = [fact.needed for fact in report.missing]
    assert needed == sorted(needed, reverse=True)
    assert "Next, complete other_magnesium_mg: 3 of 3 rows state nothing there." in " ".join(str(report).split())


def test_the_next_step_is_what_concerns_the_most_rows() -> None:
    few, many = register({"zone": "grene"}, {}, {}), register({"zone": "grene"}, {"zone": "grene"}, {})
    for frame, words in ((few, "Next, complete medicines"), (many, 'Next, mend zone "grene"')):
        report = check_frame(frame.with_columns(medicines=pl.Series([None, "NA", "none"])))
        assert words in str(report)


def test_a_row_needs_the_kidney_function_or_an_egfr() -> None:
    pairs = [("normal", None), (None, "45"), ("NA", "unknown"), (None, None), ("normal", "90")]
    frame = register(*({"kidney": kidney, "egfr": egfr} for kidney, egfr in pairs))
    assert missing(check_frame(frame))["kidney or egfr"] == (2, True)
    assert missing(check_frame(frame))["kidney"] == (3, False)
    assert missing(check_frame(frame.drop("kidney")))["egfr"] == (3, True)
    assert missing(check_frame(frame.with_columns(egfr=None)))["kidney or egfr"] == (3, True)


def test_a_list_in_boolean_columns_is_not_stated_where_one_of_them_is_null() -> None:
    words = next(column.words for column in SCHEMA if column.name == "conditions")
    flags = {f"conditions.{word}": pl.Series([True, False, None if word == "pots" else False]) for word in words}
    frame = register({}, {}, {}).drop("conditions").with_columns(**flags)
    report = check_frame(frame)
    assert missing(report)["conditions"] == (1, True)
    assert report.unused == ()
    assert is_accepted(frame)
    broken = check_frame(frame.drop("conditions.eds"))
    assert [problem.column for problem in broken.problems] == ["conditions.eds"]


# --- Columns that are not used


def test_a_column_that_is_not_used_names_the_column_with_nearly_that_name() -> None:
    frame = register().rename({"kidney": "Kidny"}).with_columns(clinic=1, decision=2, egfr=90)
    unused = {column.column: column.near for column in check_frame(frame).unused}
    assert unused == {"Kidny": "kidney", "clinic": "", "decision": ""}
    text = " ".join(str(check_frame(frame)).split())
    assert 'Kidny (is it kidney? Then give columns={"kidney": "Kidny"})' in text
    assert 'decision (assess_frame adds a column of this name: give for example prefix="mg_")' in text


def test_a_page_shows_some_unused_columns_and_counts_the_others() -> None:
    report = check_frame(register().with_columns(pl.lit(1).alias(f"note {number}") for number in range(25)))
    assert len(report.unused) == 25
    assert "and 5 more" in str(report)


def test_names_in_the_frame_may_differ_from_the_usual_names() -> None:
    frame = register({"zone": "grene"}).rename({"zone": "todays zone"})
    report = check_frame(frame, {"zone": "todays zone"})
    assert [problem.column for problem in report.problems] == ["todays zone"]
    assert report.unused == ()


# --- Engines, bounds and media


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "polars"])
def test_the_report_is_the_same_on_every_engine(name: str) -> None:
    rows: list[dict[str, Any]] = [
        {"zone": "grene", "egfr": 45.7, "kidney": None, "medicines": "blue pills; ssri", "as_of": "2026-01-31"},
        {"zone": None, "egfr": None, "kidney": "NA", "medicines": "blue pills", "as_of": None},
        {"zone": "red", "egfr": 45.2, "kidney": "normal", "medicines": None, "as_of": "2026-01-31"},
    ]
    frame = register(*rows).with_columns(note=1)
    assert check_frame(ENGINES[name][0](frame)) == check_frame(frame)


@pytest.mark.parametrize("kind", [pl.Date, pl.Datetime("us"), pl.Datetime("ms"), pl.Datetime("ns")])
def test_a_column_of_dates_is_read(kind: Any) -> None:
    frame = register({}, {}).with_columns(as_of=pl.Series([date(2026, 1, 31), None]).cast(kind))
    assert check_frame(frame).problems == ()
    assert missing(check_frame(frame))["as_of"] == (1, False)


def test_a_time_of_day_and_a_year_that_python_does_not_know_are_not_understood() -> None:
    times = pl.Series([datetime(2026, 1, 31, 12, 30), None]), pl.Series([10**18, None]).cast(pl.Datetime("us"))
    days = (pl.Series([10**7, None], dtype=pl.Int32).cast(pl.Date),)
    for cells, text in zip((*times, *days), ("2026-01-31 12:30", "+33658-", "+29349-"), strict=True):
        (problem,) = check_frame(register({}, {}).with_columns(as_of=cells)).problems
        assert str(problem.value).startswith(text)
        assert problem.rows == 1


@pytest.mark.parametrize(("yes", "no", "unstated"), [("Yes", "no", "NA"), (1, 0, None), (1.0, 0.0, None)])
def test_a_list_in_columns_of_yes_and_no_is_read(yes: Any, no: Any, unstated: Any) -> None:
    words = next(column.words for column in SCHEMA if column.name == "conditions")
    flags = {f"conditions.{word}": pl.Series([yes, no, unstated if word == "pots" else no]) for word in words}
    frame = register({}, {}, {}).drop("conditions").with_columns(**flags)
    assert check_frame(frame).problems == ()
    assert missing(check_frame(frame))["conditions"] == (1, True)
    maybe = check_frame(frame.with_columns(pl.lit("maybe").alias("conditions.mcas")))
    assert [(problem.column, problem.value, problem.rows) for problem in maybe.problems] == [
        ("conditions.mcas", "maybe", 3)
    ]
    assert maybe.problems[0].fix == "write yes or no"


def test_codes_are_read_as_what_they_mean() -> None:
    frame = register(*({"kidney": code, "conditions": "7; pots", "egfr": None} for code in (1, 2, 9, 3)))
    codes: dict[str, dict[Any, str]] = {"kidney": {1: "normal", 2: "severe", 9: "unknown"}, "conditions": {"7": "mcas"}}
    report = check_frame(frame, codes=codes)
    assert [(problem.column, problem.value) for problem in report.problems] == [("kidney", "3")]
    assert missing(report)["kidney or egfr"] == (1, True)
    assert check_frame(frame.filter(pl.col("kidney") != 3), codes=codes).problems == ()
    with pytest.raises(InvalidInputError, match="codes"):
        check_frame(frame, codes={"kidney": {1: "no such word"}})


def test_a_name_that_differs_by_case_is_found_and_two_such_names_stop_the_assessment() -> None:
    frame = register({"zone": "grene"}).rename({"zone": " Zone"})
    report = check_frame(frame)
    assert [problem.column for problem in report.problems] == [" Zone"]
    assert report.unused == ()
    assert not check_frame(frame.with_columns(ZONE=1)).can_be_assessed


@pytest.mark.parametrize("kind", [pl.Categorical, pl.Enum(["grene", "green"])])
def test_the_report_is_the_same_for_categories_and_lists(kind: Any) -> None:
    texts = register({"zone": "grene", "conditions": "pots; migraine"}, {"conditions": None}, {"conditions": "none"})
    other = texts.with_columns(pl.col("zone").cast(kind), pl.col("conditions").str.split(";"))
    assert check_frame(other) == check_frame(texts)
    assert problem_with(check_frame(other), "migraine").rows == 1


def test_a_list_in_which_no_word_states_anything_is_not_stated() -> None:
    frame = register({}, {}, {}).with_columns(conditions=pl.Series([["NA", None], [], ["pots", "NA"]]))
    report = check_frame(frame)
    assert missing(report)["conditions"] == (1, True)


def test_few_values_are_listed_and_the_others_are_counted() -> None:
    frame = register(*({"zone": f"word {number:02}"} for number in range(25)), {"zone": "word 07"})
    report = check_frame(frame)
    assert [problem.value for problem in report.problems if problem.rows == 2] == ["word 07"]
    others = problem_with(report, None)
    assert (len(report.problems), others.rows, others.stops) == (21, 5, False)
    assert others.fix == "5 more values are not understood: mend those above first, then check again"
    assert "(other values)" in str(report)


def test_rare_values_are_not_read_where_too_many_are_not_understood() -> None:
    cells = pl.Series([f"word {number}" for number in range(10_010)])
    frame = register().join(pl.DataFrame({"zone": cells}), how="cross").drop("zone").rename({"zone_right": "zone"})
    others = problem_with(check_frame(frame), None)
    assert others.rows == 9_990
    assert "9,980 more values are not understood, and 10 rows with rare values were not read" in others.fix


def test_a_long_cell_is_cut_and_a_hostile_one_is_escaped() -> None:
    report = check_frame(register({"zone": "x" * 1_000_000, "conditions": "a\x1b[31m"}))
    values = [problem.value for problem in report.problems if problem.value]
    assert max(map(len, values)) <= 103
    assert all(value.isprintable() for value in values)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_report_fits_the_width_of_a_terminal(width: int) -> None:
    rows = [{column: cell} for column, cell, _ in MENDED]
    frame = register(*rows, {"zone": "x" * 500}, {"kidney": "1"}).with_columns(notes=1)
    text = check_frame(frame.drop("intent")).page().text(width)
    assert max(map(len, text.splitlines())) <= width


def test_a_report_is_shown_as_markdown_and_as_html() -> None:
    bundle = check_frame(register({"zone": "<b>|grene"}))._repr_mimebundle_()
    assert "| value" in bundle["text/markdown"]
    assert "<caption" in bundle["text/html"]
    assert "<b>|" not in bundle["text/html"]


def test_a_frame_of_a_report_has_a_row_for_each_problem() -> None:
    report = check_frame(register({"zone": "grene"}, {"zone": "purple", "age_years": -1}).drop("intent"))
    frame = to_frame(report)
    assert frame.columns == ["column", "value", "rows", "expected", "fix"]
    assert frame["column"].to_list() == ["intent", "zone", "zone", "age_years"]
    assert frame["value"].to_list() == [None, "grene", "purple", "-1"]


def test_a_report_can_be_written_as_json() -> None:
    report = check_frame(register({"zone": "grene"}))
    mapping = json.loads(json.dumps(report.as_mapping()))
    assert mapping["can_be_assessed"] is True
    assert mapping["problems"][0]["value"] == "grene"
