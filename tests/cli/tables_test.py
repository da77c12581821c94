#!/usr/bin/env python3
"""Orders, e-mail, social and brand tables as exports write them, through the command line. Expectations by hand."""
import json
import os
import tempfile

from mittari import Suite, ask, near, require, run

suite = Suite("tables")


def totals(text, metrics, *more, kind=None):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "export.csv")
        with open(path, "w", encoding="utf-8") as handle:
            handle.write(text)
        answer = ask("report", path + (f"@table={kind}" if kind else ""), "--metrics", metrics, *more)
        require(answer["ok"], answer)
        return answer["total"]["metrics"]


def expect(got, **wanted):
    for name, want in wanted.items():
        require(name in got and near(got[name].get("value"), want), f"{name}: {got.get(name)} is not {want}")


def orders():
    """A refund is a refund, whichever sign the shop gives it."""
    for sign in ("", "-"):
        text = f"Date,Orders,Gross revenue,Refunds,Carts created\n2024-05-01,3,200,{sign}10,8\n2024-05-02,2,300,{sign}30,12\n"
        expect(totals(text, "average_order_value,refund_rate,cart_abandonment_rate", kind="orders"),
               average_order_value=100, refund_rate=0.08, cart_abandonment_rate=0.75)


def email():
    text = ("Date,Channel,List size,New subscribers,Unsubscribes,Bounces,Emails sent,Emails delivered,Unique opens\n"
            "2024-04-30,email,1000,0,0,0,1000,990,300\n2024-05-31,email,1080,120,30,10,1100,1090,327\n")
    expect(totals(text, "list_growth_rate,email_open_rate,email_delivery_rate", "--from", "2024-05-01", "--to", "2024-05-31"),
           list_growth_rate=0.08, email_open_rate=0.3, email_delivery_rate=1090 / 1100)


def dark_social():
    text = "Date,Sessions,Dark social sessions\n2024-05-01,400,60\n2024-05-02,600,40\n"
    expect(totals(text, "dark_social_session_share"), dark_social_session_share=0.1)


def brand():
    text = ("Date,Brand,Promoters,Passives,Detractors,Positive mentions,Negative mentions,Neutral mentions,Brand searches,"
            "Competitor searches,Brand mentions,Category mentions\n"
            "2024-06-01,own,60,25,15,170,40,290,2700,6300,105,700\n2024-06-02,own,60,25,15,170,45,285,2700,6300,105,700\n")
    expect(totals(text, "nps,net_sentiment,share_of_search,share_of_voice", kind="brand_content"),
           nps=45, net_sentiment=255 / 1000, share_of_search=0.3, share_of_voice=0.15)


def behind():
    """explain --csv: every deal behind the number, the largest first."""
    rows = [f"d{i},{100 + i},2024-01-02,2024-02-03,won" for i in range(1500)]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "deals.csv")
        open(path, "w", encoding="utf-8").write("deal_id,amount,created_date,close_date,outcome\n" + "\n".join(rows) + "\n")
        listed = ask("explain", "closed_won_deals", path)["list"]
        require(listed["total"] == 1500 and len(listed["rows"]) == 1000, f"{listed['total']} {len(listed['rows'])}")
        status, out, err = run("explain", "closed_won_deals", path, "--csv")
        require(status == 0, err)
        lines = out.strip().split("\r\n")
        require(len(lines) == 1501, f"{len(lines)} lines")
        header = lines[0].split(",")
        require(lines[1].split(",")[header.index("id")] == "d1499", lines[1])
        require(len({line.split(",")[header.index("id")] for line in lines[1:]}) == 1500, "a deal stands twice")


def passports():
    """explain as text: parameters stand in no table, and what is told of whole histories counts no rows."""
    with tempfile.TemporaryDirectory() as folder:
        ads, subs = os.path.join(folder, "ads.csv"), os.path.join(folder, "subs.csv")
        open(ads, "w", encoding="utf-8").write("Month,Channel,Spend (USD),New customers\n2025-01,Search,300,2\n2025-02,Search,500,2\n")
        open(subs, "w", encoding="utf-8").write("subscription_id,customer_id,start_date,end_date,mrr\n1,a,2025-01-03,,40\n2,b,2025-01-05,2025-02-10,60\n3,c,2025-02-07,,80\n")
        for metric in ("ltv_cac_ratio", "cac_payback_months", "mrr"):
            status, out, err = run("explain", metric, ads, subs, "--table")
            require(status == 0 and "undefined" not in out, f"{metric}: {status} {out} {err}")


def aliases():
    """Analyses of deals group by a channel's other name as reports do."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "deals.csv")
        open(path, "w", encoding="utf-8").write("deal_id,channel,amount,created_date,close_date,outcome\n"
                                                "1,fb,100,2024-01-02,2024-02-03,won\n2,Facebook Ads,300,2024-01-05,2024-02-03,lost\n")
        result = ask("analyse", "pipeline_sources", path, "--by", "channel", "--alias", "fb=Facebook Ads")["result"]
        require(near(result.get("Facebook Ads"), 0.25) and "fb" not in result, json.dumps(result))


for title, check in (("orders", orders), ("e-mail", email), ("dark social", dark_social), ("brand", brand),
                     ("every deal behind a number", behind), ("passports as text", passports), ("aliases in analyses", aliases)):
    suite.case(title, check)
suite.finish()
