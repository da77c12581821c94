#!/usr/bin/env python3
"""The expected facts of ../shared/samples, through `inspect` and `report`."""
import datetime
import json
import os
from decimal import Decimal

from mittari import SHARED, Suite, ask, near, require

SAMPLES = os.path.join(SHARED, "samples")
suite = Suite("samples")


def path(*parts):
    return os.path.join(SAMPLES, *parts)


def facts(*parts):
    return json.load(open(path(*parts, "EXPECTED.json"), encoding="utf-8"))


def sums(file, wanted, *extra):
    """wanted: {measure: exact text or number}."""
    answer = ask("report", file, "--metrics", ",".join(wanted), *extra)
    total = answer["total"]["metrics"]
    for measure, want in wanted.items():
        require(near(total[measure].get("value"), float(want)), f"{measure}: {total[measure]} is not {want}")
    return answer


def source(file, *extra):
    return ask("inspect", file, *extra)["sources"][0]


def excluded(src, code):
    return sum(item["count"] for item in src["excluded"] if item["code"] == code)


def ad_platforms():
    bing = path("1_ad_platforms/01/campaign_performance_report.csv")

    def check_bing():
        src = source(bing)
        require(src["header_row"] == 11 and src["rows"]["used"] == 1, f"{src['header_row']} {src['rows']}")
        answer = sums(bing, {"impressions": 734, "clicks": 386, "spend": "60.35"})
        require(answer["ok"], "ok")
        derived = ask("report", bing, "--metrics", "ctr,cpc")["total"]["metrics"]
        require(abs(derived["ctr"]["value"] - 0.525886) < 1e-6, derived)

    suite.case("microsoft ads", check_bing)
    for name in ("Campaign report.csv", "Campaign report (1).csv"):
        expect = facts("1_ad_platforms/02")[name]

        def check(name=name, expect=expect):
            file = path("1_ad_platforms/02", name)
            src = source(file)
            require(src["header_row"] == 3, src["header_row"])
            require(len(src["columns"]) == expect["columns"], len(src["columns"]))
            require(src["rows"]["used"] == expect["data_rows"], src["rows"])
            require(excluded(src, "total_row") == len(expect["total_rows_to_exclude"]), src["excluded"])
            if expect.get("encoding"):
                require(src["encoding"] == "utf-16le" and src["delimiter"] == "\t", src["encoding"])
            require(src["currency"] == "GBP", src["currency"])
            want = expect["sums"]
            sums(file, {"clicks": want["Clicks"], "impressions": want["Impr."], "spend": want["Cost"],
                        "conversions": want["Conversions"], "attributed_revenue": want["Conv. value"]})

        suite.case("google ads " + name, check)

    def check_empty():
        answer = ask("inspect", path("1_ad_platforms/03/Campaign report.csv"))
        require(not answer["ok"] and answer["error"]["code"] == "input.header_only", answer)

    suite.case("google ads without rows", check_empty)

    def check_video():
        file = path("1_ad_platforms/04/Campaign report.csv")
        src = source(file)
        require(src["rows"]["used"] == 2 and excluded(src, "total_row") == 4, src["rows"])
        answer = sums(file, {"impressions": 46168, "spend": "2565.93", "conversions": 15})
        require(src["currency"] == "INR", src["currency"])
        total = ask("report", file, "--metrics", "ctr")["total"]["metrics"]
        require(total["ctr"]["value"] is None and total["ctr"]["reason"] == "missing_input", total)

    suite.case("google ads video, no clicks", check_video)
    suite.case("tiktok", lambda: sums(path("1_ad_platforms/05/tiktok_campaign_report_hourly_data.csv"),
                                      {"spend": "444.792", "clicks": 244, "impressions": 34470}))

    def check_us():
        file = path("1_ad_platforms/06/us_dates.csv")
        answer = sums(file, {"spend": 300}, "--by", "day")
        require([g["key"]["day"] for g in answer["groups"]] == ["2026-08-31", "2026-09-01"], answer["groups"])
        require(not source(file)["questions"], "nothing to ask")

    suite.case("us dates", check_us)

    def check_linkedin():
        file = path("1_ad_platforms/07/linkedin_campaign_performance.csv")
        src = source(file)
        require(src["header_row"] == 4 and src["rows"]["used"] == 3, src["rows"])
        require(excluded(src, "total_row") == 1, src["excluded"])
        sums(file, {"spend": "1344.75", "impressions": 12500, "clicks": 244, "conversions": 4})
        asked = [q for q in src["questions"] if q["code"] == "date.ambiguous_order"]
        answer = ask("report", file, "--metrics", "spend", "--by", "day")
        days = [g["key"]["day"] for g in answer["groups"]]
        require(days == ["2026-09-01", "2026-09-02"], f"{days}; asked {len(asked)}")

    suite.case("linkedin", check_linkedin)

    def check_micros():
        file = path("1_ad_platforms/08/campaign.csv")
        src = source(file)
        require(src["rows"]["used"] == 10, src["rows"])
        known = {i["code"] for i in src["repairs"]} | {q["code"] for q in src["questions"]}
        require("micros_divided" in known or "unit.micros" in known, known)
        sums(file, {"spend": "10.02", "clicks": 55, "impressions": 8215, "conversions": 0})

    suite.case("adwords api, micros", check_micros)

    def check_brazil():
        file = path("1_ad_platforms/09/Relatorio de campanha.csv")
        src = source(file)
        require(src["delimiter"] == "," and src["rows"]["used"] == 3, src["rows"])
        require(excluded(src, "total_row") == 3, src["excluded"])
        sums(file, {"impressions": 519, "clicks": 34, "spend": "118.99", "conversions": 14})

    suite.case("google ads, brazil", check_brazil)


def column(src, name):
    return next(c for c in src["columns"] if c["name"].strip() == name)


def others():
    def rows(file, used, **want):
        def check():
            src = source(path(file))
            require(src["rows"]["used"] == used, src["rows"])
            for key, value in want.items():
                require(src[key] == value, f"{key}: {src[key]}")
        return check

    suite.case("ga4", rows("2_web_analytics/01/GA4_Pages_and_screens.csv", 684))
    suite.case("search console", rows("2_web_analytics/01/GSC_Queries.csv", 1000))
    suite.case("plausible", lambda: sums(path("2_web_analytics/02/imported_visitors_20230209_20230217.csv"),
                                         {"visitors": 18756, "pageviews": 56052}))
    suite.case("universal analytics", rows("2_web_analytics/03/ua_landing_pages_gbp.csv", 1))
    suite.case("hubspot deals", rows("3_crm/02/hubspot_deals.csv", 2))
    suite.case("crm pipeline", rows("3_crm/03/sales_pipeline.csv", 8800))
    suite.case("subscriptions", rows("5_subscriptions_billing/01/subscription_periods.csv", 121))
    suite.case("campaign responses", rows("6_marketing_mix/01/marketing_campaign.csv", 2240, delimiter=";", newline="crlf"))

    def check_kag():
        sums(path("6_marketing_mix/02/KAG_conversion_data.csv"), {"impressions": 213434828, "clicks": 38165})

    suite.case("facebook ads", check_kag)

    def check_ab():
        file = path("6_marketing_mix/03/test_group.csv")
        answer = sums(file, {"spend": 76892, "impressions": 2237544, "reach": 1604747}, "--by", "day")
        days = [g["key"]["day"] for g in answer["groups"]]
        require((days[0], days[-1], len(days)) == ("2019-08-01", "2019-08-30", 30), days)

    suite.case("a/b funnel", check_ab)
    suite.case("windows-1252", rows("7_locale/01/de_dkb_visa.csv", 1, encoding="windows-1252", delimiter=";"))

    def check_series():
        file = path("7_locale/02/Serie_temporal_sep_semicolon.csv")
        answer = sums(file, {"clicks": 69, "spend": "299.85", "impressions": 997, "conversions": 49}, "--by", "day")
        days = [g["key"]["day"] for g in answer["groups"]]
        require((days[0], days[-1], len(days)) == ("2026-05-05", "2026-05-24", 20), days)

    suite.case("sep= line, worded dates", check_series)
    suite.case("jalali", rows("7_locale/03/jalali_persian_digits.csv", 2))

    def check_fr():
        file = path("7_locale/04/meta_fr.csv")
        sums(file, {"spend": "2236.56", "impressions": 84899})

    suite.case("meta, french", check_fr)
    suite.case("finnish ledger", rows("7_locale/05/op_pankki_fi.csv", 2))
    suite.case("turkish prices", rows("7_locale/06/USD_TRY_Gecmis_Verileri.csv", 95))
    suite.case("baseline", rows("8_nasty_csv/01/source.csv", 83))
    suite.case("preamble", rows("8_nasty_csv/01/file_preamble.csv", 83, header_row=3))

    def check_nothing():
        answer = ask("inspect", path("8_nasty_csv/01/file_no_payload.csv"))
        require(answer["error"]["code"] == "input.empty", answer)

    suite.case("empty file", check_nothing)
    suite.case("cr only", rows("8_nasty_csv/02/ErrorTypes.csv", 13, newline="cr"))
    suite.case("footer", rows("8_nasty_csv/03/airedale.csv", 53))
    suite.case("header collision", rows("8_nasty_csv/04/duplicate_header_collision.csv", 2))


def spreadsheets():
    def check_1900():
        src = source(path("9_spreadsheets/01/1900.xlsx"))
        require(src["kind"] == "xlsx" and src["sheet"] == "Sheet1", src["kind"])
        require(src["rows"]["read"] == 5 and len(src["columns"]) == 4, src["rows"])

    def check_percent():
        src = source(path("9_spreadsheets/02/preserve-formatting-percentage.xlsx"))
        require(src["rows"]["used"] == 3, src["rows"])
        require(column(src, "col2")["type"] == "percent", column(src, "col2"))

    def check_ods():
        src = source(path("9_spreadsheets/02/table-with-ints-floats-dates.ods"))
        require(src["kind"] == "ods" and src["sheet"] == "test" and src["rows"]["used"] == 3, src["kind"])
        require([c["type"] for c in src["columns"]] == ["number", "number", "date", "date"], src["columns"])

    suite.case("workbook, days since 1900", check_1900)
    suite.case("workbook, per cent", check_percent)
    suite.case("OpenDocument spreadsheet", check_ods)

    def check_oracle():
        rows = facts("10_kpi_oracles/01")["transactions_seed.csv"]["rows"]
        src = source(path("10_kpi_oracles/01/transactions_seed.csv"))
        require(src["rows"]["used"] == rows == 50, src["rows"])

    suite.case("transactions of an oracle", check_oracle)

    def published(name):
        """The rows of a published result, by their headers."""
        with open(path("10_kpi_oracles/01/" + name), encoding="utf-8") as file:
            lines = file.read().split("---\n", 1)[1].strip().split("\n")
        return [line.split() for line in lines[2:]]

    def check_published():
        file = path("10_kpi_oracles/01/transactions_seed.csv")
        total = ask("report", file, "--metrics", "orders,gross_revenue")["total"]["metrics"]
        require(total["orders"]["value"] == 50 and total["gross_revenue"]["value"] == 11716.44, total)
        by_day = ask("report", file, "--metrics", "orders", "--by", "day")
        got = [[g["key"]["day"] + "T00:00:00", str(g["metrics"]["orders"]["value"])] for g in by_day["groups"]]
        require(got == published("expected_test_query__result.txt"), got)
        with open(path("10_kpi_oracles/01/customers_seed.csv"), encoding="utf-8") as rows:
            country = dict(line.split(",")[:2] for line in rows.read().split()[1:])
        split = ask("report", file, "--metrics", "orders", "--by", "day,customer_id,status")
        counts = {}
        for group in split["groups"]:
            key = group["key"]["day"] + "T00:00:00", country[group["key"]["customer_id"]]
            counts.setdefault(key, [0, 0])[0] += group["metrics"]["orders"]["value"]
            counts[key][1] += group["metrics"]["orders"]["value"] if group["key"]["status"] == "quick-buy" else 0
        got = [[*key, str(both[0]), str(both[1])] for key, both in sorted(counts.items())]
        require(got == published("expected_test_saved_query__result.txt"), got)
        for day, all_so_far, of_seven in published("expected_test_saved_query_with_cumulative_metric__result.txt"):
            last = datetime.date.fromisoformat(day[:10])
            first = last - datetime.timedelta(days=6)
            for start, want in (("2022-01-01", all_so_far), (first.isoformat(), of_seven)):
                value = ask("report", file, "--metrics", "orders", "--from", start, "--to", last.isoformat())["total"]["metrics"]["orders"]["value"]
                require(str(value) == want, f"{start} to {last}: {value}, published {want}")

    suite.case("results that MetricFlow published", check_published)


if not os.path.isdir(SAMPLES):
    suite.skip("all", "../shared is not here")
else:
    ad_platforms()
    others()
    spreadsheets()
suite.finish()
