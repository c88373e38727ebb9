import type { ServerResponse } from 'node:http';
import type { Fault } from './faults.js';
import type { S3Response } from './message.js';

/** Writes a response to its socket, as a fault of the connection lets it. */
export const send = (to: ServerResponse, response: S3Response, isHead: boolean, fault: Fault | undefined): void => {
  if (fault?.kind === 'silent') return;
  const body = Buffer.from(response.body ?? '');
  const headers = { 'content-length': String(body.length), ...response.headers };
  to.writeHead(response.status, headers);
  if (isHead || response.status === 204) to.end();
  else if (fault?.kind === 'cut') to.write(body.subarray(0, fault.afterBytes), () => to.destroy());
  else if (fault?.kind === 'stall') {
    to.write(body.subarray(0, fault.afterBytes));
    const timer = setTimeout(() => to.end(body.subarray(fault.afterBytes)), fault.ms);
    to.on('close', () => clearTimeout(timer));
  } else if (fault?.kind === 'drip') {
    let at = 0;
    const timer = setInterval(() => {
      to.write(body.subarray(at, at + 1));
      at += 1;
    }, fault.ms);
    to.on('close', () => clearInterval(timer));
  } else if (fault?.kind === 'length') to.write(body, () => to.destroy());
  else to.end(body);
};
