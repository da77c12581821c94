#!/usr/bin/env python3
"""`mittari metrics` against ../shared/spec/catalogue.json, field by field: every metric, measure, set, dimension, channel."""
import json
import os
import re

from mittari import SHARED, Suite, ask, require

SPEC = os.path.join(SHARED, "spec", "catalogue.json")
LANGUAGES = ("en", "tr", "fi", "fa")
suite = Suite("catalogue")

# Where each other definition of a metric is found: a metric of its own, an analysis, or the reading of a column.
ALTERNATIVES = {
    "ctr": ["reading a column of all clicks as clicks"],
    "ad_conversion_rate": ["session_conversion_rate"],
    "social_engagement_rate": ["engagement_rate_by_reach", "engagement_rate_by_followers"],
    "email_click_rate": ["email_click_rate_of_sent"],
    "visitor_to_lead_rate": ["unique_visitor_to_lead_rate"],
    "lead_to_customer_rate": ["analyse stage_conversion"],
    "win_rate": ["win_rate_of_created", "win_rate_by_value"],
    "sales_velocity": ["sales_velocity_of_created"],
    "pipeline_coverage": ["pipeline_coverage_of_quota"],
    "net_revenue_churn_rate": ["net_revenue_churn_with_reactivation"],
    "nrr": ["formula"],
    "ltv": ["ltv_revenue", "ltv_gross_revenue_churn", "ltv_discounted", "analyse cohort_retention", "analyse bg_nbd"],
    "renewal_rate": ["renewal_rate_by_value"],
    "net_sentiment": ["net_sentiment_of_opinions"],
    "average_order_value": ["average_order_value_net", "reading a column with tax and shipping as gross_revenue"],
    "repeat_purchase_rate": ["returning_customer_share"],
}
# Flags and reasons that engines and reports find in the data; every other one stands in the metric's own rules.
OF_THE_DATA = {"negative_spend_rows", "lower_bound:reach_not_additive", "missing_opening", "missing_input", "snapshot_only",
               "set_changed", "revenue_basis"}


def same(got, want, what):
    require(got == want, f"{what}: {got!r} is not {want!r}")


def only(entry, spec, fields):
    for field, name in fields.items():
        same(entry.get(name), spec[field], f"{spec['id']} {field}")
    same(entry["names"], spec["names"], f"{spec['id']} names")


def by_id(entries):
    return {entry["id"]: entry for entry in entries}


def metric(spec, got, known):
    only(got, spec, {"category": "category", "unit": "unit", "direction": "direction", "timing": "timing", "basis": "basis",
                     "parameters": "parameters", "confidence_interval": "confidence_interval",
                     "decomposable_by_segment": "decomposable"})
    same(got["descriptions"], spec["descriptions"], "descriptions")
    same(got["formula"].replace(" ", ""), spec["formula"].replace(" ", ""), "formula")
    same(sorted(got["tables"]), sorted(spec["tables_touched"]), "tables")
    same(got["per_segment"], spec["cell_level"] != "period", "per segment")
    require(set(spec["aliases"]) <= set(got["aliases"]), f"aliases {got['aliases']}")
    same([each["id"] for each in got["inputs"] if each["kind"] == "metric"],
         re.findall(r"metric\((\w+)\)", spec["formula"]), "inner metrics")
    same(sorted({each["id"] for each in got["inputs"] if each["kind"] == "metric"}), sorted(spec["required_metrics"]), "required")
    same(bool(got["benchmark"]), bool(spec["benchmark"]), "benchmark")
    if spec["benchmark"]:
        for bound in ("low", "high"):
            same(got["benchmark"].get(bound), spec["benchmark"].get(bound), f"benchmark {bound}")
        require(got["benchmark"]["source"] and "date" in got["benchmark"], got["benchmark"])
    require(got["example"], "no example")
    said = {each["formula"].replace(" ", "") for each in got["equivalent_formulas"]}
    require({each["formula"].replace(" ", "") for each in spec["equivalent_formulas"]} <= said, f"equivalents {said}")
    for place in ALTERNATIVES.get(spec["id"], []):
        require(place in known or place == "formula" or place.startswith(("analyse ", "reading ")), f"{place} is not known")
    same(len(ALTERNATIVES.get(spec["id"], [])), len(spec["alternatives"]), "alternatives")


def edges(spec, got, words):
    rules = got["edge_cases"]
    divides = not spec["edge_cases"]["denominator_zero"].startswith("not applicable")
    same("/" in spec["formula"] or any("/" in each["formula"] for each in got["equivalent_formulas"]), divides, "divides")
    if "/" in got["formula"] and got["formula"].count("/") == 1:
        require(rules["denominator_zero"] is not None, rules)
    text = json.dumps(rules)
    for case in spec["edge_cases"]["specific"]:
        for word in words:
            if word in case and word not in OF_THE_DATA:
                require(word in text, f"{word} of {case!r} is not in {text}")


def main():
    spec = json.load(open(SPEC, encoding="utf-8"))
    told = {language: ask("metrics", "--lang", language) for language in LANGUAGES}
    catalogue = told["en"]
    known = by_id(catalogue["metrics"] + catalogue["helpers"])
    words = [re.split(r"[(<]", flag)[0] for flag in spec["expression_language"]["flags"]]
    words += list(spec["expression_language"]["undefined_reasons"])
    suite.case("as many", lambda: [same(len(catalogue[ours]), len(spec[theirs]), ours) for ours, theirs in (
        ("metrics", "metrics"), ("measures", "base_measures"), ("kpi_sets", "kpi_sets"), ("dimensions", "dimensions"),
        ("channels", "channel_taxonomy"))])
    metrics, measures = by_id(catalogue["metrics"]), by_id(catalogue["measures"])
    for each in spec["metrics"]:
        suite.case(each["id"], lambda each=each: metric(each, metrics[each["id"]], known))
        suite.case(each["id"] + " edges", lambda each=each: edges(each, metrics[each["id"]], words))
    for each in spec["base_measures"]:
        suite.case("measure " + each["id"], lambda each=each: only(measures[each["id"]], each, {"table": "table", "type": "unit"}))
        stock = each["default_aggregate"] == "last"
        suite.case("measure " + each["id"] + " over time", lambda each=each, stock=stock: same(
            measures[each["id"]]["aggregate"], "last" if stock else "sum", each["default_aggregate"]))
    sets = by_id(catalogue["kpi_sets"])
    for each in spec["kpi_sets"]:
        suite.case("set " + each["id"], lambda each=each: only(
            sets[each["id"]], each, {"primary": "primary", "secondary": "secondary", "supporting": "supporting"}))
    dimensions, channels = by_id(catalogue["dimensions"]), by_id(catalogue["channels"])
    for each in spec["dimensions"]:
        suite.case("dimension " + each["id"], lambda each=each: (
            only(dimensions[each["id"]], each, {"type": "type"}),
            require(set(each["tables"]) <= set(dimensions[each["id"]]["tables"]), dimensions[each["id"]]["tables"])))
    for each in spec["channel_taxonomy"]:
        suite.case("channel " + each["id"], lambda each=each: only(channels[each["id"]], each, {"offline": "offline"}))
    for language in LANGUAGES:
        for kind in ("metrics", "measures", "kpi_sets", "dimensions", "channels"):
            suite.case(f"{kind} in {language}", lambda language=language, kind=kind: [
                same(entry["name"], entry["names"][language], entry["id"]) for entry in told[language][kind]])


if os.path.exists(SPEC):
    main()
else:
    suite.skip("all", "../shared is not here")
suite.finish()
