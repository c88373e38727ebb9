export const home = '/root/.bittensor'; // bad
export const log = new URL('file:///work/log'); // bad
export const fine = 'https://example.org/work/log and homework/root/x';
