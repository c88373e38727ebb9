#!/usr/bin/env python3
"""Asks a server of the subnet, signed by a hotkey (docs/serving.md). The standard library alone, but for the key:

    python3 ask.py WALLET HOTKEY GENESIS NETUID URL
"""
import hashlib, json, secrets, sys, time
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

PURPOSE = b"request/1"


def u64(number):
    return number.to_bytes(8, "little")


def text(value):
    return len(value.encode()).to_bytes(4, "little") + value.encode()


def envelope(keypair, genesis, netuid, method, url, body):
    """The headers that prove who sends a request. `keypair` is that of the hotkey: public_key, ss58_address, sign(bytes)."""
    place = urlsplit(url)  # a host in lower case, without the usual port, and a path without query
    body_hash = hashlib.sha256(body).digest()
    expires = int(time.time() * 1000) + 30_000
    nonce = secrets.token_bytes(32)
    message = hashlib.sha256(
        bytes([len(PURPOSE)]) + PURPOSE
        + bytes.fromhex(genesis) + u64(netuid)
        + text(place.netloc) + text(method) + text(place.path)
        + body_hash + u64(expires) + nonce + bytes(keypair.public_key)
    ).digest()
    return {
        "subnet-hotkey": keypair.ss58_address,
        "subnet-genesis": genesis,
        "subnet-netuid": str(netuid),
        "subnet-body-sha256": body_hash.hex(),
        "subnet-expires": str(expires),
        "subnet-nonce": nonce.hex(),
        "subnet-signature": bytes(keypair.sign(message)).hex(),
    }


def ask(keypair, genesis, netuid, method, url, value=None):
    """Sends a request and gives what was answered; a refusal ends the program with its words."""
    body = b"" if value is None else json.dumps(value).encode()
    headers = envelope(keypair, genesis, netuid, method, url, body)
    if value is not None:
        headers["content-type"] = "application/json"
    try:
        with urlopen(Request(url, body or None, headers, method=method), timeout=30) as answer:
            return json.load(answer)
    except HTTPError as refusal:
        problem = json.load(refusal)
        word, title = problem["type"].rsplit(":", 1)[1], problem["title"]
        sys.exit(": ".join([word, title] + ([problem["detail"]] if "detail" in problem else [])))


def upload(keypair, genesis, netuid, server, epoch, zipcode, name, content):
    """Asks for the permission to create one object in the own folder, and creates it."""
    wanted = {
        "key": f"hotkey={keypair.ss58_address}/epoch={epoch}/zipcode={zipcode}/{name}",
        "bytes": len(content),
        "md5": hashlib.md5(content).hexdigest(),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    grant = ask(keypair, genesis, netuid, "POST", f"{server}/v1/epochs/{epoch}/uploads", wanted)
    with urlopen(Request(grant["url"], content, grant["headers"], method=grant["method"]), timeout=60) as answer:
        return answer.status


if __name__ == "__main__":
    from bittensor_wallet import Wallet

    wallet, hotkey, genesis, netuid, url = sys.argv[1:]
    print(json.dumps(ask(Wallet(wallet, hotkey).hotkey, genesis, int(netuid), "GET", url), indent=2))
