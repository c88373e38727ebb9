/** Counts of a running server, for Prometheus. */
export interface Metrics {
  readonly answered: (operation: string, status: number, seconds: number) => void;
  readonly refused: (code: string) => void;
  /** In the text format 0.0.4. */
  readonly text: (gauges: Readonly<Record<string, number>>) => string;
}

const BUCKETS_SECONDS = [0.005, 0.025, 0.1, 0.5, 2.5, 10] as const;
const PREFIX = 'subnet_server';

const add = (counts: Map<string, number>, labels: string, by = 1): void =>
  void counts.set(labels, (counts.get(labels) ?? 0) + by);

const rows = (name: string, counts: ReadonlyMap<string, number>): string[] =>
  [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([labels, count]) => `${PREFIX}_${name}{${labels}} ${count}`);

const head = (name: string, type: string, help: string): string[] => [
  `# HELP ${PREFIX}_${name} ${help}`,
  `# TYPE ${PREFIX}_${name} ${type}`,
];

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
    text: (gauges) =>
      [
        ...head('requests_total', 'counter', 'Requests that were answered.'),
        ...rows('requests_total', requests),
        ...head('refusals_total', 'counter', 'Requests that were refused, by problem.'),
        ...rows('refusals_total', refusals),
        ...head('request_seconds', 'histogram', 'Time from the headers to the answer.'),
        ...rows('request_seconds_bucket', within),
        ...rows('request_seconds_sum', sums),
        ...rows('request_seconds_count', totals),
        ...Object.entries(gauges).flatMap(([name, value]) => [
          ...head(name, 'gauge', `${name.replaceAll('_', ' ')}.`),
          `${PREFIX}_${name} ${value}`,
        ]),
        '',
      ].join('\n'),
  };
};
