"""Tests that verify.py checks what it says: it takes the smallest log of the page, does not mind what must not matter,
notices every fault in the facts, and no rule can be done wrong without a fixture log that notices."""
import json
import types
from pathlib import Path

import verify
from verify import FIXTURES, encode, logs

PAGE = Path(__file__).resolve().parents[1] / "log-format.md"


def smallest_log():
    part = PAGE.read_text(encoding="utf-8").split("<!-- generated: smallest-log -->")[1]
    facts = part.split("```ndjson\n")[1].split("```")[0]
    seal = json.loads(part.split("Its line in `seals.ndjson`")[1].split("```json\n")[1].split("```")[0])
    nobody = {"burn": str(10**18), "shares": {}, "reason": {}, "weights": None}
    return facts.encode("utf-8"), {"epochs": [{**seal, **nobody}]}


def changed(data):
    """Name, changed facts, and whether the hashes must stay the same."""
    lines = data.split(b"\n")[:-1]
    check = json.loads(next(line for line in lines if b'"SpotCheckPassed"' in line))
    listed = next(line for line in lines if b'"EvidenceListed"' in line)
    signed = {**json.loads(listed), "sig": "0" * 128}
    at = data.index(b'"hash":"') + len(b'"hash":"')
    flipped = data[:at] + (b"1" if data[at:at + 1] == b"0" else b"0") + data[at + 1:]
    yield "lines in reverse", b"".join(line + b"\n" for line in reversed(lines)), True
    yield "every line twice", data + data, True
    yield "one more fact, too late", data + encode({**check, "block": 2**32 - 1}) + b"\n", True
    yield "a line with a signature", data.replace(listed, encode(signed)), True
    yield "one digit of one fact", flipped, False
    yield "one fact less", data.replace(listed + b"\n", b""), False
    yield "one fact more, in time", data + encode({**check, "block": 0}) + b"\n", False
    yield "a blank", data.replace(b":", b": ", 1), False
    yield "a fraction", data.replace(b'"v":1}', b'"v":1.0}', 1), False
    yield "null", data.replace(b'"v":1}', b'"v":null}', 1), False
    yield "no LF at the end", data[:-1], False


# Name of a mistake, a piece of verify.py, and what would stand there.
SPLIT = 'data.split(b"\\n")'
BOUND = 'of_type(arrived, "EpochOpened")'
STARTS = 'next((f["data"]["startBlock"] for f in of_type(segment, "EpochOpened")), float("inf"))'
RIGHT = 'listed["data"] == {"count": len(own), "root": lines_hash(own)}'
WRONG = [
    ("other characters are escaped", "ensure_ascii=False", "ensure_ascii=True"),
    ("U+2028 ends a line", SPLIT, '[*map(str.encode, data.decode().splitlines()), b""]'),
    ("a signature tells facts apart", 'fact.pop("sig", None)', "pass"),
    ("what arrives twice stands twice", "{encode(f): f for f in arrived if", "{id(f): f for f in arrived if"),
    ("late facts belong", "return bound is None", "return True"),
    ("all facts of evidenceBlock belong", 'fact["block"] < bound or', 'fact["block"] <= bound or'),
    ("no fact of evidenceBlock belongs", 'or fact["block"] == bound and', "or False and"),
    ("blocks behind evidenceBlock belong", 'fact["block"] == bound and', 'fact["block"] >= bound and'),
    ("all chain facts of evidenceBlock belong", "in (2, 3)", "in OF_CHAIN"),
    ("the least evidenceBlock is the bound", 'max((f["data"]["evidenceBlock"]', 'min((f["data"]["evidenceBlock"]'),
    ("a late opening is no bound", BOUND, f'[f for f in {BOUND} if f["block"] < f["data"]["evidenceBlock"]]'),
    ("a late opening belongs", "return bound is None", 'return fact["type"] == "EpochOpened" or bound is None'),
    ("late rules belong", "return bound is None", 'return fact["type"] == "MechanismActivated" or bound is None'),
    ("no phases", 'fact["block"], PHASES[fact["type"]], "ix"', 'fact["block"], "ix"'),
    ("no ix", '"ix" not in fact, fact.get("ix"), ', ""),
    ("ix as text", 'fact.get("ix"), encode', 'str(fact.get("ix")), encode'),
    ("event before extrinsic", 'fact.get("ix"), encode', 'fact.get("ix", [])[::-1], encode'),
    ("no order of equal places", 'fact.get("ix"), encode(fact)', 'fact.get("ix")'),
    ("order of UTF-16", "), encode(fact)\n", '), encode(fact).decode().encode("utf-16-be")\n'),
    ("an Fx of 8 bytes", "return number(n, 16, True)", "return number(n)"),
    ("an account as text", "    n = 0\n", '    return address.encode("ascii")\n'),
    ("rules never take effect", 'if f["block"] < start', "if False"),
    ("rules at startBlock take effect", 'if f["block"] < start', 'if f["block"] <= start'),
    ("rules of an epoch without opening do not", 'float("inf")', "0"),
    ("start is that of the last opening", STARTS, STARTS.replace("of_type(", "reversed(of_type(").replace("),", ")),")),
    ("start is the greatest", STARTS, STARTS.replace("next(", "max(").replace("), ", "), default=")),
    ("shareppm 0 ends nothing", '["shareppm"] == 0', '["shareppm"] < 0'),
    ("equivocation: the first takes effect", "if len(datas) == 1:", "if datas:"),
    ("equal rules at two blocks are one", "len(datas) > 1 for", "datas[1:] not in ([], datas[:1]) for"),
    ("two openings are judged", "len(opened) != 1", "len(opened) == 0"),
    ("equal openings at two blocks are one", "len(opened) != 1", "len(set(map(str, opened))) != 1"),
    ("more than the whole is shared", ' or sum(r["shareppm"] for r in rules) > PPM', ""),
    ("the whole cannot be shared", 'for r in rules) > PPM', 'for r in rules) >= PPM'),
    ("two burn hotkeys are judged", ' or len({r["burnHotkey"] for r in rules}) > 1', ""),
    ("rules that ended name a burn hotkey", '{r["burnHotkey"] for r in rules}', '{f["data"]["burnHotkey"] for f in of_type(segment, "MechanismActivated")} | {r["burnHotkey"] for r in rules}'),
    ("no rules, not judged", "len(opened) != 1", "not rules or len(opened) != 1"),
    ("no snapshot at startBlock needed", ">= {start, end}", ">= {end}"),
    ("no snapshot at evidenceBlock needed", ">= {start, end}", ">= {start}"),
    ("no block at seedBlock needed", ">= {seed, end}", ">= {end}"),
    ("no block at evidenceBlock needed", ">= {seed, end}", ">= {seed}"),
    ("block at startBlock needed", ">= {seed, end}", ">= {start, seed, end}"),
    ("types have places of their own", 'str(f.get("ix", f["type"]))', 'f["type"] + str(f.get("ix"))'),
    ("only facts with ix are in conflict", 'str(f.get("ix", f["type"]))', 'str(f.get("ix", encode(f)))'),
    ("stake without permit", ' if n["validatorPermit"]', ""),
    ("stake at evidenceBlock", "in snapshots[start] if", "in snapshots[end] if"),
    ("half is not enough", "listed * PPM < ", "listed * PPM <= "),
    ("no lists needed", "return not any(o", "return True or any(o"),
    ("every list counts", RIGHT, "True"),
    ("count of a list not compared", RIGHT, 'listed["data"]["root"] == lines_hash(own)'),
    ("root of a list not compared", RIGHT, 'listed["data"]["count"] == len(own)'),
    ("a list of nothing counts", " if count > 0)", ")"),
    ("lists are evidence", ' and f["type"] != "EvidenceListed"]', " and f is not listed]"),
]


def mutant(name, piece, other):
    source = Path(verify.__file__).read_text(encoding="utf-8")
    assert source.count(piece) == 1, f"{name}: {source.count(piece)} places in verify.py"
    module = types.ModuleType("mutant")
    module.__file__ = verify.__file__
    exec(compile(source.replace(piece, other), name, "exec"), module.__dict__)
    return module


def agrees(module, log):
    try:
        return not module.verify(*log)
    except Exception:  # a mistake may also end in one
        return False


def self_test():
    found = {name: (data, expected) for name, data, expected in logs(FIXTURES)}
    data, expected = found["adversarial/missed-cycle/attack"]
    noticing = [found["corners"], found["unjudged"], found["reasons"], found["rules-conflict"], smallest_log()]
    cases = [("the smallest log of the page", *smallest_log(), True)]
    cases += [(name, facts, expected, same) for name, facts, same in changed(data)]
    results = [(name, same, not verify.verify(facts, want)) for name, facts, want, same in cases]
    results += [(name, False, all(agrees(mutant(name, *change), log) for log in noticing)) for name, *change in WRONG]
    for name, same, agreed in results:
        print("ok" if same == agreed else "FAIL", name + ":", "hashes agree" if agreed else "noticed")
    failed = sum(same != agreed for _, same, agreed in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0
