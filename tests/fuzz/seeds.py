#!/usr/bin/env python3
"""Writes seeds for the fuzz targets out of tests/corpus: seeds.py FOLDER."""
import hashlib
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PREFIX = {"csv_dialect_fuzz": b"\x01", "csv_encoding_fuzz": b"\x00\x07", "csv_tokenizer_fuzz": b"\x04\x0b",
          "ingest_feed_fuzz": b"\x01\x02\x03"}


def write(folder, target, data):
    path = os.path.join(folder, target)
    os.makedirs(path, exist_ok=True)
    with open(os.path.join(path, hashlib.sha1(data).hexdigest()), "wb") as file:
        file.write(data)


def main(folder):
    corpus = os.path.join(ROOT, "tests", "corpus")
    cells = set()
    for case in sorted(entry.name for entry in os.scandir(corpus) if entry.is_dir()):
        for name in os.listdir(os.path.join(corpus, case)):
            if not name.startswith("input."):
                continue
            with open(os.path.join(corpus, case, name), "rb") as file:
                data = file.read(8000)
            for target, prefix in PREFIX.items():
                write(folder, target, prefix + data)
            cells.update(re.split(rb"[,;\t|\r\n\"]+", data[:2000]))
    for cell in cells:
        if 1 < len(cell) <= 40:
            for target in ("locale_number_fuzz", "locale_date_fuzz"):
                write(folder, target, cell)
            write(folder, "schema_mapper_fuzz", bytes([1, 0, len(cell)]) + cell)
    for text in ("sum(spend)/sum(leads)", "100*(a-b)/b", "min(1, max(0, x))", "-(2^3)%"):
        write(folder, "formula_fuzz", text.encode())


main(sys.argv[1])
