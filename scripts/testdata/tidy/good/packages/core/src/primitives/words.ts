// Math.pow, new Date(), parseFloat, 1.5, **, for (x in y), console.log, [].sort(): all of it is fine in a comment
/* import 'node:fs'; process.exit(); a.localeCompare(b) */
import type { Fx } from '../numbers/fx.js';

export const text = 'Math.pow(2, 0.5) ** Date.now() console.log parseFloat [].sort()';
export const quoted = "import x from 'node:fs'; enum A { B } x! as any";
export const template = `${'Math.random()'} Math.random() ${[`1.5 ${'nested `'} **`].join('process')} Date`;
export const regex = /Math\.pow|[/'"`]Date|1.5**/u.test('process') && !/console/.test('x');
export const divided = (a: number, b: number) => Math.floor(a / b) / 2 / b;
export const first = (list: readonly Fx[]): Fx | undefined => [...list].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))[0];
export const key = { process: 1, Date: 2, any: 3, fetch: { console: 4 } }.fetch.console;
