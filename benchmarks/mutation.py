"""How many small breaks of the modules of truth the tests notice: `python -m benchmarks.mutation [modules] [--sample N]`.

First `python3 run.py test -m "not slow" --cov --cov-context=test` notes in `.coverage` what each of the everyday tests
runs. A break changes one comparison, number or word (`and`, `or`, `not`), or drops one `yield`. Of the tests that run its
line some are tried: first those of the module, of them those that run most of its function; the first that fails notices
it. What survives is printed with its place, to be looked at: a test is missing, or the break changes nothing that anybody
could see.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import itertools
import multiprocessing
import os
import random
import resource
import signal
import sys
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from coverage import CoverageData

ROOT = Path(__file__).resolve().parent.parent
MODULES = [
    "macros/content/derive.py",
    "macros/content/safety.py",
    "macros/content/seals.py",
    "macros/exports/search.py",
    "macros/rendering/charts.py",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "macros/rules").glob("[!_]*.py")),
    "macros/site/proof.py",
]
FIRST, MOST = 4, 24  # tests of a break: tried at once; tried of each file of its module's, and of all others
RULES = (
    "test_rule_edges",
    "test_text_edges",
    "test_number_words",
    "test_released_edges",
    "test_rules",
    "test_content_rules",
)
OWN = {  # where the tests of a module are, the quickest first, if not in the file of its name
    "macros/content/seals.py": ("test_sealed_parts", "test_seals"),
    "macros/rules/configuration.py": ("test_configuration_edges", "test_material", "test_load", *RULES),
    "macros/rules/rendered.py": ("test_rendered_edges", "test_rendered"),
    "macros/rules/series.py": ("test_rule_edges", "test_years", "test_series"),
    "macros/rules/search.py": ("test_rule_edges", "test_search"),
    "macros/site/proof.py": ("test_proof", "test_fidelity", "test_links", "test_structures"),
}
SECONDS = 120  # of a processor; whatever takes longer is noticed
SWAPS = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


class Break(NamedTuple):
    """The node with that number in the walk of a module's tree, changed."""

    module: str
    node: int
    line: int
    what: str
    tests: tuple[str, ...]


def breaks(module: str, ran: dict[int, set[str]]) -> Iterator[Break]:
    """Each small break of a module; `ran` says for each line which tests run it."""
    tree = ast.parse((ROOT / module).read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    own = OWN.get(module, RULES if "/rules/" in module else (f"test_{Path(module).stem}",))
    for number, node in enumerate(ast.walk(tree)):
        what = _break(node)
        if what and hasattr(node, "lineno"):
            inside = [f for f in functions if f.lineno < node.lineno <= (f.end_lineno or 0)]
            lines = (
                range(inside[-1].lineno, inside[-1].end_lineno + 1) if inside else [*ran]
            )  # all run a module's own lines
            own_lines = range(node.lineno, node.end_lineno + 1) if inside else lines
            reached = {test for line in own_lines for test in ran.get(line, ())}
            depth = {test: sum(test in ran.get(line, ()) for line in lines) for test in reached}
            tests = sorted(reached, key=lambda test: (_rank(test, own), -depth[test], test))
            grouped = itertools.groupby(tests, lambda test: _rank(test, own))
            tried = [test for _, group in grouped for test in itertools.islice(group, MOST)]
            yield Break(module, number, node.lineno, what, tuple(tried))


def _rank(test: str, own: tuple[str, ...]) -> int:
    name = Path(test.partition("::")[0]).stem
    return own.index(name) if name in own else len(own)


def _break(node: ast.AST) -> str:
    """Change one node in place; says what was changed, nothing if the node is left alone."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        before = type(node.ops[0])
        node.ops[0] = SWAPS[before]()
        return f"{before.__name__} → {SWAPS[before].__name__}"
    if isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in SWAPS:
        before = type(node.op)
        node.op = SWAPS[before]()
        return f"{before.__name__} → {SWAPS[before].__name__}"
    if isinstance(node, ast.Constant) and type(node.value) is int:
        node.value += 1
        return f"{node.value - 1} → {node.value}"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node.op = ast.UAdd()
        node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
        return "not → nothing"
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        node.value = ast.IfExp(ast.Constant(False), node.value, ast.Constant(None))  # it stays a generator
        return "yield → nothing"
    return ""


class _Broken(SourceFileLoader, MetaPathFinder):
    """Gives one module with one node changed to whoever imports it."""

    def __init__(self, one: Break):
        super().__init__(one.module.removesuffix(".py").replace("/", "."), str(ROOT / one.module))
        self.number = one.node

    def find_spec(self, name: str, *_: Any) -> Any:
        return importlib.util.spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def get_code(self, name: str) -> Any:
        tree = ast.parse(Path(self.path).read_text("utf-8"))
        _break(list(ast.walk(tree))[self.number])
        return compile(ast.fix_missing_locations(tree), self.path, "exec")


def noticed(one: Break) -> bool:
    """Whether one of its tests fails with the break; the first few mostly tell."""
    return any(tests and _apart(one, "-x", *tests) for tests in (one.tests[:FIRST], one.tests[FIRST:]))


def _apart(one: Break | None, *arguments: str) -> int | None:
    """What pytest says in a process of its own, which the break spoils."""
    process = multiprocessing.get_context("fork").Process(target=_test, args=(one, arguments))
    process.start()
    process.join()
    return process.exitcode


def _test(one: Break | None, arguments: tuple[str, ...]) -> None:
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    for name in [name for name in sys.modules if name.partition(".")[0] in ("macros", "tests")]:
        del sys.modules[name]
    if one:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        sys.meta_path.insert(0, _Broken(one))
    os._exit(int(pytest.main(["-q", *"-p no:cacheprovider -p no:cov -p no:xdist".split(), *arguments])))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", default=MODULES)
    parser.add_argument("--sample", type=int, metavar="N", help="try N breaks of them, drawn at random")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the draw; another one gives a fresh draw")
    parser.add_argument("--coverage", default=".coverage", metavar="FILE")
    options = parser.parse_args()
    data = CoverageData(options.coverage)
    data.read()
    found: list[Break] = []
    for module in options.modules:
        contexts = data.contexts_by_lineno(str(ROOT / module))
        ran = {line: {test.rpartition("|")[0] for test in tests if test} for line, tests in contexts.items()}
        found += breaks(module, ran)
    if not any(one.tests for one in found):
        sys.exit(f"{options.coverage} does not say which tests run these modules; see --help.")
    if options.sample:
        found = random.Random(options.seed).sample(found, min(options.sample, len(found)))
    importlib.import_module("tests.conftest")  # and all that it needs, once for all breaks
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if _apart(None, "-x", *sorted({test for one in found for test in one.tests})):  # or all would be noticed
        sys.exit(f"Without a break the tests do not pass, or {options.coverage} names some that are no longer there.")
    killed: dict[str, list[bool]] = {}
    for one in found:
        is_noticed = noticed(one)
        killed.setdefault(one.module, []).append(is_noticed)
        if not is_noticed:
            print(f"{one.module}:{one.line}: {one.what}: {'no test notices' if one.tests else 'never run'}", flush=True)
    for module, results in killed.items():
        print(f"{module}: {sum(results)} of {len(results)}")
    every = [result for results in killed.values() for result in results]
    print(f"{sum(every)} of {len(every)} breaks noticed ({sum(every) / len(every):.1%})")


if __name__ == "__main__":
    main()
