import {
  type Account,
  compareAccounts,
  decodeFact,
  type EpochNumber,
  type EpochOpened,
  type Fact,
  type Host,
  selectSegment,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { exportFacts } from '../operations/export-facts.js';
import { type Failure, invalid } from '../operations/failure.js';
import type { OpenFact } from '../operations/open-epoch.js';
import type { EventLog } from '../ports.js';

/** A validator with a permit at startBlock. */
export interface PermittedValidator {
  readonly hotkey: Account;
  readonly stakeRao: bigint;
}

/** The facts of an epoch that belong to its segment, in canonical order with their signatures, sealed or open. */
export const readEpochFacts = async (
  log: EventLog,
  epoch: EpochNumber,
  host: Host,
): Promise<E.Either<Failure, readonly OpenFact[]>> => {
  const facts: OpenFact[] = [];
  for await (const lines of exportFacts(log, [epoch], host)) {
    if (E.isLeft(lines)) return lines;
    for (const line of lines.right) {
      const decoded = decodeFact(line, host.sha256);
      if (E.isLeft(decoded)) return E.left(invalid(decoded.left));
      facts.push(decoded.right);
    }
  }
  return E.right(selectSegment(facts).facts);
};

/** The opening that bounds an epoch; undefined when it was not opened. */
export const openingOf = (facts: readonly Fact[]): EpochOpened['data'] | undefined => {
  const [opening] = facts
    .flatMap((fact) => (fact.type === 'EpochOpened' ? [fact.data] : []))
    .sort((a, b) => b.evidenceBlock - a.evidenceBlock);
  return opening;
};

const byStake = (a: PermittedValidator, b: PermittedValidator): number =>
  a.stakeRao === b.stakeRao ? compareAccounts(a.hotkey, b.hotkey) : a.stakeRao > b.stakeRao ? -1 : 1;

/** Who has a validator permit in the snapshot at startBlock, the greatest stake first; equal stakes by account. */
export const permittedValidators = (
  epoch: EpochNumber,
  facts: readonly Fact[],
): E.Either<Failure, readonly PermittedValidator[]> => {
  const startBlock = openingOf(facts)?.startBlock;
  if (startBlock === undefined)
    return E.left({ kind: 'cannotJudge', epoch, missing: [`EpochOpened of epoch ${epoch}`] });
  const snapshots = facts.flatMap((fact) =>
    fact.type === 'MetagraphSnapshotTaken' && fact.block === startBlock ? [fact.data] : [],
  );
  const [snapshot] = snapshots;
  // Of two that differ nobody knows which is right, and both together would count a stake twice.
  if (snapshot === undefined || snapshots.length > 1) {
    const missing = `MetagraphSnapshotTaken at startBlock ${startBlock}: expected one, got ${snapshots.length}`;
    return E.left({ kind: 'cannotJudge', epoch, missing: [missing] });
  }
  const permits = snapshot.neurons.filter(({ validatorPermit }) => validatorPermit);
  return E.right(permits.map(({ hotkey, stakeRao }) => ({ hotkey, stakeRao: BigInt(stakeRao) })).sort(byStake));
};
