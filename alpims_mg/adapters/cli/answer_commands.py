"""The commands that answer one question: ``assess``, ``why``, ``options``, ``label`` and ``rules``."""

import csv
import sys
from typing import Annotated

from cyclopts import Parameter

from alpims_mg._internal.rendering import Grid, Page
from alpims_mg.adapters.cli.application import (
    app,
    decode,
    faults_named_as_in_json,
    parse_date,
    parse_words,
    print_answer,
    print_page,
    read_file,
)
from alpims_mg.assessment.assessing import assess
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.explanation.explanations import tabulated, why_not
from alpims_mg.explanation.ranking import form_options, route_options
from alpims_mg.explanation.search import what_would_change
from alpims_mg.labels.label import Label
from alpims_mg.model.vocabulary import Aim, Audience, Domain
from alpims_mg.rulebook.consults import Notice
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rules.index import tables
from alpims_mg.wire import read_case, read_record, to_json


@app.command(name="assess")
def _assess(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)],
    /,
    *,
    json: bool = False,
    details: bool = False,
    starts: Annotated[str | None, Parameter(name="--from")] = None,
) -> None:
    """Answer the case in a JSON file: may magnesium be started, kept or changed today?

    Parameters
    ----------
    file
        The JSON file with the case, or - for standard input.
    json
        Print JSON instead of text.
    details
        Print all reasons, sources, limits and rule ids too.
    starts
        The date of the first day, such as 2026-03-01. The plan then shows dates.
    """
    first_day = parse_date(starts)
    case = read_case(read_file(file))
    with faults_named_as_in_json():
        decision = assess(case.situation, case.proposal)
    if json:
        print(to_json(decision))
    else:
        print_page(decision.page(first_day), details=details)
        if not details:
            print("\nAll reasons and sources: add --details")


@app.command(name="why")
def _why(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)],
    /,
    *,
    reader: Annotated[str, Parameter(name="--for")] = str(Audience.PATIENT),
    json: bool = False,
) -> None:
    """Show why the answer is not yes, and what would change it.

    Parameters
    ----------
    file
        The JSON file with the case, or - for standard input.
    reader
        Who reads it: patient, or clinician, which adds rules and sources.
    json
        Print JSON instead of text.
    """
    (audience,) = parse_words("--for", (reader,), Audience)
    case = read_case(read_file(file))
    with faults_named_as_in_json():
        counterfactuals = what_would_change(case.situation, case.proposal)
    reasons = why_not(counterfactuals.decision)
    if json:
        print(to_json({"why_not": reasons, "what_would_change": counterfactuals}))
    else:
        print_page(reasons.page(audience))
        print_page(counterfactuals.page(audience))


@app.command(name="options")
def _options(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)],
    /,
    *,
    aim: Annotated[tuple[str, ...], Parameter(show_default=False)] = (),
    domain: Annotated[tuple[str, ...], Parameter(show_default=False)] = (),
    json: bool = False,
) -> None:
    """Rank forms and routes for the person in a case.

    Parameters
    ----------
    file
        The JSON file with the case, or - for standard input. Only its situation counts.
    aim
        What the magnesium is for, such as sleep or migraine. Can be given several times.
    domain
        A domain of ALPIMS: anxiety, laxity, pain, immune, mood or sensory. Can be given several times.
    json
        Print JSON instead of text.
    """
    aims, domains = parse_words("--aim", aim, Aim), parse_words("--domain", domain, Domain)
    situation = read_case(read_file(file)).situation
    with faults_named_as_in_json():
        forms = form_options(aims=aims, domains=domains, situation=situation)
        routes = route_options(aims=aims, domains=domains, situation=situation)
    if json:
        print(to_json({"forms": forms, "routes": routes}))
    else:
        print_page(forms.page())
        print_page(routes.page())


@app.command(name="label")
def _label(file: Annotated[str, Parameter(allow_leading_hyphen=True)], /, *, json: bool = False) -> None:
    """Read a product label: its magnesium, serving and ingredients, and what could not be read.

    Parameters
    ----------
    file
        The file with the label's text, or with its JSON record in the NIH label database, or - for standard input.
    json
        Print JSON instead of text.
    """
    contents = read_file(file)
    record = contents.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    label = Label.from_dsld(read_record(contents)) if record else Label.from_text(decode(contents))
    print_answer(label, json=json)


@app.command(name="rules")
def _rules(
    table: str | None = None,
    /,
    *,
    details: Annotated[bool, Parameter(negative=())] = False,
    as_csv: Annotated[bool, Parameter(name="--csv", negative=())] = False,
) -> None:
    """Print a table of the rulebook for a clinician to read. Without a name, list the tables.

    Parameters
    ----------
    table
        The name of a table, such as zones, or of a family of tables, such as zone.
    details
        Print rule ids and sources too.
    as_csv
        Print one table as CSV for a spreadsheet, with rule ids and sources.
    """
    if as_csv:
        _print_csv(table)
        return
    if table is None:
        rows = tuple((name, listed.title, str(len(listed.rules))) for name, listed in tables(CURRENT))
        grid = Grid(caption="Tables of the rulebook", header=("table", "title", "rows"), rows=rows, numbers=(2,))
        print_page(Page(title=f"Rulebook, edition {CURRENT.edition}", blocks=(grid,)))
    else:
        for found in tabulated(table):
            print_page(found.full_page() if details else found.page())
            print()
        print_page(Page(title=CURRENT.notices[Notice.DISCLAIMER].then))
        if not details:
            print("\nRule ids and sources: add --details. For a spreadsheet: add --csv")


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
