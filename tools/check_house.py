"""Hold the house rules no other tool sees: file names, lengths, reasons behind suppressions, no machine in a file."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
SUPPRESSION = re.compile(r"#\s*(noqa\b|type:\s*ignore|pragma:\s*no cover)(?P<rest>.*)")
MACHINE = re.compile(r"(?<![\w./])/(?:work|root|home|tmp|opt)/[\w.-]+")
REGISTRY = re.compile(r"pypi\.org|pythonhosted|npmjs|registry\.|index-url", re.IGNORECASE)


def tracked() -> list[Path]:
    """Return the files git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 -- git of the PATH
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def functions_too_long(path: Path, tree: ast.Module) -> Iterator[str]:
    """Name every function longer than the house allows."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            length = node.end_lineno - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{path}:{node.lineno}: {node.name} is {length} lines long; split it ({LONGEST_FUNCTION} at most)"


def complaints_about_python(path: Path, text: str) -> Iterator[str]:
    """Check one Python file."""
    name = path.relative_to(ROOT)
    if path.stem in DRAWERS:
        yield f"{name}:1: a module is named for what it is about, not {path.stem}"
    lines = text.splitlines()
    if len(lines) > LONGEST_MODULE:
        yield f"{name}:1: {len(lines)} lines; split it by what it is about ({LONGEST_MODULE} at most)"
    for number, line in enumerate(lines, 1):
        found = SUPPRESSION.search(line)
        if found and " -- " not in found["rest"] and path != Path(__file__).resolve():
            yield f"{name}:{number}: say why, as in `# noqa: RULE -- reason`"
    if "migrations" not in path.parts and not path.is_relative_to(ROOT / "tests"):
        yield from functions_too_long(name, ast.parse(text))


def complaints_about_machine(path: Path, text: str) -> Iterator[str]:
    """No path of one machine and no host of a registry stands in a file."""
    if path == Path(__file__).resolve():
        return
    for number, line in enumerate(text.splitlines(), 1):
        if MACHINE.search(line):
            yield f"{path.relative_to(ROOT)}:{number}: a path of one machine"
        if path.suffix in {".lock", ".toml", ".cfg", ".json"} and REGISTRY.search(line):
            yield f"{path.relative_to(ROOT)}:{number}: the host of a registry"


def main() -> int:
    """Print every complaint; exit 1 where there is one."""
    found: list[str] = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if path.suffix == ".py":
            found += complaints_about_python(path, text)
        if path.suffix in {".py", ".sh", ".toml", ".lock", ".cfg", ".html", ".css", ".js"} or path.name == "run":
            found += complaints_about_machine(path, text)
    print("\n".join(found) if found else "house rules hold")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
