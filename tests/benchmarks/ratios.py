"""What the library costs: its import compared with its dependencies, and an answer compared with bare if/else.

Run: python tests/benchmarks/ratios.py. Install the library first, so that Python keeps its bytecode. An import counts
as the least processor time of many rounds, an answer as the median of interleaved rounds.
"""

import resource
import statistics
import subprocess
import sys
from collections.abc import Callable
from time import perf_counter_ns

from bench_assess import PERSON, START, by_hand

from alpims_mg import assess
from alpims_mg.dosing.titration import scheduled

ROUNDS = 30


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
    scheduled.cache_clear()
    return assess(PERSON, START)


if __name__ == "__main__":
    peer, ours = least("import attrs, cattrs"), least("import alpims_mg")
    print(
        f"import attrs, cattrs: {peer * 1000:.1f} ms; import alpims_mg: {ours * 1000:.1f} ms; {ours / peer:.2f} times"
    )
    bare, cached, rebuilt = medians(
        lambda: by_hand(0, 34, 0, True, 30_000), lambda: assess(PERSON, START), answer_with_a_new_schedule
    )
    print(f"bare if/else with a ladder: {bare / 1000:.2f} us")
    print(f"an offer with plan, reasons and sources: {cached / 1000:.1f} us, {cached / bare:.0f} times")
    print(f"the same with a new schedule: {rebuilt / 1000:.1f} us, {rebuilt / bare:.0f} times")
