"""The command ``python -m alpims_mg cohort``: assess a register in files, write it with answers, print a summary."""

import csv
import re
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sized
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

from alpims_mg._internal.rendering import Foot, Grid, Page, Section
from alpims_mg.adapters.frames.assessing import assess_frame
from alpims_mg.adapters.frames.engines import assess_batches, check_case_insensitive_names
from alpims_mg.adapters.frames.readings import SEPARATOR
from alpims_mg.adapters.frames.schema import SCHEMA, Added, Encoding
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.model.vocabulary import Answer
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.registers import NOTHING_STATED

_FILE_TYPES: Final = (".parquet", ".csv")
_ENGINES: Final = ("polars", "duckdb")
_PROGRESS_SECONDS: Final = 0.5
_RULES_SHOWN: Final = 20
_PREFETCH: Final = ("POLARS_ROW_GROUP_PREFETCH_SIZE", "4")
"""The name of an environment variable, and its value: how many row groups of a Parquet file polars reads ahead. The
default of polars is so high that the waiting rows would fill the memory."""


def cohort(file: Path, /, *, out: Path, engine: str = "polars", json: bool = False) -> Page | Mapping[str, Any]:
    """Assess every row of a register, and count how many rows have which answer.

    Parameters
    ----------
    file
        The register: a Parquet or CSV file, or a folder with files of one of these types. Cells of CSV files are kept
        as text.
    out
        The file to write, with the decisions added: Parquet or CSV, by its extension. It appears only when complete.
    engine
        The engine that reads and writes the files: polars or duckdb.
    json
        Print JSON instead of text.
    """
    files, file_type = _register_files(file)
    target = _output_file(out)
    if engine not in _ENGINES:
        raise InvalidInputError(
            Fault(path="--engine", expected="polars or duckdb", actual=repr(engine), fix="use one of these words")
        )
    part = target.with_name(f".{target.name}.part")
    try:
        try:
            (_assess_by_polars if engine == "polars" else _assess_by_duckdb)(files, file_type, part, target.suffix)
        except pl.exceptions.PolarsError as error:
            raise _file_error(error) from error
        tally = _tally(part, target.suffix)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return _summary_in_json(tally, target) if json else _summary(tally, target)


def _register_files(path: Path) -> tuple[list[Path], str]:
    """A pair: the files of a register, sorted, and their common extension, ``.parquet`` or ``.csv``.

    Raises: ``InvalidInputError`` if ``path`` is neither such a file nor a folder with files of just one of these types.
    """
    found = sorted(path.iterdir()) if path.is_dir() else [path] if path.is_file() else []
    files = [file for file in found if file.suffix in _FILE_TYPES]
    file_types = {file.suffix for file in files}
    if len(file_types) != 1:
        expected, fix = (
            "a Parquet or CSV file, or a folder with files of one of these types",
            "give the path of a register",
        )
        raise InvalidInputError(Fault(path="FILE", expected=expected, actual=repr(str(path)), fix=fix))
    return files, file_types.pop()


def _output_file(path: Path) -> Path:
    if path.suffix not in _FILE_TYPES or not path.parent.is_dir() or path.is_dir():
        expected, fix = "a file name that ends in .parquet or .csv, in an existing folder", "use another name"
        raise InvalidInputError(Fault(path="--out", expected=expected, actual=repr(str(path)), fix=fix))
    return path


def _scan_register(files: list[Path], file_type: str) -> pl.LazyFrame:
    """A polars lazy frame with the rows of all files. Cells of CSV files stay texts.

    Raises: ``InvalidInputError`` if a CSV file repeats a name, or if the files differ in their columns or types. An
    engine might convert such columns without notice.
    """
    if file_type == ".parquet":
        scan = partial(pl.scan_parquet, glob=False, hive_partitioning=False)
    else:
        scan = partial(pl.scan_csv, glob=False, infer_schema=False)
        raise_if_any(_repeated_name_fault(file) for file in files)
    first, *others = (scan(file).collect_schema() for file in files)
    ordered = file_type == ".csv"
    raise_if_any(
        _schema_fault(file, schema, files[0], first, ordered=ordered)
        for file, schema in zip(files[1:], others, strict=True)
    )
    return scan(files)


def _repeated_name_fault(file: Path) -> Fault | None:
    """The fault of a CSV file whose header repeats a name; None if every name is different.

    polars would rename the second column with that name. Its cells would then be ignored.
    """
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        counts = Counter(next(csv.reader(lines), ()))
    repeated = ", ".join(name for name, count in counts.items() if count > 1)
    if not repeated:
        return None
    expected, fix = "a file that names each column once", "rename all but one of them"
    return Fault(path=file.name, expected=expected, actual=f"more than one {repeated}", fix=fix)


def _schema_fault(
    file: Path, schema: Mapping[str, Any], first: Path, expected: Mapping[str, Any], *, ordered: bool
) -> Fault | None:
    names = (*expected, *(name for name in schema if name not in expected))
    different = [
        f"{name}: {schema.get(name, 'no such column')}" for name in names if schema.get(name) != expected.get(name)
    ]
    if ordered and not different and list(schema) != list(expected):
        different = ["another order of columns"]
    same_columns, fix = (
        f"a file with the columns and types of {first.name}",
        "write the same columns in the same order to all files",
    )
    return Fault(path=file.name, expected=same_columns, actual=", ".join(different), fix=fix) if different else None


def _file_error(error: Exception) -> InvalidInputError:
    expected, fix = "complete and readable, and --out writable", "check the files and --out"
    return InvalidInputError(Fault(path="FILE", expected=expected, actual=" ".join(str(error).split()), fix=fix))


F = TypeVar("F", pl.DataFrame, pl.LazyFrame)


def _assess_register(register: F, file_type: str) -> F:
    """The register with the columns that ``assess_frame`` adds. If it is from CSV files, its texts are first parsed."""
    if file_type == ".parquet":
        return assess_frame(register)
    names = register.collect_schema()
    parsers = {name: parser for name, parser in _PARSERS.items() if name in names}
    columns = {stem: f"{_PREFIX}{stem}" for stem in (name.partition(".")[0] for name in parsers)}
    register = register.filter(~pl.all_horizontal(pl.all().is_null()))  # a blank line of the file is nobody
    parsed = register.with_columns(parser.alias(f"{_PREFIX}{name}") for name, parser in parsers.items())
    try:
        return assess_frame(parsed, columns=columns).drop(f"{_PREFIX}{name}" for name in parsers)
    except InvalidInputError as error:
        faults = (attrs.evolve(fault, path=fault.path.removeprefix(_PREFIX)) for fault in error.faults)
        raise InvalidInputError(*faults) from None


def _csv_parsers() -> Iterator[tuple[str, pl.Expr]]:
    """Yield a pair for each column of the schema: its name, and the polars expression that parses its texts.

    An empty text becomes null, and so does a word such as "NA" in a column of numbers.
    """
    for column in SCHEMA:
        text = pl.col(column.name).str.strip_chars()
        stated = pl.when(text != "").then(text)
        if Encoding.NUMBER in column.encodings:
            digits = text.str.replace(*_CUT_DECIMALS) if Encoding.NUMBER_TEXT in column.encodings else text
            exact = pl.when(digits.str.len_chars() <= _EXACT_LENGTH).then(digits.cast(pl.Float64, strict=False))
            number = exact.fill_null(float("nan"))
            yield column.name, pl.when(~text.str.to_lowercase().is_in(_NOTHING)).then(number)
        else:
            yield column.name, stated
        if Encoding.FLAGS in column.encodings:
            for word in column.words:
                flag = pl.col(name := f"{column.name}.{word}").str.strip_chars().str.to_lowercase()
                yield name, flag.replace_strict(_FLAGS, default=None, return_dtype=pl.Boolean)


_PREFIX: Final = "__alpims_mg_"
_FLAGS: Final = {"true": True, "false": False, "1": True, "0": False}
_EXACT_LENGTH: Final = 15
"""The most characters of a number in a CSV file. A float might round a longer number, so a longer one is not read."""
_CUT_DECIMALS: Final = (r"^([0-9]{1,3}\.[0-9]{0,7})[0-9]*((?:[eE][+-]?[0-9]+)?)$", "${1}${2}")
"""Cuts off the decimals of an eGFR after the seventh, so that a float holds the rest. This never crosses a bound."""
_NOTHING: Final = sorted(NOTHING_STATED - {"nan"})
"""The texts that state nothing in a column of numbers. NaN is no such text: it is a number that cannot be read."""
_PARSERS: Final = dict(_csv_parsers())


def _assess_by_polars(files: list[Path], file_type: str, part: Path, suffix: str) -> None:
    environ.setdefault(*_PREFETCH)
    register = _scan_register(files, file_type)
    rows = register.select(pl.len()).collect().item()
    with progress(rows, sys.stderr) as add_rows:
        count = partial(count_rows, add_rows)
        answers = _assess_register(register, file_type).map_batches(
            count, streamable=True, validate_output_schema=False
        )
        if suffix == ".parquet":
            answers.sink_parquet(part)
        else:
            answers.sink_csv(part)


T = TypeVar("T", bound=Sized)


def count_rows(add_rows: Callable[[int], None], batch: T) -> T:
    """Call ``add_rows`` with the number of rows in a batch, and return the batch unchanged."""
    add_rows(len(batch))
    return batch


def _assess_by_duckdb(files: list[Path], file_type: str, part: Path, suffix: str) -> None:
    if find_spec("duckdb") is None:
        fix = "pip install 'alpims-mg[engines]', or leave --engine out"
        raise InvalidInputError(Fault(path="--engine", expected="an installed engine", actual="'duckdb'", fix=fix))
    check_case_insensitive_names((*_scan_register(files, file_type).collect_schema(), *map(str, Added)))
    arrow, duckdb = import_module("pyarrow"), import_module("duckdb")
    reader, writer = duckdb.connect(), duckdb.connect()  # two connections, because both work at the same time
    paths = [re.sub(r"([*?\[])", r"[\1]", str(file)) for file in files]  # escaped, or they would be patterns
    refused: list[InvalidInputError] = []

    def assess_table(table: Any) -> Any:
        try:
            return assess_frame(table) if file_type == ".parquet" else _assess_csv_table(table)
        except InvalidInputError as error:
            refused.append(error)  # DuckDB would raise an error of its own in its place
            raise

    try:
        if file_type == ".parquet":
            register = reader.read_parquet(paths, hive_partitioning=False)
        else:
            register = reader.read_csv(paths, **_CSV_OPTIONS)
        rows = register.count("*").fetchall()[0][0]
        with progress(rows, sys.stderr) as add_rows:
            batches = arrow.RecordBatchReader.from_stream(register)
            schema = assess_table(arrow.Table.from_batches((), batches.schema)).schema
            counted = (count_rows(add_rows, batch) for batch in assess_batches(batches, assess_table))
            answers = arrow.RecordBatchReader.from_batches(schema, counted)
            if suffix == ".parquet":
                writer.from_arrow(answers).write_parquet(str(part))
            else:
                writer.from_arrow(answers).write_csv(str(part))
    except duckdb.Error as error:
        raise refused[0] if refused else _file_error(error) from error


def _assess_csv_table(table: Any) -> Any:
    """``table`` and the columns that ``assess_frame`` adds. It is an Arrow table with texts from a CSV file."""
    return cast("Any", _assess_register(pl.DataFrame(table), ".csv")).to_arrow()


_CSV_OPTIONS: Final[Mapping[str, Any]] = {
    "header": True,
    "all_varchar": True,
    "delimiter": ",",
    "quotechar": '"',
    "hive_partitioning": False,
}


@contextmanager
def progress(rows: int, stream: TextIO) -> Generator[Callable[[int], None]]:
    """A context manager that shows the rows done, the rows a second and the seconds left, if ``stream`` is a terminal.

    It gives a function, to be called with the number of rows just finished.
    """
    done, started, finished = [0], monotonic(), Event()

    def status() -> str:
        rate = done[0] / max(monotonic() - started, _PROGRESS_SECONDS)
        left = f", {(rows - done[0]) / rate:.0f} s left" if rate else ""
        return f"\r{done[0]:,} of {rows:,} rows, {rate:,.0f} a second{left}      "

    def show() -> None:
        while not finished.wait(_PROGRESS_SECONDS):
            stream.write(status())
            stream.flush()

    def add_rows(count: int) -> None:
        done[0] += count

    display = Thread(target=show, daemon=True) if stream.isatty() else None
    if display:
        display.start()
    try:
        yield add_rows
    finally:
        finished.set()
        if display:
            display.join()
            stream.write(f"{status()}\n")


def _tally(part: Path, suffix: str) -> Mapping[str, pl.DataFrame]:
    """A mapping with two polars frames that count the rows of the file ``part``.

    The frame ``answers`` has the number of rows with each answer. The frame ``rules`` has, for each rule and answer,
    the number of rows to which the rule gave that answer; the highest number is first.
    """
    decision, binding = str(Added.DECISION), str(Added.BINDING)
    scan = pl.scan_parquet if suffix == ".parquet" else partial(pl.scan_csv, infer_schema=False)
    answers = scan(part, glob=False)
    combinations = answers.group_by(decision, binding).len("rows").collect(engine="streaming")
    rules = combinations.select(decision, pl.col(binding).fill_null("").str.split(SEPARATOR), "rows").explode(binding)
    by_rule = rules.filter(pl.col(binding) != "").group_by(binding, decision).agg(pl.col("rows").sum())
    return {
        "answers": combinations.group_by(decision).agg(pl.col("rows").sum()),
        "rules": by_rule.sort("rows", binding, descending=[True, False]).select(binding, decision, "rows"),
    }


def _summary(tally: Mapping[str, pl.DataFrame], target: Path) -> Page:
    """The page that a person reads after a run."""
    rows = dict(tally["answers"].iter_rows())
    decisions = tuple((str(answer), f"{rows.get(str(answer), 0):,}") for answer in Answer)
    binding = tuple(
        (rule, decision, f"{count:,}") for rule, decision, count in tally["rules"].head(_RULES_SHOWN).iter_rows()
    )
    tables = (
        Grid("Decisions", ("decision", "rows"), decisions, (1,)),
        Grid("Rules that bind most", ("rule", "decision", "rows"), binding, (2,)),
    )
    title = f"{sum(rows.values()):,} rows are assessed by edition {CURRENT.edition}"
    return Page(title, (Section("Written to", (str(target),)), *tables, Foot(CURRENT.notices[Notice.DISCLAIMER].then)))


def _summary_in_json(tally: Mapping[str, pl.DataFrame], target: Path) -> Mapping[str, Any]:
    rows = dict(tally["answers"].iter_rows())
    return {
        "out": str(target),
        "edition": CURRENT.edition,
        "rows": sum(rows.values()),
        "decisions": {str(answer): rows.get(str(answer), 0) for answer in Answer},
        "rules": [
            {"rule": rule, "decision": decision, "rows": count} for rule, decision, count in tally["rules"].iter_rows()
        ],
        "disclaimer": CURRENT.notices[Notice.DISCLAIMER].then,
    }
