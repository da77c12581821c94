"""What suites over made-up tables share: the command line's runner, and how many tables to make."""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from mittari import ROOT, Suite, ask, near, require  # noqa: E402,F401


def asked(tables):
    """-> (how many tables, the first seed), as the command line says: `suite_test.py [tables] [first seed]`."""
    given = [int(text) for text in sys.argv[1:3]]
    return tuple(given + [tables, 1][len(given):])


def ask_many(jobs):
    """[{files: [{name, text, settings}], asks: [[operation, args]]}] -> the answers of each, from one process."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "many.mjs")
    done = subprocess.run(["node", script], input=json.dumps(jobs).encode(), capture_output=True, timeout=300)
    require(done.returncode == 0, f"exit {done.returncode}: {done.stderr.decode()[-800:]}")
    return json.loads(done.stdout)
