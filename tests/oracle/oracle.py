"""An independent reading of the catalogue's formulas: Python's own parser and exact fractions.

Knows nothing of the product's code. A table is a list of dicts {column: text or ""}.
"""
import ast
from fractions import Fraction


class Undefined(Exception):
    """No value, and why: `denominator_zero`, `missing_input:<measure>`."""


def total(rows, measure):
    cells = [row[measure] for row in rows if row.get(measure, "") != ""]
    if not cells:
        raise Undefined(f"missing_input:{measure}")
    return sum(Fraction(cell) for cell in cells)


def evaluate(formula, rows, parameters=None, metrics=None):
    """The formula over the rows, as a Fraction. Raises Undefined."""
    parameters = parameters or {}

    def walk(node):
        if isinstance(node, ast.Expression):
            return walk(node.body)
        if isinstance(node, ast.Constant):
            return Fraction(str(node.value))
        if isinstance(node, ast.UnaryOp):
            return -walk(node.operand)
        if isinstance(node, ast.Call):
            name, argument = node.func.id, node.args[0]
            if name == "sum":
                return total(rows, argument.id)
            if name == "param":
                if argument.id not in parameters:
                    raise Undefined(f"missing_input:{argument.id}")
                return Fraction(str(parameters[argument.id]))
            if name == "metric":
                return evaluate(metrics[argument.id], rows, parameters, metrics)
            raise Undefined(f"unsupported:{name}")
        # Both sides first: what is missing comes before what is zero.
        left, right = walk(node.left), walk(node.right)
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        if isinstance(node.op, ast.Mult):
            return left * right
        if right == 0:
            raise Undefined("denominator_zero")
        return left / right

    return walk(ast.parse(formula, mode="eval"))
