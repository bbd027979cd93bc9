// 离线核验（浏览器）：plain JavaScript, no library, no network; needs formats.js before it.
// sanxiangVerify.verifyBundle(bytes, policyText | null) → {code, problems: [[file, text, code]], leaf, disclosed, …}
"use strict";
(() => {
  const {
    Bad, utf8, text, hex, concat, equal, toNumber, sha256, hmacHex, isObject, canonical, parseCanonical, isHex, hasKeys,
    signers, parsePolicy, holds, parseProof, includes,
  } = globalThis.sanxiangFormats;
  const VALID = 0, INVALID = 1, UNDECIDABLE = 2;
  const PDF = "决定书.pdf", DISCLOSURE = "disclosure.json", LEAF = "leaf.json", PROOF = "proof.tlog-proof";
  const POLICY = "policy.txt", SUMS = "SHA256SUMS", CONTAINER = "压缩包";
  const REPACKED = "不是原样的压缩包（可能被重新打包）：请解压后核验文件夹";
  const NAMES = ["说明.txt", PDF, DISCLOSURE, LEAF, PROOF, POLICY, "verify.py", "验证.html", SUMS];

  // ---- the container ----
  const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let i = 0; i < 8; i++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n;
  });
  const crc32 = (data) => {
    let crc = ~0;
    for (const b of data) crc = CRC[(crc ^ b) & 255] ^ (crc >>> 8);
    return ~crc >>> 0;
  };

  function little(...fields) { // [value, bytes] pairs
    return Uint8Array.from(fields.flatMap(([value, n]) => Array.from({ length: n }, (_, i) => (value / 256 ** i) & 255)));
  }

  function writeZip(contents) {
    const locals = [], central = [];
    let offset = 0;
    for (const [name, data] of contents) {
      const raw = utf8(name);
      const common = little([20, 2], [0x800, 2], [0, 2], [0, 2], [0x21, 2], [crc32(data), 4], [data.length, 4],
        [data.length, 4], [raw.length, 2], [0, 2]);
      central.push(concat(utf8("PK\x01\x02"), little([20, 2]), common, little([0, 10], [offset, 4]), raw));
      locals.push(utf8("PK\x03\x04"), common, raw, data);
      offset += 30 + raw.length + data.length;
    }
    const directory = concat(...central), count = central.length;
    const end = little([0, 4], [count, 2], [count, 2], [directory.length, 4], [offset, 4], [0, 2]);
    return concat(...locals, directory, utf8("PK\x05\x06"), end);
  }

  function readZip(data) {
    const contents = new Map(), changed = [], view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    let position = 0;
    while (position + 4 <= data.length && view.getUint32(position) === 0x504b0304) {
      if (position + 30 > data.length) throw new Bad("压缩包不完整");
      const crc = view.getUint32(position + 14, true), size = view.getUint32(position + 22, true);
      const start = position + 30 + view.getUint16(position + 26, true);
      if (view.getUint16(position + 8, true) || view.getUint32(position + 18, true) !== size
        || view.getUint16(position + 28, true)) throw new Bad(REPACKED);
      if (start + size > data.length) throw new Bad("压缩包不完整");
      const name = text(data.slice(position + 30, start));
      if (!name || name[0] === "." || /[/\\:\x00-\x1f]/.test(name) || contents.has(name)) {
        throw new Bad("文件名不允许：" + name);
      }
      position = start + size;
      contents.set(name, data.slice(start, position));
      if (crc32(contents.get(name)) !== crc) changed.push(name);
    }
    if (!contents.size) throw new Bad("不是验证包");
    return [contents, changed, equal(writeZip(contents), data)];
  }

  // ---- the checks ----
  function verifyFiles(contents, policyText, report) {
    const has = (name) => contents.has(name), add = (file, what, code = INVALID) => report.problems.push([file, what, code]);
    for (const name of NAMES) if (!has(name)) add(name, "缺少此文件", UNDECIDABLE);
    if (has(SUMS)) checkSums(contents, add);
    if (has(LEAF)) checkLeaf(contents, report, add);
    if (has(DISCLOSURE)) checkDisclosure(contents, report, add);
    checkProof(contents, policyText, report, add);
  }

  function checkSums(contents, add) {
    const source = new TextDecoder("utf-8", { ignoreBOM: true }).decode(contents.get(SUMS)), at = source.lastIndexOf("# ");
    const lines = source.slice(0, Math.max(at, 0)), found = [...lines.matchAll(/([0-9a-f]{64}) {2}([^\n]+)\n/g)];
    const whole = at >= 0 && found.map((m) => m[0]).join("") === lines;
    if (!whole || source.slice(at + 2) !== hex(sha256(utf8(lines))) + "\n") add(SUMS, "清单被改动");
    else if (found.map((m) => m[2]).join("\n") !== NAMES.slice(0, -1).join("\n")) add(SUMS, "清单所列文件不符");
    else for (const [, digest, name] of found) {
      if (contents.has(name) && hex(sha256(contents.get(name))) !== digest) add(name, "内容与清单不符，文件被改动");
    }
  }

  function checkLeaf(contents, report, add) {
    const leaf = parseCanonical(contents.get(LEAF));
    const strings = (...values) => values.every((v) => typeof v === "string");
    if (!hasKeys(leaf, "at,c,doc,id,t,v") || leaf.v !== 1 || !isHex(leaf.c) || !isHex(leaf.doc)
      || !strings(leaf.at, leaf.id, leaf.t)) { add(LEAF, "不是规范的公开记录"); return; }
    report.leaf = leaf;
    if (contents.has(PDF) && hex(sha256(contents.get(PDF))) !== leaf.doc) add(PDF, "与账本记录的摘要不符");
  }

  function checkDisclosure(contents, report, add) {
    const shown = parseCanonical(contents.get(DISCLOSURE));
    const opened = (v) => hasKeys(v, "salt,value") && isHex(v.salt) && typeof v.value === "string";
    if (!hasKeys(shown, "fields,map,salt,v") || shown.v !== 1 || !isHex(shown.salt)
      || !isObject(shown.map) || !Object.values(shown.map).every(isHex)
      || !isObject(shown.fields) || !Object.values(shown.fields).every(opened)) {
      add(DISCLOSURE, "不是规范的公开字段");
      return;
    }
    if (report.leaf.c && hmacHex(shown.salt, utf8(canonical(shown.map))) !== report.leaf.c) {
      add(DISCLOSURE, "与账本记录的承诺不符");
    }
    for (const [name, { salt, value }] of Object.entries(shown.fields)) {
      if (!Object.hasOwn(shown.map, name) || hmacHex(salt, utf8(value)) !== shown.map[name]) {
        add(DISCLOSURE, `字段${name}的值与承诺不符`);
      } else report.disclosed[name] = value;
    }
  }

  function checkProof(contents, policyText, report, add) {
    let policy = null;
    if (policyText !== null || contents.has(POLICY)) {
      try {
        policy = parsePolicy(policyText !== null ? policyText : text(contents.get(POLICY)));
      } catch (error) {
        if (!(error instanceof Bad)) throw error;
        add(POLICY, "策略无法读取：" + error.message, UNDECIDABLE);
      }
    }
    if (!contents.has(PROOF)) return;
    try {
      const proof = parseProof(text(contents.get(PROOF)));
      if (contents.has(LEAF) && !includes(contents.get(LEAF), proof)) add(PROOF, "不能证明 leaf.json 在账本中");
      Object.assign(report, { index: proof.index, size: proof.size, origin: proof.origin });
      if (policy) checkTrust(policy, proof, report, add);
    } catch (error) {
      if (!(error instanceof Bad)) throw error;
      add(PROOF, error.message);
    }
  }

  function checkTrust(policy, proof, report, add) {
    const witnesses = [...policy.witnesses.values()];
    const found = signers([...policy.logs, ...witnesses], proof.body, proof.signatures);
    report.keys = policy.logs.filter((k) => found.has(k.vkey) && k.name === proof.origin).map((k) => k.vkey);
    report.cosigned = witnesses.filter((k) => found.has(k.vkey)).map((k) => Number(toNumber(found.get(k.vkey).slice(0, 8))));
    if (!report.keys.length) add(PROOF, "检查点没有策略所列账本的签名", UNDECIDABLE);
    else if (!holds(policy, policy.quorum, found)) add(PROOF, "见证没有达到策略要求", UNDECIDABLE);
  }

  const finish = (report) => {
    const codes = report.problems.map(([, , code]) => code);
    report.code = codes.includes(INVALID) ? INVALID : codes.length ? UNDECIDABLE : VALID;
    return report;
  };

  const emptyReport = () => ({ problems: [], leaf: {}, disclosed: {}, keys: [], cosigned: [] });

  function verifyBundle(data, policyText = null) {
    const report = emptyReport();
    try {
      const [contents, changed, exact] = readZip(data);
      for (const name of changed) report.problems.push([name, "在压缩包中的数据被改动", INVALID]);
      if (!exact && !changed.length) report.problems.push([CONTAINER, REPACKED, UNDECIDABLE]);
      const extra = [...contents.keys()].filter((name) => !NAMES.includes(name)).sort();
      for (const name of extra) report.problems.push([name, "包内不应有此文件", INVALID]);
      verifyFiles(contents, policyText, report);
    } catch (error) {
      if (!(error instanceof Bad)) throw error;
      report.problems.push([CONTAINER, error.message, UNDECIDABLE]);
    }
    return finish(report);
  }

  /** The extracted files of a bundle, as a Map from name to bytes. */
  function verifyExtracted(contents, policyText = null) {
    const report = emptyReport();
    verifyFiles(contents, policyText, report);
    return finish(report);
  }

  globalThis.sanxiangVerify = { verifyBundle, verifyExtracted };
})();
