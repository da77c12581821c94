"""Runs the command line and checks its answers. Shared by the suites of this folder."""
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(os.path.dirname(ROOT), "shared")
COMMAND = os.environ.get("MITTARI_COMMAND") or os.path.join(ROOT, "scripts", "mittari")


def run(*args, stdin=None, timeout=120):
    """-> (exit status, standard output, standard error), both as text."""
    done = subprocess.run([COMMAND, *map(str, args)], input=stdin, capture_output=True, timeout=timeout)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def ask(*args, **options):
    """-> the JSON answer; an AssertionError that shows standard error where there is none."""
    status, out, err = run(*args, "--json", **options)
    try:
        return json.loads(out)
    except ValueError:
        raise AssertionError(f"exit {status}, no JSON; standard error: {err[:500]}") from None


class Suite:
    """Counts cases; a failing one is printed and the run goes on."""

    def __init__(self, name):
        self.name, self.passed, self.failed, self.skipped = name, 0, [], []

    def case(self, title, check):
        try:
            check()
            self.passed += 1
        except Exception as fault:  # pylint: disable=broad-except
            self.failed.append(title)
            print(f"FAILED {self.name}: {title}: {type(fault).__name__}: {fault}")

    def skip(self, title, why):
        self.skipped.append(title)
        print(f"skipped {self.name}: {title}: {why}")

    def finish(self):
        print(f"{self.name}: {self.passed} passed, {len(self.failed)} failed, {len(self.skipped)} skipped")
        sys.exit(1 if self.failed else 0)


def near(got, want, rel=1e-12, absolute=1e-12):
    return got is not None and abs(got - want) <= max(absolute, rel * abs(want))


def require(condition, text):
    if not condition:
        raise AssertionError(text)
