"""Cohorts compared with other programs that reach the same decisions, as ratios measured in one run.

    python tests/benchmarks/cohort.py --rows 10000000

The decisions for a narrow register (first capsules of three products) are written by hand for each other program. The
run checks that they equal ours before it times anything. ``goals`` gives the ratios that have a goal, and the command
prints them as a table. The run names each program that is not installed
and leaves it out. A time is the least of several rounds. Programs that answer one row at a time are timed on a sample.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs
import polars as pl
from measuring import HEADER, Goal, zen_decision
from wide_registers import realistic_register, registers_by_pair, with_open_amounts

from alpims_mg import (
    CURRENT,
    Condition,
    DosageForm,
    Form,
    Intent,
    KidneyFunction,
    MedicineClass,
    Rulebook,
    Verdict,
    tighten,
)
from alpims_mg.adapters.frames import Added, assess_frame, check_frame, fact_effects
from alpims_mg.adapters.frames.command import cohort as cohort_command
from alpims_mg.adapters.frames.rows import decide, read_row

AMOUNTS = ("current_daily_mg x elemental_mg", "other_magnesium_mg x elemental_mg", "target_mg x elemental_mg")
SAMPLE = 2_000
ROUNDS = 5
ROWS_IN_MEMORY = 10_000_000
ROWS_PER_FILE = 5_000_000
FEW_ROWS = 1_000_000
DECISION = (Added.DECISION,)

# What the other programs write by hand.
CONDITIONS_WITHHOLD = ["heart-block", "myasthenia-gravis"]
CONDITIONS_CONSULT = ["low-blood-pressure", "cardiac", "irregular-heartbeat", "kidney-disease", "pregnancy"]
CONDITIONS = {
    "none": 30,
    "mcas": 10,
    "pots": 10,
    "eds;mcas;pots": 10,
    "low-blood-pressure;pots": 6,
    "cardiac": 3,
    "irregular-heartbeat": 3,
    "kidney-disease": 3,
    "pregnancy": 3,
    "heart-block": 1,
    "eds;myasthenia-gravis": 1,
}
MEDICINES = {
    "none": 50,
    "levothyroxine": 12,
    "ssri": 12,
    "levothyroxine;ssri": 8,
    "proton-pump-inhibitor": 8,
    "potassium-sparing-diuretic": 4,
    "raltegravir": 1,
}


def narrow_register(rows: int, seed: int = 1) -> pl.DataFrame:
    """First capsules of three products, with every fact stated."""
    generator = random.Random(seed)
    distinct_rows = min(rows, 500_000)

    def sample(weights: dict[Any, int]) -> list[Any]:
        return generator.choices(list(weights), list(weights.values()), k=distinct_rows)

    frame = pl.DataFrame(
        {
            "zone": sample({"green": 80, "yellow": 14, "red": 6}),
            "age_years": [float(generator.randint(0, 95)) for _ in range(distinct_rows)],
            "kidney": sample({"normal": 80, "moderate": 10, "severe": 3, "not-assessed": 7}),
            "conditions": sample(CONDITIONS),
            "medicines": sample(MEDICINES),
            "form": sample({"glycinate": 50, "malate": 25, "citrate": 15, "threonate": 10}),
            "elemental_mg": sample({100.0: 50, 120.0: 25, 200.0: 25}),
            "acknowledged": sample({None: 40, "consult.start": 60}),
        }
    ).with_columns(
        intent=pl.lit("start"),
        product=pl.lit("capsule"),
        divides_into=pl.lit(4.0),
        dosage_form=pl.lit("hard-capsule"),
        ingredients=pl.lit("hypromellose"),
        other_magnesium_mg=pl.lit(0.0),
    )
    repeated = pl.concat([frame] * -(-rows // distinct_rows)).head(rows).rechunk()
    return pl.DataFrame(repeated.get_columns())  # this stores constant columns row by row, as a register does


def with_enumerations(frame: pl.DataFrame) -> pl.DataFrame:
    """The same register with its text columns as enumerations."""
    return frame.with_columns(pl.col(name).cast(kind) for name, kind in enumerations().items())


@cache
def enumerations() -> dict[str, pl.Enum]:
    """The enumeration of each text column."""
    frame = narrow_register(FEW_ROWS)
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    return {name: pl.Enum(frame[name].drop_nulls().unique().sort()) for name in texts}


def by_hand(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The best polars expression by hand. A row with an unknown word is never permitted.

    An unknown condition counts as another condition, and an unknown medicine as unrecognised. Both ask for a clinician.
    """
    col = pl.col
    known = {
        name: col(name).is_in(words)
        for name, words in {
            "zone": ["green", "yellow", "red"],
            "kidney": [str(kidney) for kidney in KidneyFunction],
            "form": [str(form) for form in Form],
            "intent": [str(intent) for intent in Intent],
            "product": ["capsule", "oil", "cream", "bath"],
            "dosage_form": [str(kind) for kind in DosageForm],
        }.items()
    }
    lists = {
        name: col(name).str.contains(f"^(none|({word})(;({word}))*)$")
        for name, kind in {"conditions": Condition, "medicines": MedicineClass}.items()
        for word in ("|".join(map(str, kind)),)
    }
    known["medicines"] = col("medicines").is_not_null()
    known["acknowledged"] = col("acknowledged").is_null() | (col("acknowledged") == "consult.start")
    readable = known["form"] & known["intent"] & known["product"]
    threonate = col("form") == "threonate"
    pregnant = col("conditions") == "pregnancy"
    withhold = (
        (known["zone"] & (col("zone") != "green"))
        | (col("age_years") < 11)
        | (col("kidney") == "severe")
        | (threonate & ((col("age_years") < 18) | pregnant))
        | (lists["conditions"] & col("conditions").str.contains_any(CONDITIONS_WITHHOLD))
        | (col("medicines") == "raltegravir")
        | ((col("medicines") == "potassium-sparing-diuretic") & known["kidney"] & (col("kidney") != "normal"))
    )
    consult = (
        col("acknowledged").is_null()
        | (col("age_years") < 18)
        | (col("kidney") != "normal")
        | (col("medicines") != "none")
        | col("conditions").str.contains_any(CONDITIONS_CONSULT)
        | ~lists["conditions"]
    )
    decision = (
        pl.when(readable & withhold)
        .then(pl.lit("withhold"))
        .when(~pl.all_horizontal(known.values()))
        .then(pl.lit("needs-information"))
        .when(consult)
        .then(pl.lit("consult"))
    )
    return frame.with_columns(decision=decision.otherwise(pl.lit("offer")))


def with_unknown_words(frame: pl.DataFrame) -> pl.DataFrame:
    """The same register, in which each text column has some unknown words."""
    row = pl.int_range(pl.len())
    texts = [name for name, kind in frame.schema.items() if kind == pl.String and name != "ingredients"]
    return frame.with_columns(
        pl.when(row % 97 == number).then(pl.lit("blue")).otherwise(pl.col(name)).alias(name)
        for number, name in enumerate(texts)
    )


def by_openfisca(frame: pl.DataFrame) -> Callable[[], list[str]]:
    """OpenFisca: one variable for each fact, one formula over whole arrays."""
    import numpy as np

    entities, periods = untyped("openfisca_core.entities"), untyped("openfisca_core.periods")
    variables, systems = untyped("openfisca_core.variables"), untyped("openfisca_core.taxbenefitsystems")
    simulations = untyped("openfisca_core.simulations")
    person = entities.build_entity(key="person", plural="persons", label="A person", is_person=True)
    facts = ("zone", "kidney", "conditions", "medicines", "form", "acknowledged")

    def variable(name: str, kind: type) -> Any:
        month: Any = periods.DateUnit.MONTH
        fields = {"value_type": kind, "entity": person, "definition_period": month, "label": name}
        return type(name, (variables.Variable,), fields | ({"max_length": 40} if kind is str else {}))

    def holds_any(cells: Any, words: list[str]) -> Any:
        return np.logical_or.reduce([np.char.find(cells, word) >= 0 for word in words])

    def formula(person: Any, period: Any) -> Any:
        zone, kidney, conditions, medicines, form, acknowledged = (person(name, period).astype(str) for name in facts)
        age, threonate = person("age_years", period), form == "threonate"
        withhold = (
            (zone != "green")
            | (age < 11)
            | (kidney == "severe")
            | (threonate & ((age < 18) | (conditions == "pregnancy")))
            | holds_any(conditions, CONDITIONS_WITHHOLD)
            | (medicines == "raltegravir")
            | ((medicines == "potassium-sparing-diuretic") & (kidney != "normal"))
        )
        consult = (
            (acknowledged == "")
            | (age < 18)
            | (kidney != "normal")
            | (medicines != "none")
            | holds_any(conditions, CONDITIONS_CONSULT)
        )
        return np.where(withhold, 2, np.where(consult, 1, 0))

    system = systems.TaxBenefitSystem([person])
    for name in facts:
        system.add_variable(variable(name, str))
    system.add_variable(variable("age_years", float))
    answer = variable("answer", int)
    answer.formula = formula
    system.add_variable(answer)
    cells = {name: frame[name].fill_null("").to_numpy().astype(str) for name in facts}
    ages = frame["age_years"].to_numpy()

    def run() -> list[str]:
        simulation = simulations.SimulationBuilder().build_default_simulation(system, frame.height)
        for name, column in cells.items():
            simulation.set_input(name, "2026-01", column)
        simulation.set_input("age_years", "2026-01", ages)
        codes = simulation.calculate("answer", "2026-01")
        return [("offer", "consult", "withhold")[code] for code in codes]

    return run


def by_zen(frame: pl.DataFrame) -> Callable[[], list[str]]:
    """GoRules' zen-engine: a decision table with the hit policy "first", row by row."""

    def contains(words: list[str]) -> str:
        return " or ".join(f"contains(conditions, '{word}')" for word in words)

    rules = [
        ("zone != 'green'", "withhold"),
        ("age_years < 11", "withhold"),
        ("kidney == 'severe'", "withhold"),
        ("form == 'threonate' and (age_years < 18 or conditions == 'pregnancy')", "withhold"),
        (contains(CONDITIONS_WITHHOLD), "withhold"),
        ("medicines == 'raltegravir'", "withhold"),
        ("medicines == 'potassium-sparing-diuretic' and kidney != 'normal'", "withhold"),
        ("acknowledged == null", "consult"),
        ("age_years < 18", "consult"),
        ("kidney != 'normal'", "consult"),
        ("medicines != 'none'", "consult"),
        (contains(CONDITIONS_CONSULT), "consult"),
        ("", "offer"),
    ]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": "when", "name": "when"}],
        "outputs": [{"id": "then", "name": "decision", "field": "decision"}],
        "rules": [{"_id": str(i), "when": when, "then": f"'{then}'"} for i, (when, then) in enumerate(rules)],
    }
    decision = zen_decision(table)
    rows = frame.to_dicts()
    return lambda: [decision.evaluate(row)["result"]["decision"] for row in rows]


def by_apply(frame: pl.DataFrame) -> Callable[[], list[str]]:
    """pandas.apply over assess."""
    table: Any = frame.to_pandas()

    def answer(row: Any) -> str:
        cells = {name: None if cell != cell else cell for name, cell in row.items()}
        return str(decide(read_row(cells, CURRENT), CURRENT).answer)

    def run() -> list[str]:
        decisions: list[str] = table.apply(answer, axis=1).tolist()
        return decisions

    return run


def untyped(module: str) -> Any:
    """A module of another program, which may be missing and may have no types."""
    return import_module(module)


def least(run: Callable[[], object]) -> float:
    """The least seconds of several rounds."""
    times: list[float] = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return min(times)


def report(measured: str, ratio: float, goal: str = "") -> None:
    """Print one line of the results that belong to no goal."""
    print(f"{measured:<74} {ratio:>8.2f}  {goal}")


def measure_in_memory(rows: int) -> Iterator[Goal]:
    """Decisions in memory, compared with polars by hand and with other programs."""
    frame = narrow_register(rows)
    decisions = assess_frame(frame, add=DECISION)["decision"]
    assert by_hand(frame.lazy()).collect()["decision"].equals(decisions)
    unknown = with_unknown_words(frame.head(FEW_ROWS))
    assert by_hand(unknown.lazy()).collect()["decision"].equals(assess_frame(unknown, add=DECISION)["decision"])
    hand = least(lambda: by_hand(frame.lazy()).collect())
    ours = least(lambda: assess_frame(frame, add=DECISION))
    yield Goal(3, "decisions in memory / the best expression by hand that names unknown words", 0.9, ours / hand)
    report("the same with every added column / by hand, decisions only", least(lambda: assess_frame(frame)) / hand)
    enumerated = with_enumerations(frame)
    assert assess_frame(enumerated, add=DECISION)["decision"].equals(decisions)
    from_enumerations = least(lambda: assess_frame(enumerated, add=DECISION))
    yield Goal(4, "the same from enumerations / by hand on text", 0.7, from_enumerations / hand)
    expected = assess_frame(frame.head(SAMPLE), add=DECISION)["decision"].to_list()
    programs = {"openfisca_core": by_openfisca, "zen": by_zen, "pandas": by_apply}
    for module, program in programs.items():
        if not installed(module):
            continue
        sample_rows = min(rows, FEW_ROWS) if module == "openfisca_core" else SAMPLE
        run = program(frame.head(sample_rows))
        assert run()[:SAMPLE] == expected, module
        name = (program.__doc__ or module).split(":")[0].rstrip(".")
        report(f"{name}: per row, theirs / ours", least(run) / sample_rows / (ours / rows))


def write_register(rows: int, folder: Path, *, enumerate_text: bool = False) -> Path:
    """The folder of a register in Parquet files of a few million rows each."""
    register = Path(tempfile.mkdtemp(dir=folder))
    for number, first in enumerate(range(0, rows, ROWS_PER_FILE)):
        frame = narrow_register(min(ROWS_PER_FILE, rows - first), seed=number)
        (with_enumerations(frame) if enumerate_text else frame).write_parquet(register / f"{number:03}.parquet")
    return register


def measure_streaming(register: Path) -> tuple[float, float]:
    """Seconds to count the decisions for Parquet files, and to decode the same columns as cheaply as possible."""
    scan = pl.scan_parquet(register / "*.parquet")
    columns = scan.collect_schema()

    def decode() -> None:
        sums = (
            pl.col(name).str.len_bytes() if kind == pl.String else pl.col(name).to_physical()
            for name, kind in columns.items()
        )
        scan.select(column.sum() for column in sums).collect(engine="streaming")

    def count_decisions() -> None:
        assess_frame(scan, add=DECISION).group_by("decision").len().collect(engine="streaming")

    return least(count_decisions), least(decode)


def measure_check(rows: int, folder: Path) -> None:
    """``check_frame`` on a register in memory, compared with reading four columns of text from its file."""
    register = realistic_register(rows, medicine_lists=rows * 3 // 20)
    register.write_parquet(file := folder / "realistic.parquet")
    four = ["zone", "kidney", "conditions", "medicines"]
    reading, checking = (least(lambda: pl.read_parquet(file, columns=four))), least(lambda: check_frame(register))
    report("check_frame, a realistic register / reading four of its columns", checking / reading)
    deciding = least(lambda: assess_frame(register, add=DECISION))
    report("the same / adding the decisions", checking / deciding, "<= 0.5")
    narrow = narrow_register(rows)
    narrow.write_parquet(file := folder / "narrow.parquet")
    reading, checking = (least(lambda: pl.read_parquet(file, columns=four))), least(lambda: check_frame(narrow))
    report("check_frame, the narrow register / reading four of its columns", checking / reading)


def measure_small_files(folder: Path) -> None:
    """The decisions of many small files, compared with those of one file with the same rows."""
    small, whole = Path(tempfile.mkdtemp(dir=folder)), Path(tempfile.mkdtemp(dir=folder))
    parts = [narrow_register(2_000, seed=number) for number in range(200)]
    for number, part in enumerate(parts):
        part.write_parquet(small / f"{number:03}.parquet")
    pl.concat(parts).write_parquet(whole / "all.parquet")

    def seconds(register: Path) -> float:
        return least(lambda: cohort_command(register, out=folder / "decisions.parquet", force=True))

    report("the command on 200 files of 2,000 rows / on one file", seconds(small) / seconds(whole))


def measure_more_rules(rows: int) -> None:
    """Decisions with 25 and with 100 of a clinic's own rules."""
    frame = narrow_register(rows)

    def seconds(rules: int) -> float:
        return least(lambda: assess_frame(frame, stricter_rulebook(rules), add=DECISION))

    report("100 of a clinic's own rules / 25", seconds(100) / seconds(25), "<= 1.2")


@cache
def stricter_rulebook(count: int) -> Rulebook:
    """The rulebook with this many of its rules on conditions and medicines changed to withhold."""
    known: list[Any] = [*CURRENT.conditions.rules, *CURRENT.medicines.rules]
    rules = [attrs.evolve(rule, id=f"{rule.id}.own", then=withhold_answer(rule.then)) for rule in known[:count]]
    assert len(rules) == count
    return tighten(CURRENT, rules)


def withhold_answer(answer: Any) -> Any:
    """The answer of a rule with the verdict withhold."""
    return Verdict.WITHHOLD if isinstance(answer, Verdict) else attrs.evolve(answer, verdict=Verdict.WITHHOLD)


def measure_wide_registers(rows: int) -> Iterator[Goal]:
    """A register as clinics have it, and pairs of columns that vary freely, in seconds of processor time."""
    many, few = (cold_and_warm(realistic_register(rows, medicine_lists=lists)) for lists in (rows * 3 // 20, 40))
    yield Goal(6, "a realistic register with many medicine lists / with 40, cold", 3, many[0] / few[0])
    yield Goal(6, "the same register again / cold", 1, many[1] / many[0])
    narrow = narrow_register(rows)
    _, usual = cold_and_warm(narrow)
    pairs = {name: cold_and_warm(register) for name, register in registers_by_pair(narrow)}
    for temperature, position, goal in (("cold", 0, 5), ("warm", 1, 2)):
        worst = sorted(pairs, key=lambda name: pairs[name][position], reverse=True)
        for name in worst[1:5]:
            report(f"{name}, {temperature} / the narrow register", pairs[name][position] / usual)
        ratio = pairs[worst[0]][position] / usual
        yield Goal(7, f"worst pair, {worst[0]}, {temperature} / the narrow register, warm", goal, ratio)
    for name, register in registers_by_pair(with_open_amounts(narrow)):
        if name in AMOUNTS:
            cold, warm = cold_and_warm(register)
            report(f"{name} with every intent, a third of present amounts open, cold", cold / usual)
            report("the same, warm", warm / usual)


def cold_and_warm(frame: pl.DataFrame) -> tuple[float, float]:
    """Processor seconds to assess a register with nothing remembered, and with what the first call remembers."""
    fact_effects.fact_evaluator.cache_clear()

    def seconds() -> float:
        started = time.process_time()
        assess_frame(frame)
        return time.process_time() - started

    return seconds(), min(seconds() for _ in range(2))


def measure_engines(register: Path) -> Iterator[Goal]:
    """Each engine compared with its own raw scan."""
    files = str(register / "*.parquet")
    texts = ("zone", "kidney", "conditions", "medicines", "form", "acknowledged", "intent", "product", "ingredients")
    sums = ", ".join((*(f"sum(length({name}))" for name in texts), "sum(age_years)", "sum(elemental_mg)"))
    if installed("duckdb"):
        duckdb = untyped("duckdb")

        def assess_in_duckdb() -> Any:
            return assess_frame(duckdb.read_parquet(files), add=DECISION)

        def count(relation: Any) -> Any:
            return relation.aggregate("decision, count(*)").fetchall()

        assessed, scan = assess_in_duckdb(), least(lambda: duckdb.sql(f"select {sums} from '{files}'").fetchall())
        yield Goal(8, "DuckDB: count of the returned relation / raw scan", 3, least(lambda: count(assessed)) / scan)
        first_call = least(lambda: count(assess_in_duckdb()))
        yield Goal(8, "DuckDB: the call and the count / raw scan", 11, first_call / scan)
    if installed("dask"):
        dask = untyped("dask.dataframe")
        scan = least(lambda: dask.read_parquet(files).count().compute())

        def count_in_dask() -> Any:
            return assess_frame(dask.read_parquet(files), add=DECISION)["decision"].value_counts().compute()

        yield Goal(9, "Dask: decisions counted / raw scan", 3, least(count_in_dask) / scan)
    if installed("pyspark"):
        os.environ["PYSPARK_PYTHON"] = sys.executable
        spark = (
            untyped("pyspark.sql")
            .SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()
        )
        spark.sparkContext.setLogLevel("ERROR")
        frame = spark.read.parquet(str(register))
        scan = least(frame.selectExpr(*sums.split(", ")).collect)
        decisions = assess_frame(frame, add=DECISION).groupBy("decision").count()
        yield Goal(9, "Spark, on two cores: decisions counted / raw scan", 3, least(decisions.collect) / scan)
        spark.stop()


def installed(module: str) -> bool:
    """Whether a program is installed; a line names it if it is not."""
    found = find_spec(module) is not None
    if not found:
        print(f"{module} is not installed")
    return found


def goals(rows: int) -> Iterator[Goal]:
    """Goals 3 to 9, measured one after the other. Ratios without a goal are printed."""
    yield from measure_in_memory(min(rows, ROWS_IN_MEMORY))
    measure_more_rules(min(rows, ROWS_IN_MEMORY))
    with tempfile.TemporaryDirectory() as folder:
        register = write_register(rows, Path(folder))
        counted, decoded = measure_streaming(register)
        yield Goal(5, f"{rows:,} rows of Parquet, decisions counted / full decode", 3, counted / decoded)
        enumerated, enumerated_decoded = measure_streaming(write_register(rows, Path(folder), enumerate_text=True))
        yield Goal(5, "the same with text columns as enumerations", 3, enumerated / enumerated_decoded)
        few, _ = measure_streaming(write_register(FEW_ROWS, Path(folder)))
        report(f"the count, per row: {rows:,} rows / {FEW_ROWS:,}", counted / rows / (few / FEW_ROWS), "<= 1.3")
        measure_check(min(rows, FEW_ROWS), Path(folder))
        measure_small_files(Path(folder))
        yield from measure_wide_registers(min(rows, FEW_ROWS))
        yield from measure_engines(register if rows <= ROWS_IN_MEMORY else write_register(ROWS_IN_MEMORY, Path(folder)))


def main() -> None:
    """Measure and print all ratios in one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    print(f"Python {sys.version.split()[0]}, polars {pl.__version__}, {rows:,} rows, least of {ROUNDS} rounds")
    measured = list(goals(rows))
    print(HEADER, *measured, sep="\n")
    report("peak memory, GB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2)


if __name__ == "__main__":
    main()
