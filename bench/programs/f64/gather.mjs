/**
 * The facts of one epoch sorted by what they are about, for a log of one observer, and the seed; not a part of what is
 * measured. Numbers and texts stay as JSON.parse made them.
 */
export const gather = (facts, { params, state: { trust, barredUntil }, data: { burnHotkey } }, place) => {
  const find = (type, at) => facts.find((fact) => fact.type === type && (at === undefined || fact.block === at)).data;
  const opened = find('EpochOpened');
  const start = find('MetagraphSnapshotTaken', opened.startBlock).neurons;
  const context = { ...place, opened, start, burnHotkey };
  const [commitments, manifests, files, rows] = [new Map(), new Map(), new Map(), new Map()];
  const changed = new Set();
  const fileOf = (zipcode, content) => {
    const contents = files.get(zipcode) ?? files.set(zipcode, new Map()).get(zipcode);
    return contents.get(content) ?? contents.set(content, { zipcode, content, seen: new Map() }).get(content);
  };
  for (const { type, block, data, by } of facts) {
    if (type === 'SubmissionSeen') {
      const { seen } = fileOf(data.zipcode, data.contentSha256);
      if (!seen.has(data.hotkey)) seen.set(data.hotkey, block);
    } else if (type === 'SubmissionMeasured') {
      if (data.extractor === params.extractor) fileOf(data.zipcode, data.contentSha256).measure = data;
    } else if (type === 'ManifestSeen') {
      const { hotkey, manifestSha256, nonce } = data;
      const own = manifests.get(hotkey) ?? manifests.set(hotkey, new Map()).get(hotkey);
      const listed = data.files.map(({ zipcode, contentSha256 }) => fileOf(zipcode, contentSha256));
      if (!own.has(manifestSha256)) own.set(manifestSha256, { block, nonce, files: listed });
    } else if (type === 'SubmissionCommitted') {
      const own = commitments.get(data.hotkey) ?? commitments.set(data.hotkey, []).get(data.hotkey);
      own.push({ block, manifestSha256: data.manifestSha256 });
    } else if (type === 'NeuronRegistered') {
      const { startBlock, evidenceBlock } = opened;
      if (block > startBlock && block < evidenceBlock) changed.add(data.hotkey).add(data.uid);
    } else if (type.startsWith('SpotCheck') && block > opened.seedBlock) {
      const { hotkey, subject, verdict, fields } = data;
      const key = `${hotkey}${subject.zipcode}${subject.contentSha256}`;
      const own = rows.get(key) ?? rows.set(key, []).get(key);
      const identity = verdict === 'absent' || fields?.some((field) => params.checkFields.identity.includes(field));
      const failed = identity ? 'identity' : 'data';
      const found = type === 'SpotCheckPassed' ? 'passed' : type === 'SpotCheckFailed' ? failed : 'inconclusive';
      own.push({ row: subject.row, block, by, found });
    }
  }
  const data = { params, context, trust, barredUntil, commitments, manifests, rows, changed };
  return { data, seed: find('BlockFinalized', opened.seedBlock).hash };
};
