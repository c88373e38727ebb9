import { expFloor } from '../../packages/core/dist/numbers/exp.js';
import { lnFloor } from '../../packages/core/dist/numbers/ln.js';
import { normalCdfFloor } from '../../packages/core/dist/numbers/normal-cdf.js';
import { sigmoidFloor } from '../../packages/core/dist/numbers/sigmoid.js';
import { maxUpscale, ss58 } from './chain.mjs';
import { epochBoundary } from './chain-calendar.mjs';
import { commitHashes } from './chain-commit.mjs';
import { realEpochs } from './chain-epoch.mjs';
import { rustTraces } from './chain-traces.mjs';
import { filetaoSigmoid, masaNormCdf } from './curves.mjs';
import { merkle, pedersen } from './filetao-commitments.mjs';
import { constants } from './filetao-constants.mjs';
import { chainedHashes, cids, hashData } from './filetao-hashes.mjs';
import { statsLifecycle } from './filetao-lifecycle.mjs';
import { proofEndToEnd } from './filetao-proofs.mjs';
import { monitor, rewardVector } from './filetao-rewards.mjs';
import { movingAverage, scaleRewards, sigmoidNormalize } from './filetao-speed.mjs';
import { tierFactors, tiers } from './filetao-tiers.mjs';
import { pythonSampleBranch, uidAvailability, uidSelection } from './filetao-uids.mjs';
import { setWeights } from './filetao-weights.mjs';
import { averages, deregistration, kurtosisCurve, notebookCurve, volumeWindows } from './masa.mjs';
import {
  masaWeightsToChain,
  mip2Pseudocode,
  selectionOrder,
  subnet42Curves,
  trendingQueries,
  uniqueCounting,
} from './masa-validator.mjs';
import { floorsOf } from './numbers.mjs';
import { epochWeights, tier1Bounds, tier1Outcomes, tier3Threshold, weightsToChain } from './resi.mjs';
import { spotCheckGrinding, spotCheckSelection } from './resi-spot-check.mjs';
import { sdkWeightConversion } from './sdk-weights.mjs';
import { wilsonScore } from './wilson.mjs';
import { zipcodeRace } from './zipcode-race.mjs';

/** What is done with every vector file. A file that is not named here fails. */

const run = (cases) => ({ cases });
const planned = (part) => ({ planned: part });
const skip = (reason) => ({ skipped: reason });

/** Numbered files (facts-1, facts-2, ..) stand here with N for the number. */
const MANIFEST = {
  'chain/commit_hash.json': run(commitHashes),
  'chain/epoch_boundary.json': run(epochBoundary),
  'chain/epoch_real_runtime_293.json': run(realEpochs),
  'chain/max_upscale.json': run(maxUpscale),
  'chain/sdk_weight_conversion.json': run(sdkWeightConversion),
  'chain/ss58.json': run(ss58),
  'chain/yuma_rust_traces.json': run(rustTraces),

  'filetao/chained_hash.json': run(chainedHashes),
  'filetao/cid.json': run(cids),
  'filetao/constants.json': run(constants),
  'filetao/hash_data.json': run(hashData),
  'filetao/merkle.json': run(merkle),
  'filetao/monitor.json': run(monitor),
  'filetao/moving_average.json': run(movingAverage),
  'filetao/pedersen.json': run(pedersen),
  'filetao/proof_end_to_end.json': run(proofEndToEnd),
  'filetao/python_sample_branch.json': run(pythonSampleBranch),
  'filetao/reward_vector.json': run(rewardVector),
  'filetao/scale_rewards.json': run(scaleRewards),
  'filetao/set_weights.json': run(setWeights),
  'filetao/should_set_weights.json': skip(
    'when the original process sends weights; here an epoch is a range of blocks and a command sends them',
  ),
  'filetao/sigmoid.json': run(filetaoSigmoid),
  'filetao/sigmoid_normalize.json': run(sigmoidNormalize),
  'filetao/stats_lifecycle.json': run(statsLifecycle),
  'filetao/tier_factors_boosts.json': run(tierFactors),
  'filetao/tiers.json': run(tiers),
  'filetao/uid_availability.json': run(uidAvailability),
  'filetao/uid_selection.json': run(uidSelection),
  'filetao/wilson_score.json': run(wilsonScore),

  'masa/check_tempo.json': skip('a timer of the original validator process; here an epoch is a range of blocks'),
  'masa/deregistration.json': run(deregistration),
  'masa/ema_update_scores.json': run(averages),
  'masa/kurtosis_curve.json': run(kurtosisCurve),
  'masa/mip2_notebook_ddof1.json': run(notebookCurve),
  'masa/mip2_pseudocode.json': run(mip2Pseudocode),
  'masa/norm_cdf_grid.json': run(masaNormCdf),
  'masa/peers_primitives.json': skip('mechanisms of other subnets, none of which is shipped'),
  'masa/scores_log_rebuild.json': skip(
    'how the original rebuilds scores from a text log wrongly; here scores are replayed',
  ),
  'masa/selection_order.json': run(selectionOrder),
  'masa/subnet42_kurtosis_curve.json': run(subnet42Curves),
  'masa/trending_queries.json': run(trendingQueries),
  'masa/unique_counting.json': run(uniqueCounting),
  'masa/volume_windows.json': run(volumeWindows),
  'masa/weights_to_chain.json': run(masaWeightsToChain),

  'numbers/exp.json': run(floorsOf(expFloor)),
  'numbers/ln.json': run(floorsOf(lnFloor)),
  'numbers/normal-cdf.json': run(floorsOf(normalCdfFloor)),
  'numbers/sigmoid.json': run(floorsOf(sigmoidFloor)),

  'resi/api_auth_window.json': skip(
    'when the API server of that subnet takes a request; this project has no such server',
  ),
  'resi/completeness_quality.json': skip(
    'free text read with the int() and float() of Python, and ages by a wall clock; here the extractor counts filled cells',
  ),
  'resi/consensus_hash.json': skip(
    'a hash over doubles as Python prints them, in the order of a set; ours are over integers',
  ),
  'resi/default_expected.json': skip('guesses for when an API is down; here an epoch without its facts is not judged'),
  'resi/epoch_ids.json': skip('epochs by the wall clock of the validator; here by block numbers'),
  'resi/epoch_weights.json': run(epochWeights),
  'resi/miner_scorer_credibility.json': skip(
    'the score that resi inherited and wants to replace; no such mechanism is shipped',
  ),
  'resi/s3_listing_parse.json': planned('submissions'),
  'resi/spot_check_grinding.json': run(spotCheckGrinding),
  'resi/spot_check_selection.json': run(spotCheckSelection),
  'resi/sync_batches.json': skip(
    'which part of the miners a validator looks at; here every validator judges every miner',
  ),
  'resi/tier1_bounds.json': run(tier1Bounds),
  'resi/tier1_outcomes.json': run(tier1Outcomes),
  'resi/tier3_threshold.json': run(tier3Threshold),
  'resi/uniqueness_and_matching.json': planned('submissions'),
  'resi/weights_to_chain.json': run(weightsToChain),
  'resi/zipcode_ranking.json': skip(
    'order by a time that the miner writes itself; here the block of the commitment decides',
  ),

  'zipcode-race/expected-N.json': run(zipcodeRace),
  'zipcode-race/facts-N.ndjson': { partOf: (file) => file.replace(/facts-(\d+)\.ndjson$/, 'expected-$1.json') },
};

/** The entry of a file: `cases` to run it, `planned` or `skipped` with a reason, or `partOf` another file; undefined if unknown. */
export const entryOf = (file) => {
  const key = file.replace(/-\d+(?=\.\w+$)/, '-N');
  return Object.hasOwn(MANIFEST, key) ? MANIFEST[key] : undefined;
};
