"""The commands that answer one question: ``assess``, ``why``, ``options``, ``label`` and ``rules``."""

import csv
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, cast

from cyclopts import Parameter

from alpims_mg._internal.rendering import Page
from alpims_mg.adapters.cli.application import (
    PROGRAM,
    app,
    decode,
    example,
    faults_named_as_in_json,
    faults_named_as_options,
    print_answer,
    print_json,
    print_page,
    read_file,
)
from alpims_mg.adapters.cli.health_records import Complete, Today, read_case_with_record, records_refused
from alpims_mg.adapters.cli.options import (
    STANDARD_STREAM,
    AsJson,
    CaseFile,
    FirstDay,
    InLanguage,
    WithDetails,
    WithExitCode,
    any_file_argument,
    exit_code,
    file_argument,
    file_option,
    flag,
    parse_date,
    parse_words,
)
from alpims_mg.assessment.assessing import assess
from alpims_mg.errors import Fault, InvalidInputError, raise_if_any
from alpims_mg.explanation.explanations import tabulated, why_not
from alpims_mg.explanation.ranking import form_options, route_options
from alpims_mg.explanation.search import what_would_change
from alpims_mg.labels.label import Label
from alpims_mg.model.decisions import NeedsInformation
from alpims_mg.model.proposals import Case
from alpims_mg.model.vocabulary import Aim, Audience, Domain, FactList
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rules.index import AnyTable, tables
from alpims_mg.wire import read_case, read_record

_RECORD_HELP: Final = "A health record in FHIR, or - for standard input. FILE or --case holds the rest."
_ANSWER: Final = f"To answer now: {PROGRAM} new-case answered.json --from "
_REST_HELP: Final = "A case file with the proposal, the zone, and other facts that the record does not state."
_ORDER_HELP: Final = (
    "The magnesium in the record that the case proposes, such as MedicationRequest/7. See record --details."
)


@app.command(name="assess", help_epilogue=example("assess case.json --from 2026-03-01"))
def _assess(
    file: Annotated[Path | None, file_argument("the case")] = None,
    /,
    *,
    record: Annotated[Path | None, file_option("--fhir", _RECORD_HELP)] = None,
    rest: Annotated[Path | None, file_option("--case", _REST_HELP)] = None,
    today: Today = None,
    complete: Complete = None,
    order: Annotated[str | None, Parameter(name="--order", help=_ORDER_HELP)] = None,
    starts: FirstDay = None,
    lang: InLanguage = "en",
    details: WithDetails = False,
    json: AsJson = False,
    exit_with_answer: WithExitCode = False,
) -> int:
    """Answer a case: may magnesium be started, kept or changed today?

    With --fhir, the facts of a health record count too. Of what both state, the stricter counts, or both must agree.
    What does not count of the record stands below the answer. In JSON, the answer has the key "answer", and the reading
    of the record has the key "record".
    """
    first_day = parse_date(starts)
    path = _one_case_file(file, rest, record)
    below: tuple[Page, ...] = ()
    values: dict[str, Any] = {}
    if record is not None:
        case, page, values = read_case_with_record(record, path, today=today, complete=complete, order=order)
        below = (page,)
    else:
        _check_not_given({"--today": today, "--complete": complete, "--order": order})
        with records_refused("FILE"):
            case = read_case(read_file(path))
    with faults_named_as_in_json():
        decision = assess(case.situation, case.proposal)
    if json:
        print_json({"answer": decision, "record": values} if below else decision)
    else:
        with faults_named_as_options({"starts": "--from"}):
            page = decision.page(first_day)
        hint = _hint(case, path, with_record=bool(below)) if isinstance(decision, NeedsInformation) else None
        print_page(page, *below, details=details, language=lang, hint=hint)
    return exit_code(decision, asked=exit_with_answer)


def _one_case_file(file: Path | None, rest: Path | None, record: Path | None) -> Path:
    """The file with the case: the argument, or the option ``--case``.

    Raises: ``InvalidInputError`` for both or none.
    """
    if file is None and rest is None and record is not None:
        fix = "name a file with the zone, the proposal, and what else no record states"
        raise InvalidInputError(Fault(path="--case", expected="given with --fhir", actual="nothing", fix=fix))
    if (file is None) is (rest is None):
        actual, fix = "nothing" if file is None else "--case too", f"see {PROGRAM} assess --help"
        raise InvalidInputError(Fault(path="FILE", expected="given", actual=actual, fix=fix))
    return cast("Path", file or rest)


def _hint(case: Case, path: Path, *, with_record: bool) -> str | None:
    """How to go on if facts are missing. None if there is no short way."""
    if with_record:
        lists = ",".join(str(name) for name in FactList if name in case.situation.partial)
        return f"If the record names all of them: add --complete {lists}" if lists else None
    return None if path == STANDARD_STREAM else f"{_ANSWER}{shlex.quote(str(path))}"


def _check_not_given(options: Mapping[str, str | None]) -> None:
    raise_if_any(
        Fault(path=name, expected="given with --fhir", actual="no --fhir", fix="leave it out, or name the record")
        for name, value in options.items()
        if value is not None
    )


@app.command(name="why", help_epilogue=example("why case.json"))
def _why(
    file: CaseFile,
    /,
    *,
    reader: Annotated[str, Parameter(name="--for")] = str(Audience.PATIENT),
    lang: InLanguage = "en",
    details: WithDetails = False,
    json: AsJson = False,
    exit_with_answer: WithExitCode = False,
) -> int:
    """Show why the answer is not yes, and what would change it.

    Parameters
    ----------
    reader
        Who reads it: patient, or clinician, which adds rules and sources.
    """
    (audience,) = parse_words("--for", (reader,), Audience)
    case = read_case(read_file(file))
    with faults_named_as_in_json():
        counterfactuals = what_would_change(case.situation, case.proposal)
    reasons = why_not(counterfactuals.decision)
    if json:
        print_json({"why_not": reasons, "what_would_change": counterfactuals})
    else:
        sources = details or audience is Audience.CLINICIAN
        audience = Audience.CLINICIAN if sources else audience
        print_page(reasons.page(audience), counterfactuals.page(audience), details=sources, language=lang)
    return exit_code(counterfactuals.decision, asked=exit_with_answer)


@app.command(name="options", help_epilogue=example("options case.json --aim sleep --domain pain"))
def _options(
    file: CaseFile,
    /,
    *,
    aim: Annotated[tuple[str, ...], Parameter(show_default=False)] = (),
    domain: Annotated[tuple[str, ...], Parameter(show_default=False)] = (),
    lang: InLanguage = "en",
    details: WithDetails = False,
    json: AsJson = False,
) -> None:
    """Rank forms and routes for the person in a case. What the case proposes does not count.

    Parameters
    ----------
    aim
        What the magnesium is for, such as sleep or migraine. Can be given several times.
    domain
        A domain of ALPIMS: anxiety, laxity, pain, immune, mood or sensory. Can be given several times.
    """
    aims, domains = parse_words("--aim", aim, Aim), parse_words("--domain", domain, Domain)
    situation = read_case(read_file(file)).situation
    with faults_named_as_in_json():
        forms = form_options(aims=aims, domains=domains, situation=situation)
        routes = route_options(aims=aims, domains=domains, situation=situation)
    if json:
        print_json({"forms": forms, "routes": routes})
    else:
        print_page(forms.page(), routes.page(), details=details, language=lang)


_LABEL_HELP: Final = (
    "The file with the label's text, or with its JSON record in the NIH label database, or - for standard input."
)


@app.command(name="label", help_epilogue=example("label bottle.txt"))
def _label(
    file: Annotated[Path, any_file_argument(_LABEL_HELP)],
    /,
    *,
    lang: InLanguage = "en",
    details: WithDetails = False,
    json: AsJson = False,
) -> None:
    """Read a product label: its magnesium, serving and ingredients, and what could not be read."""
    contents = read_file(file)
    record = contents.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    label = Label.from_dsld(read_record(contents)) if record else Label.from_text(decode(contents))
    print_answer(label, json=json, details=details, language=lang)


@app.command(name="rules", help_epilogue=example("rules zones --details"))
def _rules(
    table: str | None = None,
    /,
    *,
    as_csv: Annotated[
        bool, flag("--csv", "Print one table as CSV for a spreadsheet, with rule ids and sources.")
    ] = False,
    details: WithDetails = False,
    json: AsJson = False,
) -> None:
    """Print a table of the rulebook for a clinician to read. Without a name, list the tables.

    Parameters
    ----------
    table
        The name of a table, such as zones, or of a family of tables, such as zone.
    """
    if as_csv:
        _print_csv(table)
    elif table is None and json:
        listed = [{"table": name, "title": one.title, "rows": len(one.rules)} for name, one in tables(CURRENT)]
        print_json({"edition": CURRENT.edition, "tables": listed})
    elif table is None:
        print_page(CURRENT.page())
    elif json:
        found = [{"title": one.title, "rows": _rows_in_json(one)} for one in tabulated(table)]
        print_json({"edition": CURRENT.edition, "tables": found})
    else:
        pages = (one.full_page() if details else one.page() for one in tabulated(table))
        print_page(*pages, Page(title=CURRENT.notices[Notice.DISCLAIMER].then), details=details)


def _rows_in_json(table: AnyTable) -> list[dict[str, str]]:
    """The rows of a table: each an object with the texts of its cells, by the header of the column."""
    header, *rows = table.rows()
    return [dict(zip(header, row, strict=True)) for row in rows]


def _print_csv(name: str | None) -> None:
    """Print one table of the rulebook as CSV, with a header.

    Raises: ``InvalidInputError`` without a name, and for the name of a family of several tables.
    """
    found = () if name is None else tabulated(name)
    if len(found) != 1:
        names = ", ".join(field for field, table in tables(CURRENT) if table in found)
        fix = f"name one of {names}" if names else "write for example rules zones --csv"
        raise InvalidInputError(
            Fault(path="--csv", expected="one table", actual=f"{len(found) or 'no'} tables", fix=fix)
        )
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerows(found[0].rows())
