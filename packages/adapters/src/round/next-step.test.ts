import type { Block } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nextStep, type RoundStep, type RoundView } from './next-step.js';

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
  isSealed: false,
  hasObserved: false,
  hasListed: false,
  listsMissing: 0,
  weights: 'none',
  since: {},
};
const sealed = { isOpened: true, isSealed: true, hasObserved: true, hasListed: true } as const;

const said = (step: RoundStep): string => (step.kind === 'wait' ? `wait ${step.fromBlock}` : step.kind);

const CASES: readonly (readonly [string, Partial<RoundView>, string])[] = [
  ['before the epoch', {}, 'wait 10'],
  ['its first block is there', { head: block(10) }, 'open'],
  ['found open late', { head: block(39) }, 'open'],
  ['miners are at work', { head: block(19), isOpened: true }, 'wait 20'],
  ['nothing counts any more', { head: block(20), isOpened: true }, 'ingest'],
  ['the bucket was walked', { head: block(24), isOpened: true, since: { walked: true } }, 'wait 26'],
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
  ['published', { ...sealed, head: block(41), weights: 'sent', since: { resultPublished: true } }, 'done'],
];

for (const [name, given, expected] of CASES) {
  test(name, () => assert.is(said(nextStep({ ...OPEN, ...given })), expected));
}

/** Every combination of what can be known, at every block. */
function* everyView(): Generator<RoundView> {
  const either = [false, true];
  for (let head = 8; head <= 42; head += 1)
    for (const isOpened of either)
      for (const isSealed of isOpened ? either : [false])
        for (const hasObserved of either)
          for (const hasListed of hasObserved ? either : [false])
            for (const listsMissing of [0, 2])
              for (const weights of isSealed ? (['none', 'planned', 'sent'] as const) : (['none'] as const))
                for (const walked of either)
                  for (const checked of [undefined, 'done', block(30), block(39)] as const)
                    for (const observationsPublished of either)
                      for (const exchangedAt of [undefined, block(head - 1), block(head)])
                        for (const resultPublished of either) {
                          const since = {
                            walked,
                            observationsPublished,
                            resultPublished,
                            ...(checked === undefined ? {} : { checked }),
                            ...(exchangedAt === undefined ? {} : { exchangedAt }),
                          };
                          const known = { isOpened, isSealed, hasObserved, hasListed, listsMissing, weights, since };
                          yield { ...OPEN, head: block(head), ...known };
                        }
}

test('in every state there is a step, and none that would harm', () => {
  let views = 0;
  for (const view of everyView()) {
    const step = nextStep(view);
    const where = () => `${said(step)} in ${JSON.stringify(view)}`;
    views += 1;
    if (step.kind === 'wait') assert.ok(step.fromBlock > view.head, where());
    if (step.kind === 'check') assert.ok(!view.hasListed && view.head > view.seedBlock, where());
    if (step.kind === 'ingest') assert.ok(view.head >= view.endBlock && view.head < view.seedBlock, where());
    if (step.kind === 'seal') assert.ok(view.head >= view.evidenceBlock && !view.isSealed, where());
    if (step.kind === 'applyWeights') assert.ok(view.isSealed && view.weights === 'planned', where());
    if (step.kind === 'planWeights') assert.ok(view.isSealed && view.weights === 'none', where());
    if (step.kind === 'open') assert.ok(!view.isOpened && view.head >= view.startBlock, where());
    if (step.kind === 'publishObservations' || step.kind === 'exchange') {
      assert.ok(view.head < view.evidenceBlock && !view.isSealed, where());
    }
    if (step.kind === 'done') assert.ok(view.weights === 'sent' && view.since.resultPublished === true, where());
  }
  assert.ok(views > 10_000);
});

test.run();
