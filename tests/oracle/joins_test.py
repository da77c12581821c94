#!/usr/bin/env python3
"""Random ad exports and customer lists, joined by channel and month with aliases and a lag.

  joins_test.py [workspaces] [first seed]

The oracle adds up single rows in exact fractions and knows nothing of cells, windows or axes.
"""
import os
import random
import tempfile
from collections import defaultdict
from fractions import Fraction

from random_runs import Suite, ask, asked, require

# What the ads say, and how the customer list may call it.
CHANNELS = {"Facebook Ads": ["fb", "Facebook"], "Google Ads": ["adw", "Google"], "Bülten": ["Haber"],
            "Radio Nova": ["nova fm"], "ایمیل ویژه": ["ویژه"]}
suite = Suite("joins")
count, first = asked(8)


def month_at(index):
    return f"{2023 + index // 12:04d}-{index % 12 + 1:02d}"


def make(rng):
    aliases = {}
    spoken = {}
    for name, others in CHANNELS.items():
        spoken[name] = name if rng.random() < 0.4 else rng.choice(others)
        if spoken[name] != name:
            aliases[spoken[name]] = name
    start, length = rng.randint(0, 6), rng.randint(3, 9)
    shift = rng.randint(-2, 3)
    ads, crm = [], []
    for m in range(start, start + length):
        for name in rng.sample(sorted(CHANNELS), rng.randint(1, 5)):
            for _ in range(rng.randint(1, 3)):
                day = rng.randint(1, 28)
                ads.append((f"{month_at(m)}-{day:02d}", name, f"{rng.randint(0, 90000)}.{rng.randint(0, 99):02d}"))
    for m in range(max(0, start + shift), max(0, start + shift) + length):
        for name in rng.sample(sorted(CHANNELS), rng.randint(1, 5)):
            crm.append((f"{month_at(m)}-{rng.randint(1, 28):02d}", spoken[name], str(rng.randint(0, 40)), f"{rng.randint(1, 5000)}.5"))
    # Both files see their last month to its end.
    for rows, more in ((ads, ("Google Ads", "1.00")), (crm, (spoken["Google Ads"], "1", "1.5"))):
        last = max(row[0] for row in rows)[:7]
        end = {"2023-02": 28, "2024-02": 29}.get(last, 30)
        rows.append((f"{last}-{end}", *more))
    return ads, crm, aliases


def write(folder, name, header, rows):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as handle:
        handle.write("".join(",".join(row) + "\n" for row in [header, *rows]))
    return path


def index_of(day):
    return (int(day[:4]) - 2023) * 12 + int(day[5:7]) - 1


def check(name, got, top, bottom):
    if top is None or bottom is None:
        require(got["value"] is None and got["reason"] in ("missing_input", "no_rows"), f"{name}: {got} has no value")
    elif bottom == 0:
        require(got["value"] is None and got["reason"] == "denominator_zero", f"{name}: {got} divides by zero")
    else:
        require(got["value"] == float(top / bottom), f"{name}: {got['value']} is not {top}/{bottom} = {float(top / bottom)!r}")


def run(seed):
    rng = random.Random(seed)
    ads, crm, aliases = make(rng)
    lag = rng.choice([0, 0, 1, 1, 2, 3])
    spend, won, pay = defaultdict(Fraction), defaultdict(Fraction), defaultdict(Fraction)
    for day, channel, cost in ads:
        spend[channel, index_of(day) + lag] += Fraction(cost)
    for day, channel, customers, mrr in crm:
        key = aliases.get(channel, channel), index_of(day)
        won[key] += Fraction(customers)
        pay[key] += Fraction(mrr)
    with tempfile.TemporaryDirectory() as folder:
        files = [write(folder, "ads.csv", ("Date", "Channel", "Spend"), ads),
                 write(folder, "crm.csv", ("Date", "Channel", "New customers", "New revenue"), crm)]
        options = ["--by", "channel,month", "--metrics", "cac,marketing_spend,gain", "--table", "channel_performance",
                   "--numbers", "1,234.5", "--formula", "gain = sum(new_revenue)/metric(cac)", "--today", "2030-01-01"]
        for alias, name in aliases.items():
            options += ["--alias", f"{alias}={name}"]
        if lag:
            options += ["--param", f"lag_months={lag}"]
        answer = ask("report", *files, *options)
    require(answer["ok"], answer)
    paid_from = min(m for _, m in spend)
    won_to = max(m for _, m in won)
    keys = set()
    for group in answer["groups"]:
        channel, month = group["key"]["channel"], index_of(group["key"]["month"] + "-01")
        keys.add((channel, month))
        key = channel, month
        beyond = lag and (month < paid_from or month > won_to)
        top = None if key not in spend or beyond else spend[key]
        bottom = None if key not in won or beyond else won[key]
        check(f"{key} cac", group["metrics"]["cac"], top, bottom)
        if top is not None and bottom:
            # What one's own formula says of the metric inside it.
            cost = top / bottom
            check(f"{key} gain", group["metrics"]["gain"], pay[key], cost)
    require({(c, m - lag) for c, m in spend} | set(won) == keys, f"groups {keys}")
    months = {m for _, m in won} | {m for _, m in spend}
    seen = [m for m in months if not lag or paid_from <= m <= won_to]
    both = sum(v for (_, m), v in spend.items() if m in seen), sum(v for (_, m), v in won.items() if m in seen)
    has = any(m in seen for _, m in spend), any(m in seen for _, m in won)
    check("total cac", answer["total"]["metrics"]["cac"], both[0] if has[0] else None, both[1] if has[1] else None)
    require(answer["total"]["metrics"]["marketing_spend"]["value"] == float(sum(spend.values())), "spend moved")


for number in range(first, first + count):
    suite.case(f"seed {number}", lambda: run(number))
suite.finish()
