"""The mutants of the rulebook, and a pytest plugin that runs the tests against one of them.

A mutant is a rulebook in which one rule is wrong in one way. With ``-p mutants.mutation`` and the name of a mutant in
the variable ``MUTANT``, the rule is changed while the package is imported, so everything derived from it changes too.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from enum import Enum
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

import attrs

KINDS = {
    "verdict": "the next milder verdict, or CAUTION for PERMIT",
    "cut-point": "the next whole number",
    "member": "a pattern or an answer loses one member; another row answers for it",
    "hours": "the two directed hours swapped; one of them shorter where they are equal",
    "amount": "half the amount",
    "number": "the next whole number",
    "word": "another member of the same vocabulary",
    "text": "one letter fewer",
}
"""What each kind of mutant changes."""

BEHAVIOUR = ("verdict", "cut-point", "member")
"""The kinds that a behaviour test or a law must notice. For the others, the approved tables are enough."""

_CUT_POINTS = {"AgeBand", "KidneyNumber"}
"""The keys of the tables whose numbers separate people into classes."""


def mutants(table: Any) -> Iterator[tuple[str, str, Any, dict[Any, Any]]]:
    """Yield each mutant of a table: its name, its kind, the changed rule, and the rules of the keys that change.

    The name is the id of the rule and a number, such as ``form.oxide#0``.
    """
    for rule in table.rules:
        keys = [key for key, row in table if row is rule]
        changes = [*_answers(rule.then, cut_point=table.key.__name__ in _CUT_POINTS)]
        for number, (kind, answer) in enumerate(changes):
            changed = attrs.evolve(rule, then=answer)
            yield f"{rule.id}#{number}", kind, changed, dict.fromkeys(keys, changed)
        other = next((row for row in table.rules if row.then != rule.then), None)
        several = [(column, members) for column, members in rule.when if len(members) > 1]
        if other is not None and several:
            column, members = several[0]
            lost = min(members, key=lambda member: str(member.value))
            fewer = tuple((name, cell - {lost} if name == column else cell) for name, cell in rule.when)
            changed = attrs.evolve(rule, when=fewer)
            lost_keys = {key for key in keys if (getattr(key, column) if column else key) is lost}
            yield (
                f"{rule.id}#{len(changes)}",
                "member",
                changed,
                {key: other if key in lost_keys else changed for key in keys},
            )


def _answers(answer: Any, *, cut_point: bool = False) -> Iterator[tuple[str, Any]]:
    """Yield each mutant of an answer: its kind, and the changed answer."""
    from alpims_mg.model.findings import Verdict
    from alpims_mg.model.quantities import Elemental, Portion
    from alpims_mg.model.separations import DoseSeparation

    match answer:
        case Verdict():
            yield "verdict", Verdict.CAUTION if answer is Verdict.PERMIT else list(Verdict)[answer.severity - 1]
        case Elemental():
            yield "amount", Elemental(nanograms=answer.nanograms // 2)
        case Portion():
            yield "amount", Portion(quarters=answer.quarters + 1)
        case DoseSeparation(medicine_to_magnesium=after, magnesium_to_medicine=before):
            after, before = (before, after) if after != before else (max(after - 1, 0), before)
            yield "hours", DoseSeparation(medicine_to_magnesium=after, magnesium_to_medicine=before)
        case bool():
            yield "word", not answer
        case Enum():
            members: Sequence[Any] = list(type(answer))
            if len(members) > 1:
                yield "word", members[(members.index(answer) + 1) % len(members)]
        case int():
            yield "cut-point" if cut_point else "number", answer + 1
        case str():
            yield "text", answer[:-1]
        case tuple() | frozenset():
            yield from _fewer(answer)
        case _:
            for field in attrs.fields(type(answer)) if attrs.has(type(answer)) else ():
                for kind, changed in _answers(getattr(answer, field.name)):
                    yield kind, attrs.evolve(answer, **{field.name: changed})


def _fewer(answer: Any) -> Iterator[tuple[str, Any]]:
    """Yield the mutants of a collection: without one member or, if it has only one, with that member changed."""
    members = sorted(answer, key=str) if isinstance(answer, frozenset) else list(answer)
    if len(members) > 1:
        yield "member", type(answer)(members[:-1])
    for kind, changed in _answers(members[0]) if len(members) == 1 else ():
        yield kind, type(answer)([changed])


def apply(table: Any, name: str) -> None:
    """Turn a table into the named mutant."""
    for mutant, _, changed, cells in mutants(table):
        if mutant == name:
            rule_id = name.partition("#")[0]
            rules = tuple(changed if rule.id == rule_id else rule for rule in table.rules)
            object.__setattr__(table, "rules", rules)
            table._cells.update(cells)


class _MutatingFinder:
    """An import hook that lets each table of the mutated rule be built, and then changes it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def find_spec(self, fullname: str, path: Any = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if fullname != "alpims_mg.rules.tables":
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        assert spec is not None
        assert spec.loader is not None
        load = spec.loader.exec_module

        def load_and_patch(module: ModuleType) -> None:
            load(module)
            build = module.Table.__attrs_post_init__

            def build_and_change(table: Any) -> None:
                build(table)
                if self.name.startswith(f"{table.name}."):
                    apply(table, self.name)

            module.Table.__attrs_post_init__ = build_and_change

        object.__setattr__(spec.loader, "exec_module", load_and_patch)
        return spec


if wanted := os.environ.get("MUTANT"):
    assert "alpims_mg" not in sys.modules, "give the plugin before anything imports the package"
    sys.meta_path.insert(0, _MutatingFinder(wanted))
