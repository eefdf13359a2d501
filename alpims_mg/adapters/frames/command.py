"""The command ``python -m alpims_mg cohort``: assess a register in files, write it with answers, print a summary."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from alpims_mg._internal.rendering import Page
from alpims_mg.adapters.frames.assessing import assess_frame
from alpims_mg.adapters.frames.checking import check_frame
from alpims_mg.adapters.frames.cohort_options import (
    code_words,
    column_names,
    fault_in_options,
    prefix_fault,
    taken_name_faults,
)
from alpims_mg.adapters.frames.cohort_pages import cohort_json, cohort_page
from alpims_mg.adapters.frames.column_plans import names_of_added
from alpims_mg.adapters.frames.file_faults import engine_errors
from alpims_mg.adapters.frames.output_files import OutputPart, output_fault, output_type
from alpims_mg.adapters.frames.register_engines import ENGINES, Register, engine_fault, parquet_register
from alpims_mg.adapters.frames.register_files import RegisterFiles, find_register
from alpims_mg.adapters.frames.schema import Added
from alpims_mg.adapters.frames.spreadsheet_cells import safe_for_spreadsheets
from alpims_mg.adapters.frames.stopping import removed_on_signals, run_in_thread
from alpims_mg.adapters.frames.tallies import Tally
from alpims_mg.adapters.frames.text_encodings import UTF_8, encoding_name
from alpims_mg.adapters.frames.text_files import COMMA, CsvLayout, clean_files, separator_of
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any


def cohort(
    file: Path,
    /,
    *,
    out: Path,
    columns: tuple[str, ...] | None = None,
    codes: tuple[str, ...] | None = None,
    separator: str | None = None,
    encoding: str = UTF_8,
    prefix: str | None = None,
    force: bool = False,
    safe_csv: bool = False,
    engine: str = "polars",
    json: bool = False,
) -> Page | Mapping[str, Any]:
    """Assess every row of a register, and count how many rows have which answer.

    Parameters
    ----------
    file
        The register: a Parquet or CSV file, or a folder with files of one of these types. Cells of CSV files are kept
        as text.
    out
        The file to write, with the decisions added: Parquet or CSV, by its extension. It appears only when complete.
    columns
        The name of a column in the register, such as kidney='Kidney function'. Repeat it for more columns.
    codes
        What the codes in a column mean, such as kidney=1:normal,2:moderate. Repeat it for more columns.
    separator
        The character between the cells of CSV files, if it is no comma: ';', '|' or tab.
    encoding
        The encoding of CSV files, such as cp1252 or utf-16.
    prefix
        What stands before the names of the added columns, such as mg_.
    force
        Replace the file to write if it exists.
    safe_csv
        Put a ' before each text that a spreadsheet would run as a formula.
    engine
        The engine that reads and writes the files: polars or duckdb.
    json
        Print JSON instead of text.
    """
    prefix = prefix or ""
    faults: list[Fault] = []
    found = find_register(file, faults)
    names, meanings = column_names(columns or (), faults), code_words(codes or (), faults)
    layout = CsvLayout(separator_of(COMMA if separator is None else separator, faults), encoding_name(encoding, faults))
    wrong_out = output_fault(out, file, found.files, force=force)
    wrong = (wrong_out, prefix_fault(prefix), engine_fault(engine), _safe_csv_fault(out, asked=safe_csv))
    faults += filter(None, wrong)
    if wrong_out or not found.file_type:
        raise InvalidInputError(*faults)
    added = names_of_added(Added, names, prefix)
    part, tally = OutputPart(out), Tally(added)
    with removed_on_signals(part.remove):
        try:
            part.create()
            register = _readable(found, file, layout, part, faults)
            raise_if_any(faults)
            assess = partial(_assess, columns=names, codes=meanings, prefix=prefix, safe=safe_csv)
            raise_if_any(_schema_faults(register, added.values(), assess))
            with engine_errors(pl.exceptions.PolarsError, out.parent):
                report = run_in_thread(partial(check_frame, register.scan(), names, codes=meanings))
            run_in_thread(partial(ENGINES[engine], register, assess, tally.add, part.path, output_type(out)))
            part.publish(force=force)
        except InvalidInputError as error:
            raise InvalidInputError(*map(fault_in_options, error.faults)) from error
        finally:
            part.remove()
    printed = cohort_json if json else cohort_page
    return printed(tally, out, found.not_read, report)


def _safe_csv_fault(out: Path, *, asked: bool) -> Fault | None:
    """The fault of a file that needs no safe cells, because no spreadsheet opens it; otherwise None."""
    if not asked or output_type(out) == ".csv":
        return None
    fix = "leave it out, or write to a name that ends in .csv"
    return Fault(path="--safe-csv", expected="given only for CSV", actual=repr(str(out)), fix=fix)


def _readable(found: RegisterFiles, root: Path, layout: CsvLayout, part: OutputPart, faults: list[Fault]) -> Register:
    """The register as every engine reads it alike. What is wrong with its files is added to ``faults``."""
    if found.file_type == ".parquet":
        return parquet_register(found.files, root, faults)
    return Register(*clean_files(found.files, root, layout, part.folder, faults))


def _schema_faults(register: Register, added: Iterable[str], assess: Callable[[Any], Any]) -> Iterator[Fault]:
    """Yield the faults of the columns of a register, all of them before any row is read."""
    taken = {fault.path: fault for fault in taken_name_faults(register.names, added)}
    yield from taken.values()
    try:
        assess(register.scan())
    except InvalidInputError as error:
        yield from (fault for fault in error.faults if fault.path not in taken)


def _assess(frame: Any, *, safe: bool, **options: Any) -> Any:
    """A polars frame or an Arrow table with its answers."""
    if safe and not isinstance(frame, pl.DataFrame | pl.LazyFrame):
        return _assess(pl.DataFrame(frame), safe=safe, **options).to_arrow()
    answers: Any = assess_frame(frame, **options)
    return safe_for_spreadsheets(answers) if safe else answers
