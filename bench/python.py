"""CPU time of a document through Python and through the command, on the same texts.

bench/python.py TIDINGS [FILE ...]: the command, and texts (else the stories). Needs the wheel: `pip install .`
"""
import json
import os
import pathlib
import subprocess
import sys

import tidings

TURNS = 20


def cpu(work):
    before = os.times()
    work()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])  # children too


def main():
    files = sys.argv[2:] or sorted(pathlib.Path("seeds/stories").glob("*.txt"))
    texts = [pathlib.Path(file).read_text("utf-8", "surrogateescape") for file in files] * TURNS
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()
    command = [sys.argv[1], "extract", "--input", "jsonl", "--per-document", "--format", "plover"]
    list(tidings.pipe(texts[:1]))  # what runs once a process
    print("| | ms CPU a document | ratio |\n| --- | ---: | ---: |")
    own = 0.0
    for name, work in (("the command", lambda: subprocess.run(command, input=lines, stdout=subprocess.DEVNULL, check=True)),
                       ("tidings.pipe", lambda: [len(graph) for graph in tidings.pipe(texts)]),
                       ("tidings.extract", lambda: [tidings.extract(text) for text in texts])):
        took = 1000 * min(cpu(work) for _ in range(3)) / len(texts)
        own = own or took
        print(f"| {name} | {took:.2f} | {took / own:.2f} |")


if __name__ == "__main__":
    main()
