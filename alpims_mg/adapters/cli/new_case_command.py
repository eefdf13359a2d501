"""The command ``new-case``, which asks for the facts of a case one by one and writes the case to a file."""

import json as json_text
import os
import shlex
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, cast

from cyclopts import Parameter
from rich.console import Console

from alpims_mg._internal.rendering import Listing, Page, sentence
from alpims_mg._internal.rendering.lines import cleaned, wrapped
from alpims_mg.adapters.cli.application import (
    PROGRAM,
    app,
    example,
    faults_named_as_in_json,
    print_page,
    read_file,
    width_of,
)
from alpims_mg.adapters.cli.options import STANDARD_STREAM, AsJson, any_file_argument, flag
from alpims_mg.adapters.cli.replies import REPLY, Value, reply_value
from alpims_mg.assessment.assessing import assess
from alpims_mg.assessment.case_questions import fields_to_ask
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.model.case_questions import QuestionWords
from alpims_mg.model.vocabulary import FactList, Intent, Route
from alpims_mg.rulebook.consults import Fact, FactKey, Need
from alpims_mg.rulebook.current import CURRENT
from alpims_mg.rulebook.questions import CaseField
from alpims_mg.wire import read_case, read_record

_HELP: Final = "?"
_INTRODUCTION: Final = (
    "Please reply to each question and press Enter.",
    "For help with a question, write ?. To leave it out, press Enter alone. It then counts as not stated.",
    "To stop, press Ctrl-C. Nothing is saved before the last reply.",
)
_FROM: Final = "A case of which only a part is stated. Only what an answer needs and what is missing is asked for."

NO_ANSWER: Final = "We need a reply to this one. For help, write ?."
"""What is printed if a question without which there is no case is left out."""

Document = dict[str, Any]
"""A case in JSON, or a part of one."""


@app.command(name="new-case", help_epilogue=example("new-case case.json"))
def _new_case(
    file: Annotated[Path, any_file_argument("The file to write, or - for standard output.")] = STANDARD_STREAM,
    /,
    *,
    known: Annotated[Path | None, Parameter(name="--from", allow_leading_hyphen=True, help=_FROM)] = None,
    force: Annotated[bool, flag("--force", "Write the file even if it exists.")] = False,
    json: AsJson = False,
) -> None:
    """Ask for the facts of a case one by one, and write the case to a file.

    Each reply is checked at once. The questions are printed on standard error.
    """
    _check_target(file, force=force)
    document: Document = {} if known is None else _partial_case(known)
    document["situation"] = document.get("situation") or {}
    _say(_INTRODUCTION)
    for field in (CaseField.INTENT, CaseField.PRODUCT):
        if _stated(document, field) is None:
            _ask(field, document)
    route, intent = Route(_stated(document, CaseField.PRODUCT)), Intent(_stated(document, CaseField.INTENT))
    asked: set[CaseField] = set()
    for field in fields_to_ask(route, intent, rulebook=CURRENT):
        follows = field is CaseField.OTHER_CONDITIONS and CaseField.CONDITIONS in asked
        lacks = _stated(document, field) is None or _list_in_part(document, field) is not None
        if lacks and (known is None or follows or _is_needed(field, route, intent)):
            _ask(field, document)
            asked.add(field)
    text = json_text.dumps(document, indent=2, ensure_ascii=False)
    if file == STANDARD_STREAM:
        print(text)
        return
    _write(file, f"{text}\n", force=force)
    if json:
        print(text)
    else:
        for_the_answer = f"For the answer: {PROGRAM} assess {shlex.quote(str(file))}"
        print_page(Page(f"The case is written to {file}", (for_the_answer,)))


def _check_target(file: Path, *, force: bool) -> None:
    """Check before the first question that the file can be written.

    Raises: ``InvalidInputError`` if not.
    """
    if file == STANDARD_STREAM:
        return
    shown = repr(str(file))
    if file.exists() and not (force and file.is_file()):
        fix = "name another file, or add --force" if file.is_file() else "name a file"
        raise InvalidInputError(Fault(path="FILE", expected="a new file", actual=f"{shown}, which exists", fix=fix))
    if not os.access(file.parent, os.W_OK):
        fix = "name a file in a folder that exists and that you may write to"
        raise InvalidInputError(Fault(path="FILE", expected="a file that can be written", actual=shown, fix=fix))


def _write(file: Path, text: str, *, force: bool) -> None:
    """Write the file. Without ``force``, a file that appeared in the meantime is not overwritten."""
    with file.open("w" if force else "x", encoding="utf-8") as opened:
        opened.write(text)


def _partial_case(file: Path) -> Document:
    """Read a case with gaps.

    Raises: ``InvalidInputError`` with every fault, except those of facts that are missing.
    """
    if file == STANDARD_STREAM:
        fix = "name a file, since the replies come from standard input"
        raise InvalidInputError(Fault(path="--from", expected="a file", actual=repr(str(file)), fix=fix))
    contents = read_file(file, "--from")
    document = dict(read_record(contents))
    try:
        read_case(contents)
    except InvalidInputError as error:
        faults = [fault for fault in error.faults if not _is_asked_for(fault)]
        if faults:
            raise InvalidInputError(*faults) from None
    return document


def _is_asked_for(fault: Fault) -> bool:
    """Whether a fault only says that a field, or the object that holds it, is missing."""
    asked = any(f"{field.value}.".startswith(f"{fault.path}.") for field in CaseField)
    return asked and fault.actual in {"nothing", "None"}


def _is_needed(field: CaseField, route: Route, intent: Intent) -> bool:
    """Whether a case cannot be written without this field, or an answer cannot be given without it."""
    if not CURRENT.questions[field].then.may_skip:
        return True
    facts = [fact for fact in Fact if fact.value == field.value]
    return any(CURRENT.facts[FactKey(fact=fact, route=route, intent=intent)].then is Need.NEEDED for fact in facts)


def _stated(document: Mapping[str, Any], field: CaseField) -> Any:
    """The value that a case states for a field; None if it states none. An eGFR states the kidney function too."""
    found: Any = document
    for key in field.value.split("."):
        found = cast("Mapping[str, Any]", found or {}).get(key)
    if found is None and field is CaseField.KIDNEY:
        return cast("Mapping[str, Any]", document.get("situation") or {}).get("egfr")
    return found


def _list_in_part(document: Mapping[str, Any], field: CaseField) -> FactList | None:
    """The list that a field holds, if the case states only a part of it. None for any other field."""
    named = cast("Mapping[str, Any]", document.get("situation") or {}).get("partial") or ()
    return next((one for one in FactList if field.value == f"situation.{one}" and one.value in named), None)


def _with_rest(document: Mapping[str, Any], field: CaseField, value: Value, one: FactList) -> Document:
    """A copy of a case in which the list of this field also holds ``value``, and is whole."""
    held, more = cast("list[object]", _stated(document, field)), cast("list[object]", value)
    whole = [*held, *(item for item in more if item not in held)]
    copied = _with(document, field, cast("Value", whole))
    copied["situation"]["partial"] = [name for name in copied["situation"]["partial"] if name != one.value]
    return copied


def _with(document: Mapping[str, Any], field: CaseField, value: Value | None) -> Document:
    """A copy of a case in which a field has this value."""
    copied = dict(document)
    inner = copied
    *outer, last = field.value.split(".")
    for key in outer:
        inner[key] = dict(inner.get(key) or {})
        inner = inner[key]
    if value is not None:
        inner[last] = value
    return copied


def _ask(field: CaseField, document: Document) -> None:
    """Ask for one field until the reply is valid, and add the reply to the document."""
    in_part = _list_in_part(document, field)
    asked = CURRENT.rest_questions[in_part].then if in_part else CURRENT.questions[field].then
    _say(("", asked.question), (asked.how_to_reply,))
    while True:
        reply = _reply(asked)
        if reply == _HELP:
            _explain(asked)
            continue
        if not reply and not asked.may_skip:
            _say((), (NO_ANSWER,))
            continue
        try:
            value = reply_value(field, asked, reply) if reply else None
            if in_part and value is not None:
                changed = _with_rest(document, field, value, in_part)
            else:
                changed = _with(document, field, value)
            _check(field, changed)
        except InvalidInputError as error:
            _say((), map(_correction, error.faults))
            continue
        document.update(changed)
        return


def _correction(fault: Fault) -> str:
    """What is wrong with a reply, in sentences. How to fix a value of another field is said in terms of code."""
    fix = f" {sentence(fault.fix)}" if fault.path == REPLY else ""
    return f"It must be {fault.expected}. You wrote {fault.actual}.{fix}"


def _check(field: CaseField, document: Document) -> None:
    """Check a field of a case that is not complete yet.

    Raises: ``InvalidInputError`` with the faults of this field.
    """
    stated = [one for one in CaseField if _stated(document, one) is not None]
    whole = document
    for missing, value in SAMPLE.items():
        if missing not in stated:
            whole = _with(whole, missing, value)
    try:
        with faults_named_as_in_json():
            case = read_case(json_text.dumps(whole))
            assess(case.situation, case.proposal)
    except InvalidInputError as error:
        own = [fault for fault in error.faults if f"{fault.path}.".startswith((f"{field.value}.", f"{field.value}["))]
        if own:
            raise InvalidInputError(*own) from None


SAMPLE: Final[Mapping[CaseField, Value]] = {
    CaseField.INTENT: "start",
    CaseField.PRODUCT: "capsule",
    CaseField.FORM: "glycinate",
    CaseField.STRENGTH: "100",
    CaseField.DIVISION: 4,
}
"""Values that stand for fields not yet asked for, while another one is checked. They never reach the file."""


def _reply(asked: QuestionWords) -> str:
    """The next line of standard input, without spaces at its ends.

    Raises: ``InvalidInputError`` at the end of standard input.
    """
    print("> ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline() if sys.stdin else ""
    if not (line and sys.stdin and sys.stdin.isatty()):  # a terminal has already shown a reply
        print(cleaned(line), file=sys.stderr)
    if not line:
        expected, fix = "a reply to each question", "reply to all of them. Nothing is written"
        actual = f"no reply to {asked.question!r}"
        raise InvalidInputError(Fault(path="standard input", expected=expected, actual=actual, fix=fix))
    return line.strip()


def _explain(asked: QuestionWords) -> None:
    """Print more about a question, and the words that it takes with their meanings."""
    words = Listing("The words that we know:", tuple(map(str, asked.choices)))
    page = Page(asked.more, (words,) if asked.choices else ())
    print(page.text(width_of(Console(stderr=True))), file=sys.stderr)


def _say(plain: Iterable[str], indented: Iterable[str] = ()) -> None:
    """Print lines on standard error: some at the left, the others indented."""
    width = width_of(Console(stderr=True))
    lines = [line for words in plain for line in wrapped(words, width)]
    lines += [line for words in indented for line in wrapped(words, width, first="  ")]
    print("\n".join(lines), file=sys.stderr)
