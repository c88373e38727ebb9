import type { ReplayState } from '../engine/result.js';
import type { Fact } from '../event/index.js';
import { type Host, pureHost } from '../hash/host.js';
import type { PlannedCheck, PlannedRows } from '../mechanism/plan.js';
import { evidenceList } from './evidence-list.js';
import { replayLines, segmentLines } from './replay-facts.js';
import { checkRound, honestSource, type Source } from './spot-check.js';
import type { World } from './world.js';

export interface AnswerOptions {
  /** What observers find; default: everything is as delivered. */
  readonly source?: Source;
  /** Who looks rows up; default: every observer of the world. */
  readonly observers?: readonly string[];
  /** How often a row is looked up that gave no answer; default: twice. */
  readonly tries?: number;
  /** Looks up again, confirmBlocks later, what did not exist. Default: where one observer is enough for a verdict. */
  readonly confirms?: boolean;
  readonly host?: Host;
}

const FIRST_AFTER_BLOCKS = 5;
const ROUND_BLOCKS = 12;
const ROUNDS_MAX = 20;
const TRIES = 2;

/** First looks at rows; `confirms` says who looks again, and when. */
const isFirstLook = (check: PlannedCheck): check is PlannedRows => 'rows' in check && check.purpose !== 'confirmation';

const votes = (world: World): boolean => {
  const { observers } = world.params;
  return typeof observers === 'object' && !('length' in observers) && observers['kind'] !== 'any';
};

/** The lists of all observers that stated something, where the world's rules want them. */
export const evidenceLists = (
  world: World,
  epoch: number,
  facts: readonly Fact[],
  observers = world.observers,
): Fact[] => (votes(world) ? observers.map((observer) => evidenceList(world, epoch, observer, facts)) : []);

const confirmBlocks = (world: World): number => {
  const { spotCheck } = world.params;
  const found = typeof spotCheck === 'object' && !('length' in spotCheck) ? spotCheck['confirmBlocks'] : undefined;
  return typeof found === 'number' ? found : 1;
};

/**
 * Lets observers do what `plan` says, round by round, until nothing is left to check: the facts they add. `facts` are
 * those of the epoch so far, `before` is the state at its start.
 */
export const answerPlan = (
  world: World,
  before: ReplayState,
  epoch: Fact['epoch'],
  facts: readonly Fact[],
  options: AnswerOptions = {},
): Fact[] => {
  const { source = honestSource, observers = world.observers, tries = TRIES, host = pureHost } = options;
  const { seedBlock, evidenceBlock } = world.blocksOf(epoch);
  const asked = new Map<string, number>();
  const added: Fact[] = [];
  const nextRows = (check: PlannedRows): PlannedRows => {
    const rows = check.rows.filter((row) => {
      const key = `${check.hotkey}${check.contentSha256}${row}`;
      asked.set(key, (asked.get(key) ?? 0) + 1);
      return (asked.get(key) ?? 0) <= tries;
    });
    return { ...check, rows };
  };
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const known = [...facts, ...added];
    const lines = segmentLines([...known, ...evidenceLists(world, epoch, known)]);
    const plan = replayLines(world.header, before, epoch, lines, host).plan('next') ?? [];
    const due = plan
      .filter(isFirstLook)
      .map(nextRows)
      .filter(({ rows }) => rows.length > 0);
    const block = seedBlock + FIRST_AFTER_BLOCKS + round * ROUND_BLOCKS;
    if (due.length === 0 || block >= evidenceBlock) break;
    for (const observer of observers) added.push(...checkRound(world, epoch, block, round, observer, due, source));
  }
  const confirms = options.confirms ?? !votes(world);
  return confirms ? [...added, ...lookedUpAgain(world, added)] : added;
};

/** What did not exist, looked up again by the same observer with the same result. */
const lookedUpAgain = (world: World, added: readonly Fact[]): Fact[] =>
  added.flatMap((fact) => {
    const block = (fact.block + confirmBlocks(world)) as Fact['block'];
    return fact.type === 'SpotCheckFailed' && fact.data.verdict === 'absent' ? [{ ...fact, block }] : [];
  });
