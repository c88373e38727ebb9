export const print = (text: string) => console.log(text); // bad
export const seed = process.env['SEED']; // bad
export const bytes = new TextEncoder().encode('x'); // bad
export const buffer = Buffer.from('x'); // bad
export const hidden = globalThis['Math']; // bad
export const later = () => setTimeout(print, 1); // bad
export const page = () => fetch('https://example.org'); // bad
export const at = performance.now(); // bad
export interface Fine {
  readonly process: (text: string) => string;
  readonly fetch?: string;
}
export const fine = (step: Fine) => step.process('console') + (step.fetch ?? '');
