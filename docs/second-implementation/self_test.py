"""Tests that verify.py checks what it says: it takes the smallest log of the page, does not mind what must not matter,
notices every fault in the facts, and no rule can be done wrong without a fixture log that notices."""
import json
from pathlib import Path

import verify
from verify import FIXTURES, PHASES, encode, logs, number

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


WRONG = [
    ("belongs", "nothing of evidenceBlock belongs", lambda f, bound: bound is None or f["block"] < bound),
    ("belongs", "late facts belong", lambda f, bound: True),
    ("order", "no phases", lambda f: (f["block"], "ix" not in f, f.get("ix"), encode(f))),
    ("order", "no ix", lambda f: (f["block"], PHASES[f["type"]], encode(f))),
    ("order", "ix as text", lambda f: (f["block"], PHASES[f["type"]], str(f.get("ix")), encode(f))),
    ("order", "no order of equal places", lambda f: (f["block"], PHASES[f["type"]], "ix" not in f, f.get("ix"))),
    ("fx", "an Fx of 8 bytes", number),
    ("account", "an account as text", lambda address: address.encode("ascii")),
    ("activate", "rules never take effect", lambda segment, in_force: False),
    ("is_right", "no list of evidence is right", lambda listed, segment: False),
    ("is_judged", "every epoch is judged", lambda segment, rules: True),
]


def self_test():
    found = {name: (data, expected) for name, data, expected in logs(FIXTURES)}
    data, expected = found["adversarial/missed-cycle/attack"]
    noticing = [smallest_log(), found["unjudged"], found["reasons"], found["realistic"]]
    cases = [("the smallest log of the page", *smallest_log(), True)]
    cases += [(name, facts, expected, same) for name, facts, same in changed(data)]
    results = [(name, same, not verify.verify(facts, want)) for name, facts, want, same in cases]
    for rule, name, wrong in WRONG:
        right = getattr(verify, rule)
        setattr(verify, rule, wrong)
        results.append((name, False, all(not verify.verify(*log) for log in noticing)))
        setattr(verify, rule, right)
    for name, same, agrees in results:
        print("ok" if same == agrees else "FAIL", name + ":", "hashes agree" if agrees else "noticed")
    failed = sum(same != agrees for _, same, agrees in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0
