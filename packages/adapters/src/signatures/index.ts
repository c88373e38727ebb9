export { evidenceMessage, lineMessage } from './messages.js';
export { sr25519Verifier } from './sr25519.js';
