"""The shape of the package, read from its source: which package imports which, the size of modules, and their names.

``package_graph.txt`` is the approved graph of packages. Run with ``APPROVE=1`` to rewrite it, then read the difference.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from approval import approve

import alpims_mg

ROOT = "alpims_mg"
APPROVED = Path(__file__).parent / "package_graph.txt"
MOST_LINES = 400

Sources = Mapping[str, str]
"""The text of each file, by its path below the root package."""
Graph = Mapping[str, set[str]]
"""The modules or packages that each one imports, by name."""


def read_sources() -> Sources:
    root = Path(alpims_mg.__file__).parent
    paths = sorted(root.rglob("*.py"))
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


SOURCES = read_sources()


def module_of(path: str) -> str:
    """The dotted name of a file below the root: ``model.plans``; a package has its own name, and the root is empty."""
    return path.removesuffix(".py").replace("/", ".").removesuffix("__init__").removesuffix(".")


def package_of(path: str) -> str:
    """The name of the package of a file: that of its folder, or of itself for a module of the root."""
    folder, _, _ = path.rpartition("/")
    return folder.replace("/", ".") or module_of(path) or ROOT


def modules_of(sources: Sources) -> dict[str, str]:
    """The path of each module, by its dotted name."""
    return {module_of(path): path for path in sources}


def imported_modules(path: str, sources: Sources) -> Iterator[str]:
    """Every module below the root that a file imports, at its top or within a function."""
    modules = modules_of(sources)
    for node in ast.walk(ast.parse(sources[path])):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = absolute_name(path, node)
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            root, _, module = name.partition(".")
            if root != ROOT:
                continue
            while module and module not in modules:  # a name within a module
                module = module.rpartition(".")[0]
            yield module


def absolute_name(path: str, node: ast.ImportFrom) -> str:
    """The module of a ``from`` import, with a relative one resolved."""
    if not node.level:
        return node.module or ""
    folders = [ROOT, *path.split("/")[:-1]]
    return ".".join([*folders[: len(folders) - node.level + 1], *filter(None, [node.module])])


# --- The graph of packages


def package_graph(sources: Sources) -> Graph:
    """The packages that each package imports. A module of the root stands for itself."""
    graph: dict[str, set[str]] = {package_of(path): set() for path in sources}
    modules = modules_of(sources)
    for path in sources:
        package = package_of(path)
        graph[package] |= {package_of(modules[module]) for module in imported_modules(path, sources)} - {package}
    return graph


def drawn(graph: Graph) -> str:
    """One line per package: ``assessment -> dosing, labels``."""
    return "".join(f"{name} -> {', '.join(sorted(graph[name]))}".rstrip(" ->") + "\n" for name in sorted(graph))


def cycles(graph: Graph) -> list[str]:
    """The cycles of a graph: one for each import that closes one, as ``a -> b -> a``."""
    found: list[str] = []
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            found.append(" -> ".join((*above[above.index(name) :], name)))
        elif name not in done:
            for other in sorted(graph.get(name, ())):
                visit(other, (*above, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())
    return found


def sibling_graphs(sources: Sources) -> dict[str, Graph]:
    """For each package, the graph of its own modules and sub-packages; its ``__init__`` is one of them."""
    graphs: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in sources:
        module = module_of(path)
        for imported in imported_modules(path, sources):
            package, own, other = first_difference(module, imported)
            if own != other:
                graphs[package or ROOT][own].add(other)
    return dict(graphs)


def first_difference(module: str, imported: str) -> tuple[str, str, str]:
    """The package that two modules share, and the part of it that each belongs to."""
    own, other = [*filter(None, module.split(".")), "__init__"], [*filter(None, imported.split(".")), "__init__"]
    shared = 0
    while own[shared] == other[shared] != "__init__":
        shared += 1
    return ".".join(own[:shared]), own[shared], other[shared]


def sibling_cycles(sources: Sources) -> list[str]:
    return [f"{package}: {cycle}" for package, graph in sibling_graphs(sources).items() for cycle in cycles(graph)]


def test_the_graph_of_packages_is_as_approved() -> None:
    graph = drawn(package_graph(SOURCES))
    approve({APPROVED: graph})


def test_no_packages_and_no_modules_of_one_package_import_each_other_in_a_cycle() -> None:
    assert sibling_cycles(SOURCES) == []


def test_the_graph_names_what_each_package_imports() -> None:
    sources = {
        "__init__.py": "from alpims_mg.model.plans import Plan",
        "errors.py": "",
        "model/__init__.py": "",
        "model/plans.py": "import attrs\nfrom alpims_mg.errors import Fault\nfrom .steps import Step",
        "model/steps.py": "def later():\n    import alpims_mg.rules.tables",
        "rules/__init__.py": "from alpims_mg import errors",
        "rules/tables.py": "from ..errors import Fault",
    }
    assert drawn(package_graph(sources)) == "alpims_mg -> model\nerrors\nmodel -> errors, rules\nrules -> errors\n"
    assert sibling_cycles(sources) == []


@pytest.mark.parametrize(
    ("sources", "cycle"),
    [
        (
            {"__init__.py": "", "a/__init__.py": "", "a/x.py": "import alpims_mg.b.y", "b/__init__.py": "",
             "b/y.py": "", "b/z.py": "from alpims_mg.a import x"},
            "alpims_mg: a -> b -> a",
        ),
        (
            {"__init__.py": "", "a/__init__.py": "", "a/x.py": "from alpims_mg.a.y import f",
             "a/y.py": "def f():\n    from alpims_mg.a import x"},
            "a: x -> y -> x",
        ),
        (
            {"__init__.py": "", "a/__init__.py": "from alpims_mg.a.x import f", "a/x.py": "from alpims_mg.a import g"},
            "a: __init__ -> x -> __init__",
        ),
        (
            {"__init__.py": "", "a/__init__.py": "", "a/x.py": "from . import y", "a/y.py": "from . import z",
             "a/z.py": "from .x import f"},
            "a: x -> y -> z -> x",
        ),
    ],
)  # fmt: skip
def test_a_cycle_is_found(sources: Sources, cycle: str) -> None:
    assert sibling_cycles(sources) == [cycle]


# --- Size


def long_modules(sources: Sources) -> list[str]:
    """The modules with too many lines. Data of the rulebook may be as long as it needs to be."""
    lengths = {path: len(text.splitlines()) for path, text in sources.items() if not path.startswith("rulebook/")}
    return [path for path, length in lengths.items() if length > MOST_LINES]


def test_no_module_outside_the_rulebook_has_over_400_lines() -> None:
    assert long_modules(SOURCES) == []


def test_a_long_module_is_found() -> None:
    long, short = "x = 1\n" * 401, "x = 1\n" * 400
    sources = {"rulebook/rows.py": long, "dosing/intakes.py": long, "dosing/titration.py": short}
    assert long_modules(sources) == ["dosing/intakes.py"]


# --- Names


def classes_of(source: str) -> Iterator[str]:
    yield from (node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef))


def shared_class_names(sources: Sources) -> dict[str, list[str]]:
    """The class names that stand for two classes, with the files that hold them."""
    files: dict[str, list[str]] = defaultdict(list)
    for path, source in sources.items():
        for name in classes_of(source):
            files[name].append(path)
    return {name: paths for name, paths in sorted(files.items()) if len(paths) > 1}


def test_no_two_classes_have_one_name() -> None:
    assert shared_class_names(SOURCES) == {}


def test_two_classes_of_one_name_are_found() -> None:
    nested = "def make():\n    class Dose: ...\n"
    sources = {"a.py": "class Dose: ...\nclass Step: ...", "b.py": nested, "c.py": "Dose = 1"}
    assert shared_class_names(sources) == {"Dose": ["a.py", "b.py"]}


def exported_names(path: str, sources: Sources) -> set[str]:
    """The names that the ``__init__`` of a package defines, imports or lists; not its own modules."""
    tree = ast.parse(sources[path])
    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            base = absolute_name(path, node)
            modules = {f"{ROOT}.{module}" for module in modules_of(sources)}
            names |= {alias.asname or alias.name for alias in node.names if f"{base}.{alias.name}" not in modules}
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names |= set(ast.literal_eval(node.value))
    return names


def hidden_names(sources: Sources) -> list[str]:
    """The modules and sub-packages that have the name of something that their package exports."""
    hidden: list[str] = []
    for path in sources:
        folder, _, file = path.rpartition("/")
        if file == "__init__.py":
            inside = [other.removeprefix(f"{folder}/" if folder else "") for other in sources if is_in(other, folder)]
            children = {name.split("/")[0].removesuffix(".py") for name in inside} - {"__init__"}
            package = module_of(path) or ROOT
            hidden += [f"{package}.{name}" for name in sorted(children & exported_names(path, sources))]
    return hidden


def is_in(path: str, folder: str) -> bool:
    return path.startswith(f"{folder}/") if folder else True


def test_no_module_has_the_name_of_something_that_its_package_exports() -> None:
    assert hidden_names(SOURCES) == []


@pytest.mark.parametrize(
    ("files", "hidden"),
    [
        ({"__init__.py": "from alpims_mg.explain.text import explain", "explain/__init__.py": "",
          "explain/text.py": ""}, ["alpims_mg.explain"]),
        ({"__init__.py": "", "rules/__init__.py": "from .tighten import tighten", "rules/tighten.py": ""},
         ["rules.tighten"]),
        ({"__init__.py": "", "rules/__init__.py": "from .engine import table as when", "rules/engine.py": "",
          "rules/when.py": ""}, ["rules.when"]),
        ({"__init__.py": "def assess(): ...", "assess.py": ""}, ["alpims_mg.assess"]),
        ({"__init__.py": "__all__ = ['courses']", "courses/__init__.py": ""}, ["alpims_mg.courses"]),
        ({"__init__.py": "", "laws/__init__.py": "from alpims_mg.laws import plans", "laws/plans.py": ""}, []),
        ({"__init__.py": "", "a/__init__.py": "from alpims_mg.b import x", "b/__init__.py": "", "b/x.py": ""}, []),
    ],
)  # fmt: skip
def test_a_module_that_hides_a_name_is_found(files: Sources, hidden: Iterable[str]) -> None:
    assert hidden_names(files) == hidden
