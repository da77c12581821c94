#!/usr/bin/env python3
"""Random deals against plain reckoning: curves with open deals, sources at equal age, stages, coverage, win rates.

  pipeline_test.py [tables] [first seed]     by default some; more when hunting

Curves are worked out day by day from who is still watched, sums in fractions; no code is shared with the product.
"""
import datetime
import math
import random
from fractions import Fraction

from random_runs import Suite, ask_many, asked, near, require

suite = Suite("random pipelines")
count, first = asked(80)
BASE = datetime.date(2023, 1, 1)
Z = 1.959963984540054
STAGES = ["Lead", "Qualified", "Demo", "Proposal"]


def iso(number):
    return "" if number is None else (BASE + datetime.timedelta(days=number)).isoformat()


def money(cents):
    return "" if cents is None else f"{cents // 100}.{cents % 100:02d}"


def make(rng):
    rows = []
    for i in range(rng.choice([rng.randint(1, 6), rng.randint(5, 90)])):
        created = rng.randint(0, 250)
        outcome = rng.choice(["won", "lost", "open"])
        stages, at = [], created
        for _ in STAGES:  # some are skipped, some never reached
            stages.append(None if rng.random() < 0.25 else at)
            at += rng.randint(0, 20)
            if rng.random() < 0.2:
                break
        stages += [None] * (len(STAGES) - len(stages))
        rows.append({"id": i, "outcome": outcome, "created": created, "source": rng.choice(["marketing", "outbound", "partner"]),
                     "touch": None if rng.random() < 0.3 else created - rng.randint(-5, 30),
                     "closed": None if outcome == "open" else created + rng.choice([0, 7, 30, rng.randint(0, 120)]),
                     "cents": None if rng.random() < 0.1 else rng.choice([0, 5000, rng.randint(1, 10**7)]), "stages": stages})
    return rows


def csv_of(rows):
    lines = ["deal_id,source_type,amount,first_touch_date,created_date,close_date,outcome,"
             + ",".join(f"Date entered {s}" for s in STAGES)]
    for r in rows:
        lines.append(f"D{r['id']},{r['source']},{money(r['cents'])},{iso(r['touch'])},{iso(r['created'])},{iso(r['closed'])},"
                     f"{r['outcome']}," + ",".join(iso(s) for s in r["stages"]))
    return "\n".join(lines) + "\n"


def targets(rng):
    return [(n, rng.randint(0, 4 * 10**7)) for n in sorted(rng.sample(range(0, 360, 30), 4))]


# ---- curves ---------------------------------------------------------------------------------------------------------

def watched(rows, through, window):
    """-> [(days watched from, days watched to, how it ended)], as of `through`."""
    out = []
    for r in rows:
        began = r["created"] if r["touch"] is None else r["touch"]
        ended = r["closed"] is not None and r["closed"] <= through
        end = r["closed"] if ended else through
        if end < began:
            continue
        enter = 0 if window is None else max(0, window - began)
        if enter <= end - began:
            out.append((enter, end - began, r["outcome"] if ended else "open"))
    return out


def kaplan_meier(seen, events):
    """[(day, at risk, share still there, Greenwood's sum)] on the days of an event."""
    out, share, green = [], Fraction(1), Fraction(0)
    for day in sorted({to for _, to, how in seen if how in events}):
        risk = sum(1 for enter, to, _ in seen if enter <= day <= to)
        hit = sum(1 for _, to, how in seen if to == day and how in events)
        share *= Fraction(risk - hit, risk)
        if risk > hit:
            green += Fraction(hit, risk * (risk - hit))
        out.append((day, risk, share, green))
    return out


def check_curves(rows, through, window, survival, competing):
    seen = watched(rows, through, window)
    if not seen:
        require(survival["undefined"] == competing["undefined"] == "no_rows", survival)
        return
    curve = kaplan_meier(seen, {"won"})
    require(set(survival["survival"]) == {str(day) for day, *_ in curve}, f"days {survival['survival']}")
    for day, risk, share, green in curve:
        require(near(survival["survival"][str(day)], float(share), 1e-11), f"S({day}) {survival['survival'][str(day)]} is not {share}")
        require(survival["at_risk"][str(day)] == risk, f"at risk on {day}")
        got = survival["intervals"].get(str(day))
        require((got is None) == (share in (0, 1)), f"interval on {day}: {got}")
        if got:
            log = math.log(share)
            reach = Z * math.sqrt(green) / -log
            require(near(got["low"], math.exp(log * math.exp(reach)), 1e-9) and near(got["high"], math.exp(log * math.exp(-reach)), 1e-9),
                    f"interval on {day}: {got}")
    median = next((day for day, _, share, _ in curve if share <= Fraction(1, 2)), None)
    require(survival.get("median_days") == median, f"median {survival.get('median_days')} is not {median}")
    require((survival.get("undefined") == "not_reached") == (median is None), "a median that is not reached")
    won = [to for _, to, how in seen if how == "won"]
    require(near(survival.get("mean_won_only"), sum(won) / len(won)) if won else "mean_won_only" not in survival, "mean of the won")
    closed = kaplan_meier(seen, {"won", "lost"})
    before, sums = Fraction(1), {"won": Fraction(0), "lost": Fraction(0)}
    for day, risk, share, _ in closed:
        for how in sums:
            sums[how] += before * Fraction(sum(1 for _, to, h in seen if to == day and h == how), risk)
            require(near(competing[how][str(day)], float(sums[how]), 1e-11), f"{how} by {day}")
        require(near(competing["open"][str(day)], float(share), 1e-11), f"open on {day}")
        require(sums["won"] + sums["lost"] + share == 1, "the reckoning itself")
        before = share
    require(competing["median_days_to_close"] == next((d for d, _, s, _ in closed if s <= Fraction(1, 2)), None), "median to close")


# ---- sums -----------------------------------------------------------------------------------------------------------

def value(rows):
    return sum((Fraction(r["cents"], 100) for r in rows if r["cents"] is not None), Fraction(0))


def check_sources(rows, through, got):
    if all(r["cents"] is None for r in rows):
        require(got == {"undefined": "missing_input"}, got)
        return
    rows = [r for r in rows if r["created"] <= through]
    if not rows:
        require(got == {"undefined": "no_rows"}, got)
        return
    age = through - max(r["created"] for r in rows)
    require(got["equal_age_days"] == age, f"age {got['equal_age_days']} is not {age}")
    for entry in got["sources"]:
        mine = [r for r in rows if r["source"] == entry["source"]]
        won = [r for r in mine if r["outcome"] == "won" and r["closed"] <= through]
        still = [r for r in mine if r["closed"] is None or r["closed"] > through]
        require(entry["deals"] == len(mine) and entry["without_amount"] == sum(r["cents"] is None for r in mine), entry)
        require(entry["created"] == float(value(mine)) and entry["won"] == float(value(won)), entry)
        if value(mine) > 0:
            young = [r for r in won if r["closed"] - r["created"] <= age]
            require(entry["rate"] == float(value(won) / value(mine)), f"{entry} rate")
            require(entry["open_share"] == float(value(still) / value(mine)), f"{entry} open")
            require(entry["equal_age_rate"] == float(value(young) / value(mine)), f"{entry} at equal age")
    require({e["source"] for e in got["sources"]} == {r["source"] for r in rows}, "sources")


def check_stages(rows, got):
    reached = [place for place in range(len(STAGES)) if any(r["stages"][place] is not None for r in rows)]
    if len(reached) < 2:  # one stage leads nowhere
        require(got == {"undefined": "missing_input"}, got)
        return
    require([entry["stage"] for entry in got["stages"]] == [STAGES[place] for place in reached], got["stages"])
    for place, entry in zip(reached, got["stages"]):
        entered = [r for r in rows if r["stages"][place] is not None]
        on = [r for r in entered if r["outcome"] == "won" or any(s is not None for s in r["stages"][place + 1:])]
        pending = [r for r in entered if r not in on and r["outcome"] == "open"]
        require((entry["entered"], entry["advanced"], entry["pending"]) == (len(entered), len(on), len(pending)), f"{entry} {len(entered)} {len(on)}")


def ratio(over, under):
    return None if under == 0 else float(Fraction(over) / Fraction(under))


def check_report(rows, plan, cut, got):
    """Metrics over the days [cut[0], cut[1])."""
    inside = lambda day: day is not None and cut[0] <= day < cut[1]  # noqa: E731
    won = [r for r in rows if r["outcome"] == "won" and inside(r["closed"])]
    lost = [r for r in rows if r["outcome"] == "lost" and inside(r["closed"])]
    created = [r for r in rows if inside(r["created"])]
    still = [r for r in rows if r["created"] < cut[1] and (r["closed"] is None or r["closed"] >= cut[1])]
    target = Fraction(sum(cents for n, cents in plan if inside(n)), 100)
    want = {"win_rate": ratio(len(won), len(won) + len(lost)), "win_rate_of_created": ratio(sum(r["outcome"] == "won" for r in created), len(created))}
    if all(r["cents"] is not None for r in won + lost) and won and lost:
        want["win_rate_by_value"] = ratio(value(won), value(won + lost))
        want["needed_coverage"] = ratio(value(won + lost), value(won))
    if all(r["cents"] is not None for r in won + still) and any(inside(n) for n, _ in plan) and won:
        left = target - value(won)
        want["pipeline_coverage"] = float(value(still) / left) if left > 0 else "target_met"
        want["pipeline_coverage_of_quota"] = ratio(value(still), target)
    if created and all(r["cents"] is not None for r in created):
        want["pipeline_open_share"] = ratio(value([r for r in created if r["outcome"] == "open"]), value(created))
    for name, expected in want.items():
        answer = got[name]
        if isinstance(expected, str):
            require(answer["value"] is None and answer["reason"] == expected, f"{name}: {answer}")
        elif expected is None:
            require(answer["value"] is None, f"{name}: {answer} should be undefined")
        else:
            require(answer["value"] == expected, f"{name}: {answer} is not {expected}")


NAMES = ["win_rate", "win_rate_of_created", "win_rate_by_value", "needed_coverage", "pipeline_coverage", "pipeline_coverage_of_quota",
         "pipeline_open_share"]
jobs, checks = [], []
for seed in range(first, first + count):
    rng = random.Random(seed)
    rows, plan = make(rng), targets(rng)
    last = max(day for r in rows for day in (r["created"], r["closed"]) if day is not None)
    through = rng.choice([last, rng.randint(100, 400)])
    window = rng.choice([None, None, rng.randint(0, 250)])
    cut = sorted(rng.sample(range(0, 400), 2))
    options = {"data_through": iso(through), **({} if window is None else {"window_start": iso(window)})}
    period = {"from": iso(cut[0]), "to": iso(cut[1] - 1), "today": "2030-01-01"}
    jobs.append({"files": [{"name": "deals.csv", "text": csv_of(rows), "settings": {"table": "deals"}},
                           {"name": "plan.csv", "text": "date,sales target\n" + "".join(f"{iso(n)},{money(c)}\n" for n, c in plan),
                            "settings": {"table": "deals"}}],
                 "asks": [["analyse", {"subject": "survival", "options": options}],
                          ["analyse", {"subject": "competing_outcomes", "options": options}],
                          ["analyse", {"subject": "pipeline_sources", "options": {"data_through": iso(through)}}],
                          ["analyse", {"subject": "stage_conversion"}], ["report", {"metrics": NAMES, **period}]]})
    checks.append((seed, rows, plan, through, window, cut))


def check(case, answers):
    seed, rows, plan, through, window, cut = case
    require(all(a["ok"] for a in answers), [a for a in answers if not a["ok"]])
    check_curves(rows, through, window, answers[0]["result"], answers[1]["result"])
    check_sources(rows, through, answers[2]["result"])
    check_stages(rows, answers[3]["result"])
    check_report(rows, plan, cut, answers[4]["total"]["metrics"])


for case, answers in zip(checks, ask_many(jobs)):
    suite.case(f"seed {case[0]}", lambda case=case, answers=answers: check(case, answers))
suite.finish()
