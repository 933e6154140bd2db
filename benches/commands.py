#!/usr/bin/env python3
"""Times whole commands on made-up networks and prints a row each: median milliseconds (5th–95th percentile), peak memory.

    benches/commands.py target/release/acquaint NETWORK [NETWORK …] [--runs 21]

Networks come from generate.py. Writing commands run on a copy each, in the folder that TMPDIR names: a tmpfs leaves out
the wait for the disk. Commands run in turns, so that a machine that slows down slows all of them.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

TODAY = ["--today", "2026-11-20"]
COMMANDS = {
    "find": ["find", "grace", "logistics"],
    "show": ["show", "me"],
    "path": ["path", "--role", "cfo"],
    "suggest": ["suggest"],
    "suggest --lens closure": ["suggest", "--lens", "closure"],
    "add": ["add", "Grace Hopper", "--title", "CFO"],
    "met": ["met", "ADDED", "yesterday", "--via", "coffee"],
}


def timed(program, words, network):
    began = time.perf_counter()
    child = subprocess.Popen([program, *words, "--network", network, *TODAY], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    return (time.perf_counter() - began) * 1000, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def words_of(name, network):
    first = next(line.split('"')[1] for line in open(network / "people.ron", encoding="utf-8") if 'id: "' in line)
    return [first if word == "ADDED" else word for word in COMMANDS[name]]


def run(program, name, network, scratch):
    if name not in ("add", "met"):
        return timed(program, words_of(name, network), network)
    copy = pathlib.Path(scratch) / "copy"
    shutil.copytree(network, copy)
    try:
        return timed(program, words_of(name, copy), copy)
    finally:
        shutil.rmtree(copy)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("networks", nargs="+", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=21)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for network in asked.networks:
            rows = {name: [] for name in COMMANDS}
            for turn in range(asked.runs + 1):
                for name in COMMANDS:
                    milliseconds, megabytes, code = run(asked.program, name, network, scratch)
                    if code != 0:
                        raise SystemExit(f"{name} on {network}: exit {code}")
                    if turn > 0:
                        rows[name].append((milliseconds, megabytes))
            for name, found in rows.items():
                times = sorted(it[0] for it in found)
                low, high = times[len(times) // 20], times[-1 - len(times) // 20]
                print(f"| {network.name} | `{name}` | {times[len(times) // 2]:.1f} ms | {low:.1f}–{high:.1f} | {max(it[1] for it in found):.0f} MB |", flush=True)


main()
