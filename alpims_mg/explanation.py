"""Answers and rules in words."""

from datetime import date

from alpims_mg._kit.checks import shown
from alpims_mg.decisions import Decision
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.policies import AnyTable, tables
from alpims_mg.rulebook import CURRENT, Rulebook


def explain(decision: Decision, *, starts: date | None = None) -> str:
    """The whole answer in plain words: the answer first, then the plan, every finding with its sources, what was
    acknowledged, what was not checked, and the disclaimer. With ``starts`` the rungs of a plan have dates.
    """
    return decision.page(starts).text()


def tabulate(name: str | None = None, *, rulebook: Rulebook = CURRENT) -> str:
    """Tables of the rulebook as Markdown: one by its name (``zones``), else a family (``dose``), or all of them.

    Raises: ``InvalidInputError`` when no table has that name.

    >>> print(tabulate("consults").splitlines()[4])
    | route | intent | answer | because | says | rule |
    """
    return "\n\n".join(table.page().markdown() for table in tabulated(name, rulebook=rulebook))


def tabulated(name: str | None = None, *, rulebook: Rulebook = CURRENT) -> tuple[AnyTable, ...]:
    """The tables that ``tabulate`` writes, each of which shows itself.

    Raises: ``InvalidInputError`` when no table has that name.
    """
    fields = dict(tables(rulebook))
    if isinstance(name, str) and name in fields:
        return (fields[name],)
    named = tuple(table for table in fields.values() if name in (None, table.name))
    if not named:
        wanted = f"one of {', '.join(fields)}"
        raise InvalidInputError(Fault(path="table", wanted=wanted, got=shown(name), todo="name a table"))
    return named
