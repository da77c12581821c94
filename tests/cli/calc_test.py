#!/usr/bin/env python3
"""The worksheet of the source article and the one-number calculators, by hand arithmetic."""
from mittari import Suite, ask, near, require

suite = Suite("calc")


def calc(metric, want, *inputs):
    def check():
        answer = ask("calc", metric, *inputs)
        require(answer["ok"] and near(answer["value"], want), answer)
        require(answer["steps"], "no steps")
    suite.case(f"{metric} {' '.join(inputs)}", check)


def undefined(metric, reason, *inputs):
    def check():
        answer = ask("calc", metric, *inputs)
        require(answer["ok"] and answer["value"] is None and answer["reason"] == reason, answer)
    suite.case(f"{metric} {' '.join(inputs)} is undefined", check)


def solve(metric, unknown, want, *inputs):
    def check():
        answer = ask("calc", metric, *inputs, "--solve", unknown)
        require(answer["ok"] and near(answer["inputs"][unknown], want), answer)
    suite.case(f"{metric} solved for {unknown}", check)


calc("visitor_to_lead_rate", 0.1, "sessions=100", "leads=10")
calc("cost_per_lead", 10, "spend=1000", "leads=100")
calc("cac", 100 / 3, "spend=1000", "new_customers=30")
calc("average_revenue_per_sale", 500, "new_revenue=15000", "sales_count=30")
solve("average_revenue_per_sale", "new_revenue", 15000, "average_revenue_per_sale=500", "sales_count=30")
undefined("marketing_roi", "missing_input", "spend=1000", "revenue=15000")
calc("marketing_roi", 5, "spend=1000", "revenue=15000", "gross_margin=0.4")
calc("roas", 4, "attributed_revenue=2000", "spend=500")
calc("ltv_cac_ratio", 3.125, "ltv=18750", "cac=6000")
undefined("cost_per_lead", "denominator_zero", "spend=1000", "leads=0")
solve("cost_per_lead", "leads", 100, "cost_per_lead=10", "spend=1000")
solve("cost_per_lead", "spend", 1000, "cost_per_lead=10", "leads=100")
solve("cac", "new_customers", 30, "cac=33.333333333333336", "spend=1000")
solve("marketing_roi", "spend", 1000, "marketing_roi=5", "gross_profit=6000")
calc("cpm", 5, "spend=50", "impressions=10000")
calc("bounce_rate", 0.25, "engaged_sessions=75", "sessions=100")
suite.finish()
