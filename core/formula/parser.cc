#include "formula/parser.h"

#include <string>

#include "base/codes.gen.h"

namespace mittari::formula {
namespace {

enum class Token { kEnd, kNumber, kName, kSymbol, kOther };

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsNameStart(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }
bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Recursive descent, one token ahead. The first error stops everything: every
// method returns the index of a node, or -1 once error_ is set.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) { Advance(); }

  Result<Expression> Run() {
    const int root = Sum(0);
    if (root >= 0 && token_ != Token::kEnd) Unexpected("end");
    if (failed_) return std::move(error_);
    return std::move(expression_);
  }

 private:
  void Advance() {
    at_ = next_;
    while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
    next_ = at_;
    if (at_ == text_.size()) {
      token_ = Token::kEnd;
    } else if (IsDigit(text_[at_])) {
      token_ = Token::kNumber;
      while (next_ < text_.size() && IsDigit(text_[next_])) ++next_;
      if (next_ + 1 < text_.size() && text_[next_] == '.' && IsDigit(text_[next_ + 1])) {
        ++next_;
        while (next_ < text_.size() && IsDigit(text_[next_])) ++next_;
      }
    } else if (IsNameStart(text_[at_])) {
      token_ = Token::kName;
      while (next_ < text_.size() && (IsNameStart(text_[next_]) || IsDigit(text_[next_]))) ++next_;
    } else {
      token_ = std::string_view("+-*/()").find(text_[at_]) != std::string_view::npos
                   ? Token::kSymbol
                   : Token::kOther;
      do {
        ++next_;
      } while (next_ < text_.size() && IsContinuation(text_[next_]));
    }
  }

  std::string_view Text() const { return text_.substr(at_, next_ - at_); }
  bool Is(char symbol) const { return token_ == Token::kSymbol && text_[at_] == symbol; }

  int Fail(std::string_view code, Args args) {
    if (failed_) return -1;
    failed_ = true;
    int64_t column = 1;
    for (size_t i = 0; i < at_; ++i) column += IsContinuation(text_[i]) ? 0 : 1;
    error_ = Error{std::string(code), {-1, column, static_cast<int64_t>(at_)}, std::move(args), {}};
    return -1;
  }

  int Unexpected(std::string_view expected) {
    const std::string found(token_ == Token::kEnd ? std::string_view("end") : Text().substr(0, 40));
    return Fail(codes::kFormulaUnexpected, {{"found", found}, {"expected", std::string(expected)}});
  }

  // An index from the expression: -1 there means one level too many.
  int Built(int index) { return index < 0 && !failed_ ? Fail(codes::kFormulaTooDeep, {}) : index; }

  int Sum(int depth) {
    int left = Product(depth);
    while (left >= 0 && (Is('+') || Is('-'))) {
      const Op op = Is('+') ? Op::kAdd : Op::kSubtract;
      const int at = static_cast<int>(at_);
      Advance();
      const int right = Product(depth);
      if (right < 0) return -1;
      left = Built(expression_.Binary(op, left, right, at));
    }
    return left;
  }

  int Product(int depth) {
    int left = Factor(depth);
    while (left >= 0 && (Is('*') || Is('/'))) {
      const Op op = Is('*') ? Op::kMultiply : Op::kDivide;
      const int at = static_cast<int>(at_);
      Advance();
      const int right = Factor(depth);
      if (right < 0) return -1;
      left = Built(expression_.Binary(op, left, right, at));
    }
    return left;
  }

  int Factor(int depth) {
    if (depth >= Expression::kMaxDepth) return Fail(codes::kFormulaTooDeep, {});
    const int at = static_cast<int>(at_);
    if (token_ == Token::kNumber) {
      const auto number = Rational::FromText(Text());
      if (!number) return Unexpected("number");
      Advance();
      return Built(expression_.Number(*number, at));
    }
    if (Is('-')) {
      Advance();
      const int child = Factor(depth + 1);
      return child < 0 ? -1 : Built(expression_.Unary(Op::kNegate, child, at));
    }
    if (Is('(')) {
      Advance();
      return Close(Sum(depth + 1));
    }
    if (token_ == Token::kName) return Call(depth);
    return Unexpected("term");
  }

  int Close(int inner) {
    if (inner < 0) return -1;
    if (!Is(')')) return Unexpected(")");
    Advance();
    return inner;
  }

  int Call(int depth) {
    const std::string name(Text());
    const int at = static_cast<int>(at_);
    Op op = Op::kMeasure;
    Aggregate aggregate = Aggregate::kSum;
    bool known = true;
    if (name == "last") {
      aggregate = Aggregate::kLast;
    } else if (name == "open") {
      aggregate = Aggregate::kOpen;
    } else if (name == "metric") {
      op = Op::kMetric;
    } else if (name == "param") {
      op = Op::kParam;
    } else if (name == "prior") {
      op = Op::kPrior;
    } else {
      known = name == "sum";
    }
    const bool call = NextIs('(');
    if (!known) {
      return Fail(call ? codes::kFormulaUnknownName : codes::kFormulaNoAggregate, {{"name", name}});
    }
    if (op == Op::kPrior && in_prior_) return Unexpected("term");
    Advance();
    if (!Is('(')) return Unexpected("(");
    Advance();
    if (op == Op::kPrior) {
      in_prior_ = true;
      const int inner = Close(Sum(depth + 1));
      in_prior_ = false;
      return inner < 0 ? -1 : Built(expression_.Unary(op, inner, at));
    }
    if (token_ != Token::kName) return Unexpected("name");
    const std::string id(Text());
    Advance();
    return Close(Built(expression_.Leaf(op, aggregate, id, at)));
  }

  bool NextIs(char symbol) const {
    size_t i = next_;
    while (i < text_.size() && IsSpace(text_[i])) ++i;
    return i < text_.size() && text_[i] == symbol;
  }

  std::string_view text_;
  size_t at_ = 0;    // start of the token
  size_t next_ = 0;  // its end
  Token token_ = Token::kEnd;
  bool in_prior_ = false;
  bool failed_ = false;
  Error error_;
  Expression expression_;
};

}  // namespace

Result<Expression> Parse(std::string_view text) { return Parser(text).Run(); }

}  // namespace mittari::formula
