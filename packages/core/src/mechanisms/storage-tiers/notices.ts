import type { Draft } from './draft.js';

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** What an operator should know about an epoch and no rule uses. */
export const notices = ({ repeats, ignored, params, context }: Draft): string[] => {
  const { otherObservers, outside } = ignored;
  const whose =
    params.observer === 'any'
      ? `observer "any" is for a log of one's own, and the authority here is ${context.authority}`
      : `the rules listen to ${params.observer} alone`;
  return [
    ...repeats,
    ...(otherObservers === 0 ? [] : [`${count(otherObservers, 'observation')} of tasks and pings ignored: ${whose}`]),
    ...(outside === 0
      ? []
      : [`${count(outside, 'observation')} of tasks and pings ignored: not in startBlock <= block < endBlock`]),
  ];
};
