#!/usr/bin/env python3
"""Random channel tables against the independent evaluator, exactly.

  random_tables_test.py [tables] [first seed]     by default a few; more when hunting
"""
import json
import os
import random
import re
import tempfile

from random_runs import ROOT, Suite, ask, asked, require
from oracle import Undefined, evaluate  # noqa: E402

COLUMNS = {"spend": 2, "impressions": 0, "clicks": 0, "conversions": 1, "sessions": 0, "leads": 0, "mqls": 0, "sqls": 0,
           "new_customers": 0, "sales_count": 0, "new_revenue": 2, "revenue": 2, "gross_profit": 2, "attributed_revenue": 2}
CHANNELS = ["Search", "Social", "E-posta", "Sähköposti", "ایمیل", 'Print, "local"', "=SUM(A1)"]
suite = Suite("random tables")
count, first = asked(12)


def table(rng):
    columns = rng.sample(sorted(COLUMNS), rng.randint(2, len(COLUMNS)))
    rows = []
    for day in range(rng.randint(1, 40)):
        for channel in rng.sample(CHANNELS, rng.randint(1, 4)):
            row = {"date": f"2025-{1 + day // 28:02d}-{1 + day % 28:02d}", "channel": channel}
            for column in columns:
                scale = COLUMNS[column]
                if rng.random() < 0.12:
                    row[column] = ""
                elif rng.random() < 0.2:
                    row[column] = "0"
                else:
                    whole = rng.choice([rng.randint(0, 9), rng.randint(0, 5000), rng.randint(0, 10**9)])
                    row[column] = str(whole) if scale == 0 else f"{whole}.{rng.randint(0, 10**scale - 1):0{scale}d}"
            rows.append(row)
    return ["date", "channel", *columns], rows


def csv(columns, rows):
    def cell(text):
        return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n') else text
    return "".join(",".join(cell(t) for t in line) + "\n" for line in [columns, *([r[c] for c in columns] for r in rows)])


def compare(name, formula, rows, got, metrics):
    try:
        want = evaluate(formula, rows, {}, metrics)
    except Undefined as why:
        said = got.get("reason", "") + (f":{got['measure']}" if got.get("measure") else "")
        if str(why).startswith("unsupported"):
            return
        require(got["value"] is None, f"{name}: {got} should be {why}")
        # The catalogue: gross margin and break-even ROAS mean nothing on a base that is not positive.
        if str(why) == "denominator_zero" and name.split()[-1] in ("gross_margin", "break_even_roas"):
            why = "non_positive_denominator"
        require(said.split(":")[0] == str(why).split(":")[0], f"{name}: {said} is not {why}")
        return
    require(got["value"] == float(want), f"{name}: {got} is not {float(want)!r}")


def run(seed):
    rng = random.Random(seed)
    columns, rows = table(rng)
    catalogue = {m["id"]: m for m in json.load(open(os.path.join(ROOT, "core/catalog/metrics.json"), encoding="utf-8"))}
    formulas = {name: m["formula"] for name, m in catalogue.items()}
    wanted = [name for name, m in catalogue.items()
              if m["grain"] == "channel_performance" and name != "mer" and name != "total_content_reach"
              and set(re.findall(r"(?:sum|last|open)\((\w+)\)", m["formula"])) <= set(columns) and "metric(" not in m["formula"]]
    if not wanted:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "table.csv")
        open(path, "w", encoding="utf-8").write(csv(columns, rows))
        answer = ask("report", path, "--metrics", ",".join(wanted), "--by", "channel,month", "--no-proxies",
                     "--table", "channel_performance")
        require(answer["ok"], answer)
        for name in wanted:
            compare(name, formulas[name], rows, answer["total"]["metrics"][name], formulas)
        seen = set()
        for group in answer["groups"]:
            key = (group["key"]["channel"], group["key"]["month"])
            seen.add(key)
            part = [r for r in rows if r["channel"] == key[0] and r["date"][:7] == key[1]]
            require(part, f"no such group {key}")
            for name in wanted:
                compare(f"{key} {name}", formulas[name], part, group["metrics"][name], formulas)
        require(seen == {(r["channel"], r["date"][:7]) for r in rows}, "groups lost")


for number in range(first, first + count):
    suite.case(f"seed {number}", lambda: run(number))
suite.finish()
