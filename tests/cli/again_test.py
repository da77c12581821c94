#!/usr/bin/env python3
"""A file that comes again, longer: it takes the place of the earlier one unless both are to be kept."""
import os
import tempfile

from mittari import Suite, ask, require

suite = Suite("again")
HEAD = "Day,Campaign,Cost,Clicks\n2025-03-01,A,10.50,5\n2025-03-02,A,11.25,6\n"

with tempfile.TemporaryDirectory() as folder:
    first, longer = os.path.join(folder, "first.csv"), os.path.join(folder, "longer.csv")
    with open(first, "w", encoding="utf-8") as file:
        file.write(HEAD)
    with open(longer, "w", encoding="utf-8") as file:
        file.write(HEAD + "2025-03-03,A,9.00,4\n")

    def spend(*args):
        answer = ask("report", *args, "--metrics", "spend")
        return answer, answer["total"]["metrics"]["spend"]["value"]

    def check_asked():
        answer, value = spend(first, longer)
        require(value == 30.75, value)  # 10.5 + 11.25 + 9, once
        before, after = answer["sources"]
        require(before["replaced_by"] == 1 and "replaced_by" not in after, before)
        require(before["fingerprint"] == after["fingerprint"], before["fingerprint"])
        (question,) = after["questions"]
        require(question["code"] == "table.again" and question["likelier"] == "replace", question)
        sums = {choice["id"]: choice["preview"]["sum"] for choice in question["choices"]}
        require(sums == {"replace": "30.75", "keep": "52.50"}, sums)
        require(question["about"]["added"] == 1 and question["about"]["same"] == 2, question["about"])
        overlap = [w["args"] for w in answer["warnings"] if w["code"] == "sources.overlap"]
        require(overlap and (overlap[0]["from"], overlap[0]["to"]) == ("2025-03-01", "2025-03-02"), overlap)
        require((overlap[0]["rows"], overlap[0]["other_rows"]) == (2, 2), overlap)

    def check_kept():
        answer, value = spend(first, longer, "--answer", "table.again=keep")
        require(value == 52.5, value)
        require(not answer["sources"][1]["questions"], answer["sources"][1]["questions"])

    def check_part():
        answer, value = spend(longer, first)
        require(value == 30.75 and answer["sources"][1]["replaced_by"] == 0, answer["sources"][1])

    suite.case("a longer file takes the place", check_asked)
    suite.case("both are kept where a person says so", check_kept)
    suite.case("a part of what is there does not count", check_part)

suite.finish()
