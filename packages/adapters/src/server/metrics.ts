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

const BUCKETS_SECONDS = [0.005, 0.025, 0.1, 0.5, 2.5, 10] as const;
const PREFIX = 'subnet_server';

const add = (counts: Map<string, number>, labels: string, by = 1): void =>
  void counts.set(labels, (counts.get(labels) ?? 0) + by);

const rows = (name: string, counts: ReadonlyMap<string, number>): string[] =>
  [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([labels, count]) => `${PREFIX}_${name}{${labels}} ${count}`);

const about = (name: string, type: string, help: string): string[] => [
  `# HELP ${PREFIX}_${name} ${help}`,
  `# TYPE ${PREFIX}_${name} ${type}`,
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
  const within = new Map<string, number>();
  const sums = new Map<string, number>();
  const totals = new Map<string, number>();
  return {
    answered: (operation, status, seconds) => {
      add(requests, `operation="${operation}",status="${status}"`);
      for (const bound of BUCKETS_SECONDS) {
        add(within, `operation="${operation}",le="${bound}"`, seconds <= bound ? 1 : 0);
      }
      add(within, `operation="${operation}",le="+Inf"`);
      add(sums, `operation="${operation}"`, seconds);
      add(totals, `operation="${operation}"`);
    },
    refused: (code) => add(refusals, `code="${code}"`),
    text: (head) =>
      [
        ...about('requests_total', 'counter', 'Requests that were answered.'),
        ...rows('requests_total', requests),
        ...about('refusals_total', 'counter', 'Requests that were refused, by problem.'),
        ...rows('refusals_total', refusals),
        ...about('request_duration_seconds', 'histogram', 'Time from the headers to the answer.'),
        ...rows('request_duration_seconds_bucket', within),
        ...rows('request_duration_seconds_sum', sums),
        ...rows('request_duration_seconds_count', totals),
        ...gauges(head),
        '',
      ].join('\n'),
  };
};
