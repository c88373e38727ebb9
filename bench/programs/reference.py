"""What a validator's script does today, without checks: one json.loads per line into dicts.

`python3 bench/programs/reference.py <log> [--parse-only]` prints one line of JSON. No hash, no order, no validation, no ranking.
"""

import json
import os
import resource
import sys
import time

ANCHOR, SEEN, MEASURED = "anchor", "seen", "measured"


def fold(lines, epoch):
    loads = json.loads
    pairs, miners = epoch
    for line in lines:
        fact = loads(line)
        kind = fact["type"]
        data = fact["data"]
        if kind == "SubmissionSeen":
            key = (data["zipcode"], data["hotkey"])
            pair = pairs.get(key)
            if pair is None:
                pair = pairs[key] = {SEEN: 0, MEASURED: 0, ANCHOR: 0}
            pair[SEEN] += 1
            pair[ANCHOR] = fact["block"]
        elif kind == "SubmissionMeasured":
            key = (data["zipcode"], data["header"]["hotkey"])
            pair = pairs.get(key)
            if pair is None:
                pair = pairs[key] = {SEEN: 0, MEASURED: 0, ANCHOR: 0}
            pair[MEASURED] += 1
        elif kind == "SpotCheckPassed" or kind == "SpotCheckFailed":
            miner = miners.get(data["hotkey"])
            if miner is None:
                miner = miners[data["hotkey"]] = {"passed": 0, "failed": 0}
            miner["passed" if kind == "SpotCheckPassed" else "failed"] += 1


def parse(lines):
    loads = json.loads
    for line in lines:
        loads(line)


def main():
    folder, parse_only = sys.argv[1], "--parse-only" in sys.argv[2:]
    epoch = ({}, {})
    start = time.perf_counter()
    segments = os.path.join(folder, "segments")
    for name in sorted(os.listdir(segments)):
        with open(os.path.join(segments, name), encoding="utf-8") as lines:
            if parse_only:
                parse(lines)
            else:
                fold(lines, epoch)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    pairs, miners = epoch
    print(
        json.dumps(
            {
                "cpuMs": (usage.ru_utime + usage.ru_stime) * 1000,
                "wallMs": (time.perf_counter() - start) * 1000,
                "peakBytes": usage.ru_maxrss * 1024,
                "pairs": len(pairs),
                "miners": len(miners),
            }
        )
    )


main()
