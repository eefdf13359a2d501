"""``python -m alpims_mg cohort``: a register in files goes in, its decisions come out, and their numbers are told."""

import csv
import re
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from os import environ
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any, Final, TextIO, TypeVar, cast

import attrs
import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

from alpims_mg.adapters.frames.assessing import answered_batches, apart_in_duckdb, assess_frame
from alpims_mg.adapters.frames.readings import SEPARATOR
from alpims_mg.adapters.frames.schema import SCHEMA, Added, Layout
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.vocabulary import Answer
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.current import CURRENT

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
        The register: a Parquet or CSV file, or a folder of files of one of these kinds. What CSV holds stays as text.
    out
        The file for the register with its decisions, Parquet or CSV by its name. It is there only when it is whole.
    engine
        What computes: polars, or duckdb.
    """
    files, kind = _files(Path(file))
    target = _target(Path(out))
    if engine not in _ENGINES:
        raise InvalidInputError(
            Fault(path="--engine", expected="polars or duckdb", actual=repr(engine), fix="write one of these words")
        )
    part = target.with_name(f".{target.name}.part")
    try:
        try:
            (_by_polars if engine == "polars" else _by_duckdb)(files, kind, part, target.suffix)
        except pl.exceptions.PolarsError as error:
            raise _broken(error) from error
        tally = _tally(part, target.suffix)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    _tell(tally, target)


def _files(given: Path) -> tuple[list[Path], str]:
    """The files of a register and their kind."""
    found = sorted(given.iterdir()) if given.is_dir() else [given] if given.is_file() else []
    files = [file for file in found if file.suffix in _KINDS]
    kinds = {file.suffix for file in files}
    if len(kinds) != 1:
        expected, fix = (
            "a Parquet or CSV file, or a folder of files of one of these kinds",
            "name what holds a register",
        )
        raise InvalidInputError(Fault(path="FILE", expected=expected, actual=repr(str(given)), fix=fix))
    return files, kinds.pop()


def _target(given: Path) -> Path:
    if given.suffix not in _KINDS or not given.parent.is_dir() or given.is_dir():
        expected, fix = "a name that ends in .parquet or .csv, in a folder that is there", "name another file"
        raise InvalidInputError(Fault(path="--out", expected=expected, actual=repr(str(given)), fix=fix))
    return given


def _register(files: list[Path], kind: str) -> pl.LazyFrame:
    """All files as one frame, whose CSV files hold nothing but texts.

    Raises: ``InvalidInputError`` for files of other columns or types than the first has: an engine might convert them.
    """
    if kind == ".parquet":
        scan = partial(pl.scan_parquet, glob=False, hive_partitioning=False)
    else:
        scan = partial(pl.scan_csv, glob=False, infer_schema=False)
        raise_if_any(_doubled(file) for file in files)
    first, *others = (scan(file).collect_schema() for file in files)
    ordered = kind == ".csv"
    raise_if_any(
        _other(file, own, files[0], first, ordered=ordered) for file, own in zip(files[1:], others, strict=True)
    )
    return scan(files)


def _doubled(file: Path) -> Fault | None:
    """What is wrong with a head that names a column twice: it would be renamed, and not be read."""
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        names = Counter(next(csv.reader(lines), ()))
    twice = ", ".join(name for name, times in names.items() if times > 1)
    if not twice:
        return None
    return Fault(path=file.name, expected="each column once", actual=twice, fix="rename one of each")


def _other(
    file: Path, own: Mapping[str, Any], first: Path, expected: Mapping[str, Any], *, ordered: bool
) -> Fault | None:
    names = (*expected, *(name for name in own if name not in expected))
    other = [f"{name} {own.get(name, 'is not there')}" for name in names if own.get(name) != expected.get(name)]
    if ordered and not other and list(own) != list(expected):
        other = ["another order"]
    alike = f"the columns and types of {first.name}"
    return (
        Fault(path=file.name, expected=alike, actual=", ".join(other), fix="write all files alike") if other else None
    )


def _broken(error: Exception) -> InvalidInputError:
    expected, fix = "files that can be read to their end, and written as --out says", "look at the files and at --out"
    return InvalidInputError(Fault(path="FILE", expected=expected, actual=" ".join(str(error).split()), fix=fix))


F = TypeVar("F", pl.DataFrame, pl.LazyFrame)


def _answered(register: F, kind: str) -> F:
    """A register with its answers; the texts of CSV files are read beside what is written there, and are kept."""
    if kind == ".parquet":
        return assess_frame(register)
    there = register.collect_schema()
    read = {name: text for name, text in _READ.items() if name in there}
    columns = {stem: f"{_BESIDE}{stem}" for stem in (name.partition(".")[0] for name in read)}
    beside = register.with_columns(text.alias(f"{_BESIDE}{name}") for name, text in read.items())
    try:
        return assess_frame(beside, columns=columns).drop(f"{_BESIDE}{name}" for name in read)
    except InvalidInputError as error:
        faults = (attrs.evolve(one, path=one.path.removeprefix(_BESIDE)) for one in error.faults)
        raise InvalidInputError(*faults) from None


def _texts() -> Iterator[tuple[str, pl.Expr]]:
    """How each column of the schema is read from its texts, of which an empty one states nothing."""
    for column in SCHEMA:
        text = pl.col(column.name).str.strip_chars()
        stated = pl.when(text != "").then(text)
        if Layout.NUMBER in column.layouts:
            exact = pl.when(text.str.len_chars() <= _EXACT).then(text.cast(pl.Float64, strict=False))
            yield column.name, pl.when(stated.is_not_null()).then(exact.fill_null(float("nan")))
        elif Layout.CODE in column.layouts:
            yield column.name, stated.replace({str(code): word for code, word in enumerate(column.words)})
        else:
            yield column.name, stated
        if Layout.FLAGS in column.layouts:
            for word in column.words:
                flag = pl.col(name := f"{column.name}.{word}").str.strip_chars().str.to_lowercase()
                yield name, flag.replace_strict(_FLAGS, default=None, return_dtype=pl.Boolean)


_BESIDE: Final = "__alpims_mg_"
_FLAGS: Final = {"true": True, "false": False, "1": True, "0": False}
_EXACT: Final = 15
"""Numbers of so many signs are all told apart as floats; one of more could be rounded."""
_READ: Final = dict(_texts())


def _by_polars(files: list[Path], kind: str, part: Path, suffix: str) -> None:
    environ.setdefault(*_AHEAD)
    register = _register(files, kind)
    rows = register.select(pl.len()).collect().item()
    with progress(rows, sys.stderr) as seen:
        count = partial(counted, seen)
        answers = _answered(register, kind).map_batches(count, streamable=True, validate_output_schema=False)
        if suffix == ".parquet":
            answers.sink_parquet(part)
        else:
            answers.sink_csv(part)


T = TypeVar("T", bound=Sized)


def counted(seen: Callable[[int], None], some: T) -> T:
    """The same rows, once they are counted."""
    seen(len(some))
    return some


def _by_duckdb(files: list[Path], kind: str, part: Path, suffix: str) -> None:
    if find_spec("duckdb") is None:
        fix = "pip install 'alpims-mg[engines]', or leave --engine out"
        raise InvalidInputError(Fault(path="--engine", expected="an engine that is here", actual="'duckdb'", fix=fix))
    apart_in_duckdb((*_register(files, kind).collect_schema(), *map(str, Added)))
    arrow, duckdb = import_module("pyarrow"), import_module("duckdb")
    database, writing = duckdb.connect(), duckdb.connect()  # two, as both are at work at once
    names = [re.sub(r"([*?\[])", r"[\1]", str(file)) for file in files]  # as they stand, though they look like patterns
    answer: Callable[[Any], Any] = assess_frame if kind == ".parquet" else _texts_answered
    try:
        if kind == ".parquet":
            register = database.read_parquet(names, hive_partitioning=False)
        else:
            register = database.read_csv(names, **_AS_TEXTS)
        rows = register.count("*").fetchall()[0][0]
        with progress(rows, sys.stderr) as seen:
            batches = arrow.RecordBatchReader.from_stream(register)
            schema = answer(arrow.Table.from_batches((), batches.schema)).schema
            told = (counted(seen, batch) for batch in answered_batches(batches, answer))
            answers = arrow.RecordBatchReader.from_batches(schema, told)
            if suffix == ".parquet":
                writing.from_arrow(answers).write_parquet(str(part))
            else:
                writing.from_arrow(answers).write_csv(str(part))
    except duckdb.Error as error:
        raise _broken(error) from error


def _texts_answered(table: Any) -> Any:
    """A table of Arrow of the texts of CSV files, with its answers."""
    return cast("Any", _answered(pl.DataFrame(table), ".csv")).to_arrow()


_AS_TEXTS: Final[Mapping[str, Any]] = {
    "header": True,
    "all_varchar": True,
    "delimiter": ",",
    "quotechar": '"',
    "hive_partitioning": False,
}


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
    scan = pl.scan_parquet if suffix == ".parquet" else partial(pl.scan_csv, infer_schema=False)
    answers = scan(part, glob=False)
    both = answers.group_by(decision, binding).len("rows").collect(engine="streaming")
    rules = both.select(decision, pl.col(binding).fill_null("").str.split(SEPARATOR), "rows").explode(binding)
    named = rules.filter(pl.col(binding) != "").group_by(binding, decision).agg(pl.col("rows").sum())
    return {
        "answers": both.group_by(decision).agg(pl.col("rows").sum()),
        "rules": named.sort("rows", binding, descending=[True, False]).select(binding, decision, "rows"),
    }


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
