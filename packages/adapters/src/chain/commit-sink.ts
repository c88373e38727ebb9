import { hashText } from './block-view.js';
import { chainError } from './failure.js';
import type { CommitSink } from './port-commits.js';
import type { Session } from './session.js';
import { signExtrinsic } from './sign.js';
import { submitSigned } from './submit.js';

/** As long as weights are waited for: finality takes two or three blocks of 12 seconds. */
const DEADLINE_MS = 180_000;

/** The sink over a session. Like weights, a commitment is never sent again by itself. */
export const commitSink = (session: Session): CommitSink => ({
  commit: (netuid, sha256, signer, options) =>
    session.useOnce(
      'the extrinsic',
      async ({ api }) => {
        const make = api.tx['commitments']?.['setCommitment'];
        if (make === undefined) throw chainError('refused', 'the runtime has no commitments', { name: 'CallUnknown' });
        const signed = await signExtrinsic(api, make(netuid, { fields: [{ Sha256: `0x${sha256}` }] }), signer);
        await options.onSigned?.(hashText(signed.hash));
        return submitSigned(api, signed, options);
      },
      options.deadlineMs ?? DEADLINE_MS,
    ),
});
