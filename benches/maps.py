#!/usr/bin/env python3
"""Draws every kind of map of made-up networks with both pens and prints a row each: milliseconds, marks, ties, overlaps.

    benches/maps.py target/release/acquaint [--people 10,50,200,1000] [--runs 3]

Networks come from generate.py: four ties a person up to 200 people, ten from there. What covers what is read from the
drawing: words on words, and words on a disc, with the widths of a wide face. To those networks come what some kinds are
about: in every organization each leads up to six others, and ego has the roles of a CTO to cover.
"""

import argparse
import html
import json
import math
import pathlib
import re
import statistics
import subprocess
import tempfile
import time

TODAY = ["--today", "2026-11-20"]
KINDS = ["influence", "ego", "orgchart", "departments", "communities", "path", "grid"]
SPAN = 6
THING = re.compile(r"<(text|circle|ellipse)([^>]*)>([^<]*)")
NARROW, SLIM, WIDE = "ijl'", " .,:;|I·", "mMW@%…—"


def em(letter):
    for letters, width in [(NARROW, 0.28), (SLIM, 0.33), ("frt-()/", 0.40), (WIDE, 1.0), ("w#<>=+~^→", 0.85)]:
        if letter in letters:
            return width
    return 0.63 if letter.islower() or letter.isdigit() else 0.74 if letter.isupper() else 0.72


def things(svg):
    """Returns the boxes of words, and discs as middle and radius."""
    words, discs = [], []
    for name, tag, said in THING.findall(svg):
        of = {key: value for key, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if name == "text":
            size = float(of["font-size"])
            width = sum(map(em, html.unescape(said))) * size * (1.08 if "font-weight" in of else 1)
            x = float(of["x"]) - (width / 2 if of.get("text-anchor") == "middle" else 0)
            y = float(of["y"])
            words.append((x + 0.3, y - 0.76 * size + 0.3, x + width - 0.3, y + 0.2 * size - 0.3))
        elif of.get("fill") != "none":
            discs.append((float(of["cx"]), float(of["cy"]), float(of.get("r") or of["ry"])))
    return words, discs


def overlaps(svg):
    words, discs = things(svg)
    covers = lambda a, b: a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    reach = lambda w, d: math.hypot(d[0] - min(max(d[0], w[0]), w[2]), d[1] - min(max(d[1], w[1]), w[3]))
    on_words = sum(covers(a, b) for n, a in enumerate(words) for b in words[n + 1 :])
    return on_words + sum(reach(w, d) < d[2] - 0.01 for w in words for d in discs)


def drawn(program, network, kind, engine, file):
    name = [goal(network)] if kind == "path" else []
    line = [program, "map", kind, *name, "--network", network, *TODAY, "--engine", engine, "-o", file, "--json"]
    began = time.perf_counter()
    run = subprocess.run(line, capture_output=True, text=True)
    return 1000 * (time.perf_counter() - began), run


def lead(network):
    """Adds reporting lines: in the order of ids, each organization a tree."""
    people = pathlib.Path(network, "people.ron").read_text()
    places = {}
    for person, place in re.findall(r'Person\(id: "([^"]+)".*? at: "([^"]+)"', people):
        places.setdefault(place, []).append(person)
    ties = pathlib.Path(network, "ties.ron")
    known = re.sub(r" *Tie\([^\n]*kind: reports_to[^\n]*\n", "", ties.read_text()).rstrip().removesuffix("]")
    lines = [
        f'    Tie(from: "{people[at]}", to: "{people[(at - 1) // SPAN]}", kind: reports_to),\n'
        for people in places.values()
        for at in range(1, len(people))
    ]
    ties.write_text(known + "".join(lines) + "]\n")


def cover(program, network, folder):
    """Gives ego the roles that a CTO is to cover."""
    template = f"{folder}/template"
    made = [program, "init", "--name", "Ego Prime", "--role", "cto", "--network", template, *TODAY]
    subprocess.run(made, check=True, capture_output=True)
    slots = re.search(r"    slots: \[.*?\n    \],\n", pathlib.Path(template, "network.ron").read_text(), re.S)[0]
    settings = pathlib.Path(network, "network.ron")
    settings.write_text(settings.read_text().rstrip().removesuffix(")") + ",\n" + slots + ")\n")


def goal(network):
    """Returns somebody a warm path may lead to."""
    ids = re.findall(r'id: "([^"]+)"', pathlib.Path(network, "people.ron").read_text())
    return ids[-1]


def row(program, network, people, kind, engine, runs, file):
    times = []
    for _ in range(runs):
        took, run = drawn(program, network, kind, engine, file)
        if run.returncode:
            return f"| {kind} | {people} | {engine} | {run.stderr.strip().splitlines()[0][:60]} | | | |"
        times.append(took)
    told = json.loads(run.stdout)
    svg = pathlib.Path(file).read_text()
    # Words of the legend are nodes, too, where Graphviz draws.
    marks = svg.count('class="mark') or "–"
    return f"| {kind} | {people} | {engine} | {statistics.median(times):.0f} | {marks} | {told['ties']} | {overlaps(svg)} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--people", default="10,50,200,1000")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    print("| kind | people | pen | ms | marks | ties drawn | overlaps |\n|---|---|---|---|---|---|---|")
    for people in map(int, asked.people.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            network, ties = f"{folder}/network", people * (4 if people <= 200 else 10)
            generate = pathlib.Path(__file__).with_name("generate.py")
            sizes = ["--people", people, "--ties", ties, "--meetings", ties]
            subprocess.run([generate, network, *map(str, sizes)], check=True, capture_output=True)
            lead(network)
            cover(asked.program, network, folder)
            for kind in KINDS:
                for engine in ["builtin", "graphviz"]:
                    print(row(asked.program, network, people, kind, engine, asked.runs, f"{folder}/map.svg"), flush=True)


if __name__ == "__main__":
    main()
