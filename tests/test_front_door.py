"""The public names, and what importing them loads."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import alpims_mg
from alpims_mg import wire

PACKAGE = Path(alpims_mg.__file__).parent

# Change a list of public names only on purpose.
PUBLIC = [
    "Acknowledgement",
    "Additive",
    "Aim",
    "AlpimsMgError",
    "Alternative",
    "Answer",
    "AnswerWords",
    "Audience",
    "CURRENT",
    "Capsule",
    "CarriedOver",
    "Case",
    "Certainty",
    "Change",
    "CheckIn",
    "Citation",
    "ClockConstraint",
    "Compound",
    "Condition",
    "Consult",
    "Counterfactual",
    "Counterfactuals",
    "Course",
    "CourseMap",
    "CourseOdds",
    "DayKind",
    "DaySchedule",
    "Decision",
    "DecisionGrid",
    "Difference",
    "DifferenceRow",
    "Domain",
    "DosageForm",
    "DoseBand",
    "DosePlan",
    "DoseSeparation",
    "DoseTaken",
    "EDITION",
    "Effect",
    "Egfr",
    "EgfrUnit",
    "Elemental",
    "FactList",
    "FactQuestion",
    "Finding",
    "Findings",
    "Form",
    "FormOption",
    "FormOptions",
    "FreeInterval",
    "GreenQuestion",
    "GridCell",
    "GridFact",
    "Infeasible",
    "Intake",
    "Intent",
    "InvalidInputError",
    "InvalidQuantityError",
    "JointReview",
    "KidneyFunction",
    "Label",
    "Ledger",
    "LedgerDay",
    "LimitCheck",
    "LimitOutcome",
    "MagnesiumSalt",
    "Medicine",
    "MedicineClass",
    "MedicineClasses",
    "MedicineDose",
    "MedicineRoute",
    "Move",
    "NamedSalt",
    "NeedsInformation",
    "NotChecked",
    "Offer",
    "OtherCourse",
    "PlacedIntake",
    "Portion",
    "Preview",
    "Proposal",
    "Reaction",
    "Requirement",
    "Review",
    "Route",
    "RouteOption",
    "RouteOptions",
    "Routine",
    "Rulebook",
    "RulebookError",
    "RungDate",
    "RungSupply",
    "SchedulingConflict",
    "Serving",
    "Severity",
    "Situation",
    "Source",
    "SourceKind",
    "Step",
    "Supply",
    "TightenOption",
    "TightenOptions",
    "TimeOfDay",
    "ToAcknowledge",
    "Tolerance",
    "Topical",
    "TopicalPlan",
    "Unschedulable",
    "Vehicle",
    "Verdict",
    "WhyNot",
    "Wish",
    "Withhold",
    "Zone",
    "ZoneChance",
    "ZoneOutlook",
    "__version__",
    "acknowledge",
    "assess",
    "begin_course",
    "carry_over",
    "compare",
    "decision_grid",
    "estimate_supply",
    "explain",
    "form_options",
    "green_check",
    "map_course",
    "medicine_classes",
    "preview",
    "replay_course",
    "review_course",
    "review_courses",
    "route_options",
    "schedule_day",
    "switch_product",
    "tabulate",
    "tighten",
    "tighten_options",
    "titration_schedule",
    "what_would_change",
    "why_not",
    "zone_eligibility",
]
WIRE = [
    "json_schema",
    "make_converter",
    "read_case",
    "read_comparable",
    "read_day_case",
    "read_decision",
    "read_diary",
    "read_joint_diary",
    "read_ledger",
    "read_plan",
    "read_record",
    "register_hooks",
    "to_json",
    "wire_faults",
]

OPTIONAL = [
    "IPython",
    "anywidget",
    "babel",
    "cattrs",
    "cyclopts",
    "hypothesis",
    "jinja2",
    "narwhals",
    "pandas",
    "polars",
    "pytest",
    "rich",
    "traitlets",
    "weasyprint",
]


def test_the_public_names_are_as_agreed() -> None:
    assert sorted(alpims_mg.__all__) == PUBLIC


def test_the_public_names_of_the_wire_are_as_agreed() -> None:
    assert sorted(wire.__all__) == WIRE


def test_a_star_import_gives_exactly_the_public_names() -> None:
    names: dict[str, object] = {}
    exec("from alpims_mg import *", names)  # Python allows a star import only at the top of a module
    assert sorted(set(names) - {"__builtins__"}) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_exists(name: str) -> None:
    assert getattr(importlib.import_module("alpims_mg"), name) is not None


@pytest.mark.parametrize("name", WIRE)
def test_a_public_name_of_the_wire_exists(name: str) -> None:
    assert callable(getattr(wire, name))


def loaded_by(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter loads for one statement."""
    script = (
        f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); before = set(sys.modules); {statement}; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_importing_the_library_loads_attrs_and_nothing_optional() -> None:
    loaded = loaded_by("import alpims_mg")
    assert {"alpims_mg", "attrs"} <= loaded
    assert loaded & set(OPTIONAL) == set()


def test_importing_the_wire_loads_cattrs_and_nothing_else_optional() -> None:
    assert loaded_by("import alpims_mg.wire") & set(OPTIONAL) == {"cattrs"}


@pytest.mark.parametrize(
    "first", ["alpims_mg.testing", "alpims_mg.testing.laws", "alpims_mg.testing.strategies", "hypothesis"]
)
def test_the_strategies_are_registered_in_any_import_order(first: str) -> None:
    script = (
        f"import {first}; from hypothesis import strategies as st; from alpims_mg import Situation; "
        "from alpims_mg.testing import register; register(); "
        "print(st.from_type(Situation).map(type).wrapped_strategy)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=PACKAGE.parent, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.strip()


def imported(path: Path) -> set[str]:
    """The top-level modules that a file imports, at its top or within a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_only_the_wire_imports_cattrs() -> None:
    modules = sorted(PACKAGE.rglob("*.py"))
    assert [path.relative_to(PACKAGE).as_posix() for path in modules if "cattrs" in imported(path)] == [
        "wire/converter.py"
    ]


def test_the_root_package_has_no_logic() -> None:
    body = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8")).body
    others = [node for node in body if not isinstance(node, ast.ImportFrom)]
    assert [type(node).__name__ for node in others] == ["Expr", "Assign", "Assign"]
    assert [ast.unparse(node.targets[0]) for node in others if isinstance(node, ast.Assign)] == [
        "__version__",
        "__all__",
    ]
