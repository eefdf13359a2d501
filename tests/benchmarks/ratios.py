"""What the library costs as ratios in one run: importing it, and answering beside bare if/else without reasons.

Run: python tests/benchmarks/ratios.py, with the library installed so that its bytecode is kept. The import is the least
processor time of many; the answer is the median of interleaved rounds.
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
    """The least processor seconds of a fresh interpreter that runs one statement."""
    return min(_once(statement) for _ in range(rounds))


def _once(statement: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", statement], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def medians(*functions: Callable[[], object], rounds: int = 2000) -> list[float]:
    """Nanoseconds of one call of each, in turn."""
    times: list[list[int]] = [[] for _ in functions]
    for _ in range(rounds):
        for place, function in enumerate(functions):
            begun = perf_counter_ns()
            function()
            times[place].append(perf_counter_ns() - begun)
    return [statistics.median(each) for each in times]


def _anew() -> object:
    scheduled.cache_clear()
    return assess(PERSON, START)


if __name__ == "__main__":
    peer, ours = least("import attrs, cattrs"), least("import alpims_mg")
    print(
        f"import attrs, cattrs: {peer * 1000:.1f} ms; import alpims_mg: {ours * 1000:.1f} ms; {ours / peer:.2f} times"
    )
    bare, kept, anew = medians(lambda: by_hand(0, 34, 0, True, 30_000), lambda: assess(PERSON, START), _anew)
    print(f"bare if/else with a ladder: {bare / 1000:.2f} us")
    print(f"an offer with plan, reasons and sources: {kept / 1000:.1f} us, {kept / bare:.0f} times")
    print(f"the same with its schedule made anew: {anew / 1000:.1f} us, {anew / bare:.0f} times")
