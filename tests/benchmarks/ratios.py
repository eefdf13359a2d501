"""Goals 1, 2, 10 and 11: what an answer, a day's schedule and the import cost, compared with other programs in one run.

Run: python tests/benchmarks/ratios.py. Install the library first, so that Python keeps its bytecode. Goal 1 needs the
extras ``frames`` and ``peers``. Calls that are compared take turns. An import counts as the least processor time of
many rounds.
"""

import resource
import statistics
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from time import perf_counter_ns

from bench_assess import PERSON, START, by_hand
from bench_clock import DAY, FOUR_INTAKES, TWO_MEALS
from measuring import HEADER, Goal, zen_decision

from alpims_mg import CURRENT, Case, Withhold, assess, schedule_day
from alpims_mg.dosing.titration import schedule_for
from alpims_mg.testing.synthetic_registers import registers

ROUNDS = 30
CASES = 1000
ZONE_COLUMNS = ("zone", "route", "intent", "tolerance")


def least(statement: str, rounds: int = ROUNDS) -> float:
    """The least processor seconds that a fresh interpreter needs for one statement."""
    return min(processor_seconds(statement) for _ in range(rounds))


def processor_seconds(statement: str) -> float:
    """The processor seconds of one fresh interpreter that runs one statement."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", statement], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def medians(*functions: Callable[[], object], rounds: int = 2000) -> list[float]:
    """The median nanoseconds of one call of each function; the functions take turns."""
    times: list[list[int]] = [[] for _ in functions]
    for _ in range(rounds):
        for i, function in enumerate(functions):
            started = perf_counter_ns()
            function()
            times[i].append(perf_counter_ns() - started)
    return [statistics.median(samples) for samples in times]


def answer_with_a_new_schedule() -> object:
    """The same answer without the cache of schedules."""
    schedule_for.cache_clear()
    return assess(PERSON, START)


def different_cases(number: int, seed: int) -> list[Case]:
    """Cases of invented people, all different. About half of them are withheld, with alternatives."""
    from alpims_mg.adapters.frames.rows import read_row

    columns = registers(2 * number, seed)
    cases: dict[Case, None] = {}
    for cells in zip(*columns.values(), strict=True):
        read = read_row(dict(zip(columns, cells, strict=True)), CURRENT)
        if read.proposal is not None:
            cases[Case(situation=read.situation, proposal=read.proposal)] = None
    return list(cases)[:number]


def zone_table_by_zen() -> Callable[[dict[str, str]], str]:
    """Look up a verdict in the table of zones, as a decision table of GoRules' zen-engine."""
    rules = [
        {"_id": str(i), "then": f"'{rule.then}'", **{column: f"'{getattr(key, column)}'" for column in ZONE_COLUMNS}}
        for i, (key, rule) in enumerate(CURRENT.zones)
    ]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": column, "name": column, "field": column} for column in ZONE_COLUMNS],
        "outputs": [{"id": "then", "name": "verdict", "field": "verdict"}],
        "rules": rules,
    }
    decision = zen_decision(table)
    return lambda cells: str(decision.evaluate(cells)["result"]["verdict"])


def answers_to_different_cases() -> float | None:
    """The time of full answers to cases not seen before, as a multiple of the time of zen-engine's bare verdicts."""
    if not (find_spec("zen") and find_spec("narwhals")):
        return None
    look_up = zone_table_by_zen()
    for case in different_cases(CASES, seed=1):  # a program that has already run for a while
        assess(case.situation, case.proposal)
    theirs = ours = withheld = 0
    for case in different_cases(CASES, seed=2):
        situation, proposal = case.situation, case.proposal
        facts = (situation.zone, proposal.product.route, proposal.intent, situation.tolerance)
        cells = {column: str(fact) for column, fact in zip(ZONE_COLUMNS, facts, strict=True)}
        started = perf_counter_ns()
        look_up(cells) if situation.zone else None
        answered = perf_counter_ns()
        decision = assess(situation, proposal)
        ours += perf_counter_ns() - answered
        theirs += answered - started
        withheld += isinstance(decision, Withhold) and bool(decision.alternatives)
    assert CASES * 0.4 < withheld < CASES * 0.6, withheld
    return ours / theirs


def goals() -> list[Goal]:
    """Measure goals 1, 2, 10 and 11."""
    bare, cached, rebuilt = medians(
        lambda: by_hand(0, 34, 0, True, 30_000), lambda: assess(PERSON, START), answer_with_a_new_schedule
    )
    days = medians(lambda: schedule_day(TWO_MEALS, DAY, []), lambda: schedule_day(FOUR_INTAKES, DAY, []), rounds=500)
    different = answers_to_different_cases()
    imports = least("import alpims_mg") / least("import attrs, cattrs")
    return [
        Goal(1, "1,000 different cases / zen-engine's bare decision on the zone table", 0.55, different),
        Goal(2, "the same case again / bare if/else with a ladder", 23, cached / bare),
        Goal(2, "the same case with the schedule made again / bare if/else", 82, rebuilt / bare),
        Goal(10, "import alpims_mg / import attrs, cattrs", 2.0, imports),
        Goal(11, "placing two and four intakes in a day, the slower one in microseconds", 150, max(days) / 1000),
    ]


if __name__ == "__main__":
    print(HEADER, *goals(), sep="\n")
