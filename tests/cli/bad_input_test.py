#!/usr/bin/env python3
"""Bad input is the normal case: a clear error with place and remedy, or an answer. Never a trap."""
import os
import subprocess
import tempfile
import zipfile

from mittari import COMMAND, Suite, ask, require, run

suite = Suite("bad input")
folder = tempfile.mkdtemp()


def write(name, data):
    path = os.path.join(folder, name)
    with open(path, "wb") as handle:
        handle.write(data)
    return path


def refused(name, data, code, kind=None, row=None):
    def check():
        answer = ask("inspect", write(name, data))
        require(answer["ok"] is False, f"{str(answer)[:300]}")
        error = answer["error"]
        require(error["code"] == code, error)
        require(error["message"] and error["hint"], f"no remedy: {error}")
        require(error["file"] == name, error)
        if kind:
            require(error["args"]["kind"] == kind, error)
        if row is not None:
            require(error["at"].get("row") == row, error)
        status, out, err = run("inspect", os.path.join(folder, name), "--json")
        require(status == 1 and code in err and code in out, f"exit {status}")
    suite.case(name, check)


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
refused("nothing.csv", b"", "input.empty")
refused("spaces.csv", b" \n\n \r\n", "input.empty")
refused("only_header.csv", b"Date,Channel,Spend,Leads\n", "input.header_only", row=1)
refused("old.xls", OLE, "input.unsupported", "xls")
refused("report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "input.unsupported", "pdf")
refused("chart.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "input.unsupported", "png")
refused("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(64), "input.unsupported", "jpeg")
refused("noise.csv", bytes((i * 37 + i // 7) % 256 for i in range(5000)), "input.binary")


def xlsb():
    path = os.path.join(folder, "book.xlsb")
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.bin", b"\x83\x01\x00")
    answer = ask("inspect", path)
    require(answer["error"]["code"] == "input.unsupported" and answer["error"]["args"]["kind"] == "xlsb", answer)


suite.case("book.xlsb", xlsb)


def quote():
    path = write("quote.csv", b'Date,Channel,Spend\n2025-01-01,Search,10\n2025-01-02,"Social,20\n2025-01-03,Mail,30\n')
    answer = ask("inspect", path)
    if answer["ok"]:
        src = answer["sources"][0]
        said = {i["code"] for i in src["repairs"] + src["warnings"]}
        require("csv.unterminated_quote" in said or "quote_stray" in said, said)
    else:
        require(answer["error"]["code"] == "csv.unterminated_quote" and answer["error"]["at"]["row"] == 3, answer)


suite.case("truncated quote", quote)


def wide():
    names = ",".join(f"c{i}" for i in range(10000))
    row = ",".join(str(i) for i in range(10000))
    answer = ask("inspect", write("wide.csv", f"{names}\n{row}\n{row}\n".encode()))
    if answer["ok"]:
        require(len(answer["sources"][0]["columns"]) == 10000, "columns lost")
    else:
        require(answer["error"]["code"] == "input.too_many_columns", answer["error"])


suite.case("10,000 columns", wide)


def long_line(quoted):
    def check():
        # A gigabyte without a line end, through a pipe: read until the limit, then refused at once.
        head = b"Date,Spend\n2025-01-01," + (b'"' if quoted else b"")
        child = subprocess.Popen([COMMAND, "inspect", "-", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE)
        piece = b"7" * (1 << 20)
        try:
            child.stdin.write(head)
            for _ in range(1024):
                child.stdin.write(piece)
            child.stdin.close()
        except BrokenPipeError:
            pass
        child.stdin = None
        out, err = child.communicate(timeout=100)
        require(child.returncode == 1, f"exit {child.returncode}: {err[:300]}")
        require(b"input.cell_too_long" in out, out[:300])
        require(b'"row":2' in out, out[:300])
    return check


suite.case("a line of 1 GB", long_line(False))
suite.case("a quoted cell of 1 GB", long_line(True))


def wrong_calls():
    path = write("ok.csv", b"Date,Channel,Spend,Leads\n2025-01-01,Search,10,2\n")
    for call in (["report", path, "--metrics", "no_such_metric"], ["report", path, "--by", "no_such_column"],
                 ["report", path, "--set", "no_such_set"], ["report", path, "--compare", "never"],
                 ["report", path, "--from", "2025-02-30"], ["report", path, "--unknown"], ["fly"], [],
                 ["explain", "no_such_metric", path], ["calc", "no_such_metric"], ["calc", "cost_per_lead", "spend"],
                 ["calc", "cost_per_lead", "spend=abc", "leads=1"]):
        status, _, err = run(*call)
        require(status == 2 and err.strip(), f"{call}: exit {status}: {err[:200]}")
    status, _, err = run("inspect", os.path.join(folder, "absent.csv"))
    require(status == 1 and "absent.csv" in err, f"absent: exit {status} {err[:200]}")


suite.case("wrong calls", wrong_calls)
suite.finish()
