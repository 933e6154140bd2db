#!/usr/bin/env python3
"""Times whole commands on made-up networks and prints a row each: median milliseconds (5th–95th percentile), peak memory.

    benches/commands.py target/release/acquaint NETWORK [NETWORK …] [--runs 21] [--states warm,edited,cold]

Networks come from generate.py and are copied to the folder that TMPDIR names: a tmpfs leaves out the wait for the disk.
Commands run in turns, so that a machine that slows down slows all of them. Each runs in three states of the snapshot:

warm    nothing has changed since a command before
edited  a hand has changed one person and one tie since
cold    `.acquaint/snapshot` is removed
"""

import argparse
import multiprocessing
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

TODAY = ["--today", "2026-11-20"]
COMMANDS = {
    "--version": [],
    "find": ["find", "grace", "logistics"],
    "show": ["show", "SOMEBODY"],
    "show me": ["show", "me"],
    "path": ["path", "--role", "cfo"],
    "suggest": ["suggest"],
    "add": ["add", "Grace Hopper", "--title", "CFO"],
    "met": ["met", "SOMEBODY", "yesterday", "--via", "coffee", "--again"],
}
# How long a file must lie before its stamp alone tells that it has not changed.
GRAIN = 2.2


def timed(program, words, network):
    line = [program, *words, "--network", network, *TODAY] if words else [program, "--version"]
    began = time.perf_counter()
    child = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    elapsed = (time.perf_counter() - began) * 1000
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{' '.join(map(str, line))}: exit {os.waitstatus_to_exitcode(status)}")
    return elapsed, usage.ru_maxrss / 1024


def edit(network, turn):
    """Changes a word in one person and one tie, as an editor does: the file is written anew.

    In a process of its own: a program is said to have used at least as much memory as the one that began it.
    """
    child = multiprocessing.Process(target=edit_here, args=(network, turn))
    child.start()
    child.join()
    if child.exitcode != 0:
        raise SystemExit("the edit failed")


def edit_here(network, turn):
    for name, word in (("people.ron", "note"), ("ties.ron", "source")):
        lines = (network / name).read_text(encoding="utf-8").splitlines(keepends=True)
        at = next(n for n in range(len(lines) // 2, len(lines)) if lines[n].rstrip().endswith("),"))
        head = lines[at].rstrip()[:-2].split(f", {word}: ")[0]
        lines[at] = f'{head}, {word}: "edited {turn}"),\n'
        (network / name).write_text("".join(lines), encoding="utf-8")


def settle(program, network):
    """Lets the snapshot come to rest: a command after the grain of the clocks notes that nothing has changed since."""
    time.sleep(GRAIN)
    timed(program, COMMANDS["find"], network)


def prepare(network, state, turn):
    if state == "cold":
        shutil.rmtree(network / ".acquaint" / "snapshot", ignore_errors=True)
    elif state == "edited":
        edit(network, turn)


def measure(program, source, network, state, runs):
    shutil.rmtree(network, ignore_errors=True)
    shutil.copytree(source, network)
    first = next(line.split('"')[1] for line in open(network / "people.ron", encoding="utf-8") if 'id: "' in line)
    # The first command that writes looks at all records and notes that no error stands in them.
    timed(program, ["add", "First Writer"], network)
    rows = {name: [] for name in COMMANDS}
    for turn in range(runs + 1):
        settle(program, network)
        for name, words in COMMANDS.items():
            prepare(network, state, f"{turn} {name}")
            found = timed(program, [first if word == "SOMEBODY" else word for word in words], network)
            if turn > 0:
                rows[name].append(found)
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("networks", nargs="+", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--states", default="warm,edited,cold")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for network in asked.networks:
            for state in asked.states.split(","):
                rows = measure(asked.program, network, pathlib.Path(scratch) / "network", state, asked.runs)
                for name, found in rows.items():
                    times = sorted(it[0] for it in found)
                    low, high = times[len(times) // 20], times[-1 - len(times) // 20]
                    median, most = times[len(times) // 2], max(it[1] for it in found)
                    print(f"| {network.name} | {state} | `{name}` | {median:.1f} ms | {low:.1f}–{high:.1f} | {most:.0f} MB |", flush=True)


main()
