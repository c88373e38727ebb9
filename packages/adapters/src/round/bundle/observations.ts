import {
  type Account,
  encodeEvent,
  FACT_TYPE,
  type Fact,
  type Hash32,
  type Host,
  type LogHeader,
  segmentHash,
  selectSegment,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { checkLine } from '../../operations/check-line.js';
import type { OpenFact } from '../../operations/open-epoch.js';
import type { Verifier } from '../../ports.js';
import { evidenceMessage } from '../../signatures/index.js';
import { openingOf } from '../permitted-validators.js';
import { type BundleReader, type FromBundle, refuseBundle } from './read.js';

/** What one observer stated in an epoch, in canonical order, and what a list of it has to say. */
export interface OwnFacts {
  /** Its observations and its lists. */
  readonly facts: readonly OpenFact[];
  /** Number of its observations, and SHA-256 of their lines with LF. */
  readonly count: number;
  readonly root: Hash32;
}

const isObservation = (by: Account, { by: observer, type }: Fact): boolean =>
  observer === by && FACT_TYPE.get(type)?.origin === 'observer';

/** Picks one observer's facts out of those of an epoch in canonical order. */
export const ownFacts = (host: Host, by: Account, segment: readonly OpenFact[]): OwnFacts => {
  const facts = segment.filter(({ event }) => isObservation(by, event));
  // A list covers everything of its observer's; an authority that observes has lines of both kinds.
  const covered = segment.filter(({ event }) => event.by === by && event.type !== 'EvidenceListed');
  return {
    facts,
    count: covered.length,
    root: segmentHash(
      host,
      covered.map(({ line }) => line),
    ),
  };
};

/** observations.ndjson: lines of facts as they were signed, in the order given. */
export const encodeObservations = (facts: readonly Pick<OpenFact, 'event'>[]): Uint8Array =>
  Buffer.from(facts.map(({ event }) => `${encodeEvent(event)}\n`).join(''));

/** The signed lists that cover all of an observer's facts. */
export const validLists = async (
  { genesis, netuid }: LogHeader,
  host: Host,
  verify: Verifier,
  { facts, count, root }: OwnFacts,
): Promise<readonly OpenFact[]> => {
  const found: OpenFact[] = [];
  for (const fact of facts) {
    const { type, by, data, epoch, sig } = fact.event;
    if (type !== 'EvidenceListed' || data.count !== count || data.root !== root || sig === undefined) continue;
    const message = evidenceMessage(host.sha256, genesis, netuid, epoch, count, root);
    if (await verify(message, sig, by ?? '')) found.push(fact);
  }
  return found;
};

const SHOWN_MAX = 480;
/** Signed lists in one bundle: each costs a check of a signature, and one is enough. */
export const LISTS_MAX = 16;

// A canonical line holds this text in its field `type` alone.
const isList = (line: string): boolean => line.includes('"type":"EvidenceListed"');

/** Lines that end with LF, one at a time: millions of empty ones take no memory. */
function* linesOf(text: string): Generator<string> {
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    yield text.slice(start, end);
    start = end + 1;
  }
}

/**
 * Checks what another validator published of its observations: every line is one of its own, of this epoch, before
 * evidenceBlock, and as a log takes it, and a signed list covers them all. All of it is taken or nothing: its facts, each
 * once, in canonical order. `held` are the facts of the epoch that the reader has: of an authority that observes they hold
 * the lines that its list covers too.
 */
export const checkObservations = async (
  { header, epoch, host, verify }: Pick<BundleReader, 'header' | 'epoch' | 'host' | 'verify'>,
  hotkey: Account,
  held: readonly OpenFact[],
  bytes: Uint8Array,
): Promise<FromBundle<OwnFacts>> => {
  const text = host.decodeText(bytes, 0, bytes.length);
  if (!text.endsWith('\n')) return refuseBundle('BAD_PART', 'expected lines that end with LF');
  const evidenceBlock = openingOf(held.map(({ event }) => event))?.evidenceBlock ?? 0;
  const facts = held.filter(({ event }) => event.by === hotkey && !isObservation(hotkey, event));
  let [at, lists] = [0, 0];
  for (const line of linesOf(text)) {
    at += 1;
    if (isList(line)) lists += 1;
    if (lists > LISTS_MAX) return refuseBundle('TOO_MANY', `more than ${LISTS_MAX} lists of evidence`);
    const checked = await checkLine(header, Buffer.from(line), host, verify);
    if (E.isLeft(checked)) {
      const { code, expected, found } = checked.left;
      return refuseBundle('BAD_PART', `line ${at}: ${code}: expected ${expected}, got ${found}`.slice(0, SHOWN_MAX));
    }
    const { event } = checked.right;
    if (!isObservation(hotkey, event) || event.epoch !== epoch) {
      const found = `${event.type} of epoch ${event.epoch} by ${event.by ?? 'the chain'}`;
      return refuseBundle(
        'FOREIGN_LINE',
        `line ${at}: expected an observation of epoch ${epoch} by ${hotkey}, got ${found}`,
      );
    }
    if (event.block >= evidenceBlock) {
      return refuseBundle(
        'LATE',
        `line ${at}: block ${event.block}, expected one before evidenceBlock ${evidenceBlock}`,
      );
    }
    facts.push(checked.right);
  }
  const own = ownFacts(host, hotkey, selectSegment(facts).facts);
  if ((await validLists(header, host, verify, own)).length > 0) return E.right(own);
  return refuseBundle('NOT_LISTED', `no signed EvidenceListed with count ${own.count} and root ${own.root}`);
};

/**
 * Facts of an observer that the reader holds beside those of its bundle, and that no list covers together with them: it has
 * said two things. Without a list of all of them it has no vote.
 */
export const uncoveredFacts = async (
  { header, host, verify }: Pick<BundleReader, 'header' | 'host' | 'verify'>,
  hotkey: Account,
  held: readonly OpenFact[],
  bundle: OwnFacts,
): Promise<number> => {
  const before = held.filter(({ event }) => event.by === hotkey);
  const all = ownFacts(host, hotkey, selectSegment([...before, ...bundle.facts]).facts);
  if (all.count === bundle.count || (await validLists(header, host, verify, all)).length > 0) return 0;
  return all.count - bundle.count;
};
