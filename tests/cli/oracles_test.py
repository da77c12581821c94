#!/usr/bin/env python3
"""The worked cases of ../shared/spec/oracles.json, through the command line.

Cases that need tables and are a metric's own run as `report`; cases that name an analysis run as
`analyse`. What the program says it does not offer yet is listed as skipped, never as passed.
"""
import datetime
import json
import os
import tempfile

from mittari import SHARED, Suite, ask, near, require

ORACLES = os.path.join(SHARED, "spec", "oracles.json")
suite = Suite("oracles")


def reason_of(metric):
    reason = metric.get("reason")
    return f"{reason}:{metric['measure']}" if metric.get("measure") else reason


def options_of(case):
    inputs = case["inputs"]
    out = []
    for name, value in (inputs.get("scalars") or {}).items():
        if isinstance(value, (int, float)):
            out += ["--param", f"{name}={value}"]
    options = inputs.get("options") or {}
    if inputs.get("blanks"):
        out += ["--blanks", inputs["blanks"]]
    if options.get("ui_language"):
        out += ["--lang", options["ui_language"]]
    if options.get("start"):
        out += ["--from", options["start"]]
    return out


def window(case):
    """The calendar unit that the last day of the table stands in, as --from and --to."""
    grain = (case["inputs"].get("options") or {}).get("grain")
    through = (case["inputs"].get("options") or {}).get("data_through")
    if not grain:
        return []
    if through is None:
        rows = list(case["inputs"]["tables"].values())[0].strip().split("\n")
        through = rows[-1].split(",")[0] + "-01" if grain == "month" else rows[-1].split(",")[0]
    year, month = int(through[:4]), int(through[5:7])
    if grain == "quarter":
        month = (month - 1) // 3 * 3 + 1
    return ["--from", f"{year:04d}-{month:02d}-01", "--today", through]


def tables(case, folder):
    paths = []
    for kind, text in case["inputs"]["tables"].items():
        path = os.path.join(folder, kind + ".csv")
        with open(path, "w", encoding="utf-8") as handle:
            handle.write(text)
        paths.append(f"{path}@table={kind}")
    return paths


def check_value(case, metric, want):
    tolerance = case["tolerance"]
    got = metric.get("value")
    require(near(got, want, tolerance["rel"], tolerance["abs"]), f"{got} ({reason_of(metric)}) is not {want}")


def metric_case(case):
    subjects = [s for s in case["subject"].split(",")]
    expected = case["expected"]
    with tempfile.TemporaryDirectory() as folder:
        files = tables(case, folder)
        values = expected.get("values") or {}
        if case["id"] == "worksheet_channels":
            names = sorted({name for per in values.values() for name in per})
            answer = ask("report", *files, "--metrics", ",".join(names), "--by", "channel")
            for group in answer["groups"]:
                for name, want in values[group["key"]["channel"]].items():
                    check_value(case, group["metrics"][name], want)
            for name, want in values["all"].items():
                check_value(case, answer["total"]["metrics"][name], want)
            return
        if case["area"] == "period":
            compare = "year" if "year" in case["inputs"]["options"].get("compare", "") else "previous"
            answer = ask("report", *files, "--metrics", ",".join(subjects), "--compare", compare, *window(case))
            current = answer["total"]["metrics"][subjects[0]]
            base = answer["compare"]["total"]["metrics"][subjects[0]]
            check_value(case, current, values["current"])
            check_value(case, base, values["base"])
            if "relative" in values:
                require(near(base["change"]["relative"], values["relative"], 1e-12), f"relative {base['change']}")
            if "base_window" in values:
                period = answer["compare"]["period"]
                require([period["from"], period["to"]] == values["base_window"], f"window {period}")
            for flag in expected.get("flags") or []:
                require(flag in current["flags"], f"flag {flag} not in {current['flags']}")
            return
        wanted = sorted(set(subjects) | ({name for name in values if name in MEASURES_OR_METRICS}))
        formulas = []
        if "net_revenue" in values:  # no metric of the catalogue: a formula of one's own
            formulas, wanted = ["--formula", "net_revenue = sum(gross_revenue) - sum(refunds)"], [*wanted, "net_revenue"]
        answer = ask("report", *files, "--metrics", ",".join(wanted), *formulas, *options_of(case))
        total = answer["total"]["metrics"]
        if "undefined" in expected:
            require(reason_of(total[subjects[0]]) == expected["undefined"],
                    f"{total[subjects[0]]} is not {expected['undefined']}")
        if "value" in expected:
            check_value(case, total[subjects[0]], expected["value"])
        for name, want in values.items():
            if name in ("value", "rate"):
                check_value(case, total[subjects[0]], want)
            elif name == "coverage":
                require(near(total[subjects[0]].get("coverage"), want), f"coverage {total[subjects[0]]}")
            elif name in total:
                check_value(case, total[name], want)
        for name, want in (("low", values.get("low")), ("high", values.get("high"))):
            if want is not None and subjects[0] in total:
                got = (total[subjects[0]].get("interval") or {}).get(name)
                require(near(got, want, case["tolerance"]["rel"]), f"interval {name} {got} is not {want}")
        for flag in expected.get("flags") or []:
            require(flag in total[subjects[0]]["flags"], f"flag {flag} not in {total[subjects[0]]}")


def calc_case(case, metric, names, want=None):
    """A case of typed numbers; `names` says what `calc` calls them."""
    scalars = case["inputs"]["scalars"]
    answer = ask("calc", metric, *(f"{name}={scalars[given]}" for given, name in names.items()))
    if "undefined" in case["expected"]:
        require(reason_of(answer) == case["expected"]["undefined"], answer)
    else:
        want = case["expected"].get("value") if want is None else want
        require(near(answer["value"], want, case["tolerance"]["rel"]), answer)


def engine_options(case):
    options = case["inputs"].get("options") or {}
    out = []
    if options.get("start"):
        out += ["--from", options["start"]]
    if options.get("end_exclusive"):
        last = datetime.date.fromisoformat(options["end_exclusive"]) - datetime.timedelta(days=1)
        out += ["--to", last.isoformat()]
    if options.get("as_of"):
        out += ["--to", options["as_of"]]
    if options.get("data_through"):
        out += ["--today", options["data_through"]]
    return out


# What a case calls a flag, and the core a note about rows.
KNOWN_AS = {"past_due included": "sub_past_due"}


def engine_case(case):
    """Deals and subscriptions, row by row: every expected value that is a metric or a measure."""
    expected = case["expected"]
    values = expected.get("values") or {case["subject"]: expected["value"]}
    options = case["inputs"].get("options") or {}
    with tempfile.TemporaryDirectory() as folder:
        files = tables(case, folder)
        if options.get("group_by"):
            by = options["group_by"]
            answer = ask("report", *files, "--by", by, "--metrics", f"{case['subject']},pipeline_open_share", *engine_options(case))
            found = {}
            for group in answer["groups"]:
                name = group["key"][by]
                found[name] = group["metrics"][case["subject"]]["value"]
                found[name + "_open_share"] = group["metrics"]["pipeline_open_share"]["value"]
                immature = found[name + "_open_share"] > 0
                require(("immature_cohort" in group["metrics"][case["subject"]]["flags"]) == immature, group)
            for name, want in values.items():
                require(near(found[name], want, case["tolerance"]["rel"]), f"{name}: {found[name]} is not {want}")
            return
        # Names of a movement's two ends, of sums over months, and of parts.
        known = {name: name.removeprefix("sum_of_monthly_") for name in values}
        parts = {"gained": ("expansion_mrr", "referral_mrr"), "lost": ("contraction_mrr", "churned_mrr")}
        wanted = {metric for metric in known.values() if metric in MEASURES_OR_METRICS}
        wanted |= {metric for name in values for metric in parts.get(name, ())}
        answer = ask("report", *files, "--metrics", ",".join(sorted(wanted)), *engine_options(case))
        total = answer["total"]["metrics"]
        movements = ask("analyse", "mrr_movements", *files, *engine_options(case))["result"] if "subscriptions" in case["inputs"]["tables"] else {}
        for name, want in values.items():
            metric = known[name]
            if metric in total:
                check_value(case, total[metric], want)
            elif name in parts:
                require(near(sum(total[part]["value"] for part in parts[name]), want), f"{name}: {total}")
            else:
                require(near(movements.get(name), want), f"{name}: {movements.get(name)} is not {want}")
        said = {flag for metric in total.values() for flag in metric["flags"]} | {note["code"] for note in answer["notes"]}
        for flag in expected.get("flags") or []:
            code = flag.split(":")[0]
            require(KNOWN_AS.get(code, code) in said, f"{code} not in {said}")


def ltv_case(case):
    scalars = case["inputs"]["scalars"]
    monthly = case["inputs"]["tables"]["subscriptions_monthly"]
    opening = monthly.split("\n")[1].split(",")[1]
    with tempfile.TemporaryDirectory() as folder:
        def write(name, text):
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8") as handle:
                handle.write(text)
            return path
        states = write("states.csv", monthly)
        costs = write("costs.csv", "month,spend,sales_cost,new_customers\n2024-06,{spend},{sales_cost},{new_customers}\n".format(**scalars))
        sold = write("sold.csv", "month,new_mrr\n2024-06,{new_mrr}\n".format(**scalars))
        maps = "map=mrr=closing_mrr,map=active_customers=closing_customers"
        answer = ask("report", f"{states}@table=subscriptions,{maps}", costs, f"{sold}@table=subscriptions",
                     "--param", f"gross_margin={scalars['gross_margin']}", "--param", f"opening_active_customers={opening}",
                     "--metrics", "arpa,ltv,fully_loaded_cac,ltv_cac_ratio,cac_payback_months,ltv_revenue")
        total = answer["total"]["metrics"]
        for name, want in case["expected"]["values"].items():
            if name == "churn_t6m":  # inside the lifetime: arpa / ltv_revenue
                require(near(total["arpa"]["value"] / total["ltv_revenue"]["value"], want), total)
            else:
                check_value(case, total[name], want)


def compare_parts(want, got, tolerance, where=""):
    """Every expected part, however deep; the answer may hold more."""
    if isinstance(want, dict):
        for name, part in want.items():
            require(isinstance(got, dict) and name in got, f"{where}.{name} is missing")
            compare_parts(part, got[name], tolerance, f"{where}.{name}")
    elif isinstance(want, list):
        require(isinstance(got, list) and len(got) == len(want), f"{where}: {got} is not {want}")
        for i, part in enumerate(want):
            compare_parts(part, got[i], tolerance, f"{where}[{i}]")
    elif isinstance(want, (int, float)) and not isinstance(want, bool):
        require(near(got, want, tolerance["rel"], tolerance["abs"]), f"{where}: {got} is not {want}")
    else:
        require(got == want, f"{where}: {got} is not {want}")


def analysis_case(case, answer):
    require(answer["ok"], answer)
    if "undefined" in case["expected"]:
        require(answer["result"].get("undefined") == case["expected"]["undefined"], answer["result"])
        return
    want = case["expected"].get("values", {"value": case["expected"].get("value")})
    compare_parts(want, answer["result"], case["tolerance"])


CALCULATED = {
    "coverage": [("pipeline_coverage", {"open_pipeline": "open_pipeline_amount", "sales_target": "sales_target",
                                        "won_to_date": "won_amount"}, "coverage"),
                 ("needed_coverage", {"won_amount_hist": "won_amount", "lost_amount_hist": "lost_amount"}, "needed")],
    "velocity_hand": [("sales_velocity", {"open_deals": "open_deals", "win_rate": "win_rate",
                                          "average_deal_size": "average_deal_size",
                                          "average_sales_cycle": "average_sales_cycle"}, None)],
    "quick_ratio_no_losses": [("quick_ratio", {name: name for name in ("new_mrr", "expansion_mrr", "reactivation_mrr",
                                                                       "churned_mrr", "contraction_mrr")}, None)],
}


def main():
    if not os.path.exists(ORACLES):
        suite.skip("all", "../shared is not here")
        suite.finish()
    cases = json.load(open(ORACLES, encoding="utf-8"))["cases"]
    global MEASURES_OR_METRICS
    catalogue = ask("metrics")
    MEASURES_OR_METRICS = {m["id"] for m in catalogue["metrics"]} | {m["id"] for m in catalogue["measures"]}
    for case in cases:
        kinds = set(case["inputs"].get("tables") or {})
        if case.get("analyse"):
            answer = None
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "input.json")
                json.dump(case["inputs"], open(path, "w", encoding="utf-8"))
                answer = ask("analyse", case["analyse"], "--input", path)
            if answer.get("error", {}).get("code") == "not_available":
                suite.skip(case["id"], f"analyse {case['analyse']} is not available yet")
            else:
                suite.case(case["id"], lambda: analysis_case(case, answer))
        elif kinds and kinds <= {"channel_performance", "brand_content", "orders"} and case["area"] in ("metric", "import", "period"):
            suite.case(case["id"], lambda: metric_case(case))
        elif kinds and kinds <= {"deals", "subscriptions"} and case["area"] in ("pipeline", "subscription"):
            suite.case(case["id"], lambda: engine_case(case))
        elif case["id"] == "ltv_t6m":
            suite.case(case["id"], lambda: ltv_case(case))
        elif case["id"] in CALCULATED:
            def calculated():
                for metric, names, part in CALCULATED[case["id"]]:
                    calc_case(case, metric, names, (case["expected"].get("values") or {}).get(part))
            suite.case(case["id"], calculated)
        elif case["id"] == "ratio_delta_cpl":
            suite.case(case["id"], lambda: metric_case({**case, "subject": "cost_per_lead"}))
        else:
            suite.skip(case["id"], "needs " + (", ".join(sorted(kinds)) or "an analysis"))
    suite.finish()


main()
