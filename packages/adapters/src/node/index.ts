export { nodeHost } from './host.js';
