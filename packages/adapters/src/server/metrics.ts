import * as E from 'fp-ts/lib/Either.js';
import type { Head } from './head.js';
import type { Problem } from './problem.js';

/** Counts of a running server, for Prometheus. */
export interface Metrics {
  readonly answered: (operation: string, status: number, seconds: number) => void;
  readonly refused: (code: string) => void;
  /** In the text format 0.0.4, with what the log holds now. */
  readonly text: (head: E.Either<Problem, Head>) => string;
}

const BOUNDS_SECONDS = [0.005, 0.025, 0.1, 0.5, 2.5, 10] as const;
const PREFIX = 'subnet_server';

/** How long answers took: how many within each bound, how many, and how long together. */
interface Times {
  readonly within: number[];
  count: number;
  sumSeconds: number;
}

const about = (name: string, type: string, help: string): string[] => [
  `# HELP ${PREFIX}_${name} ${help}`,
  `# TYPE ${PREFIX}_${name} ${type}`,
];

const row = (name: string, labels: string, value: number): string => `${PREFIX}_${name}{${labels}} ${value}`;

const add = (counts: Map<string, number>, labels: string): void =>
  void counts.set(labels, (counts.get(labels) ?? 0) + 1);

const counter = (name: string, help: string, counts: ReadonlyMap<string, number>): string[] => [
  ...about(name, 'counter', help),
  ...[...counts].map(([labels, count]) => row(name, labels, count)),
];

const histogram = (name: string, help: string, times: ReadonlyMap<string, Times>): string[] => [
  ...about(name, 'histogram', help),
  ...[...times].flatMap(([labels, { within, count, sumSeconds }]) => [
    ...BOUNDS_SECONDS.map((bound, at) => row(`${name}_bucket`, `${labels},le="${bound}"`, within[at] ?? 0)),
    row(`${name}_bucket`, `${labels},le="+Inf"`, count),
    row(`${name}_sum`, labels, sumSeconds),
    row(`${name}_count`, labels, count),
  ]),
];

const gauge = (name: string, help: string, value: number): string[] => [
  ...about(name, 'gauge', help),
  `${PREFIX}_${name} ${value}`,
];

/** What the log holds; only that it is not readable when it is not. */
const gauges = (found: E.Either<Problem, Head>): string[] => {
  const readable = gauge('log_readable', '1 while the log can be read, else 0.', E.isRight(found) ? 1 : 0);
  if (E.isLeft(found)) return readable;
  const { sealed, open, snapshot } = found.right;
  return [
    ...readable,
    ...gauge('sealed_epochs', 'Sealed epochs of the log.', sealed.length),
    ...gauge('open_epochs', 'Epochs of the log that are not sealed.', open.length),
    ...(snapshot === undefined ? [] : gauge('snapshot_block', 'Block of the newest snapshot.', snapshot.block)),
  ];
};

/** Labels are operations, statuses and problem codes of our own: nobody outside can make new ones. */
export const newMetrics = (): Metrics => {
  const requests = new Map<string, number>();
  const refusals = new Map<string, number>();
  const times = new Map<string, Times>();
  return {
    answered: (operation, status, seconds) => {
      const labels = `operation="${operation}"`;
      add(requests, `${labels},status="${status}"`);
      const own = times.get(labels) ?? { within: BOUNDS_SECONDS.map(() => 0), count: 0, sumSeconds: 0 };
      times.set(labels, own);
      for (const [at, bound] of BOUNDS_SECONDS.entries())
        if (seconds <= bound) own.within[at] = (own.within[at] ?? 0) + 1;
      own.count += 1;
      own.sumSeconds += seconds;
    },
    refused: (code) => add(refusals, `code="${code}"`),
    text: (head) =>
      [
        ...counter('requests_total', 'Requests that were answered.', requests),
        ...counter('refusals_total', 'Requests that were refused, by problem.', refusals),
        ...histogram('request_duration_seconds', 'Time from the headers to the answer.', times),
        ...gauges(head),
        '',
      ].join('\n'),
  };
};
