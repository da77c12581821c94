#!/usr/bin/env python3
"""Random billing exports against plain reckoning: cohorts, windows, renewals, and what channels' customers are worth.

  customers_test.py [tables] [first seed]     by default some; more when hunting

Levels are asked customer by customer and day by day, in fractions; no code is shared with the product.
"""
import calendar
import datetime
import random
from fractions import Fraction

from random_runs import Suite, ask_many, asked, require

suite = Suite("random customers")
count, first = asked(80)
BASE = datetime.date(2023, 1, 1)
MONTHS = {"month": 1, "quarter": 3, "year": 12}
CHANNELS = ["Google Ads", "Facebook Ads", "Email"]
GRACE = 30


def day(number):
    return BASE + datetime.timedelta(days=number)


def number(date):
    return (date - BASE).days


def iso(n):
    return "" if n is None else day(n).isoformat()


def month_start(index):
    """The first day of the month `index` months after January 2023."""
    return number(datetime.date(2023 + index // 12, index % 12 + 1, 1))


def month_of(n):
    date = day(n)
    return (date.year - 2023) * 12 + date.month - 1


def key_of(index):
    return f"{2023 + index // 12:04d}-{index % 12 + 1:02d}"


def later(n, months):
    date = day(n)
    at = date.year * 12 + date.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return number(datetime.date(year, month, min(date.day, calendar.monthrange(year, month)[1])))


class Rows(list):
    """Rows of a billing export; those of one customer are looked up often."""

    def of(self, customer):
        if not hasattr(self, "known"):
            self.known = {}
            for row in self:
                self.known.setdefault(row["customer"], []).append(row)
        return self.known.get(customer, [])


def make(rng):
    rows = Rows()
    for i in range(rng.choice([rng.randint(1, 8), rng.randint(5, 70)])):
        interval = rng.choice(sorted(MONTHS))
        start = rng.randint(0, 500)
        end = None if rng.random() < 0.4 else start + rng.choice([1, 20, 45, rng.randint(1, 400)])
        if end is not None and rng.random() < 0.4:
            end = later(start, MONTHS[interval] * rng.randint(1, 2))
        rows.append({"id": i, "customer": f"c{rng.randint(1, 14)}", "cents": rng.choice([0, 1000, rng.randint(1, 90000)]),
                     "interval": interval, "quantity": rng.randint(1, 4), "start": start, "end": end})
    return rows


def csv_of(rows):
    lines = ["customer id,subscription id,plan amount,interval,quantity,start date,end date"]
    for r in rows:
        lines.append(f"{r['customer']},s{r['id']},{r['cents'] // 100}.{r['cents'] % 100:02d},{r['interval']},{r['quantity']},"
                     f"{iso(r['start'])},{iso(r['end'])}")
    return "\n".join(lines) + "\n"


def monthly(row):
    return Fraction(row["cents"] * row["quantity"], 100 * MONTHS[row["interval"]])


def level(rows, customer, n):
    """What the customer pays a month at the end of a day."""
    return sum((monthly(r) for r in rows.of(customer) if r["start"] <= n and (r["end"] is None or n < r["end"])), Fraction(0))


def ratio(over, under):
    return None if under == 0 else float(Fraction(over) / Fraction(under))


def exact(got, want, what):
    if isinstance(want, str):
        require(got["value"] is None and got["reason"] == want, f"{what}: {got} is not {want}")
    elif want is None:
        require(got["value"] is None, f"{what}: {got} should be undefined")
    else:
        require(got["value"] == float(want), f"{what}: {got} is not {want} = {float(want)}")


# ---- cohorts --------------------------------------------------------------------------------------------------------

def check_cohorts(rows, through, got):
    starts = {}
    for r in rows:
        starts[r["customer"]] = min(starts.get(r["customer"], r["start"]), r["start"])
    over = month_of(through + 1)  # months before it are over
    cohorts = {}
    for customer, start in starts.items():
        if start <= through:
            cohorts.setdefault(month_of(start), []).append(customer)
    ages = {}
    for month, members in cohorts.items():
        cell = got[key_of(month)]
        ends = [month_start(m + 1) - 1 for m in range(month, over)]
        levels = [[level(rows, c, n) for c in members] for n in ends]
        there = [sum(one > 0 for one in at) for at in levels]
        paid = [sum(at) for at in levels]
        require(cell["size"] == len(members) and cell["customers"] == there, f"{key_of(month)} {cell} {there}")
        require(cell["retention"] == [ratio(n, len(members)) for n in there], f"{key_of(month)} retention")
        require(all(share <= 1 for share in cell["retention"]), "more than all")
        require(cell["mrr"] == [float(p) for p in paid], f"{key_of(month)} mrr {cell['mrr']}")
        require(cell["revenue_retention"] == [ratio(p, paid[0]) for p in paid], f"{key_of(month)} revenue")
        require(cell["value_to_date"] == ratio(sum(paid), len(members)), f"{key_of(month)} value {cell['value_to_date']}")
        for age, (n, p) in enumerate(zip(there, paid)):
            part = ages.setdefault(age, [0, 0, 0, 0])
            for i, add in enumerate((n, len(members), p, paid[0])):
                part[i] += add
    require({k for k in got if k[:2] == "20"} == {key_of(m) for m in cohorts}, f"cohorts {sorted(got)}")
    require(got["average_by_age"] == [ratio(ages[a][0], ages[a][1]) for a in sorted(ages)], "average of customers")
    require(got["average_revenue_by_age"] == [ratio(ages[a][2], ages[a][3]) for a in sorted(ages)], "average of revenue")


# ---- windows --------------------------------------------------------------------------------------------------------

def movements(rows, bounds):
    """Between the snapshots before each bound. Whom a month's end has seen comes back, all others are new."""
    out = dict.fromkeys(("new", "expansion", "contraction", "churned", "back"), Fraction(0))
    out["left"] = 0
    for customer in {r["customer"] for r in rows}:
        ends = [month_start(m) for m in range(0, month_of(bounds[0]) + 1)]
        seen = any(level(rows, customer, end - 1) > 0 for end in ends)
        for start, end in zip(bounds, bounds[1:]):
            before, after = level(rows, customer, start - 1), level(rows, customer, end - 1)
            seen = seen or before > 0
            if before == 0 and after > 0:
                out["back" if seen else "new"] += after
            elif before > 0 and after == 0:
                out["churned"] += before
                out["left"] += 1
            else:
                out["expansion" if after > before else "contraction"] += abs(after - before)
    return out


def check_window(rows, cut, got):
    months = [month_start(m) for m in range(month_of(cut[0]) + 1, month_of(cut[1]) + 1)]
    bounds = sorted({cut[0], cut[1], *(m for m in months if cut[0] < m < cut[1])})
    moved = movements(rows, bounds)
    people = {r["customer"] for r in rows}
    opening = {c: level(rows, c, cut[0] - 1) for c in people}
    closing = {c: level(rows, c, cut[1] - 1) for c in people}
    cohort = [c for c in people if opening[c] > 0]
    if not cohort and not any(v for v in moved.values()):
        return
    exact(got["reactivation_mrr"], moved["back"], f"{cut} reactivation")
    exact(got["quick_ratio"], ratio(moved["new"] + moved["expansion"] + moved["back"], moved["churned"] + moved["contraction"]), f"{cut} quick ratio")
    kept = sum(min(opening[c], closing[c]) for c in cohort)
    exact(got["grr"], ratio(kept, sum(opening.values())), f"{cut} grr")
    exact(got["nrr"], ratio(sum(closing[c] for c in cohort), sum(opening.values())), f"{cut} nrr")
    if cohort:
        require(got["grr"]["value"] <= min(1, got["nrr"]["value"]), f"{cut} grr {got['grr']} above")


# ---- renewals -------------------------------------------------------------------------------------------------------

def check_renewals(rows, through, got):
    due = won = late = undecided = 0
    worth = kept = Fraction(0)
    for r in rows:
        term = MONTHS[r["interval"]]
        if term < 3:
            continue
        value = Fraction(r["cents"] * r["quantity"], 100)
        k = 1
        while (at := later(r["start"], k * term)) <= through and (r["end"] is None or at < r["end"]):
            due, won, worth, kept, k = due + 1, won + 1, worth + value, kept + value, k + 1
        if r["end"] is None or r["end"] > through + 1:
            continue
        others = [o for o in rows if o["customer"] == r["customer"] and (o["start"], o["id"]) > (r["start"], r["id"])
                  and (o["end"] is None or o["end"] > r["end"])]
        follows = min(others, key=lambda o: (o["start"], o["id"]), default=None)
        if follows is not None and follows["start"] <= r["end"] + GRACE:
            due, won, late, worth = due + 1, won + 1, late + (follows["start"] > r["end"]), worth + value
            kept += min(value, Fraction(follows["cents"] * follows["quantity"] * term // MONTHS[follows["interval"]], 100))
        elif r["end"] + GRACE > through:
            undecided += 1
        else:
            due, worth = due + 1, worth + value
    if due + undecided == 0:
        require(got == {"undefined": "no_rows"}, got)
        return
    told = tuple(got[name] for name in ("renewals_due", "renewals_won", "late", "undecided"))
    require(told == (due, won, late, undecided), f"{told} is not {(due, won, late, undecided)}")
    require(got["renewal_rate"] == ratio(won, due), "renewal rate")
    if worth > 0:
        require(got["renewal_rate_by_value"] == ratio(kept, worth), f"by value {got['renewal_rate_by_value']} is not {kept}/{worth}")


# ---- what channels bring --------------------------------------------------------------------------------------------

def make_channels(rng, rows):
    people = sorted({r["customer"] for r in rows})
    deals = [(c, rng.choice(CHANNELS), rng.randint(0, 300)) for c in people if rng.random() < 0.9] or [(people[0], CHANNELS[0], 9)]
    ads = [(n, channel, rng.randint(1, 500000)) for n in range(0, 480, 40) for channel in CHANNELS]
    return deals, ads


def check_channels(rows, deals, ads, through, got):
    home = {customer: channel for customer, channel, _ in deals}
    over = month_of(through + 1)
    for group in got["groups"]:
        channel = group["key"]["channel"]
        if channel not in CHANNELS:
            continue
        mine = Rows(r for r in rows if home.get(r["customer"]) == channel)
        won = sum(1 for _, c, _ in deals if c == channel)
        spend = Fraction(sum(cents for _, c, cents in ads if c == channel), 100)
        cac = ratio(spend, won)
        answers = group["metrics"]
        if won:
            exact(answers["cac"], cac, f"{channel} cac")
        if not mine:
            continue
        known = month_of(min(r["start"] for r in rows))
        left = opening = 0
        for m in range(max(over - 6, known), over):
            part = movements(mine, [month_start(m), month_start(m + 1)])
            left += part["left"]
            if month_start(m) > min(r["start"] for r in rows):
                opening += sum(level(mine, c, month_start(m) - 1) > 0 for c in {r["customer"] for r in mine})
        paying = [level(mine, c, through) for c in {r["customer"] for r in mine}]
        arpa = Fraction(sum(paying), sum(p > 0 for p in paying)) if any(paying) else None
        if arpa is not None and opening and left:
            ltv = arpa * Fraction(7, 10) / Fraction(left, opening)
            exact(answers["ltv"], ltv, f"{channel} ltv")
            exact(answers["ltv_cac_ratio"], ltv / Fraction(spend, won) if won and spend else None, f"{channel} ltv:cac")
        elif arpa is not None and opening:
            exact(answers["ltv"], "denominator_zero", f"{channel} ltv")
        begun = min(r["start"] for r in rows)
        bounds = [begun, *(month_start(m) for m in range(month_of(begun) + 1, month_of(through) + 1)), through + 1]
        fresh = movements(mine, sorted(set(bounds)))["new"]
        if fresh:
            exact(answers["cac_payback_months"], spend / (fresh * Fraction(7, 10)), f"{channel} payback")


WINDOW = ["reactivation_mrr", "quick_ratio", "grr", "nrr"]
jobs, cases = [], []
for seed in range(first, first + count):
    rng = random.Random(seed)
    rows = make(rng)
    last = max(n for r in rows for n in (r["start"], r["end"]) if n is not None)
    through = rng.choice([last, rng.randint(200, 500)])
    begin = min(r["start"] for r in rows)
    cut = sorted(rng.sample(range(begin + 1, last + 60), 2))
    deals, ads = make_channels(rng, rows)
    billing = {"name": "billing.csv", "text": csv_of(rows), "settings": {"table": "subscriptions"}}
    crm = "deal id,customer id,channel,created date,close date,outcome\n" + "".join(
        f"d{i},{c},{channel},{iso(n)},{iso(n + 5)},won\n" for i, (c, channel, n) in enumerate(deals))
    spent = "date,channel,spend\n" + "".join(f"{iso(n)},{channel},{c // 100}.{c % 100:02d}\n" for n, channel, c in ads)
    jobs.append({"files": [billing], "asks": [
        ["analyse", {"subject": "cohort_retention", "options": {"data_through": iso(through)}}],
        ["report", {"metrics": WINDOW, "from": iso(cut[0]), "to": iso(cut[1] - 1), "today": "2030-01-01"}],
        ["analyse", {"subject": "renewals", "options": {"data_through": iso(through)}}]]})
    jobs.append({"files": [billing, {"name": "crm.csv", "text": crm, "settings": {"table": "deals"}},
                           {"name": "ads.csv", "text": spent, "settings": {"table": "channel_performance"}}],
                 "asks": [["report", {"metrics": ["cac", "ltv", "ltv_cac_ratio", "cac_payback_months"], "by": ["channel"],
                                      "params": {"gross_margin": 0.7}, "today": "2030-01-01"}]]})
    cases.append((seed, rows, through, cut, deals, ads, last))


def check(case, alone, joined):
    _, rows, through, cut, deals, ads, last = case
    require(all(a["ok"] for a in alone + joined), [a for a in alone + joined if not a["ok"]])
    if any(r["start"] <= through for r in rows):
        check_cohorts(rows, through, alone[0]["result"])
    check_window(rows, cut, alone[1]["total"]["metrics"])
    check_renewals(rows, through, alone[2]["result"])
    check_channels(rows, deals, ads, last, joined[0])


told = ask_many(jobs)
for place, case in enumerate(cases):
    suite.case(f"seed {case[0]}", lambda case=case, place=place: check(case, told[2 * place], told[2 * place + 1]))
suite.finish()
