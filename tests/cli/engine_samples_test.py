#!/usr/bin/env python3
"""The deals and subscriptions of ../shared/samples against the facts worked out beside them."""
import json
import os

from mittari import SHARED, Suite, ask, near, require

SAMPLES = os.path.join(SHARED, "samples")
suite = Suite("engine samples")


def facts(folder, name):
    return json.load(open(os.path.join(SAMPLES, folder, "EXPECTED.json"), encoding="utf-8"))[name]


def crm():
    want = facts("3_crm/03", "sales_pipeline.csv")
    file = os.path.join(SAMPLES, "3_crm/03", "sales_pipeline.csv")
    answer = ask("report", file, "--by", "quarter", "--metrics",
                 "win_rate,closed_won_deals,lost_deals,average_deal_size,average_sales_cycle,won_amount")
    total = answer["total"]["metrics"]
    require(near(total["win_rate"]["value"], want["win_rate_won_over_closed"], 1e-6), total)
    require(near(total["average_deal_size"]["value"], want["avg_won_deal"], 1e-7), total)
    require(near(total["average_sales_cycle"]["value"], want["won_cycle_days"]["mean"], 1e-5), total)
    require(total["won_amount"]["value"] == int(want["won_value"]), total)
    groups = {group["key"]["quarter"].replace("-", ""): group["metrics"] for group in answer["groups"]}
    for quarter, part in want["quarters"].items():
        got = groups[quarter]
        require(got["closed_won_deals"]["value"] == part["won"] and got["lost_deals"]["value"] == part["lost"], f"{quarter} {got}")
        require(got["won_amount"]["value"] == int(part["won_value"]), f"{quarter} {got}")


def movements():
    want = facts("5_subscriptions_billing/01", "subscription_periods.csv")["movements_by_month"]
    file = os.path.join(SAMPLES, "5_subscriptions_billing/01", "subscription_periods.csv")
    names = {"new": "new_mrr", "upgrade": "expansion_mrr", "downgrade": "contraction_mrr", "churn": "churned_mrr",
             "reactivation": "reactivation_mrr"}
    answer = ask("report", file, "--by", "month", "--metrics", ",".join(["mrr", "measure:active_customers", *names.values()]))
    groups = {group["key"]["month"]: group["metrics"] for group in answer["groups"]}
    checked = 0
    for month, part in want.items():
        if month not in groups:  # nobody there; or the month after the last day of the data
            require(int(part["mrr"]) == 0 or month > max(groups), month)
            continue
        got = groups[month]
        require(got["mrr"]["value"] == float(part["mrr"]), f"{month} {got}")
        require(got["measure:active_customers"]["value"] == part["customers"], f"{month} {got}")
        for name, metric in names.items():
            require(got[metric]["value"] == abs(float(part.get(name, [0, "0"])[1])), f"{month} {metric} {got[metric]}")
        checked += 1
    require(checked >= 25, f"{checked} months")


if os.path.exists(SAMPLES):
    suite.case("crm pipeline", crm)
    suite.case("mrr movements", movements)
else:
    suite.skip("all", "../shared is not here")
suite.finish()
