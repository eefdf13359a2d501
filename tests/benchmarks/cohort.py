"""Cohorts beside peers that give the same decisions, as ratios measured in one run.

    python tests/benchmarks/cohort.py --rows 10000000

The decisions of a narrow register (first capsules of three products) are written by hand for each peer and compared
with ours before anything is timed. Peers that are not installed are left out and named. Times are the least of the
rounds; peers that answer one row at a time are timed on a sample.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs
import polars as pl

from alpims_mg import CURRENT, Rulebook, Verdict, tighten
from alpims_mg.adapters.frames import SCHEMA, Added, Encoding, assess_frame
from alpims_mg.adapters.frames.rows import decide, read_row

SAMPLE = 2_000
ROUNDS = 5
IN_MEMORY = 10_000_000
A_FILE = 5_000_000
A_FEW = 1_000_000
DECISION = (Added.DECISION,)
NUMBERS = {column.name for column in SCHEMA if Encoding.NUMBER in column.encodings}

# What the peers write by hand.
CONDITIONS_WITHHELD = ["heart-block", "myasthenia-gravis"]
CONDITIONS_ASKED = ["low-blood-pressure", "cardiac", "irregular-heartbeat", "kidney-disease", "pregnancy"]
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


def narrow(rows: int, seed: int = 1) -> pl.DataFrame:
    """First capsules of three products, everything stated."""
    chance = random.Random(seed)

    def drawn(weights: dict[Any, int]) -> list[Any]:
        return chance.choices(list(weights), list(weights.values()), k=some)

    some = min(rows, 500_000)
    frame = pl.DataFrame(
        {
            "zone": drawn({"green": 80, "yellow": 14, "red": 6}),
            "age_years": [float(chance.randint(0, 95)) for _ in range(some)],
            "kidney": drawn({"normal": 80, "moderate": 10, "severe": 3, "not-assessed": 7}),
            "conditions": drawn(CONDITIONS),
            "medicines": drawn(MEDICINES),
            "form": drawn({"glycinate": 50, "malate": 25, "citrate": 15, "threonate": 10}),
            "elemental_mg": drawn({100.0: 50, 120.0: 25, 200.0: 25}),
            "acknowledged": drawn({None: 40, "consult.start": 60}),
        }
    ).with_columns(
        intent=pl.lit("start"),
        product=pl.lit("capsule"),
        divides_into=pl.lit(4.0),
        ingredients=pl.lit("hypromellose"),
        other_magnesium_mg=pl.lit(0.0),
    )
    whole = pl.concat([frame] * -(-rows // some)).head(rows).rechunk()
    return pl.DataFrame(whole.get_columns())  # what is the same in all rows is written out, as in a register


def with_categories(frame: pl.DataFrame) -> pl.DataFrame:
    """The same register with its texts as enumerated words."""
    return frame.with_columns(pl.col(name).cast(kind) for name, kind in enumerated().items())


@cache
def enumerated() -> dict[str, pl.Enum]:
    """The words of each column of texts."""
    frame = narrow(A_FEW)
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    return {name: pl.Enum(frame[name].drop_nulls().unique().sort()) for name in texts}


def by_hand(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The best expression of polars by hand."""
    col = pl.col
    threonate = col("form") == "threonate"
    withheld = (
        (col("zone") != "green")
        | (col("age_years") < 11)
        | (col("kidney") == "severe")
        | (threonate & ((col("age_years") < 18) | (col("conditions") == "pregnancy")))
        | col("conditions").str.contains_any(CONDITIONS_WITHHELD)
        | (col("medicines") == "raltegravir")
        | ((col("medicines") == "potassium-sparing-diuretic") & (col("kidney") != "normal"))
    )
    asked = (
        col("acknowledged").is_null()
        | (col("age_years") < 18)
        | (col("kidney") != "normal")
        | (col("medicines") != "none")
        | col("conditions").str.contains_any(CONDITIONS_ASKED)
    )
    told = pl.when(withheld).then(pl.lit("withhold")).when(asked).then(pl.lit("consult")).otherwise(pl.lit("offer"))
    return frame.with_columns(decision=told)


def by_openfisca(frame: pl.DataFrame) -> Callable[[], list[str]]:
    """OpenFisca: one variable for each fact, one formula over whole arrays."""
    import numpy as np
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    person = build_entity(key="person", plural="persons", label="A person", is_person=True)
    facts = ("zone", "kidney", "conditions", "medicines", "form", "acknowledged")

    def variable(name: str, kind: type) -> type[Variable]:
        own = {"value_type": kind, "entity": person, "definition_period": DateUnit.MONTH, "label": name}
        return type(name, (Variable,), own | ({"max_length": 40} if kind is str else {}))

    def holds_any(cells: Any, words: list[str]) -> Any:
        return np.logical_or.reduce([np.char.find(cells, word) >= 0 for word in words])

    def formula(person: Any, period: Any) -> Any:
        zone, kidney, conditions, medicines, form, given = (person(name, period).astype(str) for name in facts)
        age, threonate = person("age_years", period), form == "threonate"
        withheld = (
            (zone != "green")
            | (age < 11)
            | (kidney == "severe")
            | (threonate & ((age < 18) | (conditions == "pregnancy")))
            | holds_any(conditions, CONDITIONS_WITHHELD)
            | (medicines == "raltegravir")
            | ((medicines == "potassium-sparing-diuretic") & (kidney != "normal"))
        )
        asked = (
            (given == "")
            | (age < 18)
            | (kidney != "normal")
            | (medicines != "none")
            | holds_any(conditions, CONDITIONS_ASKED)
        )
        return np.where(withheld, 2, np.where(asked, 1, 0))

    system = TaxBenefitSystem([person])
    for name in facts:
        system.add_variable(variable(name, str))
    system.add_variable(variable("age_years", float))
    answer = variable("answer", int)
    answer.formula = formula
    system.add_variable(answer)
    cells = {name: frame[name].fill_null("").to_numpy().astype(str) for name in facts}
    ages = frame["age_years"].to_numpy()

    def run() -> list[str]:
        simulation = SimulationBuilder().build_default_simulation(system, frame.height)
        for name, column in cells.items():
            simulation.set_input(name, "2026-01", column)
        simulation.set_input("age_years", "2026-01", ages)
        told = simulation.calculate("answer", "2026-01")
        return [("offer", "consult", "withhold")[code] for code in told]

    return run


def by_zen(frame: pl.DataFrame) -> Callable[[], list[str]]:
    """GoRules' zen-engine: a decision table with the first hit, row by row."""
    import json

    import zen

    def contains(words: list[str]) -> str:
        return " or ".join(f"contains(conditions, '{word}')" for word in words)

    rules = [
        ("zone != 'green'", "withhold"),
        ("age_years < 11", "withhold"),
        ("kidney == 'severe'", "withhold"),
        ("form == 'threonate' and (age_years < 18 or conditions == 'pregnancy')", "withhold"),
        (contains(CONDITIONS_WITHHELD), "withhold"),
        ("medicines == 'raltegravir'", "withhold"),
        ("medicines == 'potassium-sparing-diuretic' and kidney != 'normal'", "withhold"),
        ("acknowledged == null", "consult"),
        ("age_years < 18", "consult"),
        ("kidney != 'normal'", "consult"),
        ("medicines != 'none'", "consult"),
        (contains(CONDITIONS_ASKED), "consult"),
        ("", "offer"),
    ]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": "when", "name": "when"}],
        "outputs": [{"id": "then", "name": "decision", "field": "decision"}],
        "rules": [{"_id": str(i), "when": when, "then": f"'{then}'"} for i, (when, then) in enumerate(rules)],
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    rows = frame.to_dicts()
    return lambda: [decision.evaluate(row)["result"]["decision"] for row in rows]


def by_apply(frame: pl.DataFrame) -> Callable[[], list[str]]:
    """pandas.apply over assess."""
    table = frame.to_pandas()

    def one(row: Any) -> str:
        cells = {name: None if cell != cell else cell for name, cell in row.items()}
        return str(decide(read_row(cells, CURRENT), CURRENT).answer)

    return lambda: table.apply(one, axis=1).tolist()


def least(run: Callable[[], object]) -> float:
    """The least seconds of some rounds."""
    times: list[float] = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return min(times)


def told(words: str, ratio: float, goal: str = "") -> None:
    print(f"{words:<74} {ratio:>8.2f}  {goal}")


def in_memory(rows: int) -> None:
    """Goal 4, and the peers."""
    frame = narrow(rows)
    plain, ours = by_hand(frame.lazy()).collect(), assess_frame(frame, add=DECISION)
    assert plain["decision"].equals(ours["decision"])
    hand = least(lambda: by_hand(frame.lazy()).collect())
    ours_alone = least(lambda: assess_frame(frame, add=DECISION))
    told("polars, decisions in memory: ours / by hand", ours_alone / hand, "<= 1.2")
    wide = least(lambda: assess_frame(frame))
    told("the same with every added column / by hand, decisions alone", wide / hand)
    words = with_categories(frame)
    assert assess_frame(words, add=DECISION)["decision"].equals(ours["decision"])
    enumerated_alone = least(lambda: assess_frame(words, add=DECISION))
    told("the same decisions from enumerated words / by hand on texts", enumerated_alone / hand)
    sample = frame.head(SAMPLE)
    few = assess_frame(sample, add=DECISION)["decision"].to_list()
    one = ours_alone / rows
    peers = {"openfisca_core": by_openfisca, "zen": by_zen, "pandas": by_apply}
    for module, peer in peers.items():
        if not installed(module):
            continue
        whole = module == "openfisca_core"
        some = min(rows, A_FEW) if whole else SAMPLE
        run = peer(frame.head(some))
        assert run()[:SAMPLE] == few, module
        told(
            f"{peer.__doc__.split(':')[0].rstrip('.')}: per row, theirs / ours",
            least(run) / some / one,
        )


def written(rows: int, folder: Path, *, words: bool = False) -> Path:
    """A register in files of some millions of rows."""
    place = Path(tempfile.mkdtemp(dir=folder))
    for number, first in enumerate(range(0, rows, A_FILE)):
        frame = narrow(min(A_FILE, rows - first), seed=number)
        (with_categories(frame) if words else frame).write_parquet(place / f"{number:03}.parquet")
    return place


def streamed(place: Path) -> tuple[float, float]:
    """Goal 5: a tally of decisions from Parquet, and the cheapest full decode of the same columns, in seconds."""
    scan = pl.scan_parquet(place / "*.parquet")
    columns = scan.collect_schema()

    def decode() -> None:
        sums = (
            pl.col(name).str.len_bytes() if kind == pl.String else pl.col(name).to_physical()
            for name, kind in columns.items()
        )
        scan.select(one.sum() for one in sums).collect(engine="streaming")

    def tally() -> None:
        assess_frame(scan, add=DECISION).group_by("decision").len().collect(engine="streaming")

    return least(tally), least(decode)


def growing(rows: int) -> None:
    """Goal 7: a clinic's own 25 rules, and its own 100."""
    frame = narrow(rows)
    times = {some: least(lambda some=some: assess_frame(frame, stricter(some), add=DECISION)) for some in (25, 100)}
    told("100 rules of a clinic's own / 25 of them", times[100] / times[25], "<= 1.2")


@cache
def stricter(some: int) -> Rulebook:
    """So many rules on conditions and medicines that withhold, whatever they said."""
    given = dict.fromkeys(rule for table in (CURRENT.conditions, CURRENT.medicines) for _, rule in table)
    rules = [attrs.evolve(rule, id=f"{rule.id}.own", then=withheld(rule.then)) for rule in list(given)[:some]]
    assert len(rules) == some
    return tighten(CURRENT, rules)


def withheld(then: Any) -> Any:
    return Verdict.WITHHOLD if isinstance(then, Verdict) else attrs.evolve(then, verdict=Verdict.WITHHOLD)


def lazy_engines(place: Path) -> None:
    """Goal 6: each engine beside its own raw scan."""
    files = str(place / "*.parquet")
    texts = ("zone", "kidney", "conditions", "medicines", "form", "acknowledged", "intent", "product", "ingredients")
    sums = ", ".join((*(f"sum(length({one}))" for one in texts), "sum(age_years)", "sum(elemental_mg)"))
    if installed("duckdb"):
        import duckdb

        def scan() -> Any:
            return duckdb.sql(f"select {sums} from '{files}'").fetchall()

        def ours() -> Any:
            return assess_frame(duckdb.read_parquet(files), add=DECISION).aggregate("decision, count(*)").fetchall()

        told("DuckDB: ours / its raw scan", least(ours) / least(scan), "<= 3")
    if installed("dask"):
        import dask.dataframe as dd

        def raw() -> Any:
            return dd.read_parquet(files).count().compute()

        def dasked() -> Any:
            return assess_frame(dd.read_parquet(files), add=DECISION)["decision"].value_counts().compute()

        told("Dask: ours / its raw scan", least(dasked) / least(raw), "<= 3")
    if installed("pyspark"):
        from pyspark.sql import SparkSession

        os.environ["PYSPARK_PYTHON"] = sys.executable
        spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        frame = spark.read.parquet(str(place))
        decisions = assess_frame(frame, add=DECISION).groupBy("decision").count()
        told(
            "Spark, on two cores: ours / its raw scan",
            least(decisions.collect) / least(frame.selectExpr(*sums.split(", ")).collect),
            "<= 3",
        )
        spark.stop()


def installed(module: str) -> bool:
    """Whether a peer is here; where it is not, that is told."""
    here = find_spec(module) is not None
    if not here:
        print(f"{module} is not installed")
    return here


def main() -> None:
    """All ratios of one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    print(f"Python {sys.version.split()[0]}, polars {pl.__version__}, {rows:,} rows, least of {ROUNDS} rounds")
    in_memory(min(rows, IN_MEMORY))
    growing(min(rows, IN_MEMORY))
    with tempfile.TemporaryDirectory() as folder:
        tally, decode = streamed(place := written(rows, Path(folder)))
        told(f"{rows:,} rows of Parquet to a tally: ours / full decode", tally / decode, "<= 3")
        of_words, decode_words = streamed(written(rows, Path(folder), words=True))
        told("the same with texts as enumerated words", of_words / decode_words, "<= 3")
        few, _ = streamed(written(A_FEW, Path(folder)))
        told(f"the tally, per row: {rows:,} rows / {A_FEW:,}", tally / rows / (few / A_FEW), "<= 1.3")
        lazy_engines(place if rows <= IN_MEMORY else written(IN_MEMORY, Path(folder)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    told("peak memory, GB", peak)


if __name__ == "__main__":
    main()
