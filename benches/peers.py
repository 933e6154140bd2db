#!/usr/bin/env python3
"""Times programs others use for the like on as many contacts as a network has people, in turns with ours.

    benches/peers.py target/release/acquaint NETWORK [NETWORK …] [--runs 11]

taskwarrior, khard, abook and zoxide are measured where they are installed, each on its own files in the folder that TMPDIR
names: a contact is a task, a vCard, an entry or a folder. None of them knows ties or meetings; ours carries them all.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

TODAY = ["--today", "2026-11-20"]
GRAIN = 2.2
# What the peers took where the budgets were made, in ms, by how many contacts there are; zoxide was of another version.
THEN = {
    1000: {("find", "abook"): 2.0, ("find", "task"): 23, ("add", "task"): 10.5, ("find", "khard"): 517},
    10000: {("find", "abook"): 6.8, ("find", "task"): 258, ("add", "task"): 62, ("find", "khard"): 5800},
}


def names(network):
    lines = (line for line in open(network / "people.ron", encoding="utf-8") if 'name: "' in line)
    return [line.split('name: "')[1].split('"')[0] for line in lines]


def taskwarrior(home, people):
    rc = home / "taskrc"
    rc.write_text(f"data.location={home / 'task'}\nconfirmation=no\nverbose=nothing\ngc=off\n")
    tasks = json.dumps([{"description": name, "status": "pending", "entry": "20260101T000000Z"} for name in people])
    task = ["task", f"rc:{rc}"]
    subprocess.run([*task, "import", "-"], input=tasks, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {"find": [*task, "list", "Grace"], "add": [*task, "add", "Grace Hopper"]}


def khard(home, people):
    book = home / "khard"
    book.mkdir()
    for n, name in enumerate(people):
        card = f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u{n}\r\nFN:{name}\r\nN:{name};;;;\r\nEMAIL:p{n}@x.example\r\nEND:VCARD\r\n"
        (book / f"u{n}.vcf").write_text(card, encoding="utf-8")
    config = home / "khard.conf"
    config.write_text(f"[addressbooks]\n[[book]]\npath = {book}\n[general]\ndefault_action = list\n")
    return {"find": ["khard", "-c", str(config), "list", "Grace"]}


def abook(home, people):
    entries = "".join(f"[{n}]\nname={name}\nemail=p{n}@x.example\n\n" for n, name in enumerate(people))
    (home / "addressbook").write_text("[format]\nprogram=abook\nversion=0.6.1\n\n" + entries, encoding="utf-8")
    (home / "abookrc").write_text("")
    line = ["abook", "-C", str(home / "abookrc"), "--datafile", str(home / "addressbook"), "--mutt-query", "Grace"]
    return {"find": line}


def zoxide(home, people):
    os.environ["_ZO_DATA_DIR"] = str(home / "zoxide")
    folders = []
    for n, name in enumerate(people):
        folder = home / "folders" / f"{name.replace('/', ' ')} {n}"
        folder.mkdir(parents=True)
        folders.append(str(folder))
    # Older versions add one folder a call.
    for folder in folders:
        subprocess.run(["zoxide", "add", folder], stdout=subprocess.DEVNULL)
    return {"find": ["zoxide", "query", "grace"], "add": ["zoxide", "add", folders[0]]}


def ours(program, network):
    base = ["--network", str(network), *TODAY]
    subprocess.run([program, "add", "First Writer", *base], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    first = next(line.split('"')[1] for line in open(network / "people.ron", encoding="utf-8") if 'id: "' in line)
    return {
        "find": [program, "find", "grace", *base],
        "show": [program, "show", first, *base],
        "add": [program, "add", "Grace Hopper", *base],
        "met": [program, "met", first, "yesterday", "--via", "coffee", "--again", *base],
    }


def tell_slowness(name, n, medians):
    """Says how much longer the peers took than on the machine the budgets were made on, and what ours would take there."""
    factors = [median / THEN[n][row] for row, median in medians.items() if row in THEN.get(n, {})]
    if not factors:
        return
    factor = statistics.geometric_mean(factors)
    ours = ", ".join(f"{verb} {median / factor:.1f}" for (verb, who), median in medians.items() if who == "acquaint")
    print(f"| {name} | peers take {factor:.2f} times what they took there; ours over that, in ms: {ours} |", flush=True)


def timed(line):
    began = time.perf_counter()
    subprocess.run(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    return (time.perf_counter() - began) * 1000


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("networks", nargs="+", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=11)
    asked = parser.parse_args()
    program = str(pathlib.Path(asked.program).resolve())
    peers = {"abook": abook, "khard": khard, "task": taskwarrior, "zoxide": zoxide}
    for source in asked.networks:
        with tempfile.TemporaryDirectory() as scratch:
            home, people = pathlib.Path(scratch), names(source)
            network = home / "network"
            shutil.copytree(source, network)
            lines = {"acquaint": ours(program, network)}
            for name, make in peers.items():
                if shutil.which(name):
                    lines[name] = make(home, people)
            rows = {(verb, name): [] for name, verbs in lines.items() for verb in verbs}
            for turn in range(asked.runs + 1):
                time.sleep(GRAIN)
                timed(lines["acquaint"]["find"])
                for (verb, name), found in rows.items():
                    if name != "khard" or turn < 4:
                        elapsed = timed(lines[name][verb])
                        found.extend([elapsed] if turn > 0 else [])
            medians = {row: statistics.median(found) for row, found in rows.items()}
            for (verb, name), median in sorted(medians.items()):
                ratio = medians[verb, "acquaint"] / median
                print(f"| {source.name} | {verb} | {name} | {median:.1f} ms | {ratio:.2f} |", flush=True)
            tell_slowness(source.name, len(people), medians)


main()
