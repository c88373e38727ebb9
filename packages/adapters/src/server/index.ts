export type { ServerOptions } from './build-server.js';
export { decodeEnvelope, type Envelope, encodeEnvelope, requestMessage, type SignedEnvelope } from './envelope.js';
export { SERVER_LIMITS, type ServerLimits } from './limits.js';
export type { ReadLog } from './log-view.js';
export { openApi } from './openapi.js';
export { type RequestSigner, type RequestToSign, signRequest } from './sign-request.js';
export { type Listening, type RunningServer, startServer } from './start-server.js';
