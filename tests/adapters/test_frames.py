"""Cohorts: every row of a frame has the answer that ``assess`` gives, whatever its cells and whatever their types."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

import attrs
import narwhals as nw
import polars as pl
import pytest
from adapters.states import StateSpace
from hypothesis import given, strategies as st

from alpims_mg import (
    CURRENT,
    Citation,
    Condition,
    Decision,
    Elemental,
    Intent,
    InvalidInputError,
    KidneyFunction,
    Medicine,
    MedicineClass,
    NeedsInformation,
    Source,
    SourceKind,
    Verdict,
    Withhold,
    tighten,
)
from alpims_mg.adapters.frames import (
    SCHEMA,
    Added,
    Encoding,
    answers as answers_module,
    assess_frame,
    columns as columns_module,
    compare_frames,
    explain_row,
    key_tables,
    memos,
    number_readings,
    readings,
)
from alpims_mg.adapters.frames.column_plans import plan_columns
from alpims_mg.adapters.frames.fact_effects import fact_evaluator
from alpims_mg.adapters.frames.medicine_words import read_medicine
from alpims_mg.adapters.frames.not_understood import words_not_understood as words_of
from alpims_mg.adapters.frames.rows import answer_row, decide, read_row
from alpims_mg.medicines.recognition import medicine_classes
from alpims_mg.model.vocabulary import Effect, Route, Severity
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.medicines.tables import Interaction
from alpims_mg.rules import Rule, rules_by_id, when
from alpims_mg.testing import registers

ADDED = [str(added) for added in Added]
NUMBERS = {column.name for column in SCHEMA if Encoding.NUMBER in column.encodings}
POLICY = Source(title="Our clinic's policy", kind=SourceKind.CONVENTION)


def polars_frame(columns: Mapping[str, list[Any]]) -> pl.DataFrame:
    """A register in polars: numbers are floats, everything else is text."""
    types = {name: pl.Float64 if name in NUMBERS else pl.String for name in columns}
    return pl.DataFrame(columns, schema=types, strict=False)


def scalar_answer(row: Mapping[str, Any], rulebook: Rulebook = CURRENT) -> tuple[object, ...]:
    """The cells that the added columns must hold for a row."""
    answer = answer_row(row, rulebook)
    return (
        str(answer.decision),
        None if answer.verdict is None else str(answer.verdict),
        ";".join(answer.binding),
        ";".join(answer.missing),
        ";".join(f"{name}: {word}" for name in PATHS if name in row for word in words_of(name, row[name], rulebook)),
        None if answer.first is None else answer.first.nanograms / 10**6,
        None if answer.last is None else answer.last.nanograms / 10**6,
        answer.rungs,
        answer.hours,
    )


def compared_cells(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    return frame.select(ADDED).rows()


def assert_matches_scalar(answers: pl.DataFrame, register: pl.DataFrame, rulebook: Rulebook = CURRENT) -> None:
    """Each row of the answers equals the scalar answer for the same row of the register."""
    memo = cache(lambda cells: scalar_answer(dict(zip(register.columns, cells, strict=True)), rulebook))
    expected = [memo(tuple(map(_hashable, cells))) for cells in register.rows()]
    compared = compared_cells(answers)
    assert len(compared) == len(expected)
    wrong = [
        (cells, actual, scalar)
        for cells, actual, scalar in zip(register.rows(), compared, expected, strict=True)
        if actual != scalar
    ]
    assert wrong == []


def _hashable(cell: Any) -> Any:
    return tuple(cell) if isinstance(cell, list) else cell


def stricter() -> Rulebook:
    """A clinic's own rulebook, with stricter rows in several tables."""
    cites = (Citation(source=POLICY, place="section 2", claim="A clinician sees people with POTS or on iron first."),)
    iron = Interaction(verdict=Verdict.WITHHOLD, effects=(Effect.UNKNOWN,), severity=Severity.MAJOR, separation=None)
    current = next(rule.then for key, rule in CURRENT.medicines if key.medicine is MedicineClass.IRON)
    return tighten(
        CURRENT,
        [
            Rule(
                id="condition.ours-pots",
                when=when(condition=Condition.POTS),
                then=Verdict.WITHHOLD,
                because="ours",
                cites=cites,
            ),
            Rule(
                id="medicine.ours-iron",
                when=when(medicine=MedicineClass.IRON, kidney=set(KidneyFunction), route=set(Route)),
                then=attrs.evolve(iron, separation=current.separation, effects=current.effects),
                because="ours",
                cites=cites,
            ),
        ],
    )


def slower() -> Rulebook:
    """A clinic's own rulebook, with longer holds and a lower ceiling. It withholds a plan with shorter holds."""
    cites = (Citation(source=POLICY, place="section 3", claim="Go slower."),)
    rules = rules_by_id(CURRENT)
    numbers = {
        "dose.amount.rise-usual": Elemental.mg(25),
        "dose.count.hold-least": 14,
        "dose.hold.policy": Verdict.WITHHOLD,
        "ceiling.guide": attrs.evolve(rules["ceiling.guide"].then, level=Elemental.mg(260)),
    }
    return tighten(
        CURRENT,
        [
            attrs.evolve(rules[rule], id=f"{rule}.ours", then=then, because="ours", cites=cites)
            for rule, then in numbers.items()
        ],
    )


class TestEveryRow:
    @pytest.mark.parametrize("hostile", [0, 40, 400])
    def test_has_the_scalar_answer(self, hostile: int) -> None:
        register = polars_frame(registers(1200, seed=hostile, hostile=hostile))
        assert_matches_scalar(assess_frame(register), register)
        assert_matches_scalar(assess_frame(register.lazy()).collect(), register)

    def test_has_the_scalar_answer_of_a_stricter_rulebook(self) -> None:
        columns = registers(800, seed=5, hostile=20)
        columns["medicines"][::3] = ["iron"] * len(columns["medicines"][::3])
        register, ours = polars_frame(columns), stricter()
        assert_matches_scalar(assess_frame(register, ours), register, ours)

    def test_has_the_scalar_answer_of_a_rulebook_with_stricter_numbers(self) -> None:
        numbers = {
            "dose.amount.start-most": Elemental.mg(60),
            "dose.amount.rise-usual": Elemental.mg(20),
            "dose.amount.rise-most": Elemental.mg(40),
            "dose.amount.last-most": Elemental.mg(250),
            "dose.amount.intake-most": Elemental.mg(120),
            "dose.count.hold-least": 14,
            "dose.count.capsules-most": 6,
            "kidney.number.result-lasts": 3,
            "kidney.number.moderate": 75,
            "kidney.number.severe": 45,
        }
        rules = rules_by_id(CURRENT)
        rows = [attrs.evolve(rules[rule], id=f"{rule}.ours", then=then) for rule, then in numbers.items()]
        ours = tighten(CURRENT, rows)
        register = polars_frame(registers(700, seed=13, hostile=20))
        assert_matches_scalar(assess_frame(register, ours), register, ours)
        assert not assess_frame(register, ours).select(ADDED).equals(assess_frame(register).select(ADDED))

    def test_has_the_scalar_answer_for_any_topical_product(self) -> None:
        facts = product(
            ("oil", "bath"),
            ("none", "mcas", "pots;pregnancy", "mcas;low-blood-pressure", None),
            (None, "none", "parfum;water", "orange oil", "phenoxyethanol", "see label", "\x00"),
            (None, "preservative", "fragrance;dye"),
        )
        names = ("product", "conditions", "ingredients", "avoids")
        rows = [one_row(**dict(zip(names, cells, strict=True))) for cells in facts]
        register = pl.concat(rows, how="vertical_relaxed")
        rules = rules_by_id(CURRENT)
        stricter_verdicts = {
            "route.bath.heat": Verdict.WITHHOLD,
            "route.topical.if-pure": Verdict.CONSULT,
            "route.topical.additive": Verdict.CONSULT,
            "route.topical.additive.avoided": Verdict.WITHHOLD,
        }
        ours = tighten(
            CURRENT,
            [attrs.evolve(rules[rule], id=f"{rule}.ours", then=then) for rule, then in stricter_verdicts.items()],
        )
        for rulebook in (CURRENT, ours):
            assert_matches_scalar(assess_frame(register, rulebook), register, rulebook)
        assert set(assess_frame(register)["decision"]) == {"offer", "consult", "needs-information"}
        found = ";".join(assess_frame(register, ours)["binding_rules"]).split(";")
        assert {f"{rule}.ours" for rule in stricter_verdicts} <= set(found)

    def test_has_the_scalar_answer_for_its_own_hold(self) -> None:
        columns = registers(1200, seed=6, hostile=20)
        columns["hold_days"] = [days for _ in range(300) for days in (None, 7, 14, 21)]
        register, ours = polars_frame(columns), slower()
        assert assess_frame(one_row(hold_days=7), ours)["binding_rules"].to_list() == ["dose.hold.policy.ours"]
        assert_matches_scalar(assess_frame(register, ours), register, ours)

    def test_has_the_answer_of_assess(self) -> None:
        register = polars_frame(registers(400, seed=9, hostile=60))
        for row in register.rows(named=True):
            decision = decide(read_row(row, CURRENT), CURRENT)
            answer = answer_row(row, CURRENT)
            assert decision.answer is answer.decision
            assert answer.verdict in (None, decision.verdict)
            assert answer.missing == (decision.missing if isinstance(decision, NeedsInformation) else ())
            withheld = {finding.rule for finding in decision.findings if finding.verdict is Verdict.WITHHOLD}
            assert not isinstance(decision, Withhold) or set(answer.binding) == withheld

    def test_keeps_its_position_and_its_other_columns(self) -> None:
        register = polars_frame(registers(500, seed=2)).with_columns(person=pl.int_range(pl.len()))
        before = register.clone()
        answers = assess_frame(register)
        assert answers.drop(ADDED).equals(before)
        assert register.equals(before)
        assert answers.columns == [*before.columns, *ADDED]
        assert assess_frame(register, add=()).equals(before)
        pytest.importorskip("pyarrow")
        assert assess_frame(register.to_arrow(), add=()).equals(register.to_arrow())

    def test_has_the_same_types_whatever_the_cells(self) -> None:
        full = assess_frame(polars_frame(registers(300, seed=1)))
        empty = assess_frame(polars_frame(registers(300, seed=1)).clear())
        assert full.select(ADDED).schema == empty.select(ADDED).schema
        assert empty.height == 0


@pytest.fixture
def fast_thread_switching() -> Iterator[None]:
    """Python switches between threads as often as it can."""
    default = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(default)


class TestConcurrentParts:
    @pytest.mark.usefixtures("fast_thread_switching")
    @pytest.mark.parametrize("hostile", [0, 60, 600])
    def test_share_dictionaries_and_have_the_scalar_answers(
        self, hostile: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(answers_module, "_MIN_ROWS_PER_PART", 20)
        monkeypatch.setattr(answers_module, "_ROWS_PER_BATCH", 5)
        monkeypatch.setattr(pl, "thread_pool_size", lambda: 8)
        register = polars_frame(registers(500, seed=hostile, hostile=hostile))
        assert_matches_scalar(assess_frame(register), register)

    @pytest.mark.parametrize(
        ("bits", "max_bits", "slots", "compare_limit"), [(0, 0, 1, 0), (8, 62, 2, 2), (0, 62, 1, 0), (21, 30, 1, 0)]
    )
    def test_have_the_scalar_answers_when_lookup_tables_and_slots_are_too_small(
        self, bits: int, max_bits: int, slots: int, compare_limit: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, limit in {"_DIRECT_BITS": bits, "_MAX_KEY_BITS": max_bits, "_SLOTS_PER_KEY": slots}.items():
            monkeypatch.setattr(key_tables, name, limit)
        limits = {"_MIN_SLOT_BITS": 1, "_SLOTS_PER_TEXT": slots, "_COMPARE_LIMIT": compare_limit}
        for name, limit in limits.items():
            monkeypatch.setattr(columns_module, name, limit)
        monkeypatch.setattr(answers_module, "_MAX_DISTINCT_TEXTS", bits)
        register = polars_frame(registers(200, seed=bits, hostile=100))
        assert_matches_scalar(assess_frame(register), register)

    def test_are_assessed_in_concurrent_queries_without_a_deadlock(self) -> None:
        """In a process of its own, which is stopped if it deadlocks."""
        script = CONCURRENT_QUERIES
        run = subprocess.run([sys.executable, "-c", script], timeout=60, check=True, capture_output=True, text=True)
        assert run.stdout.split() == ["300000"] * 2

    def test_start_again_with_empty_dictionaries_when_there_are_too_many_entries(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(answers_module, "_MAX_ENTRIES", 30)
        monkeypatch.setattr(memos, "_MEMO_LIMIT", 200)
        register = polars_frame(registers(600, seed=3, hostile=60))
        answers = assess_frame(register.lazy()).collect(engine="streaming")
        parts = [register[first : first + 50] for first in range(0, 600, 50)]
        schema = schema_of(register)
        plan = plan_columns(schema, {}, tuple(Added), lambda _name: ())
        assessor = answers_module.FrameAssessor(plan, schema, fact_evaluator(CURRENT))
        by_part = pl.concat(assessor(part.select(assessor.inputs).get_columns()).struct.unnest() for part in parts)
        assert by_part.equals(answers.select(ADDED))
        assert_matches_scalar(answers, register)

    def test_raise_for_codes_an_error_that_keeps_its_faults_when_polars_makes_it_anew(self) -> None:
        register = one_row(kidney="2")
        plan = plan_columns(schema_of(register), {}, tuple(Added), lambda _name: ())
        assessor = answers_module.FrameAssessor(plan, schema_of(register), fact_evaluator(CURRENT))
        with pytest.raises(InvalidInputError) as caught:
            assessor(register.select(assessor.inputs).get_columns())
        again = type(caught.value)("some text")  # type: ignore[arg-type]  # polars passes a text
        assert [fault.path for fault in again.faults] == [fault.path for fault in caught.value.faults] == ["kidney"]


CONCURRENT_QUERIES = """
import polars as pl
from alpims_mg.adapters.frames import Added, assess_frame
from alpims_mg.testing import registers
columns = registers(1_000, seed=1, hostile=30)
register = pl.concat([pl.DataFrame(columns, strict=False)] * 300).with_row_index().lazy()
queries = [assess_frame(register, add=[Added.DECISION]) for _ in range(2)]
print(*(len(frame) for frame in pl.collect_all(queries, engine="in-memory")))
"""


def schema_of(register: pl.DataFrame) -> dict[str, Any]:
    return dict(nw.from_native(register).schema)


@pytest.mark.exhaustive
class TestEveryState:
    @pytest.mark.parametrize("intent", Intent)
    def test_has_the_answer_of_its_row(self, intent: Intent) -> None:
        rows = list(StateSpace(fact_evaluator(CURRENT)).rows(intent))
        columns = {name: [row.get(name) for row in rows] for name in rows[1]}
        register = polars_frame(columns)
        assert register.height > 40_000
        assert_matches_scalar(assess_frame(register), register)


WORDS = ["mcas", "pots", "iron", "hypromellose", "consult.start", "none", ""]
STATED = {
    "zone": "green",
    "age_years": 34.0,
    "kidney": "normal",
    "conditions": "none",
    "other_conditions": None,
    "medicines": "none",
    "intent": "start",
    "tolerance": "proven",
    "product": "capsule",
    "form": "glycinate",
    "elemental_mg": 100.0,
    "divides_into": 4.0,
    "dosage_form": "hard-capsule",
    "ingredients": "hypromellose",
    "acknowledged": "consult.start",
    "other_magnesium_mg": 0.0,
    "target_mg": None,
    "hold_days": None,
    "partial": None,
    "avoids": None,
    "egfr": None,
    "kidney_date": None,
    "as_of": None,
}
PATHS = {column.name: column.path for column in SCHEMA}


def one_row(**cells: Any) -> pl.DataFrame:
    return polars_frame({name: [cell] for name, cell in {**STATED, **cells}.items()})


class TestUnknownFacts:
    def test_are_none_when_everything_is_stated(self) -> None:
        assert assess_frame(one_row())["decision"].to_list() == ["offer"]

    @pytest.mark.parametrize(
        ("name", "cell"),
        [
            *(
                (name, None)
                for name in ("zone", "age_years", "kidney", "conditions", "medicines", "other_magnesium_mg")
            ),
            *(
                (name, "blue")
                for name, cell in STATED.items()
                if isinstance(cell, str) and name not in {"conditions", "medicines", "ingredients"}
            ),
            *((name, word) for name in ("conditions", "other_conditions") for word in ("mcas;;eds", "unknown", "7")),
            ("other_conditions", "gout;mcas"),
            *((name, "blue") for name in ("avoids", "partial", "kidney_date", "as_of")),
            *(("partial", cell) for cell in ("unknown", "zone", "-")),
            *(
                (name, number)
                for name, cell in STATED.items()
                if name
                in {"age_years", "elemental_mg", "divides_into", "other_magnesium_mg", "target_mg", "hold_days", "egfr"}
                for number in (float("nan"), float("inf"), float("-inf"), -1.0, 1e300, 1e-9, 0.1 + 0.2)
                if name not in {"egfr", "age_years"} or not 0 <= number <= 300
            ),
            *((name, None) for name in ("intent", "product", "form", "elemental_mg", "divides_into")),
            ("age_years", 131.0),
            ("divides_into", 3.0),
            ("elemental_mg", 0.0),
            ("elemental_mg", 100.0005),
            ("target_mg", 400.5),
            ("hold_days", 29.0),
            ("kidney_date", "2026-01-01"),
            ("acknowledged", "zone.red.capsule.change"),
            ("ingredients", "\x00"),
        ],
    )
    def test_are_never_permission_and_are_named(self, name: str, cell: object) -> None:
        answers = assess_frame(one_row(**{name: cell}))
        assert answers["decision"].to_list() == ["needs-information"]
        assert answers["missing_facts"].to_list() == [PATHS[name]]
        assert answers["first_daily_mg"].to_list() == [None]

    def test_do_not_hide_what_withholds(self) -> None:
        answers = assess_frame(one_row(zone="red", target_mg=float("nan"), age_years=None))
        assert answers["decision"].to_list() == ["withhold"]
        assert answers["missing_facts"].to_list() == [""]

    def test_that_are_not_needed_state_nothing_when_null(self) -> None:
        row = one_row(tolerance=None)
        assert_matches_scalar(assess_frame(row), row)
        assert assess_frame(row)["decision"].to_list() == ["offer"]

    def test_a_yes_to_a_total_covers_totals_up_to_it_in_every_row(self) -> None:
        abouts = ("consult.start", *(f"consult.start;ceiling.public [{mg} mg]" for mg in (260, 300, 360, "9" * 40)))
        abouts = (*abouts, "consult.start;ceiling.public [lots]", "consult.start;ceiling.public")
        rows = [
            {**STATED, "target_mg": target, "other_magnesium_mg": other, "age_years": years, "acknowledged": about}
            for target, other, years, about in product(
                (None, 275.0, 300.0, 325.0), (0.0, 5.0, 25.0), (17.0, 18.0, 34.0, 70.0), abouts
            )
        ]
        register = polars_frame({name: [row[name] for row in rows] for name in STATED})
        answers = assess_frame(register)
        assert {"offer", "consult", "withhold"} <= set(answers["decision"].to_list())
        assert_matches_scalar(answers, register)

    def test_oxide_at_65_and_a_start_that_a_level_stops_match_assess(self) -> None:
        rows = [
            {**STATED, "age_years": years, "form": form, "elemental_mg": strength, "target_mg": 200.0}
            for years, form, strength in product(
                (2.0, 6.0, 12.0, 64.0, 65.0, None), ("oxide", "glycinate", "threonate"), (100.0, 120.0, 500.0)
            )
        ]
        register = polars_frame({name: [row[name] for row in rows] for name in STATED})
        assert_matches_scalar(assess_frame(register), register)

    def test_about_a_capsule_are_ignored_for_topical_products(self) -> None:
        row = one_row(product="bath", form=None, elemental_mg=None, divides_into=None, dosage_form="blue")
        assert assess_frame(row)["decision"].to_list() == ["offer"]

    def test_are_read_again_each_time_a_lazy_frame_is_collected(self, tmp_path: Any) -> None:
        path, row = tmp_path / "register.csv", one_row(target_mg=200.0)
        row.write_csv(path)
        answers = assess_frame(pl.scan_csv(path, schema=row.schema))
        assert answers.collect()["decision"].to_list() == ["offer"]
        one_row(target_mg=250.0, conditions="heart-block").write_csv(path)
        assert answers.collect()["decision"].to_list() == ["withhold"]


def missing_facts(decision: Decision) -> tuple[str, ...]:
    assert isinstance(decision, NeedsInformation)
    return decision.missing


class TestConditionsInTheirOwnWords:
    GOUT = "consult.start;condition.other [gout]"

    @pytest.mark.parametrize(
        ("cells", "decision", "binding"),
        [
            ({"conditions": "gout"}, "consult", "condition.other"),
            ({"conditions": "none", "other_conditions": "gout"}, "consult", "condition.other"),
            ({"conditions": "none", "other_conditions": "none"}, "offer", ""),
            ({"conditions": "gout", "acknowledged": GOUT}, "offer", ""),
            ({"conditions": "gout;sarcoidosis", "acknowledged": GOUT}, "consult", "condition.other"),
            ({"conditions": "gout", "other_conditions": "sarcoidosis", "acknowledged": GOUT}, "consult",
             "condition.other"),
            ({"conditions": "gout", "other_conditions": "gout", "acknowledged": GOUT}, "offer", ""),
            ({"conditions": "gout", "acknowledged": "consult.start;condition.other"}, "consult", "condition.other"),
            ({"conditions": "gout;heart-block"}, "withhold", "condition.heart-block"),
            ({"conditions": "Heart Block"}, "withhold", "condition.heart-block"),
            ({"conditions": "MCAS"}, "offer", ""),
            ({"conditions": None, "other_conditions": "gout"}, "needs-information", ""),
            ({"conditions": "gout", "product": "oil"}, "consult", "condition.other"),
            ({"conditions": "gut-flare"}, "withhold", "condition.gut-flare"),
            ({"conditions": "gut-flare", "intent": "maintain", "current_daily_mg": 100.0}, "offer", ""),
            ({"conditions": "nausea"}, "consult", "condition.nausea"),
            ({"conditions": "oral-hypersensitivity", "intent": "maintain", "current_daily_mg": 100.0}, "offer", ""),
        ],
    )  # fmt: skip
    def test_ask_for_a_clinician_each_by_itself(self, cells: dict[str, Any], decision: str, binding: str) -> None:
        register = one_row(**cells)
        answers = assess_frame(register)
        assert (answers["decision"].item(), answers["binding_rules"].item()) == (decision, binding)
        assert_matches_scalar(answers, register)

    @given(
        st.lists(st.sampled_from([*map(str, Condition), "gout", "none", "", "Long  COVID"]) | st.text(max_size=5)),
        st.none() | st.lists(st.sampled_from(["gout", "none", "mcas", "sarcoidosis"]) | st.text(max_size=5)),
    )
    def test_in_two_columns_have_the_answer_of_their_row(self, stated: list[str], others: list[str] | None) -> None:
        register = one_row().with_columns(
            pl.Series("conditions", [stated], dtype=pl.List(pl.String)),
            pl.Series("other_conditions", [others], dtype=pl.List(pl.String)),
        )
        assert_matches_scalar(assess_frame(register), register)


class TestEncodings:
    @pytest.mark.parametrize("hostile", [0, 100, 1000])
    @pytest.mark.parametrize("rows_per_batch", [7, 2**18])
    def test_texts_may_be_categorical_or_enumerated(
        self, hostile: int, rows_per_batch: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(answers_module, "_ROWS_PER_BATCH", rows_per_batch)
        register = polars_frame(registers(400, seed=hostile, hostile=hostile))
        plain = assess_frame(register).select(ADDED)
        texts = [name for name, dtype in register.schema.items() if dtype == pl.String]
        enums = {name: pl.Enum(register[name].drop_nulls().unique().sort()) for name in texts}
        for dtypes in (dict.fromkeys(texts, pl.Categorical), enums):
            encoded = register.with_columns(pl.col(name).cast(dtype) for name, dtype in dtypes.items())
            assert assess_frame(encoded).select(ADDED).equals(plain)
            assert assess_frame(encoded.lazy()).collect().select(ADDED).equals(plain)

    def test_numbers_may_have_any_numeric_type(self) -> None:
        register = polars_frame(registers(300, seed=6))
        whole = register.filter(pl.col("elemental_mg") != 62.5).with_columns(
            pl.col("elemental_mg").cast(pl.Int16),
            pl.col("age_years").cast(pl.UInt8),
            pl.col("divides_into").cast(pl.Int64),
        )
        assert_matches_scalar(assess_frame(whole), whole)
        exact = register.with_columns(pl.col("elemental_mg").cast(pl.Decimal(9, 3)))
        assert assess_frame(exact).select(ADDED).equals(assess_frame(register).select(ADDED))

    @pytest.mark.parametrize("number", [2**63 - 1, -(2**63), 2**32 + 34, -1, 2_098, 300])
    @pytest.mark.parametrize("name", ["age_years", "elemental_mg", "egfr"])
    def test_integers_may_have_any_size(self, name: str, number: int) -> None:
        register = pl.concat([one_row()] * 2).with_columns(pl.Series(name, [number, 1], dtype=pl.Int64))
        assert_matches_scalar(assess_frame(register), register)

    @pytest.mark.parametrize(
        ("name", "number"),
        [
            ("elemental_mg", "100.00000000000000000001"),
            ("elemental_mg", f"100.{'0' * 34}1"),
            ("target_mg", "200.0000000000000000001"),
        ],
    )
    def test_decimals_are_read_to_the_last_digit(self, name: str, number: str) -> None:
        register = one_row().with_columns(pl.Series(name, [Decimal(number)], dtype=pl.Decimal(38, 35)))
        assert assess_frame(register)["missing_facts"].to_list() == [PATHS[name]]
        assert missing_facts(explain_row(register, 0)) == (PATHS[name],)

    def test_dates_may_be_text_or_dates(self) -> None:
        register = polars_frame(registers(300, seed=7))
        dated = register.with_columns(pl.col("kidney_date", "as_of").str.to_date())
        assert assess_frame(dated).select(ADDED).equals(assess_frame(register).select(ADDED))
        assert_matches_scalar(assess_frame(dated), dated)
        never = one_row().with_columns(as_of=pl.lit(2**31 - 1, pl.Int32).cast(pl.Date))
        assert assess_frame(never)["missing_facts"].to_list() == ["situation.as_of"]
        assert missing_facts(explain_row(never, 0)) == ("situation.as_of",)

    def test_lists_may_be_columns_of_lists(self) -> None:
        cells = [["mcas", "pots"], [], None, ["mcas", None], [""], ["mcas;pots"], ["heart-block", "heart-block"]]
        columns = {name: [cell] * len(cells) for name, cell in STATED.items()}
        register = polars_frame(columns).with_columns(conditions=pl.Series(cells, dtype=pl.List(pl.String)))
        answers = assess_frame(register)
        assert_matches_scalar(answers, register)
        assert answers["decision"].to_list() == ["offer", "offer", *["needs-information"] * 4, "withhold"]

    @pytest.mark.parametrize("name", ["conditions", "medicines", "partial", "ingredients", "avoids", "acknowledged"])
    @given(st.lists(st.none() | st.text(st.sampled_from("\x1e\x1f=!;01a")) | st.sampled_from(WORDS), max_size=3))
    def test_list_elements_may_contain_any_character(self, name: str, cell: list[str | None]) -> None:
        register = one_row().with_columns(pl.Series(name, [cell], dtype=pl.List(pl.String)))
        assert_matches_scalar(assess_frame(register), register)

    @pytest.mark.parametrize("mark", ["\x1f", "\x1f=", "\x1e1=", "\x1e"])
    def test_one_list_element_is_never_split_in_two(self, mark: str) -> None:
        register = one_row().with_columns(pl.Series("conditions", [[f"mcas{mark}pots"]]))
        assert assess_frame(register)["missing_facts"].to_list() == ["situation.conditions"]

    def test_lists_may_be_flags(self) -> None:
        register = polars_frame(registers(400, seed=8))
        flags = [
            pl.col(name).str.split(";").list.contains(word).alias(f"{name}.{word}")
            for name, words in (("conditions", Condition), ("medicines", MedicineClass))
            for word in map(str, words)
        ]
        codes = register["medicines"].str.contains("H02|C07").fill_null(value=True)
        texts = register["conditions"].str.contains("long covid").fill_null(value=False)
        register = register.filter(~codes & ~texts)
        flagged = register.with_columns(flags).drop("conditions", "medicines")
        assert assess_frame(flagged).select(ADDED).equals(assess_frame(register).select(ADDED))
        decision = explain_row(flagged, 3)
        assert decision.answer is decide(read_row(register.row(3, named=True), CURRENT), CURRENT).answer
        unstated = flagged.with_columns(pl.lit(None, pl.Boolean).alias("conditions.mcas"))
        assert not set(assess_frame(unstated).filter(pl.col("product") == "capsule")["decision"]) & {"offer", "consult"}
        assert explain_row(unstated, 0).answer is not None

    def test_columns_may_have_other_names(self) -> None:
        register = polars_frame(registers(100, seed=3))
        renamed = register.rename({"zone": "Zone heute"})
        answers = assess_frame(renamed, columns={"zone": "Zone heute", "decision": "answer"}, add=(Added.DECISION,))
        assert answers.columns == [*renamed.columns, "answer"]
        assert answers["answer"].equals(assess_frame(register)["decision"], check_names=False)

    @pytest.mark.parametrize("name", ["egfr", "tolerance", "avoids", "ingredients", "target_mg"])
    def test_a_type_of_another_library_is_not_mistaken_for_a_column_of_nulls(self, name: str) -> None:
        unknown = one_row().with_columns(pl.lit("10").ext.to(pl.Extension("someones.own", pl.String)).alias(name))
        for frame in (unknown, unknown.lazy()):
            with pytest.raises(InvalidInputError, match=name):
                assess_frame(frame)
            with pytest.raises(InvalidInputError, match=name):
                explain_row(frame, 0)

    def test_a_column_of_nulls_states_nothing(self) -> None:
        answers = assess_frame(one_row().with_columns(medicines=pl.lit(None), target_mg=pl.lit(None)))
        assert answers["missing_facts"].to_list() == ["situation.medicines"]

    def test_a_frame_of_nulls_states_nothing(self) -> None:
        nulls = pl.DataFrame({name: [None] for name in STATED})
        for answers in (assess_frame(nulls), assess_frame(nulls.lazy()).collect()):
            facts = ("zone", "age_years", "kidney", "conditions", "medicines", "other_magnesium_mg")
            asked = ("intent", "product", "form", "elemental_mg", "divides_into")
            assert answers["missing_facts"].to_list() == [";".join(PATHS[name] for name in (*facts, *asked))]

    def test_many_distinct_values_have_the_scalar_answers(self) -> None:
        amounts = [float(mg) for mg in range(1, 1201)]
        columns: dict[str, list[Any]] = {name: [cell] * len(amounts) for name, cell in STATED.items()}
        columns |= {"current_daily_mg": amounts, "target_mg": [200.0 + mg % 201 for mg in amounts]}
        columns |= {"elemental_mg": [1 + mg % 600 for mg in amounts], "intent": ["increase"] * len(amounts)}
        register = polars_frame(columns)
        assert_matches_scalar(assess_frame(register), register)


class TestFaults:
    def faults(self, frame: Any, **options: Any) -> list[str]:
        with pytest.raises(InvalidInputError) as error:
            assess_frame(frame, **options)
        return [fault.path for fault in error.value.faults]

    def test_name_every_column_that_is_missing_or_has_the_wrong_type(self) -> None:
        wrong = (
            one_row()
            .drop("zone", "intent")
            .with_columns(
                age_years=pl.lit(value=True), form=pl.lit(value=True), conditions=pl.lit(1), kidney_date=pl.lit(2)
            )
        )
        assert sorted(self.faults(wrong)) == ["age_years", "conditions", "form", "intent", "kidney_date", "zone"]

    def test_name_the_kidney_column_if_there_is_no_egfr_either(self) -> None:
        assert self.faults(one_row().drop("kidney", "egfr")) == ["kidney"]
        assert assess_frame(one_row(egfr=90.0).drop("kidney"))["decision"].to_list() == ["offer"]

    def test_name_every_missing_flag(self) -> None:
        flags = (
            one_row()
            .drop("conditions")
            .with_columns(pl.lit(value=True).alias("conditions.mcas"), pl.lit("no").alias("conditions.pots"))
        )
        assert len(self.faults(flags)) == len(Condition) - 2

    @pytest.mark.parametrize("name", ["conditions", "medicines"])
    def test_name_a_flag_whose_word_is_unknown(self, name: str) -> None:
        words = next(column.words for column in SCHEMA if column.name == name)
        flags = {f"{name}.{word}": pl.lit(value=False) for word in (*words, "sarcoidosis")}
        flagged = one_row().drop(name).with_columns(**flags)
        assert self.faults(flagged) == [f"{name}.sarcoidosis"]
        noted = flagged.with_columns(pl.lit("a note").alias(f"{name}.sarcoidosis"))
        for known in (noted, flagged.drop(f"{name}.sarcoidosis")):
            assert assess_frame(known)["decision"].to_list() == ["offer"]

    def test_name_columns_whose_names_are_unknown_or_taken(self) -> None:
        assert self.faults(one_row(), columns={"colour": "zone", "zone": 3}) == ["columns['colour']", "columns['zone']"]
        assert self.faults(one_row(), columns={"target_mg": "goal"}) == ["goal"]
        assert self.faults(one_row().with_columns(decision=pl.lit(1))) == ["decision"]
        assert self.faults(one_row(), columns={"decision": "rungs"}) == ["rungs", "rungs"]

    def test_name_arguments_of_the_wrong_type(self) -> None:
        assert self.faults([1, 2]) == ["frame"]
        assert self.faults(nw.from_native(one_row().lazy())) == ["frame"]
        assert self.faults(one_row(), rulebook="CURRENT", columns=3) == ["rulebook", "columns"]


class TestExplaining:
    def test_a_row_gives_the_full_answer(self) -> None:
        register = polars_frame(registers(60, seed=12, hostile=50))
        for frame in (register, register.lazy()):
            decisions = [explain_row(frame, row) for row in range(10)]
            assert [str(decision.answer) for decision in decisions] == assess_frame(register)["decision"].to_list()[:10]

    @pytest.mark.parametrize("row", [-1, 60, "0", True])
    def test_a_row_that_does_not_exist_is_a_fault(self, row: Any) -> None:
        with pytest.raises(InvalidInputError, match="row must be"):
            explain_row(polars_frame(registers(60, seed=1)), row)


class TestReading:
    def test_a_list_is_read_as_its_words(self) -> None:
        assert readings.read_words(["mcas", "pots"]) == ("mcas", "pots")
        assert readings.read_words(["mcas", None]) == ("mcas", "")
        assert readings.read_words(3) is readings.INVALID

    @pytest.mark.parametrize("kind", MedicineClass)
    def test_the_word_of_a_class_names_a_medicine_in_that_class(self, kind: MedicineClass) -> None:
        medicine = read_medicine(str(kind))
        assert isinstance(medicine, Medicine)
        assert kind in medicine_classes(medicine).classes

    def test_a_boolean_is_not_an_age(self) -> None:
        assert number_readings.read_age(cell=True, rulebook=CURRENT) is readings.INVALID


class TestComparing:
    def test_counts_the_rows_that_move_by_rule_and_group(self) -> None:
        register = polars_frame(registers(600, seed=15))
        moved = compare_frames(register, CURRENT, stricter(), by=["zone"])
        assert moved["rows"].sum() == register.height
        current = assess_frame(register)["decision"]
        for answer, rows in moved.group_by("decision_before").agg(pl.col("rows").sum()).rows():
            assert rows == (current == answer).sum()
        changed = moved.filter(pl.col("decision_before") != pl.col("decision_after"))
        assert set(changed["decision_after"]) == {"withhold"}
        assert changed["rules_after"].str.contains("condition.ours-pots").all()

    def test_the_same_rulebook_moves_nothing(self) -> None:
        moved = compare_frames(polars_frame(registers(200, seed=16)).lazy(), CURRENT, CURRENT).collect()
        assert moved.filter(pl.col("decision_before") != pl.col("decision_after")).is_empty()

    def test_a_group_that_is_not_a_column_is_a_fault(self) -> None:
        with pytest.raises(InvalidInputError, match="by must be"):
            compare_frames(one_row(), CURRENT, CURRENT, by=["clinic"])


class TestMissingLibraries:
    def error(self, module: str) -> list[str]:
        """The message and the ``name`` of the ``ModuleNotFoundError`` when the package is imported without a module."""
        script = f"""
import sys
sys.modules[{module!r}] = None
try:
    import alpims_mg.adapters.frames
except ModuleNotFoundError as error:
    print(error, error.name, sep="\\n")
"""
        return subprocess.run(
            [sys.executable, "-c", script], check=True, capture_output=True, text=True
        ).stdout.splitlines()

    @pytest.mark.parametrize("library", ["narwhals", "numpy", "polars"])
    def test_are_named_in_one_line_with_the_extra(self, library: str) -> None:
        message = f"alpims_mg.adapters.frames needs {library}: pip install 'alpims-mg[frames]'"
        assert self.error(library) == [message, library]

    def test_do_not_disguise_another_missing_module(self) -> None:
        module = "alpims_mg.adapters.frames.schema"
        assert self.error(module) == [f"import of {module} halted; None in sys.modules", module]


@given(st.integers(0, 2**32), st.integers(0, 12), st.sampled_from([0, 50, 500]))
def test_any_small_register_has_the_scalar_answers(seed: int, rows: int, hostile: int) -> None:
    register = polars_frame(registers(12, seed=seed, hostile=hostile)).head(rows)
    assert_matches_scalar(assess_frame(register), register)


def test_registers_depend_only_on_the_seed_and_are_hostile_only_on_request() -> None:
    assert str(registers(50, seed=1, hostile=300)) == str(registers(50, seed=1, hostile=300))
    assert str(registers(50, seed=1)) != str(registers(50, seed=2))
    assert set(registers(500, seed=1)["zone"]) == {"green", "yellow", "red", None}
    assert "blue" in registers(500, seed=1, hostile=300)["zone"]
