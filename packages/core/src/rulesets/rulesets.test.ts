import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeCanonical } from '../event/canonical.js';
import { MechanismActivated } from '../event/index.js';
import { findMechanism } from '../mechanism/registry.js';
import { findRuleset, RULESETS } from './index.js';

// The text of the rules, line by line: whoever changes a number changes a rule, and needs a new version.
const ZIPCODE_RACE_1 = [
  '{"checkFields":{"data":["address","price","propertyType"],"identity":["id","zipcode"]},"countToleranceppm":100000,"evaluateTop":6,"extractor":"listing@1",',
  '"graceBlocks":0,"maxDuplicateIdRows":0,"maxEvaluate":20,"maxWrongZipRows":0,"minCompleteppm":900000,"observers":{"kind":"any"},',
  '"participation":{"lottery":8,"lotteryRows":3,"maxppm":30000,"minZipcodes":1,"ppm":100},"quality":{"qualityppm":400000,"speedppm":600000},',
  '"requiredFields":["address","bathrooms","bedrooms","listingDate","listingStatus","price","propertyType","sqft"],"shareppm":[550000,300000,100000],',
  '"spotCheck":{"confirmBlocks":100,"confirmations":2,"minConclusiveppm":800000,"passppm":800000,"rows":10,"syntheticRows":2},"strikeEpochs":6,',
  '"tiers":{"rolloverEpochs":42,"table":[{"factorppm":1000000,"minPassed":2000,"minWilsonppm":900000,"name":"Diamond","rows":6},',
  '{"factorppm":950000,"minPassed":500,"minWilsonppm":800000,"name":"Gold","rows":10},{"factorppm":900000,"minPassed":100,"minWilsonppm":700000,"name":"Silver","rows":10},',
  '{"factorppm":850000,"minPassed":0,"minWilsonppm":0,"name":"Bronze","rows":10}],"zDen":100,"zNum":196}}',
].join('');

test('zipcode-race@1 is the text of its rules, byte for byte', () => {
  assert.is(encodeCanonical(findRuleset('zipcode-race@1')?.params ?? {}), ZIPCODE_RACE_1);
});

test('zipcode-race-majority@1 differs from it in whose observations count, and in nothing else', () => {
  const byStake = '{"kind":"stakeMajority","quorumppm":500000,"requireppm":500000,"supportppm":500000}';
  const text = ZIPCODE_RACE_1.replace('{"kind":"any"}', byStake);
  assert.is(encodeCanonical(findRuleset('zipcode-race-majority@1')?.params ?? {}), text);
});

test('every rule set decodes with the codec of its mechanism, and its name fits an activation', () => {
  for (const { name, mechanism, version, params } of RULESETS) {
    const found = findMechanism(mechanism, version);
    assert.ok(found, `${name}: no mechanism ${mechanism}@${version}`);
    assert.ok(E.isRight(found.params.codec.decode(params)), name);
    // The guard wants sorted keys, which canonical text has.
    assert.ok(found.params.is(JSON.parse(encodeCanonical(params))), name);
    const burnHotkey = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
    const data = { burnHotkey, fromEpoch: 0, mechanism, params, ruleset: name, shareppm: 1_000_000, version };
    assert.ok(E.isRight(MechanismActivated.data.codec.decode(data)), name);
  }
});

test('no name stands twice, and an unknown one is not found', () => {
  assert.is(new Set(RULESETS.map(({ name }) => name)).size, RULESETS.length);
  assert.is(findRuleset('zipcode-race@0'), undefined);
});

test.run();
