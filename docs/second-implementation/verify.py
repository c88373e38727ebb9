#!/usr/bin/env python3
"""A second implementation of log format 1, written from docs/log-format.md alone. It recomputes every hash of the
fixture logs from their facts and compares it with expected.json. With --self-test it tests that it notices faults.

    python3 docs/second-implementation/verify.py [DIR ... | --self-test]
"""
import hashlib, json, re, sys
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "logs"
ONE, PPM = 10**18, 10**6  # an Fx is a number times 10^18
NETUID, AUTHORITY, GENESIS = 46, "local", "0" * 64
LOG = {"authority": AUTHORITY, "format": 1, "genesis": GENESIS, "netuid": NETUID}
PHASES = {"MechanismActivated": 0, "EpochOpened": 1, "BlockFinalized": 2, "MetagraphSnapshotTaken": 3,
          "NeuronRegistered": 4, "SubmissionCommitted": 5, "ManifestSeen": 7, "SubmissionSeen": 7,
          "SubmissionMeasured": 8, "SpotCheckPassed": 9, "SpotCheckFailed": 9, "SpotCheckInconclusive": 9,
          "TaskBatchCompleted": 9, "MonitorPinged": 9, "QueryIssued": 9, "ItemsReturned": 9, "ItemsMeasured": 9,
          "EvidenceListed": 10}
OF_AUTHORITY, OF_CHAIN, WITH_IX, WITH_SIG = (0, 1), (2, 3, 4, 5), (4, 5), (0, 1, 10)  # phases

# Lines
def encode(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")

def check(value):
    """Refuses what the format does not have, but Python would read and write back unchanged."""
    if isinstance(value, (dict, list)):
        for item in [*value, *value.values()] if isinstance(value, dict) else value:
            check(item)
    elif isinstance(value, str):
        if re.search("[\0-\x1f\x7f-\x9f]", value):
            raise ValueError("a control character")
    elif not isinstance(value, int) or abs(value) >= 2**53:
        raise ValueError("null, a fraction, or an integer beyond 2^53-1")

def decode(line):
    """The fact in a line: its envelope is checked, of its data only the hash of a manifest; without sig."""
    fact = json.loads(line.decode("utf-8"))
    check(fact)
    if encode(fact) != line or len(line) > 2**20:
        raise ValueError("not canonical, or too long")
    phase, data = PHASES[fact["type"]], fact["data"]
    if phase in WITH_SIG:
        fact.pop("sig", None)
    keys = {"block", "data", "epoch", "netuid", "type", "v"}
    keys |= {"ix"} if phase in WITH_IX else set() if phase in OF_CHAIN else {"by"}
    by = AUTHORITY if phase in OF_AUTHORITY else fact.get("by")
    if set(fact) != keys or encode([fact["netuid"], fact["v"], fact.get("by")]) != encode([NETUID, 1, by]):
        raise ValueError("not an event of this log")
    if fact["type"] == "ManifestSeen":
        manifest = {k: data.get(k, fact.get(k)) for k in ("epoch", "files", "hotkey", "netuid", "nonce")}
        if sha(encode(manifest)).hex() != data["manifestSha256"]:
            raise ValueError("manifestSha256 is another one")
    return fact

# Hashes: H takes parts that are bytes already
def sha(data):
    return hashlib.sha256(data).digest()

def H(tag, *parts):
    return sha(bytes([len(tag)]) + tag.encode("ascii") + b"".join(parts)).hex()

def number(n, size=8, signed=False):
    return n.to_bytes(size, "little", signed=signed)

def fx(n):
    return number(n, 16, True)

def text(data):  # its UTF-8
    return number(len(data), 4) + data

def items(parts):
    return number(len(parts), 4) + b"".join(parts)

def account(address):
    n = 0
    for digit in address:
        n = n * 58 + "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".index(digit)
    data = n.to_bytes(35, "big")
    if data[0] != 42 or hashlib.blake2b(b"SS58PRE" + data[:33]).digest()[:2] != data[33:]:
        raise ValueError("not an address: " + address)
    return data[1:33]

# Segments
def belongs(fact, bound):
    return bound is None or fact["block"] < bound or fact["block"] == bound and PHASES[fact["type"]] in (2, 3)

def order(fact):
    return fact["block"], PHASES[fact["type"]], "ix" not in fact, fact.get("ix"), encode(fact)

def segment_of(arrived):
    bound = max((f["data"]["evidenceBlock"] for f in of_type(arrived, "EpochOpened")), default=None)
    once = {encode(f): f for f in arrived if belongs(f, bound)}
    return sorted(once.values(), key=order)

def of_type(facts, name):
    return [f for f in facts if f["type"] == name]

def lines_hash(facts):
    return sha(b"".join(encode(f) + b"\n" for f in facts)).hex()

def is_right(listed, segment):  # an EvidenceListed; an empty list is right, and does not count
    own = [f for f in segment if f.get("by") == listed["by"] and f["type"] != "EvidenceListed"]
    return listed["data"] == {"count": len(own), "root": lines_hash(own)}

# Rules and status
def activate(segment, in_force):
    """Brings the rules in force up to this epoch; true if more than one activation of a mechanism takes effect."""
    start = next((f["data"]["startBlock"] for f in of_type(segment, "EpochOpened")), float("inf"))
    found = {}
    for f in of_type(segment, "MechanismActivated"):
        if f["block"] < start:
            found.setdefault(f["data"]["mechanism"], []).append(f["data"])
    for mechanism, datas in found.items():
        if len(datas) == 1:
            in_force[mechanism] = datas[0]
            if datas[0]["shareppm"] == 0:
                del in_force[mechanism]
    return any(len(datas) > 1 for datas in found.values())

def is_judged(segment, rules):
    opened = [f["data"] for f in of_type(segment, "EpochOpened")]
    if len(opened) != 1 or sum(r["shareppm"] for r in rules) > PPM or len({r["burnHotkey"] for r in rules}) > 1:
        return False
    start, seed, end = (opened[0][k] for k in ("startBlock", "seedBlock", "evidenceBlock"))
    snapshots = {f["block"]: f["data"]["neurons"] for f in of_type(segment, "MetagraphSnapshotTaken")}
    blocks = {f["block"]: f["data"]["hash"] for f in of_type(segment, "BlockFinalized")}
    if not snapshots.keys() >= {start, end} or not blocks.keys() >= {seed, end}:
        return False
    places = {}
    for f in (f for f in segment if PHASES[f["type"]] in OF_CHAIN):
        if places.setdefault((f["block"], str(f.get("ix", f["type"]))), f["data"]) != f["data"]:
            return False
    stakes = {n["hotkey"]: int(n["stakeRao"]) for n in snapshots[start] if n["validatorPermit"]}
    lists = {f["by"]: f["data"]["count"] for f in of_type(segment, "EvidenceListed") if is_right(f, segment)}
    listed = sum(stakes.get(by, 0) for by, count in lists.items() if count > 0)
    return not any(o["kind"] == "stakeMajority" and listed * PPM < o["requireppm"] * sum(stakes.values())
                   for o in (r["params"].get("observers", {"kind": "any"}) for r in rules))

# A log
def verify(data, expected):
    """Recomputes a log from the bytes of its facts; returns differences: epoch, field, expected, found."""
    arrived, in_force, differences, prev = {}, {}, [], sha(encode(LOG) + b"\n").hex()
    *lines, tail = data.split(b"\n")
    for n, line in enumerate(lines, 1):
        try:
            fact = decode(line)
            arrived.setdefault(fact["epoch"], []).append(fact)
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            return [("?", "line %d" % n, "a valid line", repr(problem))]
    epochs = [want["epoch"] for want in expected["epochs"]]
    if sorted(arrived) != epochs or tail:
        return [("?", "epochs, and LF at the end", epochs, (sorted(arrived), tail))]
    for want in expected["epochs"]:
        epoch, segment = want["epoch"], segment_of(arrived[want["epoch"]])
        equivocation = activate(segment, in_force)
        rules = [in_force[mechanism] for mechanism in sorted(in_force)]
        status = "judged" if not equivocation and is_judged(segment, rules) else "unjudged"
        shares = want["shares"] if status == "judged" else {}
        miners = sorted((account(a), int(share), want["reason"][a].encode("utf-8")) for a, share in shares.items())
        burn = ONE - sum(share for _, share, _ in miners)
        answers = items([bytes32 + fx(share) + text(reason) for bytes32, share, reason in miners])
        found = {"count": len(segment), "segment": lines_hash(segment), "status": status, "burn": str(burn),
                 "rules": H("rules/1", items([text(encode(data)) for data in rules])),
                 "scores": H("scores/1", number(epoch), fx(burn), answers), "weightsHash": None}
        state = text(status.encode("ascii"))
        before, facts, *after = (bytes.fromhex(h) for h in (prev, found["segment"], found["rules"], found["scores"]))
        found["seal"] = prev = H("seal/1", number(epoch), before, facts, number(len(segment)), state, *after)
        if want["weights"]:
            vector = (items([number(n) for n in want["weights"][k]]) for k in ("uids", "values"))
            found["weightsHash"] = H("weights/1", number(NETUID), number(epoch), text(b"exact-v1"), number(0), *vector)
        differences += [(epoch, k, want.get(k), found[k]) for k in found if want.get(k) != found[k]]
    return differences

def logs(top):
    for path in sorted(top.rglob("*.ndjson")):
        alone = path.stem == "facts"  # else NAME.ndjson and NAME-expected.json
        expected = path.with_name("expected.json" if alone else path.stem + "-expected.json")
        name = (path.parent if alone else path.with_suffix("")).as_posix().split("/fixtures/logs/")[-1]
        yield name, path.read_bytes(), json.loads(expected.read_text(encoding="utf-8"))

def main(arguments):
    if "--self-test" in arguments:
        sys.dont_write_bytecode = True
        from self_test import self_test
        return self_test()
    results = []
    for name, data, expected in (log for top in arguments or [FIXTURES] for log in logs(Path(top).resolve())):
        differences = verify(data, expected)
        results.append(not differences)
        for epoch, field, want, found in differences:
            print(f"FAIL {name}: epoch {epoch}, {field}: expected {want}, found {found}")
        if not differences:
            print(f"ok {name}: {len(expected['epochs'])} epochs, {sum(e['count'] for e in expected['epochs'])} facts")
    print(f"{results.count(True)} passed, {results.count(False)} failed")
    return 0 if results and all(results) else 1

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
