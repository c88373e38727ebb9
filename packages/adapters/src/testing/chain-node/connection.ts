import { setTimeout as sleep } from 'node:timers/promises';
import * as E from 'fp-ts/lib/Either.js';
import type { WebSocket } from 'ws';
import type { Taken } from './chain-node.js';
import type { Faults } from './faults.js';
import type { Hex } from './recording.js';
import { answerRpc, type RpcAnswer, type RpcContext } from './rpc.js';

/** What a connection needs of its node. */
export interface NodeContext extends RpcContext {
  readonly setFaults: (faults: Faults) => void;
  readonly nonceOf: (account: string) => number;
  readonly take: (extrinsic: Hex) => Taken;
  readonly heard: (method: string) => void;
}

interface Request {
  readonly id: number;
  readonly method: string;
  readonly params?: readonly unknown[];
}

const INVALID_TRANSACTION = 1010;
const INTERNAL = -32603;

/** Answers of one client. Subscriptions tell what is there and no more: nothing happens here without a request. */
export const connection = (socket: WebSocket, node: NodeContext): void => {
  let subscriptions = 0;
  const tell = (message: object): void => socket.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  const notify = (method: string, subscription: string, result: unknown): void =>
    tell({ method, params: { subscription, result } });

  const subscribed = (
    notifications: (id: string) => void,
  ): { readonly answer: RpcAnswer; readonly after: () => void } => {
    subscriptions += 1;
    const id = `s${subscriptions}`;
    return { answer: { result: id }, after: () => notifications(id) };
  };

  const refusal = (why: string): RpcAnswer => ({
    error: { code: INVALID_TRANSACTION, message: 'Invalid Transaction', data: why },
  });

  const watch = (hex: Hex) => {
    const { poolRefusal, poolStatus, neverFinal } = node.faults();
    if (poolRefusal !== undefined) return { answer: refusal(poolRefusal), after: () => undefined };
    if (poolStatus !== undefined) return subscribed((id) => notify('author_extrinsicUpdate', id, poolStatus));
    const taken = node.take(hex);
    if (E.isLeft(taken)) return { answer: refusal(taken.left), after: () => undefined };
    return subscribed((id) => {
      notify('author_extrinsicUpdate', id, 'ready');
      notify('author_extrinsicUpdate', id, { inBlock: taken.right.block });
      if (neverFinal !== true) notify('author_extrinsicUpdate', id, { finalized: taken.right.block });
    });
  };

  const answer = ({ method, params = [] }: Request): { readonly answer: RpcAnswer; readonly after?: () => void } => {
    const runtime = () => {
      const { version } = node.chain.runtimeAfter(node.chain.head());
      return { ...version, specVersion: node.faults().toldSpec ?? version.specVersion };
    };
    switch (method) {
      case 'state_subscribeRuntimeVersion':
        return subscribed((id) => notify('state_runtimeVersion', id, runtime()));
      case 'author_submitAndWatchExtrinsic':
        return watch(params[0] as Hex);
      case 'author_submitExtrinsic': {
        const taken = node.take(params[0] as Hex);
        return { answer: E.isLeft(taken) ? refusal(taken.left) : { result: taken.right.hash } };
      }
      case 'system_accountNextIndex':
        return { answer: { result: node.nonceOf(String(params[0])) } };
      default:
        if (/^\w+_unsubscribe|_unwatch/.test(method)) return { answer: { result: true } };
        return { answer: answerRpc(node, method, params) };
    }
  };

  const handle = async (request: Request): Promise<void> => {
    node.heard(request.method);
    const { delayMs, silent, dropAtAnswer } = node.faults();
    if (delayMs !== undefined) await sleep(delayMs);
    if (silent?.includes(request.method)) return;
    if (dropAtAnswer !== undefined) {
      const { dropAtAnswer: _, ...rest } = node.faults();
      node.setFaults(dropAtAnswer > 1 ? { ...rest, dropAtAnswer: dropAtAnswer - 1 } : rest);
      if (dropAtAnswer <= 1) return socket.terminate();
    }
    const given = answer(request);
    tell({ id: request.id, ...given.answer });
    given.after?.();
  };

  socket.on('message', (data) => {
    const request = JSON.parse(String(data)) as Request;
    handle(request).catch((error: unknown) => {
      tell({ id: request.id, error: { code: INTERNAL, message: String(error) } });
    });
  });
};
