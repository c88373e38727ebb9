import { compareText } from '../hash/bytes.js';
import { type Account, compareAccounts, type Hash32 } from '../ids.js';
import { fxFromRaw } from '../numbers/fx.js';
import { formatFx } from '../numbers/fx-text.js';
import type { StatedWeights, Statement } from './statement.js';

/** What one validator published of an epoch, checked. */
export interface Voice {
  readonly hotkey: Account;
  readonly stakeRao: bigint;
  readonly statement: Statement;
  /** Undefined where it states no vector. */
  readonly weights: StatedWeights | undefined;
}

/** Validators that say the same of one thing, by account, and their stake. */
export interface Camp {
  readonly what: string;
  readonly hotkeys: readonly Account[];
  readonly stakeRao: bigint;
}

/** agreed: all say the same. differ: two do not. unheard: too few spoke for either. */
export type ConsensusVerdict = 'agreed' | 'differ' | 'unheard';

/** Who agrees with whom on inputs and outputs of an epoch; the camp with the most stake first. */
export interface Consensus {
  readonly verdict: ConsensusVerdict;
  /** By segment hash. */
  readonly inputs: readonly Camp[];
  /** By rules, scores and weights: `outputKey`. */
  readonly outputs: readonly Camp[];
  readonly heardRao: bigint;
  readonly permitsRao: bigint;
}

/** An agreement is said only when more than this part of the stake of all permits spoke. */
export const CONSENSUS_QUORUM_PPM = 500_000;
const MILLION = 1_000_000n;

/** The outputs of a statement as one text: status, rules, scores and weights. */
export const outputKey = ({ statement, weights }: Pick<Voice, 'statement' | 'weights'>): string => {
  const { rules, scores, status } = statement.seal;
  return [status, rules, scores, weights?.weights ?? 'none'].join('/');
};

const camps = (voices: readonly Voice[], keyOf: (voice: Voice) => string): Camp[] => {
  const found = new Map<string, Voice[]>();
  for (const voice of voices) found.set(keyOf(voice), [...(found.get(keyOf(voice)) ?? []), voice]);
  return [...found]
    .map(([what, members]) => ({
      what,
      hotkeys: members.map(({ hotkey }) => hotkey).sort(compareAccounts),
      stakeRao: members.reduce((sum, { stakeRao }) => sum + stakeRao, 0n),
    }))
    .sort((a, b) => (a.stakeRao === b.stakeRao ? compareText(a.what, b.what) : a.stakeRao > b.stakeRao ? -1 : 1));
};

/**
 * Says who agrees. One voice alone agrees with nobody, and voices with no more than half of the stake of all permits are
 * no agreement either; a difference is one whoever has it.
 */
export const formConsensus = (voices: readonly Voice[], permitsRao: bigint): Consensus => {
  const inputs = camps(voices, ({ statement }) => statement.seal.segment);
  const outputs = camps(voices, outputKey);
  const heardRao = voices.reduce((sum, { stakeRao }) => sum + stakeRao, 0n);
  const enough = voices.length > 1 && heardRao * MILLION > BigInt(CONSENSUS_QUORUM_PPM) * permitsRao;
  const differ = inputs.length > 1 || outputs.length > 1;
  const verdict = differ ? 'differ' : enough ? 'agreed' : 'unheard';
  return { verdict, inputs, outputs, heardRao, permitsRao };
};

/** The first thing in which the outputs of two statements differ. */
export interface OutputDifference {
  readonly what: 'status' | 'rules' | 'burn' | 'miner' | 'weight' | 'vector';
  /** Which miner or uid. */
  readonly of?: string;
  readonly first: string;
  readonly second: string;
}

const NOTHING = 'nothing';

/** A share or burn, as people read it. */
const shareText = (raw: string): string => formatFx(fxFromRaw(BigInt(raw)));

const firstMiner = (a: Statement, b: Statement): OutputDifference | undefined => {
  const said = (statement: Statement): ReadonlyMap<Account, string> =>
    new Map(statement.miners.map(({ hotkey, reason, share }) => [hotkey, `${shareText(share)} ${reason}`]));
  const [ours, theirs] = [said(a), said(b)];
  const all = [...new Set([...ours.keys(), ...theirs.keys()])].sort(compareAccounts);
  const of = all.find((hotkey) => ours.get(hotkey) !== theirs.get(hotkey));
  if (of === undefined) return undefined;
  return { what: 'miner', of, first: ours.get(of) ?? NOTHING, second: theirs.get(of) ?? NOTHING };
};

const firstWeight = (a: StatedWeights | undefined, b: StatedWeights | undefined): OutputDifference | undefined => {
  if (a === undefined || b === undefined) {
    if (a === b) return undefined;
    return { what: 'vector', first: a?.weights ?? NOTHING, second: b?.weights ?? NOTHING };
  }
  const said = ({ uids, values }: StatedWeights): ReadonlyMap<number, string> =>
    new Map(uids.map((uid, at) => [uid, String(values[at])]));
  const [ours, theirs] = [said(a), said(b)];
  const all = [...new Set([...ours.keys(), ...theirs.keys()])].sort((x, y) => x - y);
  const of = all.find((uid) => ours.get(uid) !== theirs.get(uid));
  if (of === undefined) return undefined;
  return { what: 'weight', of: String(of), first: ours.get(of) ?? NOTHING, second: theirs.get(of) ?? NOTHING };
};

type Said = Pick<Voice, 'statement' | 'weights'>;

/** Where two outputs differ first: status, rules, miners by account, burn, weights by uid; undefined when they are equal. */
export const firstOutputDifference = (a: Said, b: Said): OutputDifference | undefined => {
  const [ours, theirs] = [a.statement, b.statement];
  const plain = (what: 'status' | 'rules' | 'burn', first: Hash32 | string, second: string) =>
    first === second ? undefined : { what, first, second };
  return (
    plain('status', ours.seal.status, theirs.seal.status) ??
    plain('rules', ours.seal.rules, theirs.seal.rules) ??
    firstMiner(ours, theirs) ??
    plain('burn', shareText(ours.burn), shareText(theirs.burn)) ??
    firstWeight(a.weights, b.weights)
  );
};
