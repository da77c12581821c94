#include "sql/piece.h"

#include <utility>

namespace mittari::sql {
namespace {

using formula::Op;

std::string Wrapped(const Piece& piece, int needed) {
  return piece.strength < needed ? "(" + piece.text + ")" : piece.text;
}

std::string RealOf(const Dialect& dialect, const Piece& piece) {
  if (piece.real) return Wrapped(piece, Piece::kAtom);
  return "CAST(" + piece.text + " AS " + std::string(dialect.RealType()) + ")";
}

}  // namespace

std::string Cond::Text() const {
  if (always) return "1 = 1";
  if (any.empty()) return "1 = 0";
  std::string out;
  for (const std::string& one : any) out += (out.empty() ? "" : " OR ") + one;
  return out;
}

Cond Or(Cond a, const Cond& b) {
  a.always = a.always || b.always;
  a.any.insert(b.any.begin(), b.any.end());
  if (a.always) a.any.clear();
  return a;
}

Cond And(const Cond& a, const Cond& b) {
  if (a.never() || b.never()) return {};
  if (a.always) return b;
  if (b.always) return a;
  return Cond::When("((" + a.Text() + ") AND (" + b.Text() + "))");
}

Piece Piece::Missing() {
  Piece piece;
  piece.absent = true;
  piece.missing = Cond::Always();
  return piece;
}

Piece Piece::Number(const std::string& digits, bool negative) {
  Piece piece;
  piece.text = negative ? "(" + digits + ")" : digits;
  piece.positive = !negative;
  return piece;
}

Piece Combine(const Dialect& dialect, Op op, const Piece& left, const Piece& right) {
  Piece out;
  out.missing = Or(left.missing, right.missing);
  out.absent = left.absent || right.absent;
  if (out.absent) return out;
  if (op == Op::kAdd || op == Op::kSubtract) {
    out.text = Wrapped(left, Piece::kSum) + (op == Op::kAdd ? " + " : " - ") + Wrapped(right, Piece::kProduct);
    out.strength = Piece::kSum;
    out.real = left.real || right.real;
    out.positive = op == Op::kAdd && left.positive && right.positive;
    return out;
  }
  out.real = true;
  out.strength = Piece::kProduct;
  out.positive = left.positive && right.positive;
  const std::string first =
      left.real && left.strength == Piece::kProduct ? left.text : RealOf(dialect, left);
  if (op == Op::kMultiply) {
    out.text = first + " * " + RealOf(dialect, right);
    return out;
  }
  const std::string under = right.positive ? RealOf(dialect, right)
                                           : "GREATEST(" + RealOf(dialect, right) + ", 0)";
  out.text = first + " / NULLIF(" + under + ", 0)";
  return out;
}

Piece Negate(const Piece& piece) {
  Piece out = piece;
  if (piece.absent) return out;
  // In parentheses: two minus signs would begin a comment.
  out.text = "(-" + (piece.strength < Piece::kAtom || piece.text.front() == '-' ? "(" + piece.text + ")" : piece.text) + ")";
  out.strength = Piece::kAtom;
  out.positive = false;
  return out;
}

Piece Fallback(const Piece& first, const Piece& second) {
  if (first.missing.never()) return first;
  if (first.missing.always) return second;
  Piece out = first;
  out.missing = And(first.missing, second.missing);
  if (second.absent) return out;
  out.text = "CASE WHEN " + first.missing.Text() + " THEN " + second.text + " ELSE " + first.text + " END";
  out.strength = Piece::kAtom;
  out.real = first.real || second.real;
  out.positive = first.positive && second.positive;
  return out;
}

Piece Coalesce(const Piece& first, const Piece& second) {
  if (first.absent) return second;
  Piece out = first;
  out.missing = And(Cond::When(Wrapped(first, Piece::kAtom) + " IS NULL"), second.missing);
  if (second.absent) return out;
  out.text = "COALESCE(" + first.text + ", " + second.text + ")";
  out.strength = Piece::kAtom;
  out.real = first.real || second.real;
  out.positive = first.positive && second.positive;
  return out;
}

}  // namespace mittari::sql
