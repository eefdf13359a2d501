"""Worked ladders: the daily amounts of many products, one below another, as section 5 of the readings works them.

A line without indentation asks: form, strength, number of pieces, then ``at`` the amount that goes on, ``from`` the
present amount, or ``to`` a target. The lines below it answer: each daily amount with its intakes.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from approval import approve, read
from units.builders import capsule

from alpims_mg import DosePlan, Elemental, Form, Infeasible, Intent, titration_schedule

LADDERS = Path(__file__).with_name("ladders.txt")
QUESTION = re.compile(r"(\w+) ([\d.]+) mg in (\d)(?: (at|from) ([\d.]+))?(?: to ([\d.]+))?")
QUESTIONS = [line for line in read(LADDERS).splitlines() if line and not line.startswith((" ", "#"))]
INTENTS = {None: Intent.START, "at": Intent.MAINTAIN, "from": Intent.INCREASE}


def asked(question: str) -> DosePlan | Infeasible:
    match = QUESTION.fullmatch(question)
    assert match, question
    form, strength, pieces, intent, present, target = match.groups()
    return titration_schedule(
        capsule(strength, int(pieces), Form(form)),
        intent=INTENTS[intent],
        current_daily=None if present is None else Elemental.mg(present),
        target=None if target is None else Elemental.mg(target),
    )


def answered(question: str) -> Iterator[str]:
    yield question
    answer = asked(question)
    if isinstance(answer, Infeasible):
        yield f"  {answer.finding.rule}: {answer.finding.text}"
        return
    for step in answer.steps:
        intakes = ", ".join(f"{intake.at} {intake.elemental.format_mg()}" for intake in step.intakes)
        yield f"  {step.daily.format_mg()} mg: {intakes}"


def test_the_worked_ladders_are_the_approved_ones() -> None:
    remarks = [line for line in read(LADDERS).splitlines() if line.startswith("#")]
    blocks = ("\n".join(answered(question)) for question in QUESTIONS)
    approve({LADDERS: "\n".join((*remarks, *blocks)) + "\n"})


def test_no_ladder_is_worked_twice() -> None:
    assert len(set(QUESTIONS)) == len(QUESTIONS) > 0
