"""The project's own rules for its source, which no linter checks."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import alpims_mg

PACKAGE = Path(alpims_mg.__file__).parent


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def is_core(path: Path) -> bool:
    """Whether a file is part of the core: not an adapter, a testing tool or the command line."""
    return name_of(path).split("/")[0] not in {"adapters", "testing", "__main__.py"}


FILES = sorted(PACKAGE.rglob("*.py"))
CORE = [path for path in FILES if is_core(path)]
RULEBOOK = [path for path in CORE if name_of(path).startswith("rulebook/")]

Finder = Callable[[ast.AST], Iterator[str]]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def found(finder: Finder, paths: list[Path]) -> list[str]:
    return [f"{name_of(path)}: {what}" for path in paths for what in finder(tree(path))]


def dotted(node: ast.AST) -> str:
    """``a.b.c`` of names and attributes; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def imports(root: ast.AST) -> Iterator[str]:
    """Every imported name, with its module: ``math.inf``."""
    for node in ast.walk(root):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


# --- What the core must not contain
INEXACT = {"math.inf", "math.nan", "math.pi", "math.e", "math.tau"}


def floats(root: ast.AST) -> Iterator[str]:
    """Float literals, the type ``float``, constants that are floats, and true division."""
    for node in ast.walk(root):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield f"literal {node.value}"
        if dotted(node) in {"float", "builtins.float"}:
            yield "name float"
        if isinstance(node, ast.arg | ast.AnnAssign) and isinstance(node.annotation, ast.Constant):
            yield from floats(ast.parse(str(node.annotation.value), mode="eval"))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and isinstance(node.returns, ast.Constant):
            yield from floats(ast.parse(str(node.returns.value), mode="eval"))
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            yield "true division"
        if dotted(node) in INEXACT:
            yield f"value {dotted(node)}"
    yield from (f"value {name}" for name in imports(root) if name in INEXACT)


CLOCKS = {"now", "today", "utcnow", "monotonic", "perf_counter", "time_ns", "localtime", "gmtime"}


def clocks(root: ast.AST) -> Iterator[str]:
    yield from (f"import {name}" for name in imports(root) if name.partition(".")[0] == "time")
    for node in ast.walk(root):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            yield f"attribute {node.attr}"


RANDOM_MODULES = {"random", "secrets", "uuid"}


def randomness(root: ast.AST) -> Iterator[str]:
    yield from (f"import {name}" for name in imports(root) if name.partition(".")[0] in RANDOM_MODULES)


OUTSIDE_MODULES = {"io", "os", "pathlib", "shutil", "socket", "subprocess", "sys", "tempfile", "urllib", "importlib"}
OUTSIDE_ATTRIBUTES = {"read_text", "read_bytes", "write_text", "write_bytes", "open", "environ", "getenv"}


def side_effects(root: ast.AST) -> Iterator[str]:
    """Access to files, the environment, other programs or the terminal."""
    yield from (f"import {name}" for name in imports(root) if name.partition(".")[0] in OUTSIDE_MODULES)
    for node in ast.walk(root):
        if isinstance(node, ast.Name) and node.id in {"open", "print", "input", "exec", "eval", "breakpoint"}:
            yield f"name {node.id}"
        if isinstance(node, ast.Attribute) and node.attr in OUTSIDE_ATTRIBUTES:
            yield f"attribute {node.attr}"


def asserts(root: ast.AST) -> Iterator[str]:
    """Assert statements, which Python removes under ``-O``."""
    yield from ("assert" for node in ast.walk(root) if isinstance(node, ast.Assert))


def functions(root: ast.AST) -> Iterator[str]:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    yield from (getattr(node, "name", "lambda") for node in ast.walk(root) if isinstance(node, kinds))


def test_the_core_has_no_floats() -> None:
    assert sorted(found(floats, CORE)) == []


def test_the_core_reads_no_clock() -> None:
    assert found(clocks, CORE) == []


def test_the_core_uses_no_randomness() -> None:
    assert found(randomness, CORE) == []


READ = ["_internal/catalogues.py: import importlib.resources.files", "_internal/catalogues.py: attribute open"]
"""The catalogues of translations, which are part of the package."""


def test_the_core_reads_and_prints_nothing_but_its_translations() -> None:
    assert found(side_effects, CORE) == READ


def test_the_core_never_asserts() -> None:
    assert found(asserts, CORE) == []


def test_the_rulebook_holds_no_functions() -> None:
    assert RULEBOOK
    assert found(functions, RULEBOOK) == []


@pytest.mark.parametrize(
    ("finder", "source"),
    [
        (floats, "ceiling = 400.0"),
        (floats, "def half(mg: float) -> None: ..."),
        (floats, "def half(mg: 'float') -> None: ..."),
        (floats, "def half() -> 'float | None': ..."),
        (floats, "mg: list[float]"),
        (floats, "float('1')"),
        (floats, "half = dose / 2"),
        (floats, "from math import inf"),
        (floats, "import math\nmost = math.inf"),
        (clocks, "import time"),
        (clocks, "from time import monotonic"),
        (clocks, "from datetime import date\ndate.today()"),
        (clocks, "import datetime\ndatetime.datetime.now()"),
        (randomness, "from random import choice"),
        (randomness, "import secrets"),
        (randomness, "import uuid"),
        (side_effects, "open('a')"),
        (side_effects, "from pathlib import Path"),
        (side_effects, "import os.path"),
        (side_effects, "file.read_text()"),
        (side_effects, "print('a')"),
        (asserts, "def f(dose):\n    assert dose"),
        (functions, "def f(): ..."),
        (functions, "class A:\n    def f(self): ..."),
        (functions, "f = lambda: 1"),
    ],
)
def test_code_that_breaks_a_rule_is_reported(finder: Finder, source: str) -> None:
    assert list(finder(ast.parse(source)))


def test_code_that_keeps_the_rules_is_not_reported() -> None:
    source = "from datetime import date, time\nfrom math import prod\ndef f(at: time, on: date, mg: int = 400): ...\n"
    for finder in (floats, clocks, randomness, side_effects, asserts):
        assert list(finder(ast.parse(source))) == []


# --- Size and names
def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_the_table_engine_has_under_150_lines() -> None:
    assert length(PACKAGE / "rules" / "tables.py") < 150


def top_level_functions(path: Path) -> set[str]:
    return {node.name for node in tree(path).body if isinstance(node, ast.FunctionDef)}


def test_no_public_function_of_a_package_has_the_name_of_one_of_its_modules() -> None:
    modules = {path.stem for path in FILES} | {path.parent.name for path in FILES}
    shared = {name_of(path): top_level_functions(path) & {path.stem, path.parent.name} for path in FILES}
    assert {name: functions for name, functions in shared.items() if functions} == {}
    assert modules.isdisjoint(alpims_mg.__all__)


# --- Classes
BASES = {
    # Classes that others may extend, with the reason. Every other class is final.
    "model/vocabulary/words.py: Word": "an enum without members",
    "model/vocabulary/words.py: GrowingWord": "an enum without members",
    "model/quantities.py: Mass": "elemental and compound, which never mix",
    "_internal/rendering/pages.py: Displayed": "everything that a notebook shows",
    "_internal/rendering/pages.py: Renderable": "everything that renders itself",
    "model/truth_values.py: NoTruthValue": "all answers, which have no truth value",
    "rules/index.py: TableSet": "a rulebook is one",
    "errors.py: AlpimsMgError": "a host catches it; every error is one",
    "errors.py: InvalidInputError": "the parent of the errors for one kind of input",
    "errors.py: RulebookError": "an invalid source is one too",
}


def classes(path: Path) -> Iterator[ast.ClassDef]:
    yield from (node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef))


def closed(kind: ast.ClassDef) -> bool:
    """Whether a class is final: marked as such, or an enum with members, which Python does not let anyone extend."""
    marked = any(dotted(node).rpartition(".")[2] == "final" for node in kind.decorator_list)
    enum = any(dotted(base) in {"Word", "GrowingWord", "Enum"} for base in kind.bases)
    return marked or (enum and any(isinstance(node, ast.Assign) and is_member(node) for node in kind.body))


def is_member(line: ast.Assign) -> bool:
    return all(isinstance(target, ast.Name) and not target.id.startswith("_") for target in line.targets)


def test_every_public_class_is_final_or_a_named_base() -> None:
    public = [(path, kind) for path in CORE for kind in classes(path) if not kind.name.startswith("_")]
    opened = {f"{name_of(path)}: {kind.name}" for path, kind in public if not closed(kind)}
    assert opened == set(BASES)


def decorated(kind: ast.ClassDef) -> Iterator[tuple[str, set[str]]]:
    """The decorators that turn a class into a data class, each with the options that are true."""
    for node in kind.decorator_list:
        call = node.func if isinstance(node, ast.Call) else node
        root = dotted(call).partition(".")[0]
        if root in {"attr", "attrs", "define", "frozen", "mutable", "dataclass", "dataclasses"}:
            keywords = node.keywords if isinstance(node, ast.Call) else []
            on = {word.arg or "**" for word in keywords if isinstance(word.value, ast.Constant) and word.value.value}
            yield dotted(call), on


def test_every_data_class_is_a_frozen_attrs_class() -> None:
    made = [
        (f"{name_of(path)}: {kind.name}", how) for path in CORE for kind in classes(path) for how in decorated(kind)
    ]
    assert made
    assert [name for name, (decorator, _) in made if decorator != "attrs.frozen"] == []


def test_every_data_class_is_keyword_only() -> None:
    made = [
        (f"{name_of(path)}: {kind.name}", how) for path in CORE for kind in classes(path) for how in decorated(kind)
    ]
    assert [name for name, (_, on) in made if "kw_only" not in on] == []


def test_no_data_class_turns_its_slots_off() -> None:
    without_slots = [
        f"{name_of(path)}: {kind.name}"
        for path in CORE
        for kind in classes(path)
        for node in kind.decorator_list
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg in {"slots", "frozen"} and isinstance(word.value, ast.Constant) and not word.value.value
    ]
    assert without_slots == []


# --- Raising
RAISED = {"InvalidCallError", "InvalidInputError", "InvalidQuantityError", "InvalidSourceError", "RulebookError"}
RAISED_ELSEWHERE = [
    # A missing library is an import error, and names the extra to install.
    "_internal/extras.py: ModuleNotFoundError",
    # The page of the base class; each subclass renders its own.
    "_internal/rendering/pages.py: NotImplementedError",
]


def returned(root: ast.AST) -> dict[str, str]:
    """The type that each function returns, by the name of the function."""
    return {
        node.name: dotted(node.returns)
        for node in ast.walk(root)
        if isinstance(node, ast.FunctionDef) and node.returns is not None
    }


HELPERS = {name: kind for path in CORE for name, kind in returned(tree(path)).items() if kind.endswith("Error")}


def raised(root: ast.AST) -> Iterator[str]:
    """The names of the errors raised. A call of a function that returns an error counts as that error."""
    gives = HELPERS | returned(root)
    for node in ast.walk(root):
        if isinstance(node, ast.Raise) and node.exc is not None:
            what = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            yield gives.get(dotted(what), dotted(what)) or ast.unparse(node.exc)


def test_the_core_raises_only_its_own_errors() -> None:
    others = [what for what in found(raised, CORE) if what.rpartition(": ")[2] not in RAISED]
    assert others == RAISED_ELSEWHERE


@pytest.mark.parametrize(
    "source",
    ["raise ValueError('no')", "raise KeyError", "def f() -> TypeError: ...\nraise f()", "raise errors[0]"],
)
def test_another_error_is_reported(source: str) -> None:
    assert [what for what in raised(ast.parse(source)) if what not in RAISED]
