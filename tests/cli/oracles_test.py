#!/usr/bin/env python3
"""The worked cases of ../shared/spec/oracles.json, through the command line.

Cases that need tables and are a metric's own run as `report`; cases that name an analysis run as
`analyse`. What the program says it does not offer yet is listed as skipped, never as passed.
"""
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
                suite.case(case["id"], lambda: require(False, "an analysis answers: write its check"))
        elif kinds and kinds <= {"channel_performance", "brand_content", "orders"} and case["area"] in ("metric", "import", "period"):
            suite.case(case["id"], lambda: metric_case(case))
        elif case["id"] == "ratio_delta_cpl":
            suite.case(case["id"], lambda: metric_case({**case, "subject": "cost_per_lead"}))
        else:
            suite.skip(case["id"], "needs " + (", ".join(sorted(kinds)) or "an analysis"))
    suite.finish()


main()
