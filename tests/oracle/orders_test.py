#!/usr/bin/env python3
"""Random orders and survey answers against plain reckoning, order by order and customer by customer, in fractions.

  orders_test.py [tables] [first seed]     by default a few; more when hunting
"""
import datetime
import os
import random
import tempfile
from fractions import Fraction

from random_runs import Suite, ask, asked, require

suite = Suite("random orders")
count, first = asked(6)
BASE = datetime.date(2023, 11, 3)
METRICS = ["orders", "gross_revenue", "refunds", "average_order_value", "refund_rate", "purchasing_customers",
           "repeat_purchase_rate", "purchase_frequency", "new_customers", "returning_customer_share", "revenue"]
STATES = {"paid": "order", "": "order", "shipped": "order", "partially_refunded": "order", "refunded": "refunded",
          "cancelled": "cancelled", "Failed": "cancelled", "voided": "cancelled"}


def money(cents):
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def orders(rng):
    """-> (how amounts stand, whether refunds are negative, the orders)"""
    layout = rng.choice(["first line", "each line", "own lines"])
    sign = rng.choice([1, -1])
    out = []
    for number in range(rng.randint(1, 60)):
        lines = rng.choice([1, 1, 1, 2, 3])
        cents = [rng.choice([0, 500, rng.randint(1, 30000)]) for _ in range(lines)]
        if layout != "own lines":
            cents = cents[:1] * lines
        elif number == 0:
            cents = [100, 201]  # at least one order shows that its lines differ
        value = sum(cents) if layout == "own lines" else cents[0]
        state = rng.choice(sorted(STATES)) if number else "paid"
        refund = rng.choice([0, value, rng.randint(0, value)]) if state == "partially_refunded" else 0
        if state == "refunded":
            refund = value
        out.append({"id": f"R{number}", "day": BASE + datetime.timedelta(days=rng.randint(0, 150)), "state": state,
                    "customer": rng.choice(["", "Ann@X.fi", "ann@x.fi", "b@x.fi", "cem", "Cem", "dia", "eve"]),
                    "channel": rng.choice(["search", "mail", "shop"]), "cents": cents, "value": value, "refund": refund})
    return layout, sign, out


def csv_of(layout, sign, rows, rng):
    lines = []
    for row in rows:
        for i, cents in enumerate(row["cents"]):
            shown = "" if layout == "first line" and i > 0 else money(cents)
            refund = money(sign * row["refund"]) if i == 0 else money(0)
            lines.append(f"{row['id']},{row['day'].isoformat()},{row['customer']},{row['channel']},{row['state']},{shown},{refund}")
    if layout == "each line":  # the lines of an order need not stand together
        rng.shuffle(lines)
        lines.sort(key=lambda line: line.split(",")[0])
    return "order id,order date,customer id,channel,order status,order value,refund amount\n" + "\n".join(lines) + "\n"


def person(name):
    return name.lower() if "@" in name else name


def reckon(rows, keep, start, end):
    """Of the orders kept, on days [start, end)."""
    counted = [r for r in rows if STATES[r["state"]] != "cancelled" and r["value"] > 0]
    buys = [r for r in counted if STATES[r["state"]] != "refunded" and r["refund"] < r["value"] and r["customer"]]
    debut = {}
    for place, r in enumerate(rows):
        if r in buys and (person(r["customer"]) not in debut or r["day"] < debut[person(r["customer"])][0]["day"]):
            debut[person(r["customer"])] = (r, place)
    inside = lambda r: keep(r) and start <= r["day"] < end  # noqa: E731
    orders_in = [r for r in counted if inside(r)]
    times = {}
    for r in buys:
        if inside(r):
            times[person(r["customer"])] = times.get(person(r["customer"]), 0) + 1
    gross = Fraction(sum(r["value"] for r in orders_in), 100)
    refunds = Fraction(sum(r["refund"] for r in orders_in), 100)
    new = sum(1 for r, _ in debut.values() if inside(r))
    again = sum(1 for n in times.values() if n > 1)
    ratio = lambda a, b: None if b == 0 else Fraction(a) / b  # noqa: E731
    return {"orders": Fraction(len(orders_in)), "gross_revenue": gross, "refunds": refunds, "revenue": gross - refunds,
            "average_order_value": ratio(gross, len(orders_in)), "refund_rate": ratio(refunds, gross),
            "purchasing_customers": Fraction(len(times)), "new_customers": Fraction(new),
            "repeat_purchase_rate": ratio(again, len(times)), "purchase_frequency": ratio(sum(times.values()), len(times)),
            "returning_customer_share": None if not times else 1 - Fraction(new, len(times))}


def exact(got, want, what):
    if want is None:
        require(got["value"] is None, f"{what}: {got} should be undefined")
    else:
        require(got["value"] is not None and got["value"] == float(want), f"{what}: {got} is not {want} = {float(want)}")


def check(seed):
    rng = random.Random(seed)
    layout, sign, rows = orders(rng)
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False, encoding="utf-8") as file:
        file.write(csv_of(layout, sign, rows, rng))
    try:
        far = (datetime.date.min, datetime.date.max)
        named = any(r["customer"] for r in rows)
        metrics = [m for m in METRICS if named or m in ("orders", "gross_revenue", "refunds", "average_order_value")]
        report = ask("report", file.name, "--metrics", ",".join(metrics), "--by", "channel,month", "--today", "2025-01-01")
        require(report["ok"], str(report)[:300])
        want = reckon(rows, lambda r: True, *far)
        for name in metrics:
            exact(report["total"]["metrics"][name], want[name], f"{layout} total {name}")
        for group in report["groups"]:
            start = datetime.date.fromisoformat(group["key"]["month"] + "-01")
            end = (start + datetime.timedelta(days=32)).replace(day=1)
            want = reckon(rows, lambda r: r["channel"] == group["key"]["channel"], start, end)
            for name in metrics:
                exact(group["metrics"][name], want[name], f"{layout} {group['key']} {name}")
        start = BASE + datetime.timedelta(days=rng.randint(0, 80))
        last = start + datetime.timedelta(days=rng.randint(0, 60))
        report = ask("report", file.name, "--metrics", ",".join(metrics), "--where", "channel=mail", "--from", start.isoformat(),
                     "--to", last.isoformat(), "--today", "2025-01-01")
        want = reckon(rows, lambda r: r["channel"] == "mail", start, last + datetime.timedelta(days=1))
        for name in metrics:
            got = report["total"]["metrics"][name]
            if got.get("reason") == "no_rows":
                require(not want["orders"], f"no rows, but {want['orders']} orders")
            else:
                exact(got, want[name], f"{layout} {start}..{last} mail {name}")
    finally:
        os.unlink(file.name)


def check_survey(seed):
    rng = random.Random(1000 + seed)
    scores = [rng.choice(["", "11", "-1", "7.5"] + [str(n) for n in range(11)] * 3) for _ in range(rng.randint(1, 200))] + ["0"]
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False, encoding="utf-8") as file:
        file.write("date,NPS score,comment\n" + "".join(f"2024-01-{1 + i % 28:02d},{s},x{i}\n" for i, s in enumerate(scores)))
    try:
        valid = [int(s) for s in scores if s.isdigit() and int(s) <= 10]
        plus, minus = sum(s >= 9 for s in valid), sum(s <= 6 for s in valid)
        got = ask("report", file.name, "--metrics", "nps")["total"]["metrics"]["nps"]
        exact(got, Fraction(100 * (plus - minus), len(valid)), "nps")
    finally:
        os.unlink(file.name)


for seed in range(first, first + count):
    suite.case(f"orders, seed {seed}", lambda seed=seed: check(seed))
suite.case(f"survey, seed {first}", lambda: check_survey(first))
suite.finish()
