import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { newMetrics } from './metrics.js';
import { problem } from './problem.js';

test('requests, refusals and times are written as Prometheus reads them, buckets ascending', () => {
  const metrics = newMetrics();
  metrics.answered('getHealth', 200, 0.02);
  metrics.answered('getHealth', 503, 30);
  metrics.refused('log-unreadable');
  const head = { sealed: [], open: [], snapshot: undefined };
  const buckets = [
    ['0.005', 0],
    ['0.025', 1],
    ['0.1', 1],
    ['0.5', 1],
    ['2.5', 1],
    ['10', 1],
    ['+Inf', 2],
  ].map(([le, count]) => `subnet_server_request_duration_seconds_bucket{operation="getHealth",le="${le}"} ${count}`);
  assert.equal(
    metrics
      .text(E.right(head))
      .split('\n')
      .filter((line) => !line.startsWith('# HELP')),
    [
      '# TYPE subnet_server_requests_total counter',
      'subnet_server_requests_total{operation="getHealth",status="200"} 1',
      'subnet_server_requests_total{operation="getHealth",status="503"} 1',
      '# TYPE subnet_server_refusals_total counter',
      'subnet_server_refusals_total{code="log-unreadable"} 1',
      '# TYPE subnet_server_request_duration_seconds histogram',
      ...buckets,
      'subnet_server_request_duration_seconds_sum{operation="getHealth"} 30.02',
      'subnet_server_request_duration_seconds_count{operation="getHealth"} 2',
      '# TYPE subnet_server_log_readable gauge',
      'subnet_server_log_readable 1',
      '# TYPE subnet_server_sealed_epochs gauge',
      'subnet_server_sealed_epochs 0',
      '# TYPE subnet_server_open_epochs gauge',
      'subnet_server_open_epochs 0',
      '',
    ],
  );
  assert.match(metrics.text(E.left(problem('log-unreadable'))), /^subnet_server_log_readable 0\n$/m);
});

test.run();
