"""The house's own rules, read off the source: what no linter knows of this house."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import alpims_mg

PACKAGE = Path(alpims_mg.__file__).parent


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def below(path: Path) -> bool:
    """Below the adapters, the tests' own kit and the command: the core."""
    return name_of(path).split("/")[0] not in {"adapters", "testing", "__main__.py"}


FILES = sorted(PACKAGE.rglob("*.py"))
CORE = [path for path in FILES if below(path)]
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


def imports(node: ast.AST) -> Iterator[str]:
    """Every imported name with its module: ``math.inf``."""
    for one in ast.walk(node):
        if isinstance(one, ast.Import):
            yield from (alias.name for alias in one.names)
        elif isinstance(one, ast.ImportFrom):
            yield from (f"{one.module}.{alias.name}" for alias in one.names)


# --- What the core must not hold
INEXACT = {"math.inf", "math.nan", "math.pi", "math.e", "math.tau"}


def floats(node: ast.AST) -> Iterator[str]:
    """Float literals, the name of the type, names that hold a float, and what divides into one."""
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, float | complex):
            yield f"literal {one.value}"
        if dotted(one) in {"float", "builtins.float"}:
            yield "name float"
        if isinstance(one, ast.arg | ast.AnnAssign) and isinstance(one.annotation, ast.Constant):
            yield from floats(ast.parse(str(one.annotation.value), mode="eval"))
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and isinstance(one.returns, ast.Constant):
            yield from floats(ast.parse(str(one.returns.value), mode="eval"))
        if isinstance(one, ast.BinOp | ast.AugAssign) and isinstance(one.op, ast.Div):
            yield "true division"
        if dotted(one) in INEXACT:
            yield f"value {dotted(one)}"
    yield from (f"value {name}" for name in imports(node) if name in INEXACT)


CLOCKS = {"now", "today", "utcnow", "monotonic", "perf_counter", "time_ns", "localtime", "gmtime"}


def clocks(node: ast.AST) -> Iterator[str]:
    yield from (f"import {name}" for name in imports(node) if name.partition(".")[0] == "time")
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute) and one.attr in CLOCKS:
            yield f"attribute {one.attr}"


CHANCE = {"random", "secrets", "uuid"}


def chance(node: ast.AST) -> Iterator[str]:
    yield from (f"import {name}" for name in imports(node) if name.partition(".")[0] in CHANCE)


OUTSIDE = {"io", "os", "pathlib", "shutil", "socket", "subprocess", "sys", "tempfile", "urllib", "importlib"}
READING = {"read_text", "read_bytes", "write_text", "write_bytes", "open", "environ", "getenv"}


def outside(node: ast.AST) -> Iterator[str]:
    """Files, the environment, other programs, the terminal."""
    yield from (f"import {name}" for name in imports(node) if name.partition(".")[0] in OUTSIDE)
    for one in ast.walk(node):
        if isinstance(one, ast.Name) and one.id in {"open", "print", "input", "exec", "eval", "breakpoint"}:
            yield f"name {one.id}"
        if isinstance(one, ast.Attribute) and one.attr in READING:
            yield f"attribute {one.attr}"


def asserts(node: ast.AST) -> Iterator[str]:
    """Asserts vanish under -O."""
    yield from ("assert" for one in ast.walk(node) if isinstance(one, ast.Assert))


def functions(node: ast.AST) -> Iterator[str]:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    yield from (getattr(one, "name", "lambda") for one in ast.walk(node) if isinstance(one, kinds))


# Each with its reason; a line that is no longer needed must go.
def test_no_float_stands_in_the_core() -> None:
    assert sorted(found(floats, CORE)) == []


def test_the_core_reads_no_clock() -> None:
    assert found(clocks, CORE) == []


def test_the_core_leaves_nothing_to_chance() -> None:
    assert found(chance, CORE) == []


def test_the_core_neither_reads_nor_prints() -> None:
    assert found(outside, CORE) == []


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
        (chance, "from random import choice"),
        (chance, "import secrets"),
        (chance, "import uuid"),
        (outside, "open('a')"),
        (outside, "from pathlib import Path"),
        (outside, "import os.path"),
        (outside, "file.read_text()"),
        (outside, "print('a')"),
        (asserts, "def f(dose):\n    assert dose"),
        (functions, "def f(): ..."),
        (functions, "class A:\n    def f(self): ..."),
        (functions, "f = lambda: 1"),
    ],
)
def test_a_broken_rule_is_found(finder: Finder, source: str) -> None:
    assert list(finder(ast.parse(source)))


def test_kept_rules_are_not_found_broken() -> None:
    source = "from datetime import date, time\nfrom math import prod\ndef f(at: time, on: date, mg: int = 400): ...\n"
    for finder in (floats, clocks, chance, outside, asserts):
        assert list(finder(ast.parse(source))) == []


# --- Size and names
LONG = [
    "testing/course_laws.py",
    "testing/laws.py",
    "testing/strategies.py",
]


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_the_table_engine_has_under_150_lines() -> None:
    assert length(PACKAGE / "rules" / "tables.py") < 150


def test_no_module_has_over_400_lines_except_lists_of_rows_and_words() -> None:
    assert [name_of(path) for path in FILES if length(path) > 400 and not name_of(path).startswith("rulebook/")] == LONG


def top_level_functions(path: Path) -> set[str]:
    return {one.name for one in tree(path).body if isinstance(one, ast.FunctionDef)}


def test_no_public_function_of_a_package_has_the_name_of_one_of_its_modules() -> None:
    modules = {path.stem for path in FILES} | {path.parent.name for path in FILES}
    shared = {name_of(path): top_level_functions(path) & {path.stem, path.parent.name} for path in FILES}
    assert {name: functions for name, functions in shared.items() if functions} == {}
    assert modules.isdisjoint(alpims_mg.__all__)


# --- Classes
BASES = {
    # Made to be built on; everything else is final.
    "model/vocabulary/words.py: Word": "closed words; an enum without members",
    "model/quantities.py: Mass": "elemental and compound, which never mix",
    "_internal/rendering.py: Renderable": "whatever shows itself",
    "rules/index.py: TableSet": "a rulebook is one",
    "errors.py: AlpimsMgError": "a host may catch it, and every error is one",
    "errors.py: InvalidInputError": "the parent of InvalidQuantityError",
}


def classes(path: Path) -> Iterator[ast.ClassDef]:
    yield from (one for one in ast.walk(tree(path)) if isinstance(one, ast.ClassDef))


def closed(kind: ast.ClassDef) -> bool:
    """Final by word, or by being an enum with members, which Python lets nobody build on."""
    says = any(dotted(one).rpartition(".")[2] == "final" for one in kind.decorator_list)
    enum = any(dotted(base) in {"Word", "Enum"} for base in kind.bases)
    return says or (enum and any(isinstance(one, ast.Assign) and is_member(one) for one in kind.body))


def is_member(line: ast.Assign) -> bool:
    return all(isinstance(target, ast.Name) and not target.id.startswith("_") for target in line.targets)


def test_every_public_class_is_final_or_a_base_on_purpose() -> None:
    public = [(path, kind) for path in CORE for kind in classes(path) if not kind.name.startswith("_")]
    opened = {f"{name_of(path)}: {kind.name}" for path, kind in public if not closed(kind)}
    assert opened == set(BASES)


def decorated(kind: ast.ClassDef) -> Iterator[tuple[str, set[str]]]:
    """The decorators that make a class of fields, each with the options that it switches on."""
    for one in kind.decorator_list:
        call = one.func if isinstance(one, ast.Call) else one
        root = dotted(call).partition(".")[0]
        if root in {"attr", "attrs", "define", "frozen", "mutable", "dataclass", "dataclasses"}:
            keywords = one.keywords if isinstance(one, ast.Call) else []
            on = {word.arg or "**" for word in keywords if isinstance(word.value, ast.Constant) and word.value.value}
            yield dotted(call), on


def test_every_class_of_fields_is_an_attrs_class_and_frozen() -> None:
    made = [
        (f"{name_of(path)}: {kind.name}", how) for path in CORE for kind in classes(path) for how in decorated(kind)
    ]
    assert made
    assert [name for name, (decorator, _) in made if decorator != "attrs.frozen"] == []


def test_every_class_of_fields_is_keyword_only() -> None:
    made = [
        (f"{name_of(path)}: {kind.name}", how) for path in CORE for kind in classes(path) for how in decorated(kind)
    ]
    assert [name for name, (_, on) in made if "kw_only" not in on] == []


def test_no_class_of_fields_gives_up_its_slots() -> None:
    given_up = [
        f"{name_of(path)}: {kind.name}"
        for path in CORE
        for kind in classes(path)
        for one in kind.decorator_list
        if isinstance(one, ast.Call)
        for word in one.keywords
        if word.arg in {"slots", "frozen"} and isinstance(word.value, ast.Constant) and not word.value.value
    ]
    assert given_up == []


# --- Raising
RAISED = {"InvalidInputError", "InvalidQuantityError", "RulebookError"}
RAISED_ELSEWHERE = [
    # A missing library is an import error, and names the extra to install.
    "_internal/extras.py: ModuleNotFoundError",
    # The page of a base class that shows itself, which each kind writes for itself.
    "_internal/rendering.py: NotImplementedError",
]


def returned(node: ast.AST) -> dict[str, str]:
    """Each function by its name, with the name of the type that it returns."""
    return {
        one.name: dotted(one.returns)
        for one in ast.walk(node)
        if isinstance(one, ast.FunctionDef) and one.returns is not None
    }


HELPERS = {name: kind for path in CORE for name, kind in returned(tree(path)).items() if kind.endswith("Error")}


def raised(node: ast.AST) -> Iterator[str]:
    """The names of what is raised. A function that returns an error, in any module, stands for that error."""
    gives = HELPERS | returned(node)
    for one in ast.walk(node):
        if isinstance(one, ast.Raise) and one.exc is not None:
            what = one.exc.func if isinstance(one.exc, ast.Call) else one.exc
            yield gives.get(dotted(what), dotted(what)) or ast.unparse(one.exc)


def test_the_core_raises_only_its_own_errors() -> None:
    strange = [what for what in found(raised, CORE) if what.rpartition(": ")[2] not in RAISED]
    assert strange == RAISED_ELSEWHERE


@pytest.mark.parametrize(
    "source",
    ["raise ValueError('no')", "raise KeyError", "def f() -> TypeError: ...\nraise f()", "raise errors[0]"],
)
def test_another_error_is_found(source: str) -> None:
    assert [what for what in raised(ast.parse(source)) if what not in RAISED]
