export const now = Date.now(); // bad
export const today = () => new Date(); // bad
export interface Fine {
  readonly Date: string;
}
