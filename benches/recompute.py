#!/usr/bin/env python3
"""Recomputes every score that is printed from the factors that are printed with it, on every data set of a folder.

    benches/recompute.py target/release/acquaint FOLDER [--top 50]

A data set is a folder inside FOLDER: a network (`network.ron`), or `people.csv` with `id` and whatever else is known, and
`ties.csv` with `source`, `target`, `kind`, which are imported as people of one organization who know each other. All seats
are asked, for the mixed list and for each lens; a network is copied first. Python's standard library only.
"""

import argparse
import csv
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

LENSES = ["stakeholder", "overdue", "mentor", "peer", "bridge", "introduce", "reconnect", "closure", "testimonial", "mentee"]
NEAR = 0.005


def run(program, folder, *words):
    command = [program, "--network", folder, "--today", "2026-11-20", *words]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def imported(program, data, folder):
    """Makes a network of the tables: people of one organization, and who knows whom, once a pair."""
    with open(data / "people.csv", encoding="utf-8") as file:
        people = list(csv.DictReader(file))
    with open(data / "ties.csv", encoding="utf-8") as file:
        pairs = {tuple(sorted((row["source"], row["target"]))) for row in csv.DictReader(file)}
    ids = {row["id"]: f"somebody-{n}" for n, row in enumerate(people, 1)}
    columns = [it for it in people[0] if it not in ("id", "name")]
    tables = folder.parent
    with open(tables / "people.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["id", "name", "organization"] + ["title" if it == "role" else it for it in columns])
        for row in people:
            name = row.get("name") or "Somebody " + row["id"]
            out.writerow([ids[row["id"]], name, "Observed"] + [row[it] for it in columns])
    with open(tables / "ties.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["from", "to", "kind"])
        out.writerows([ids[a], ids[b], "knows"] for a, b in sorted(pairs) if a != b and a in ids and b in ids)
    run(program, folder, "init", "--name", "Observer", "--role", "none", "--yes")
    run(program, folder, "import", "csv", str(tables / "people.csv"), "--ties", str(tables / "ties.csv"), "--yes")


def recomputed(lens):
    """Returns the score that the factors give by the rule."""
    factors = [(it["weight"], it["value"]) for it in lens["factors"]]

    def mean(of):
        return sum(weight * value for weight, value in of) / sum(weight for weight, _ in of)

    match lens["rule"]:
        case "product":
            return math.prod(value for _, value in factors)
        case "mean":
            return mean(factors)
        case "odds":
            return 1 / (1 + math.exp(-sum(weight * value for weight, value in factors)))
        case "scaled":
            return factors[0][1] * mean(factors[1:])
    sys.exit(f"{lens['rule']} is no rule")


def faults(answer, single):
    """Yields how many scores an answer prints, and those that its numbers do not come to."""
    for suggestion in answer["suggestions"]:
        lenses = suggestion["lenses"]
        wrong = [it for it in lenses if abs(recomputed(it) - it["score"]) > NEAR]
        left = math.prod(1 - it["weight"] * it["memory"] * it["score"] for it in lenses)
        expected = lenses[0]["score"] if single else 1 - left
        if abs(suggestion["score"] - expected) > NEAR:
            wrong.append(suggestion)
        yield len(lenses) + 1, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--top", default="50")
    given = parser.parse_args()
    program, failed = os.path.abspath(given.program), False
    for data in sorted(it for it in given.folder.iterdir() if it.is_dir()):
        with tempfile.TemporaryDirectory() as home:
            folder = pathlib.Path(home) / "network"
            if (data / "network.ron").exists():
                shutil.copytree(data, folder)
            elif (data / "people.csv").exists() and (data / "ties.csv").exists():
                imported(program, data, folder)
            else:
                continue
            n, wrong = 0, []
            for lens in [None, *LENSES]:
                words = ["--lens", lens] if lens else []
                answers = run(program, folder, "suggest", "--as", "@all", "--top", given.top, "--json", *words)
                for line in answers.splitlines():
                    for scores, those in faults(json.loads(line), lens is not None):
                        n += scores
                        wrong += those
            print(f"{data.name}: {n} scores, {len(wrong)} not what their factors come to", flush=True)
            for it in wrong[:3]:
                print(json.dumps(it))
            failed = failed or bool(wrong) or n == 0
    sys.exit(failed)


main()
