import type { Block } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkUntil, nextStep, type RoundStep, type RoundView } from './next-step.js';

const block = (n: number): Block => n as Block;
const BLOCKS = {
  startBlock: block(10),
  endBlock: block(20),
  seedBlock: block(25),
  listBlock: block(35),
  evidenceBlock: block(40),
};
const OPEN: RoundView = {
  ...BLOCKS,
  head: block(9),
  isOpened: false,
  isLast: true,
  mayOpen: true,
  isSealed: false,
  hasObserved: false,
  hasListed: false,
  listsMissing: 0,
  weights: 'none',
  since: {},
};
const sealed = { isOpened: true, isSealed: true, hasObserved: true, hasListed: true } as const;

const said = (step: RoundStep): string => {
  if (step.kind !== 'wait') return step.kind;
  return `wait ${step.fromBlock}${step.isForOpening === true ? ' for its opening' : ''}`;
};

const nextFrom = (n: number): Partial<RoundView> => ({ isLast: false, openNextFrom: block(n) });

const walked = (head: number, at: number, walkedAll: boolean): Partial<RoundView> => ({
  head: block(head),
  isOpened: true,
  since: { walkedAt: block(at), walkedAll },
});

const REFUSED = { revealRefused: true } as const;

const refused = (head: number, at: number): Partial<RoundView> => ({
  head: block(head),
  isOpened: true,
  revealFrom: block(9),
  since: { ...REFUSED, revealedAt: block(at) },
});

const CASES: readonly (readonly [string, Partial<RoundView>, string])[] = [
  ['before the epoch', {}, 'wait 10'],
  ['its first block is there', { head: block(10) }, 'open'],
  ['found open late', { head: block(39) }, 'open'],
  ['miners are at work', { head: block(19), isOpened: true }, 'wait 20'],
  ['nothing counts any more', { head: block(20), isOpened: true }, 'ingest'],
  ['a list is signed early', { head: block(21), isOpened: true, hasObserved: true, hasListed: true }, 'wait 26'],
  ['the bucket was walked', walked(20, 20, true), 'wait 22'],
  ['what came meanwhile counts', walked(22, 20, true), 'ingest'],
  ['it was walked at the end', walked(23, 22, true), 'wait 26'],
  ['a file could not be looked at', walked(20, 20, false), 'wait 21'],
  ['and is looked at again', walked(21, 20, false), 'ingest'],
  ['until the seed', walked(24, 24, false), 'wait 25'],
  ['the seed is there, and no look counts', { head: block(25), isOpened: true }, 'wait 26'],
  ['the rows are drawn', { head: block(26), isOpened: true, hasObserved: true }, 'check'],
  ['second looks come later', { head: block(27), isOpened: true, since: { checked: block(30) } }, 'wait 30'],
  ['later than the list', { head: block(27), isOpened: true, since: { checked: block(38) } }, 'wait 35'],
  ['second looks', { head: block(30), isOpened: true, since: { checked: block(30) } }, 'check'],
  [
    'all was looked up',
    { head: block(30), isOpened: true, hasObserved: true, since: { checked: 'done' } },
    'publishObservations',
  ],
  ['no time is left to look', { head: block(35), isOpened: true, hasObserved: true }, 'publishObservations'],
  ['it has seen nothing', { head: block(35), isOpened: true, listsMissing: 1 }, 'exchange'],
  [
    'a list is signed, and was not sent',
    { head: block(27), isOpened: true, hasObserved: true, hasListed: true },
    'publishObservations',
  ],
  [
    'others are missing',
    {
      head: block(30),
      isOpened: true,
      hasObserved: true,
      hasListed: true,
      listsMissing: 2,
      since: { observationsPublished: true },
    },
    'exchange',
  ],
  [
    'others are missing still',
    {
      head: block(30),
      isOpened: true,
      hasListed: true,
      listsMissing: 2,
      since: { observationsPublished: true, exchangedAt: block(30) },
    },
    'wait 31',
  ],
  [
    'all are there',
    { head: block(30), isOpened: true, hasListed: true, since: { observationsPublished: true } },
    'wait 40',
  ],
  ['the evidence is over', { head: block(40), isOpened: true }, 'seal'],
  ['long over', { head: block(400), isOpened: true }, 'seal'],
  ['sealed', { ...sealed, head: block(41) }, 'planWeights'],
  ['planned', { ...sealed, head: block(41), weights: 'planned' }, 'applyWeights'],
  ['sent', { ...sealed, head: block(41), weights: 'sent' }, 'publishResult'],
  ['another opens it', { head: block(12), mayOpen: false }, 'wait 13 for its opening'],
  ['the next epoch begins', { head: block(30), isOpened: true, ...nextFrom(30) }, 'openNext'],
  [
    'the next epoch began, and is open',
    { head: block(20), isOpened: true, ...nextFrom(20), since: { nextOpened: true } },
    'ingest',
  ],
  ['the next epoch is opened by another', { head: block(20), isOpened: true, isLast: false }, 'ingest'],
  ['a wait ends where the next epoch begins', { head: block(10), isOpened: true, ...nextFrom(18) }, 'wait 18'],
  ['a reveal is due, in whatever epoch', { head: block(12), isOpened: true, revealFrom: block(12) }, 'reveal'],
  [
    'once a block',
    { head: block(12), isOpened: true, revealFrom: block(9), since: { revealedAt: block(12) } },
    'wait 13',
  ],
  ['refused, and the epoch goes on', { ...refused(12, 11), head: block(26) }, 'check'],
  ['refused, and the next epoch is opened', { ...refused(12, 11), ...nextFrom(12) }, 'openNext'],
  ['refused, and tried again where the epoch waits', refused(12, 11), 'reveal'],
  ['refused in this block', refused(12, 12), 'wait 13'],
  [
    'refused, and the last epoch has nothing else to do',
    {
      ...refused(41, 40),
      ...sealed,
      weights: 'sent',
      since: { ...REFUSED, revealedAt: block(40), resultPublished: true },
    },
    'reveal',
  ],
  ['a wait ends where a window opens', { head: block(12), isOpened: true, revealFrom: block(17) }, 'wait 17'],
  ['it may still get into a block', { ...sealed, head: block(41), weights: 'unsettled' }, 'wait 42'],
  ['the rate limit', { ...sealed, head: block(41), weights: 'planned', since: { sendFrom: block(50) } }, 'wait 50'],
  ['it was handed over', { ...sealed, head: block(41), weights: 'planned', since: { applied: true } }, 'publishResult'],
  ['nothing is to be sent', { ...sealed, head: block(41), weights: 'over' }, 'publishResult'],
  [
    'the last one waits for its reveal',
    { ...sealed, head: block(41), weights: 'sent', revealFrom: block(60), since: { resultPublished: true } },
    'wait 60',
  ],
  [
    'any other does not',
    {
      ...sealed,
      head: block(41),
      weights: 'sent',
      revealFrom: block(60),
      ...nextFrom(50),
      since: { resultPublished: true },
    },
    'done',
  ],
  ['published', { ...sealed, head: block(41), weights: 'sent', since: { resultPublished: true } }, 'done'],
];

for (const [name, given, expected] of CASES) {
  test(name, () => assert.is(said(nextStep({ ...OPEN, ...given })), expected));
}

/** Around every bound of the epoch. */
const HEADS = [9, 10, 19, 20, 24, 25, 26, 30, 34, 35, 39, 40, 41];

/** Every combination of what can be known, around every bound. */
function* everyViewOf(around: Partial<RoundView>): Generator<RoundView> {
  const either = [false, true];
  for (const head of HEADS)
    for (const isOpened of either)
      for (const isSealed of isOpened ? either : [false])
        for (const hasObserved of either)
          for (const hasListed of hasObserved ? either : [false])
            for (const listsMissing of [0, 2])
              for (const weights of isSealed
                ? (['none', 'planned', 'unsettled', 'sent', 'over'] as const)
                : (['none'] as const))
                for (const walkedAt of [undefined, head - 1, head])
                  for (const walkedAll of walkedAt === undefined ? [false] : either)
                    for (const checked of [undefined, 'done', block(30), block(39)] as const)
                      for (const observationsPublished of either)
                        for (const exchangedAt of [undefined, block(head - 1), block(head)])
                          for (const resultPublished of either) {
                            const since = {
                              observationsPublished,
                              resultPublished,
                              ...around.since,
                              ...(walkedAt === undefined ? {} : { walkedAt: block(walkedAt), walkedAll }),
                              ...(checked === undefined ? {} : { checked }),
                              ...(exchangedAt === undefined ? {} : { exchangedAt }),
                            };
                            const known = { isOpened, isSealed, hasObserved, hasListed, listsMissing, weights, since };
                            yield { ...OPEN, ...around, head: block(head), ...known };
                          }
}

const AROUND: readonly Partial<RoundView>[] = [
  {},
  { mayOpen: false },
  { revealFrom: block(30) },
  nextFrom(20),
  { ...nextFrom(20), revealFrom: block(41) },
  { ...nextFrom(20), revealFrom: block(9), since: { ...REFUSED, revealedAt: block(24) } },
];

function* everyView(): Generator<RoundView> {
  for (const around of AROUND) yield* everyViewOf(around);
}

const withoutReveal = ({ revealFrom: _, ...view }: RoundView): RoundView => view;

test('in every state there is a step, and none that would harm', () => {
  let views = 0;
  for (const view of everyView()) {
    const step = nextStep(view);
    const holds = (isSo: boolean): void => {
      if (!isSo) assert.unreachable(`${said(step)} in ${JSON.stringify(view)}`);
    };
    views += 1;
    if (step.kind === 'wait') holds(step.fromBlock > view.head);
    if (step.kind === 'check') holds(!view.hasListed && view.head > view.seedBlock);
    if (step.kind === 'ingest') holds(view.head >= view.endBlock && view.head < view.seedBlock);
    if (step.kind === 'reveal') holds(view.revealFrom !== undefined && view.revealFrom <= view.head);
    if (step.kind === 'reveal' && view.since.revealRefused === true) {
      const unburdened = nextStep(withoutReveal(view)).kind;
      holds(unburdened === 'wait' || unburdened === 'done');
    }
    if (step.kind === 'openNext')
      holds(view.isOpened && view.openNextFrom !== undefined && view.head >= view.openNextFrom);
    if (step.kind === 'seal') holds(view.head >= view.evidenceBlock && !view.isSealed);
    if (step.kind === 'applyWeights') holds(view.isSealed && view.weights === 'planned');
    if (step.kind === 'planWeights') holds(view.isSealed && view.weights === 'none');
    if (step.kind === 'open') holds(!view.isOpened && view.mayOpen && view.head >= view.startBlock);
    if (step.kind === 'publishObservations' || step.kind === 'exchange') {
      holds(view.head < view.evidenceBlock && !view.isSealed);
    }
    if (step.kind === 'done') {
      holds((view.weights === 'sent' || view.weights === 'over') && view.since.resultPublished === true);
      holds(view.revealFrom === undefined || !view.isLast);
    }
  }
  assert.ok(views > 10_000);
});

test('a check is broken off where a list, a reveal or an opening is due, and never before the next block', () => {
  const view: RoundView = { ...OPEN, isOpened: true, head: block(26) };
  assert.is(checkUntil(view), 35);
  assert.is(checkUntil({ ...view, revealFrom: block(30) }), 30);
  assert.is(checkUntil({ ...view, ...nextFrom(29) }), 29);
  assert.is(checkUntil({ ...view, revealFrom: block(20), since: { revealedAt: block(26) } }), 27);
  assert.is(checkUntil({ ...view, ...nextFrom(20), since: { nextOpened: true } }), 35);
});

test.run();
