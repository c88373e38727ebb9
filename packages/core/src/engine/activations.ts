import * as E from 'fp-ts/lib/Either.js';
import { type DataError, shorten } from '../errors.js';
import type { MechanismActivated } from '../event/index.js';
import { reportFirst } from '../event/report.js';
import { compareText } from '../hash/bytes.js';
import type { Account } from '../ids.js';
import type { Mechanism } from '../mechanism/mechanism.js';
import { findMechanism } from '../mechanism/registry.js';
import type { At } from './epoch-facts.js';

type Activation = MechanismActivated['data'];

/** A mechanism in force: what activated it, its code, parameters and state. */
export interface ActiveMechanism {
  readonly data: Activation;
  readonly mechanism: Mechanism;
  readonly params: unknown;
  readonly state: unknown;
}

/** Finds the code of an activation and decodes its parameters; the second check of append and import. */
export const resolveActivation = (
  data: Activation,
): E.Either<DataError, { readonly mechanism: Mechanism; readonly params: unknown }> => {
  const mechanism = findMechanism(data.mechanism, data.version);
  if (mechanism === undefined) {
    return E.left({
      code: 'UNKNOWN_MECHANISM',
      at: { path: '/data/mechanism' },
      expected: 'a mechanism and version this engine knows',
      found: shorten(`${data.mechanism}@${data.version}`),
      help: 'update the engine, or see `ruleset list`',
    });
  }
  const params = mechanism.params.codec.decode(data.params);
  if (E.isRight(params)) return E.right({ mechanism, params: params.right });
  const { path, expected, found } = reportFirst(params.left);
  return E.left({
    code: 'BAD_PARAMS',
    at: { path: `/data/params${path === '/' ? '' : path}` },
    expected,
    found: shorten(found),
    help: `see docs/mechanisms/${data.mechanism}.md`,
  });
};

/** What happened to the rules at the start of an epoch. */
export interface Activated {
  readonly active: readonly ActiveMechanism[];
  /** Why the epoch cannot be judged under them. */
  readonly faults: readonly string[];
  /** Activations that came too late to have an effect. */
  readonly notices: readonly string[];
}

const activate = (former: ActiveMechanism | undefined, data: Activation): E.Either<DataError, ActiveMechanism> => {
  const resolved = resolveActivation(data);
  if (E.isLeft(resolved)) return resolved;
  const { mechanism, params } = resolved.right;
  const carried = former !== undefined && former.mechanism === mechanism;
  const state = carried ? mechanism.adapt(params, former.state) : mechanism.initial(params);
  return E.right({ data, mechanism, params, state });
};

/** Faults of a whole set of rules: more than the whole given away, or several burn hotkeys. */
const faultsOf = (active: readonly ActiveMechanism[]): string[] => {
  const total = active.reduce((sum, { data }) => sum + data.shareppm, 0);
  const burns = new Set<Account>(active.map(({ data }) => data.burnHotkey));
  return [
    ...(total > 1_000_000 ? [`RULES_CONFLICT: active mechanisms share ${total} ppm, more than 1000000`] : []),
    ...(burns.size > 1 ? [`RULES_CONFLICT: active mechanisms name ${burns.size} burn hotkeys`] : []),
  ];
};

// Who appends an activation with its epoch already open would else see nothing but shares that burn.
const lateNotice = ({ fact: { block, data }, line }: At<MechanismActivated>, startBlock: number): string =>
  `MechanismActivated of ${data.mechanism} has no effect: its block ${block} is not before startBlock ${startBlock} (line ${line}). ` +
  'Append one for a later epoch, with a block before the startBlock of that epoch';

/**
 * Rules in force after an epoch's activations: one of a later epoch replaces a mechanism's former one, shareppm 0 ends it.
 * Only those before startBlock take effect (all where nobody opened the epoch: it is unjudged, and the rules go on), the others
 * are noticed; two different ones for one mechanism are equivocation and neither does.
 */
export const applyActivations = (
  active: readonly ActiveMechanism[],
  activations: readonly At<MechanismActivated>[],
  startBlock: number | undefined,
): E.Either<DataError, Activated> => {
  const byName = new Map(active.map((item) => [item.data.mechanism, item]));
  const faults: string[] = [];
  const start = startBlock ?? Number.MAX_SAFE_INTEGER;
  const effective = activations.filter(({ fact }) => fact.block < start);
  const late = activations.filter(({ fact }) => fact.block >= start);
  for (const { fact, line } of effective) {
    const rivals = effective.filter((other) => other.fact.data.mechanism === fact.data.mechanism);
    if (rivals.length > 1) {
      faults.push(
        `EQUIVOCATION: MechanismActivated of ${fact.data.mechanism} at line ${line}, one of ${rivals.length}`,
      );
      continue;
    }
    const next = activate(byName.get(fact.data.mechanism), fact.data);
    if (E.isLeft(next)) return E.left({ ...next.left, code: 'NEEDS_NEWER_ENGINE', at: { ...next.left.at, line } });
    if (fact.data.shareppm === 0) byName.delete(fact.data.mechanism);
    else byName.set(fact.data.mechanism, next.right);
  }
  const sorted = [...byName.values()].sort((a, b) => compareText(a.data.mechanism, b.data.mechanism));
  return E.right({
    active: sorted,
    faults: [...faults, ...faultsOf(sorted)],
    notices: late.map((activation) => lateNotice(activation, start)),
  });
};
