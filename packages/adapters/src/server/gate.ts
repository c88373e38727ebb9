import type { Account, Hash32, Host, NetUid } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Verifier } from '../ports.js';
import { addressKey } from './address-key.js';
import { decodeEnvelope, requestMessage, type SignedEnvelope, type Target } from './envelope.js';
import type { Role } from './head.js';
import type { ServerLimits } from './limits.js';
import { nonceWindow } from './nonce-window.js';
import { type Problem, problem } from './problem.js';
import { tokenBuckets } from './token-buckets.js';

/** Who has proved to be the caller. */
export interface Caller {
  readonly hotkey: Account;
  readonly role: Role;
  readonly bodySha256: Hash32;
}

/** What the gate looks up outside. */
export interface GateOptions {
  readonly host: Pick<Host, 'sha256'>;
  readonly verify: Verifier;
  readonly genesis: Hash32;
  readonly netuid: NetUid;
  /** Host that callers mean when they mean this server. */
  readonly audience: () => string;
  readonly limits: ServerLimits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Role of a hotkey in the newest snapshot; undefined when it is not registered. */
  readonly roleOf: (hotkey: Account) => Promise<E.Either<Problem, Role | undefined>>;
}

/** A request as the gate sees it. */
export interface Arrived extends Omit<Target, 'audience'> {
  readonly address: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

interface Claim {
  readonly envelope: SignedEnvelope;
  readonly role: Role;
}

/** As many as a subnet has slots; who is not registered never gets as far. */
const HOTKEYS_MAX = 65_536;

/** Lets requests in. */
export interface Gate {
  /** A request that proves nothing: takes a token of what its address may send of these. */
  readonly anybody: (address: string) => Problem | undefined;
  /** A request that proves who sends it. One that fails takes a token of its address, and nothing of the hotkey. */
  readonly caller: (request: Arrived) => Promise<E.Either<Problem, Caller>>;
}

const secondsOf = (ms: number): number => Math.ceil(ms / 1_000);

/** A gate with its own counts of nonces and rates. */
export const newGate = (options: GateOptions): Gate => {
  const { host, verify, genesis, netuid, audience, limits, now, roleOf } = options;
  const nonces = nonceWindow(limits.nonces, limits.expiryMs, now());
  const hotkeys = tokenBuckets(HOTKEYS_MAX);
  // What proves nothing at once, and what had to be verified first: the one never keeps a caller from being verified.
  const unproven = tokenBuckets(limits.addresses);
  const disproved = tokenBuckets(limits.addresses);

  const expectations = (envelope: SignedEnvelope): Problem | undefined => {
    if (envelope.genesis !== genesis || envelope.netuid !== netuid) {
      return problem('wrong-network', `expected netuid ${netuid} of the chain with genesis ${genesis}`);
    }
    const leftMs = envelope.expiresMs - now();
    if (leftMs <= 0) return problem('expired', `${-leftMs} ms ago by the clock of the server`);
    if (leftMs > limits.expiryMs) {
      return problem('expiry-too-far', `expected at most ${limits.expiryMs} ms ahead, got ${leftMs}`);
    }
    const unknownUntilMs = nonces.unknownUntilMs();
    if (envelope.expiresMs > unknownUntilMs) return undefined;
    // With as long an expiry a new envelope gets in after this time, and with a longer one sooner.
    const waitSeconds = secondsOf(unknownUntilMs + 1 - envelope.expiresMs);
    return problem('just-started', `sign again, to expire after ${unknownUntilMs}`, waitSeconds);
  };

  /** Without a turn of the event loop in between, so that two equal envelopes cannot both pass. */
  const admit = (envelope: SignedEnvelope, role: Role): Problem | undefined => {
    const key = `${envelope.hotkey} ${envelope.nonce}`;
    if (nonces.has(key)) return problem('replayed-nonce');
    const rate = role === 'validator' ? limits.validatorRate : limits.minerRate;
    const waitMs = hotkeys.take(envelope.hotkey, rate, now());
    if (waitMs > 0) return problem('rate-exceeded', undefined, secondsOf(waitMs));
    return nonces.add(key, now()) ? undefined : problem('busy', undefined, secondsOf(limits.expiryMs));
  };

  /** Who a request says it is from; nothing of it is verified, so it costs nothing. */
  const claim = async ({ headers }: Arrived): Promise<E.Either<Problem, Claim>> => {
    const decoded = decodeEnvelope(headers);
    if (E.isLeft(decoded)) return decoded;
    const envelope = decoded.right;
    const refusal = expectations(envelope);
    if (refusal !== undefined) return E.left(refusal);
    const role = await roleOf(envelope.hotkey);
    if (E.isLeft(role)) return role;
    return role.right === undefined ? E.left(problem('not-registered')) : E.right({ envelope, role: role.right });
  };

  const prove = async ({ envelope, role }: Claim, { method, path }: Arrived): Promise<E.Either<Problem, Caller>> => {
    const { hotkey, bodySha256, signature } = envelope;
    const target = { audience: audience(), method, path };
    if (!(await verify(requestMessage(host.sha256, envelope, target), signature, hotkey))) {
      return E.left(problem('bad-signature', `expected a signature for ${method} ${target.audience}`));
    }
    const notAdmitted = expectations(envelope) ?? admit(envelope, role);
    return notAdmitted === undefined ? E.right({ hotkey, role, bodySha256 }) : E.left(notAdmitted);
  };

  const tooMany = (waitMs: number): Problem | undefined =>
    waitMs === 0 ? undefined : problem('address-rate-exceeded', undefined, secondsOf(waitMs));
  const anybody = (address: string): Problem | undefined =>
    tooMany(unproven.take(addressKey(address), limits.addressRate, now()));

  return {
    anybody,
    caller: async (request) => {
      const claimed = await claim(request);
      if (E.isLeft(claimed)) return E.left(anybody(request.address) ?? claimed.left);
      const key = addressKey(request.address);
      const refusal = tooMany(disproved.waitMs(key, limits.addressRate, now()));
      if (refusal !== undefined) return E.left(refusal);
      const proved = await prove(claimed.right, request);
      // Who is only too fast has proved to be the caller: that is no matter of the address.
      if (E.isLeft(proved) && proved.left.code !== 'rate-exceeded') disproved.take(key, limits.addressRate, now());
      return proved;
    },
  };
};
