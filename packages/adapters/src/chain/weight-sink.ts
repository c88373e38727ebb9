import { hashText } from './block-view.js';
import { encodeCall, extrinsicOf } from './encode-call.js';
import type { WeightSink } from './port-weights.js';
import type { Session } from './session.js';
import { signExtrinsic } from './sign.js';
import { submitSigned } from './submit.js';

/** Finality takes two or three blocks of 12 seconds; a slow chain takes some more. */
const DEADLINE_MS = 180_000;

/** The sink over a session. Sending is never tried again by itself: the first one may be on its way. */
export const weightSink = (session: Session): WeightSink => ({
  encode: (call) => session.use('encoding', async ({ api }) => encodeCall(api, call)),
  submit: (call, signer, options) =>
    session.useOnce(
      'the extrinsic',
      async ({ api }) => {
        const { extrinsic } = extrinsicOf(api, call);
        const signed = await signExtrinsic(api, extrinsic, signer);
        await options.onSigned?.(hashText(signed.hash));
        return submitSigned(api, signed, options);
      },
      options.deadlineMs ?? DEADLINE_MS,
    ),
});
