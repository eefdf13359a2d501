"""``python -m alpims_mg cohort``: a register in files goes in, its decisions come out, and their numbers are told."""

import sys
from collections.abc import Callable, Generator, Mapping, Sequence, Sized
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from os import environ
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any, Final, TextIO, TypeVar

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

from alpims_mg.adapters.frames.assessing import answered_batches, assess_frame
from alpims_mg.adapters.frames.readings import SEPARATOR
from alpims_mg.adapters.frames.schema import SCHEMA, Added, Layout
from alpims_mg.errors import Fault, InvalidInputError, refuse
from alpims_mg.rulebook import CURRENT
from alpims_mg.rulebook.consults import Notice
from alpims_mg.vocabulary import Answer

_KINDS: Final = (".parquet", ".csv")
_ENGINES: Final = ("polars", "duckdb")
_EVERY: Final = 0.5
_MOST_RULES: Final = 20
_AHEAD: Final = ("POLARS_ROW_GROUP_PREFETCH_SIZE", "4")
"""How far polars reads ahead of what is answered: by its own measure it would fill the memory with rows that wait."""


def cohort(file: str, /, *, out: str, engine: str = "polars") -> None:
    """Answer for every row of a register, and tell what the answers come to.

    Parameters
    ----------
    file
        The register: a Parquet or CSV file, or a folder of files of one of these kinds.
    out
        The file for the register with its decisions, Parquet or CSV by its name. It is there only when it is whole.
    engine
        What computes: polars, or duckdb.
    """
    files, kind = _files(Path(file))
    target = _target(Path(out))
    if engine not in _ENGINES:
        raise InvalidInputError(
            Fault(path="--engine", wanted="polars or duckdb", got=repr(engine), todo="write one of these words")
        )
    part = target.with_name(f".{target.name}.part")
    try:
        register = _register(files, kind)
        if engine == "polars":
            _by_polars(register, part, target.suffix)
        else:
            _by_duckdb(files, kind, register.collect_schema(), part, target.suffix)
        tally = _tally(part, target.suffix)
        part.replace(target)
    except pl.exceptions.PolarsError as error:
        raise _unreadable(error) from error
    finally:
        part.unlink(missing_ok=True)
    _tell(tally, target)


def _files(given: Path) -> tuple[list[Path], str]:
    """The files of a register and their kind."""
    found = sorted(given.iterdir()) if given.is_dir() else [given] if given.is_file() else []
    files = [file for file in found if file.suffix in _KINDS]
    kinds = {file.suffix for file in files}
    if len(kinds) != 1:
        wanted, todo = "a Parquet or CSV file, or a folder of files of one of these kinds", "name what holds a register"
        raise InvalidInputError(Fault(path="FILE", wanted=wanted, got=repr(str(given)), todo=todo))
    return files, kinds.pop()


def _target(given: Path) -> Path:
    if given.suffix not in _KINDS or not given.parent.is_dir() or given.is_dir():
        wanted, todo = "a name that ends in .parquet or .csv, in a folder that is there", "name another file"
        raise InvalidInputError(Fault(path="--out", wanted=wanted, got=repr(str(given)), todo=todo))
    return given


def _register(files: list[Path], kind: str) -> pl.LazyFrame:
    """All files as one frame.

    Raises: ``InvalidInputError`` for files of other columns or types than the first has: an engine might convert them.
    """
    scan = pl.scan_parquet if kind == ".parquet" else partial(pl.scan_csv, schema_overrides=_AS_NUMBERS)
    first, *others = (scan(file).collect_schema() for file in files)
    refuse(_other(file, own, files[0], first) for file, own in zip(files[1:], others, strict=True))
    return scan(files)


def _other(file: Path, own: Mapping[str, Any], first: Path, wanted: Mapping[str, Any]) -> Fault | None:
    names = (*wanted, *(name for name in own if name not in wanted))
    other = [f"{name} {own.get(name, 'is not there')}" for name in names if own.get(name) != wanted.get(name)]
    alike = f"the columns and types of {first.name}"
    return Fault(path=file.name, wanted=alike, got=", ".join(other), todo="write all files alike") if other else None


_AS_NUMBERS: Final = {column.name: pl.Float64 for column in SCHEMA if Layout.NUMBER in column.layouts}
"""The first rows of texts may not tell that a number is not a whole one."""


def _unreadable(error: Exception) -> InvalidInputError:
    said = str(error).partition("\n")[0]
    return InvalidInputError(
        Fault(path="FILE", wanted="files that can be read to their end", got=said, todo="look at the files")
    )


def _by_polars(register: pl.LazyFrame, part: Path, suffix: str) -> None:
    environ.setdefault(*_AHEAD)
    rows = register.select(pl.len()).collect().item()
    with progress(rows, sys.stderr) as seen:
        count = partial(counted, seen)
        answers = assess_frame(register).map_batches(count, streamable=True, validate_output_schema=False)
        if suffix == ".parquet":
            answers.sink_parquet(part)
        else:
            answers.sink_csv(part)


T = TypeVar("T", bound=Sized)


def counted(seen: Callable[[int], None], some: T) -> T:
    """The same rows, once they are counted."""
    seen(len(some))
    return some


def _by_duckdb(files: Sequence[Path], kind: str, schema: Mapping[str, Any], part: Path, suffix: str) -> None:
    if find_spec("duckdb") is None:
        todo = "pip install 'alpims-mg[engines]', or leave --engine out"
        raise InvalidInputError(Fault(path="--engine", wanted="an engine that is here", got="'duckdb'", todo=todo))
    arrow, duckdb = import_module("pyarrow"), import_module("duckdb")
    database, writing = duckdb.connect(), duckdb.connect()  # two, as both are at work at once
    names = [str(file) for file in files]
    numbers = {name: "double" for name in _AS_NUMBERS if name in schema}
    try:
        register = database.read_parquet(names) if kind == ".parquet" else database.read_csv(names, dtype=numbers)
        rows = register.count("*").fetchall()[0][0]
        with progress(rows, sys.stderr) as seen:
            answered = assess_frame(register.limit(0).to_arrow_table()).schema
            told = answered_batches(arrow.RecordBatchReader.from_stream(register), CURRENT, {}, tuple(Added))
            answers = arrow.RecordBatchReader.from_batches(answered, (counted(seen, batch) for batch in told))
            if suffix == ".parquet":
                writing.from_arrow(answers).write_parquet(str(part))
            else:
                writing.from_arrow(answers).write_csv(str(part))
    except duckdb.Error as error:
        raise _unreadable(error) from error


@contextmanager
def progress(rows: int, stream: TextIO) -> Generator[Callable[[int], None]]:
    """Counts rows; on a terminal it tells how many are done, how many a second, and how long the rest will take."""
    done, began, over = [0], monotonic(), Event()

    def told() -> str:
        rate = done[0] / max(monotonic() - began, _EVERY)
        left = f", {(rows - done[0]) / rate:.0f} s left" if rate else ""
        return f"\r{done[0]:,} of {rows:,} rows, {rate:,.0f} a second{left}      "

    def tell() -> None:
        while not over.wait(_EVERY):
            stream.write(told())
            stream.flush()

    def count(some: int) -> None:
        done[0] += some

    teller = Thread(target=tell, daemon=True) if stream.isatty() else None
    if teller:
        teller.start()
    try:
        yield count
    finally:
        over.set()
        if teller:
            teller.join()
            stream.write(f"{told()}\n")


def _tally(part: Path, suffix: str) -> Mapping[str, pl.DataFrame]:
    """How many rows there are of each answer, and how many each rule binds."""
    decision, binding = str(Added.DECISION), str(Added.BINDING)
    answers = pl.scan_parquet(part) if suffix == ".parquet" else pl.scan_csv(part, schema_overrides=_TEXT)
    both = answers.group_by(decision, binding).len("rows").collect(engine="streaming")
    rules = both.select(decision, pl.col(binding).fill_null("").str.split(SEPARATOR), "rows").explode(binding)
    named = rules.filter(pl.col(binding) != "").group_by(binding, decision).agg(pl.col("rows").sum())
    return {
        "answers": both.group_by(decision).agg(pl.col("rows").sum()),
        "rules": named.sort("rows", binding, descending=[True, False]).select(binding, decision, "rows"),
    }


_TEXT: Final[Mapping[str, Any]] = {str(Added.BINDING): pl.String}


def _tell(tally: Mapping[str, pl.DataFrame], target: Path) -> None:
    console = Console()
    rows = dict(tally["answers"].iter_rows())
    total = sum(rows.values())
    _table(console, "Decisions", ("decision", "rows"), [(str(one), f"{rows.get(str(one), 0):,}") for one in Answer])
    rules = tally["rules"].head(_MOST_RULES)
    told = [(rule, decision, f"{number:,}") for rule, decision, number in rules.iter_rows()]
    _table(console, "Rules that bind most", ("rule", "decision", "rows"), told)
    console.print(Text(f"{total:,} rows in {target}. Edition {CURRENT.edition}."), soft_wrap=True)
    console.print(Text(CURRENT.notices[Notice.DISCLAIMER].then))


def _table(console: Console, title: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    table = Table(title=Text(title), title_justify="left")
    for name in header:
        table.add_column(Text(name), justify="right" if name == "rows" else "left")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)
