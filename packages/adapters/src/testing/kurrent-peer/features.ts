import type { sendUnaryData } from '@grpc/grpc-js';
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';

const SERVICE = 'event_store.client.streams.streams';

/** ServerFeatures: append and read, and nothing else, or clients would try calls that are not here. */
export const answerFeatures = (_call: unknown, answer: sendUnaryData<features.SupportedMethods>): void => {
  const supported = new features.SupportedMethods().setEventStoreServerVersion('24.10.0');
  for (const method of ['append', 'read'])
    supported.addMethods(new features.SupportedMethod().setServiceName(SERVICE).setMethodName(method));
  answer(null, supported);
};
