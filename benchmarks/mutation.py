"""How many small breaks of the modules of truth the tests notice: `python -m benchmarks.mutation [modules] [--every N]`.

Each break changes one comparison, number, word (`and`, `or`, `not`) or drops one `yield`; the tests named after it run
until the first failure. What survives is printed with its place, to be looked at: a test is missing, or the break
changes nothing that anybody could see.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = {  # module → the tests that must notice
    "macros/content/derive.py": ["tests/test_derive.py"],
    "macros/content/safety.py": ["tests/test_safety.py"],
    "macros/rendering/charts.py": ["tests/test_what_readers_see.py", "tests/test_render.py"],
    "macros/rules/figures.py": ["tests/test_rules.py", "tests/test_content_rules.py"],
    "macros/rules/report.py": ["tests/test_rules.py", "tests/test_content_rules.py"],
    "macros/rules/coherence.py": ["tests/test_content_rules.py", "tests/test_rules.py"],
    "macros/rules/corrections.py": ["tests/test_content_rules.py", "tests/test_editing.py"],
    "macros/site/proof.py": ["tests/test_fidelity.py", "tests/test_links.py"],
    "macros/exports/search.py": ["tests/test_search.py"],
}
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


def breaks(source: str) -> Iterator[tuple[int, str, str]]:
    """(line, what, the broken source) for each small break of a module."""
    count = len(list(ast.walk(ast.parse(source))))
    for number in range(count):
        tree = ast.parse(source)
        node = list(ast.walk(tree))[number]
        what = _break(node)
        if what:
            yield getattr(node, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(tree))


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
        node.value = ast.Constant(None)
        return "yield → nothing"
    return ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", default=list(TESTS))
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try each Nth break only")
    options = parser.parse_args()
    tried = killed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        skipped = shutil.ignore_patterns(".*", "__pycache__")
        for part in ("macros", "tests", "data", "docs", "overrides", "schemas"):
            shutil.copytree(ROOT / part, copy / part, ignore=skipped)
        for path in ROOT.glob("[!.]*.*"):
            shutil.copy(path, copy)
        if _noticed(copy, sorted({test for module in options.modules for test in TESTS[module]})):
            sys.exit("The tests fail before anything is broken.")
        for module in options.modules:
            path, source = copy / module, (ROOT / module).read_text("utf-8")
            for line, what, broken in list(breaks(source))[:: options.every]:
                path.write_text(broken, "utf-8")
                tried += 1
                if _noticed(copy, TESTS[module]):
                    killed += 1
                else:
                    print(f"{module}:{line}: {what}: no test notices", flush=True)
            path.write_text(source, "utf-8")
            print(f"{module}: {killed} of {tried} breaks noticed so far", flush=True)


def _noticed(copy: Path, tests: list[str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=300)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


if __name__ == "__main__":
    main()
