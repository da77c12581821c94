"""What suites over made-up tables share: the command line's runner, and how many tables to make."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from mittari import ROOT, Suite, ask, require  # noqa: E402,F401


def asked(tables):
    """-> (how many tables, the first seed), as the command line says: `suite_test.py [tables] [first seed]`."""
    given = [int(text) for text in sys.argv[1:3]]
    return tuple(given + [tables, 1][len(given):])
