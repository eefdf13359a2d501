"""The engines of the command ``cohort``: polars and DuckDB read a register, have it assessed, and write the answers."""

import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from os import environ
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Protocol, TypeVar, final

import polars as pl
from polars.io.plugins import register_io_source

from alpims_mg.adapters.frames.engines import assess_batches, check_case_insensitive_names
from alpims_mg.adapters.frames.file_faults import engine_errors
from alpims_mg.adapters.frames.register_files import columns_fault, shown_name
from alpims_mg.adapters.frames.row_progress import progress
from alpims_mg.errors import Fault, InvalidInputError

ENGINE_OPTION: Final = "--engine"
_PREFETCH: Final = ("POLARS_ROW_GROUP_PREFETCH_SIZE", "4")
"""The name of an environment variable, and its value: how many row groups of a Parquet file polars reads ahead. The
default of polars is so high that the waiting rows would fill the memory."""
_FEW_ROWS: Final = 2**16
"""Files with fewer rows than this on average are read together: each call costs the same for few rows as for many."""
_ROWS_TOGETHER: Final = 200_000

B = TypeVar("B")


@final
class Register(NamedTuple):
    """The files of a register that every engine reads alike.

    They are Parquet, or CSV with cells by ``separator`` if there is one. ``names`` are those of the columns.
    """

    files: tuple[Path, ...]
    names: tuple[str, ...]
    separator: str = ""

    def scan(self) -> pl.LazyFrame:
        """A polars lazy frame with the rows of all files. Cells of CSV files stay texts."""
        if self.separator:
            files = list(self.files)
            return pl.scan_csv(files, glob=False, infer_schema=False, separator=self.separator)
        return pl.scan_parquet(list(self.files), glob=False, hive_partitioning=False)


class Assess(Protocol):
    """Adds the answers to a frame of any library, and returns a frame of that library."""

    def __call__(self, frame: B, /) -> B:
        """The frame with its answers."""
        ...


Count = Callable[[Any], object]
"""Is called with each batch of answers before it is written."""


def parquet_register(files: tuple[Path, ...], root: Path, faults: list[Fault]) -> Register:
    """The register in Parquet files. Files that differ in their columns or types are added to ``faults``.

    Raises: ``InvalidInputError`` if polars cannot read a file.
    """
    with engine_errors(pl.exceptions.PolarsError, root.parent):
        first, *others = (Register((file,), ()).scan().collect_schema() for file in files)
    first_name = shown_name(files[0], root)
    different = (
        columns_fault(shown_name(file, root), schema, first_name, first)
        for file, schema in zip(files[1:], others, strict=True)
    )
    faults += filter(None, different)
    return Register(files, tuple(first))


def engine_fault(engine: str) -> Fault | None:
    """The fault of an engine that is unknown or not installed; otherwise None."""
    if engine not in ENGINES:
        fix = "use one of these words"
        return Fault(path=ENGINE_OPTION, expected="polars or duckdb", actual=repr(engine), fix=fix)
    if find_spec(engine) is None:
        fix = "pip install 'alpims-mg[engines]', or leave --engine out"
        return Fault(path=ENGINE_OPTION, expected="an installed engine", actual=repr(engine), fix=fix)
    return None


def count_rows(add_rows: Callable[[int], None], count: Count, batch: B) -> B:
    """Call ``add_rows`` with the number of rows in a batch and ``count`` with the batch. Return the batch unchanged."""
    add_rows(len(batch))  # type: ignore[arg-type]  # a batch of any library has a length
    count(batch)
    return batch


def write_by_polars(register: Register, assess: Assess, count: Count, part: Path, file_type: str) -> None:
    """Write the register with its answers to the file ``part``."""
    environ.setdefault(*_PREFETCH)
    with engine_errors(pl.exceptions.PolarsError, part.parent):
        _stream_by_polars(register.scan(), len(register.files), assess, count, part, file_type)


def _stream_by_polars(scan: pl.LazyFrame, files: int, assess: Assess, count: Count, part: Path, file_type: str) -> None:
    rows = scan.select(pl.len()).collect().item()
    if files > 1 and rows < _FEW_ROWS * files:
        scan = _read_together(scan)
    with progress(rows, sys.stderr) as add_rows:
        answers = assess(scan).map_batches(
            partial(count_rows, add_rows, count), streamable=True, validate_output_schema=False
        )
        if file_type == ".parquet":
            answers.sink_parquet(part)
        else:
            answers.sink_csv(part)


def _read_together(scan: pl.LazyFrame) -> pl.LazyFrame:
    """The same rows in large batches, as polars would not read them from small files."""
    return register_io_source(partial(large_batches, scan), schema=scan.collect_schema(), is_pure=True)


def large_batches(scan: pl.LazyFrame, *_: object) -> Iterator[pl.DataFrame]:
    """Yield the rows in large batches, whatever polars asks for: it selects from what it gets."""
    yield from scan.collect_batches(chunk_size=_ROWS_TOGETHER, maintain_order=True)


def write_by_duckdb(register: Register, assess: Assess, count: Count, part: Path, file_type: str) -> None:
    """Write the register with its answers to the file ``part``."""
    arrow, duckdb = import_module("pyarrow"), import_module("duckdb")
    refused: list[InvalidInputError] = []

    def assess_table(table: Any) -> Any:
        try:
            return assess(table.rename_columns(register.names))
        except InvalidInputError as error:
            refused.append(error)  # DuckDB would raise an error of its own in its place
            raise

    reader, writer = duckdb.connect(), duckdb.connect()  # two connections, because both work at the same time
    with engine_errors(duckdb.Error, part.parent), _first_refusal(refused, duckdb.Error):
        rows_read = _read_by_duckdb(reader, register)
        with progress(rows_read.count("*").fetchall()[0][0], sys.stderr) as add_rows:
            batches = arrow.RecordBatchReader.from_stream(rows_read)
            schema = assess_table(arrow.Table.from_batches((), batches.schema)).schema
            check_case_insensitive_names(schema.names)
            counted = (count_rows(add_rows, count, batch) for batch in assess_batches(batches, assess_table))
            answers = writer.from_arrow(arrow.RecordBatchReader.from_batches(schema, counted))
            if file_type == ".parquet":
                answers.write_parquet(str(part), use_tmp_file=False)
            else:
                answers.write_csv(str(part), use_tmp_file=False)


@contextmanager
def _first_refusal(refused: list[InvalidInputError], kind: type[Exception]) -> Generator[None]:
    """A context manager that raises the first error that was ``refused`` in the place of an engine's own error."""
    try:
        yield
    except kind:
        if refused:
            raise refused[0] from None
        raise


def _read_by_duckdb(connection: Any, register: Register) -> Any:
    """A DuckDB relation with the rows of all files. Columns of CSV files have names of ours, since any may be blank."""
    paths = [str(file).translate(_LITERAL) for file in register.files]
    if not register.separator:
        return connection.read_parquet(paths, hive_partitioning=False)
    columns = {f"column {number}": "VARCHAR" for number in range(len(register.names))}
    return connection.read_csv(paths, columns=columns, delimiter=register.separator, **_CSV_OPTIONS)


_LITERAL: Final = str.maketrans({character: f"[{character}]" for character in "*?["})
"""Escapes the characters of a path that DuckDB would read as a pattern."""
_CSV_OPTIONS: Final = MappingProxyType(
    {
        "header": True,
        "auto_detect": False,
        "quotechar": '"',
        "escapechar": '"',
        "allow_quoted_nulls": False,
        "hive_partitioning": False,
    }
)
ENGINES: Final = MappingProxyType({"polars": write_by_polars, "duckdb": write_by_duckdb})
