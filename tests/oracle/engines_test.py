#!/usr/bin/env python3
"""Random subscriptions and deals against plain reckoning, customer by customer and deal by deal, in fractions.

  engines_test.py [tables] [first seed]     by default a few; more when hunting
"""
import datetime
import os
import random
import tempfile
from fractions import Fraction

from random_runs import Suite, ask, asked, require

suite = Suite("random engines")
count, first = asked(6)
BASE = datetime.date(2023, 1, 1)
MONTHS = {"month": Fraction(1), "quarter": Fraction(1, 3), "year": Fraction(1, 12), "week": Fraction(52, 12),
          "day": Fraction(365, 12)}


def day(number):
    return BASE + datetime.timedelta(days=number)


def month_starts(start, end):
    out, at = [], start.replace(day=1)
    while at <= end:
        out.append(at)
        at = (at + datetime.timedelta(days=32)).replace(day=1)
    return out + [at]


def exact(got, want, what):
    if want is None:
        require(got["value"] is None, f"{what}: {got} should be undefined")
    else:
        require(got["value"] is not None and got["value"] == float(want), f"{what}: {got} is not {want} = {float(want)}")


# ---- subscriptions ------------------------------------------------------------------------------------------------

def subscriptions(rng):
    rows = []
    for _ in range(rng.randint(1, 60)):
        start = rng.randint(0, 400)
        end = None if rng.random() < 0.4 else start + rng.choice([0, 1, 5, 28, 31, 60, 200, rng.randint(1, 300)])
        rows.append({"customer": f"c{rng.randint(1, 15)}", "plan": rng.choice(["basic", "pro", "team"]),
                     "cents": rng.choice([0, 1, 999, rng.randint(1, 100000)]), "interval": rng.choice(sorted(MONTHS)),
                     "quantity": rng.randint(1, 4), "start": start, "end": end,
                     "source": rng.choice(["search", "Referral", "social"])})
    return rows


def subscription_csv(rows):
    lines = ["customer id,subscription id,plan,plan amount,interval,quantity,start date,end date,source"]
    for i, row in enumerate(rows):
        end = "" if row["end"] is None else day(row["end"]).isoformat()
        lines.append(f"{row['customer']},s{i},{row['plan']},{row['cents'] // 100}.{row['cents'] % 100:02d},{row['interval']},"
                     f"{row['quantity']},{day(row['start']).isoformat()},{end},{row['source']}")
    return "\n".join(lines) + "\n"


def level(rows, customer, number):
    """MRR of the customer at the end of a day."""
    return sum((Fraction(row["cents"], 100) * row["quantity"] * MONTHS[row["interval"]] for row in rows
                if row["customer"] == customer and row["start"] <= number and (row["end"] is None or number < row["end"])),
               Fraction(0))


def movements(rows, start, end, history):
    """Between the day before `start` and the day before `end`; `history` are earlier snapshots."""
    out = dict.fromkeys(("opening", "closing", "new_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr",
                         "reactivation_mrr", "retained", "capped"), Fraction(0))
    out.update(opening_customers=0, closing_customers=0, churned_customers=0)
    for customer in {row["customer"] for row in rows}:
        opening, closing = level(rows, customer, start - 1), level(rows, customer, end - 1)
        out["opening"] += opening
        out["closing"] += closing
        out["opening_customers"] += opening > 0
        out["closing_customers"] += closing > 0
        if opening > 0:
            out["retained"] += closing
            out["capped"] += min(opening, closing)
        if opening > 0 and closing == 0:
            out["churned_mrr"] += opening
            out["churned_customers"] += 1
        elif opening == 0 and closing > 0:
            seen = any(level(rows, customer, snapshot - 1) > 0 for snapshot in history if snapshot < start)
            out["reactivation_mrr" if seen else "new_mrr"] += closing
        elif closing > opening:
            out["expansion_mrr"] += closing - opening
        else:
            out["contraction_mrr"] += opening - closing
    return out


def ratio(over, under):
    return None if under == 0 else Fraction(over) / Fraction(under)


def check_subscriptions(rng):
    rows = subscriptions(rng)
    live = [row for row in rows if row["end"] is None or row["end"] > row["start"]]
    if not live:
        return
    begin = min(row["start"] for row in live)
    through = max([row["start"] for row in live] + [row["end"] for row in live if row["end"] is not None])
    bounds = [(start - BASE).days for start in month_starts(day(begin), day(through))]
    names = ["mrr", "new_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "reactivation_mrr", "net_new_mrr",
             "logo_churn_rate", "grr", "nrr", "arpa"]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "subscriptions.csv")
        open(path, "w", encoding="utf-8").write(subscription_csv(rows))
        file = path + "@table=subscriptions"
        by_month = ask("report", file, "--by", "month", "--metrics", ",".join(names), "--today", "2030-01-01")
        cut = sorted(rng.sample(range(begin - 5, through + 40), 2))
        window = ask("report", file, "--from", day(cut[0]).isoformat(), "--to", day(cut[1] - 1).isoformat(), "--metrics",
                     ",".join(names), "--today", "2030-01-01")["total"]["metrics"]
        today = rng.randint(begin, through + 10)  # ends after it have not happened
        known = ask("report", file, "--by", "month", "--metrics", ",".join(names), "--today", day(today).isoformat())
        plans = ask("report", file, "--by", "plan,quarter", "--metrics", "mrr,churned_mrr,nrr", "--today", "2030-01-01")
    groups = {group["key"]["month"]: group["metrics"] for group in by_month["groups"]}
    for start, end in zip(bounds, bounds[1:]):
        want = movements(live, start, end, bounds)
        got = groups.get(day(start).isoformat()[:7])
        if got is None:
            require(want["opening_customers"] == want["closing_customers"] == 0, f"{day(start)} has no group")
            continue
        month = day(start).isoformat()[:7]
        for name in names[1:6]:
            exact(got[name], want[name], f"{month} {name}")
        exact(got["mrr"], want["closing"], f"{month} mrr")
        net = want["new_mrr"] + want["expansion_mrr"] + want["reactivation_mrr"] - want["contraction_mrr"] - want["churned_mrr"]
        require(want["opening"] + net == want["closing"], "the reckoning itself")
        exact(got["net_new_mrr"], net, f"{month} net")
        exact(got["arpa"], ratio(want["closing"], want["closing_customers"]), f"{month} arpa")
        if start > begin:
            exact(got["logo_churn_rate"], ratio(want["churned_customers"], want["opening_customers"]), f"{month} churn")
            exact(got["grr"], ratio(want["capped"], want["opening"]), f"{month} grr")
            exact(got["nrr"], ratio(want["retained"], want["opening"]), f"{month} nrr")
    # The whole, as far as it is known: what its months add up to.
    for answer, last in ((by_month, through), (known, min(today, through))):
        total = answer["total"]["metrics"]
        if not any(row["cents"] > 0 and row["start"] <= last for row in live):
            continue
        stops = [(start - BASE).days for start in month_starts(day(begin), day(last))][:-1] + [last + 1]
        parts = [movements(live, start, end, stops) for start, end in zip(stops, stops[1:])]
        exact(total["mrr"], parts[-1]["closing"], f"through {day(last)} mrr")
        for name in names[1:6]:
            exact(total[name], sum(part[name] for part in parts), f"through {day(last)} {name}")
            got = sum(Fraction(group["metrics"][name]["value"]) for group in answer["groups"])
            require(abs(got - sum(part[name] for part in parts)) < Fraction(1, 10**6), f"{day(last)} {name} by month: {got}")
    # Any window: flows month by month, rates from end to end.
    pieces = sorted({cut[0], cut[1], *(b for b in bounds if cut[0] < b < cut[1]),
                     *((s - BASE).days for s in month_starts(day(cut[0]), day(cut[1])) if cut[0] < (s - BASE).days < cut[1])})
    flows = dict.fromkeys(names[1:6], Fraction(0))
    for start, end in zip(pieces, pieces[1:]):
        part = movements(live, start, end, [*bounds, *pieces])
        for name in flows:
            flows[name] += part[name]
    ends = movements(live, cut[0], cut[1], [])
    there = any(level(live, row["customer"], number) > 0 for row in live for number in (cut[0] - 1, cut[1] - 1)) or any(
        cut[0] <= row["start"] < cut[1] and row["cents"] > 0 for row in live)
    if there:
        for name, want in flows.items():
            exact(window[name], want, f"{cut} {name}")
        if cut[0] > begin:
            exact(window["nrr"], ratio(ends["retained"], ends["opening"]), f"{cut} nrr")
            exact(window["grr"], ratio(ends["capped"], ends["opening"]), f"{cut} grr")
            exact(window["logo_churn_rate"], ratio(ends["churned_customers"], ends["opening_customers"]), f"{cut} churn")
    alive = {row["plan"] for row in live if row["cents"] > 0}
    told = {group["key"]["plan"] for group in plans["groups"]}
    require(alive <= told, f"{alive - told} have no group")
    for group in plans["groups"]:
        mine = [row for row in live if row["plan"] == group["key"]["plan"]]
        year, quarter = int(group["key"]["quarter"][:4]), int(group["key"]["quarter"][-1])
        start = (datetime.date(year, 3 * quarter - 2, 1) - BASE).days
        end = (datetime.date(year + quarter // 4, 3 * quarter % 12 + 1, 1) - BASE).days
        exact(group["metrics"]["mrr"], movements(mine, start, end, [])["closing"], f"{group['key']} mrr")
        if start > begin:
            whole = movements(mine, start, end, [])
            exact(group["metrics"]["nrr"], ratio(whole["retained"], whole["opening"]), f"{group['key']} nrr")


# ---- deals ----------------------------------------------------------------------------------------------------------

def check_deals(rng):
    rows = []
    for i in range(rng.randint(1, 80)):
        created = rng.randint(0, 300)
        outcome = rng.choice(["won", "lost", "open"])
        rows.append({"id": i, "channel": rng.choice(["search", "social", "fair"]), "outcome": outcome, "created": created,
                     "source": rng.choice(["marketing", "outbound"]),
                     "touch": None if rng.random() < 0.3 else created - rng.randint(-3, 40),
                     "closed": None if outcome == "open" else created + rng.randint(0, 90),
                     "cents": None if rng.random() < 0.1 else rng.randint(0, 10**7)})
    lines = ["deal_id,channel,source_type,amount,first_touch_date,created_date,close_date,outcome"]
    text = lambda number: "" if number is None else day(number).isoformat()  # noqa: E731
    for row in rows:
        amount = "" if row["cents"] is None else f"{row['cents'] // 100}.{row['cents'] % 100:02d}"
        lines.append(f"{row['id']},{row['channel']},{row['source']},{amount},{text(row['touch'])},{text(row['created'])},"
                     f"{text(row['closed'])},{row['outcome']}")
    names = ["closed_won_deals", "win_rate", "average_deal_size", "average_sales_cycle", "open_pipeline", "pipeline_created",
             "pipeline_to_revenue_rate", "marketing_sourced_pipeline_share"]
    cut = sorted(rng.sample(range(0, 400), 2))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "deals.csv")
        open(path, "w", encoding="utf-8").write("\n".join(lines) + "\n")
        answer = ask("report", path + "@table=deals", "--by", "channel", "--metrics", ",".join(names), "--from",
                     day(cut[0]).isoformat(), "--to", day(cut[1] - 1).isoformat(), "--today", "2030-01-01")

    def check(got, mine, what):
        closes = [r for r in mine if r["closed"] is not None and cut[0] <= r["closed"] < cut[1]]
        created = [r for r in mine if cut[0] <= r["created"] < cut[1]]
        if not closes and not created:
            return
        won = [r for r in closes if r["outcome"] == "won"]
        money = lambda list_: sum((Fraction(r["cents"], 100) for r in list_ if r["cents"] is not None), Fraction(0))  # noqa: E731
        exact(got["closed_won_deals"], len(won), f"{what} won")
        if closes:
            exact(got["win_rate"], ratio(len(won), len(closes)), f"{what} win rate")
            valued = [r for r in won if r["cents"] is not None]
            exact(got["average_deal_size"], ratio(money(won), len(valued)), f"{what} size")
            begun = [r["closed"] - (r["created"] if r["touch"] is None else r["touch"]) for r in won]
            timed = [d for d in begun if d >= 0]
            exact(got["average_sales_cycle"], ratio(sum(timed), len(timed)), f"{what} cycle")
        still = [r for r in mine if r["created"] < cut[1] and (r["closed"] is None or r["closed"] >= cut[1])]
        # Before the first deal was created nothing is known of any.
        require(got["open_pipeline"]["value"] is not None or not any(r["created"] < cut[1] for r in mine), f"{what}: {got}")
        if got["open_pipeline"]["value"] is not None:
            exact(got["open_pipeline"], money(still), f"{what} open")
        if any(r["cents"] is not None for r in created):
            exact(got["pipeline_created"], money(created), f"{what} created")
            revenue = [r for r in created if r["outcome"] == "won"]
            if any(r["cents"] is not None or r["outcome"] != "won" for r in created):
                exact(got["pipeline_to_revenue_rate"], ratio(money(revenue), money(created)), f"{what} to revenue")
            share = [r for r in created if r["source"] == "marketing"]
            if any(r["cents"] is not None or r["source"] != "marketing" for r in created):
                exact(got["marketing_sourced_pipeline_share"], ratio(money(share), money(created)), f"{what} share")

    check(answer["total"]["metrics"], rows, "total")
    for group in answer["groups"]:
        check(group["metrics"], [r for r in rows if r["channel"] == group["key"]["channel"]], group["key"]["channel"])


for seed in range(first, first + count):
    suite.case(f"subscriptions {seed}", lambda seed=seed: check_subscriptions(random.Random(seed)))
    suite.case(f"deals {seed}", lambda seed=seed: check_deals(random.Random(1000 + seed)))
suite.finish()
