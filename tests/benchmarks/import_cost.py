"""What importing the library costs, as a ratio to importing attrs and cattrs: least processor time of many.

Run: python tests/benchmarks/import_cost.py, with the library installed so that its bytecode is kept.
"""

import resource
import subprocess
import sys

ROUNDS = 30


def least(statement: str, rounds: int = ROUNDS) -> float:
    """The least processor seconds of a fresh interpreter that runs one statement."""
    return min(_once(statement) for _ in range(rounds))


def _once(statement: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", statement], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    peer, ours = least("import attrs, cattrs"), least("import alpims_mg")
    print(
        f"import attrs, cattrs: {peer * 1000:.1f} ms; import alpims_mg: {ours * 1000:.1f} ms; {ours / peer:.2f} times"
    )
