// 核验所用的格式：SHA-2, Ed25519, canonical JSON and C2SP texts in plain JavaScript.
// Works from file://, where crypto.subtle is missing.
"use strict";
(() => {
  class Bad extends Error {}

  // ---- bytes ----
  const encoder = new TextEncoder();
  const utf8 = (text) => encoder.encode(text);
  const text = (bytes) => {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new Bad("不是 UTF-8 文本");
    }
  };
  const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  const unhex = (s) => Uint8Array.from(s.match(/../g) || [], (pair) => parseInt(pair, 16));
  const concat = (...parts) => {
    const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
    let at = 0;
    for (const part of parts) { out.set(part, at); at += part.length; }
    return out;
  };
  const equal = (a, b) => a.length === b.length && a.every((x, i) => x === b[i]);
  const toNumber = (bytes) => BigInt("0x" + (hex(bytes) || "0")); // big endian
  const fromLittle = (bytes) => toNumber(Uint8Array.from(bytes).reverse());

  // ---- SHA-2 (FIPS 180-4); its constants are the fractions of roots of the first primes ----
  const PRIMES = [];
  for (let n = 2; PRIMES.length < 80; n++) if (PRIMES.every((p) => n % p)) PRIMES.push(n);
  const rootBits = (prime, degree) => {
    const target = BigInt(prime) << BigInt(64 * degree);
    let low = 0n, high = 1n << 72n;
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle ** BigInt(degree) <= target) low = middle; else high = middle;
    }
    return BigInt.asUintN(64, low);
  };
  const K64 = PRIMES.map((p) => rootBits(p, 3));
  const H64 = PRIMES.slice(0, 8).map((p) => rootBits(p, 2));
  const K32 = Uint32Array.from(K64.slice(0, 64), (k) => Number(k >> 32n));
  const H32 = Uint32Array.from(H64, (h) => Number(h >> 32n));

  function padded(data, block) {
    const length = Math.ceil((data.length + 1 + block / 8) / block) * block;
    const out = new Uint8Array(length);
    out.set(data);
    out[data.length] = 0x80;
    const view = new DataView(out.buffer);
    view.setBigUint64(length - 8, BigInt(data.length) * 8n);
    return view;
  }

  function sha256(data) {
    const view = padded(data, 64), state = Uint32Array.from(H32), w = new Uint32Array(64);
    const rotate = (x, n) => (x >>> n) | (x << (32 - n));
    for (let offset = 0; offset < view.byteLength; offset += 64) {
      for (let i = 0; i < 16; i++) w[i] = view.getUint32(offset + 4 * i);
      for (let i = 16; i < 64; i++) {
        const x = w[i - 15], y = w[i - 2];
        w[i] = w[i - 16] + (rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)) + w[i - 7]
          + (rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10));
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i++) {
        const t = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + K32[i] + w[i]) | 0;
        const u = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + u) | 0;
      }
      [a, b, c, d, e, f, g, h].forEach((x, i) => { state[i] += x; });
    }
    const out = new DataView(new ArrayBuffer(32));
    state.forEach((x, i) => out.setUint32(4 * i, x));
    return new Uint8Array(out.buffer);
  }

  function sha512(data) {
    const view = padded(data, 128), state = H64.slice(), w = new Array(80);
    const cut = (x) => BigInt.asUintN(64, x);
    const rotate = (x, n) => (x >> n) | cut(x << (64n - n));
    for (let offset = 0; offset < view.byteLength; offset += 128) {
      for (let i = 0; i < 16; i++) w[i] = view.getBigUint64(offset + 8 * i);
      for (let i = 16; i < 80; i++) {
        const x = w[i - 15], y = w[i - 2];
        w[i] = cut(w[i - 16] + (rotate(x, 1n) ^ rotate(x, 8n) ^ (x >> 7n)) + w[i - 7]
          + (rotate(y, 19n) ^ rotate(y, 61n) ^ (y >> 6n)));
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 80; i++) {
        const t = h + (rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n)) + ((e & f) ^ (cut(~e) & g)) + K64[i] + w[i];
        const u = (rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g; g = f; f = e; e = cut(d + t); d = c; c = b; b = a; a = cut(t + u);
      }
      [a, b, c, d, e, f, g, h].forEach((x, i) => { state[i] = cut(state[i] + x); });
    }
    const out = new DataView(new ArrayBuffer(64));
    state.forEach((x, i) => out.setBigUint64(8 * i, x));
    return new Uint8Array(out.buffer);
  }

  function hmacHex(saltHex, message) { // the salt is always shorter than a block
    const key = new Uint8Array(64);
    key.set(unhex(saltHex));
    const inner = sha256(concat(key.map((b) => b ^ 0x36), message));
    return hex(sha256(concat(key.map((b) => b ^ 0x5c), inner)));
  }

  // ---- Ed25519 verification (RFC 8032 §5.1.7) ----
  const P = 2n ** 255n - 19n, ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
  const mod = (x) => { const r = x % P; return r < 0n ? r + P : r; };
  const power = (base, exponent) => {
    let result = 1n;
    for (; exponent; exponent >>= 1n, base = base * base % P) if (exponent & 1n) result = result * base % P;
    return result;
  };
  const inverse = (x) => power(mod(x), P - 2n);
  const D = mod(-121665n * inverse(121666n)), ROOT_OF_MINUS_1 = power(2n, (P - 1n) / 4n);

  function recoverX(y, sign) {
    if (y >= P) return null;
    const x2 = mod((y * y - 1n) * inverse(D * y * y + 1n));
    let x = power(x2, (P + 3n) / 8n);
    if (mod(x * x - x2)) x = mod(x * ROOT_OF_MINUS_1);
    if (mod(x * x - x2) || (x === 0n && sign)) return null;
    return (x & 1n) !== sign ? P - x : x;
  }

  function addPoints(p, q) {
    const a = mod((p[1] - p[0]) * (q[1] - q[0])), b = mod((p[1] + p[0]) * (q[1] + q[0]));
    const c = mod(2n * p[3] * q[3] % P * D), d = mod(2n * p[2] * q[2]);
    const e = b - a, f = d - c, g = d + c, h = b + a;
    return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
  }

  const BASE = (() => {
    const y = mod(4n * inverse(5n)), x = recoverX(y, 0n);
    return [x, y, 1n, mod(x * y)];
  })();

  function ed25519(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    const encoded = fromLittle(publicKey), y = BigInt.asUintN(255, encoded), x = recoverX(y, encoded >> 255n);
    const s = fromLittle(signature.slice(32));
    if (x === null || s >= ORDER) return false;
    const k = fromLittle(sha512(concat(signature.slice(0, 32), publicKey, message))) % ORDER;
    const minusA = [mod(-x), y, 1n, mod(-x * y)], both = addPoints(BASE, minusA);
    let sum = [0n, 1n, 1n, 0n];
    for (let bit = 255n; bit >= 0n; bit--) { // s·B - k·A, both scalars at once
      sum = addPoints(sum, sum);
      const one = (s >> bit) & 1n, two = (k >> bit) & 1n;
      if (one || two) sum = addPoints(sum, one && two ? both : one ? BASE : minusA);
    }
    const z = inverse(sum[2]), rx = mod(sum[0] * z), ry = mod(sum[1] * z);
    return (ry | ((rx & 1n) << 255n)) === fromLittle(signature.slice(0, 32));
  }

  // ---- canonical JSON ----
  const isObject = (v) => typeof v === "object" && v !== null && !Array.isArray(v);

  function canonical(value) {
    if (typeof value === "boolean") return String(value);
    if (typeof value === "string") {
      if (value.includes("\0") || /\p{Surrogate}/u.test(value)) throw new Bad("字符不允许");
      return JSON.stringify(value);
    }
    if (Number.isSafeInteger(value)) return String(value);
    if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
    if (!isObject(value)) throw new Bad("值的类型不允许");
    return "{" + Object.keys(value).sort().map((key) => {
      if (!/^[ -~]*$/.test(key)) throw new Bad("键不是 ASCII");
      return JSON.stringify(key) + ":" + canonical(value[key]);
    }).join(",") + "}";
  }

  function parseCanonical(bytes) {
    try {
      const source = text(bytes), value = JSON.parse(source);
      return canonical(value) === source ? value : null;
    } catch {
      return null;
    }
  }

  const isHex = (v) => typeof v === "string" && /^[0-9a-f]{64}$/.test(v);
  const hasKeys = (v, keys) => isObject(v) && Object.keys(v).sort().join() === keys;

  // ---- signed notes, policies, proofs (C2SP) ----
  function decode64(s) {
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(s)) throw new Bad("不是 base64：" + s);
    const binary = atob(s);
    if (btoa(binary) !== s) throw new Bad("base64 不规范：" + s);
    return Uint8Array.from(binary, (c) => c.charCodeAt(0));
  }

  function decimal(s) {
    if (!/^(?:0|[1-9][0-9]{0,18})$/.test(s)) throw new Bad("不是十进制数：" + s);
    return BigInt(s);
  }

  const SPACE = /[\s\x1c-\x1f\x85]/; // what Python's isspace knows
  const isName = (name) => name !== "" && !name.includes("+") && !SPACE.test(name.replaceAll("\ufeff", ""));
  const cut = (s, mark) => {
    const at = s.indexOf(mark);
    return at < 0 ? [s, "", ""] : [s.slice(0, at), mark, s.slice(at + mark.length)];
  };

  function parseVkey(vkey) {
    const [name, , rest] = cut(vkey, "+"), [hexed, , encoded] = cut(rest, "+"), data = decode64(encoded);
    const id = hex(sha256(concat(utf8(name + "\n"), data)).slice(0, 4));
    if (!isName(name) || data.length !== 33 || ![1, 4].includes(data[0]) || id !== hexed) {
      throw new Bad("公钥不可识别：" + vkey);
    }
    return { name, id, type: data[0], publicKey: data.slice(1), vkey };
  }

  function parseNote(whole) {
    if (/[\x00-\x09\x0b-\x1f]/.test(whole)) throw new Bad("签名文本含有控制字符");
    const at = whole.lastIndexOf("\n\n");
    if (at < 0 || !whole.endsWith("\n") || at + 2 >= whole.length) throw new Bad("签名文本缺少空行或签名行");
    const signatures = whole.slice(at + 2, -1).split("\n").map((line) => {
      const [name, space, encoded] = cut(line.slice(2), " ");
      if (!line.startsWith("— ") || !space || !isName(name)) throw new Bad("签名行不可识别：" + line);
      const data = decode64(encoded);
      if (data.length < 5) throw new Bad("签名过短");
      return { name, id: hex(data.slice(0, 4)), value: data.slice(4) };
    });
    if (signatures.length > 100) throw new Bad("签名行过多");
    return [whole.slice(0, at + 1), signatures];
  }

  function signatureFits(key, body, value) {
    if (key.type === 1) return ed25519(key.publicKey, utf8(body), value);
    const time = toNumber(value.slice(0, 8));
    return ed25519(key.publicKey, utf8(`cosignature/v1\ntime ${time}\n${body}`), value.slice(8));
  }

  function signers(keys, body, signatures) {
    const known = new Map(), found = new Map();
    for (const key of keys) {
      const place = key.name + "\n" + key.id;
      if (known.has(place) && known.get(place).vkey !== key.vkey) throw new Bad("有两把公钥的名称和标识相同：" + key.name);
      known.set(place, key);
    }
    for (const signature of signatures) {
      const key = known.get(signature.name + "\n" + signature.id);
      if (!key || found.has(key.vkey)) continue;
      if (!signatureFits(key, body, signature.value)) throw new Bad(signature.name + "的签名不成立");
      found.set(key.vkey, signature.value);
    }
    return found;
  }

  function parsePolicy(source) {
    if (/[\x00-\x08\x0b-\x1f\x7f]/.test(source) || !source.endsWith("\n")) {
      throw new Bad("策略含有控制字符或不以换行结尾");
    }
    const policy = { logs: [], witnesses: new Map(), groups: new Map(), quorum: null, taken: new Set() };
    source.split("\n").forEach((line, number) => {
      const words = line.split(/[ \t]/).filter(Boolean);
      if (words.length && !words[0].startsWith("#") && !policyLine(policy, words)) {
        throw new Bad(`策略第${number + 1}行不可识别`);
      }
    });
    if (policy.quorum === null) throw new Bad("策略缺少 quorum 行");
    return policy;
  }

  function policyLine(policy, words) {
    const [word, name, third, ...members] = words, count = words.length;
    const defined = (n) => policy.witnesses.has(n) || policy.groups.has(n);
    const take = (...things) => things.every((t) => !policy.taken.has(t) && policy.taken.add(t));
    const fresh = count > 1 && name !== "none" && !defined(name);
    if (word === "log" && (count === 2 || count === 3)) {
      const key = parseVkey(name);
      policy.logs.push(key);
      return key.type === 1 && take("key " + hex(key.publicKey));
    }
    if (word === "witness" && (count === 3 || count === 4) && fresh) {
      const key = parseVkey(third);
      policy.witnesses.set(name, key);
      return key.type === 4 && take("key " + hex(key.publicKey));
    }
    if (word === "group" && count > 3 && fresh) {
      if (!members.every(defined) || !take(...members.map((m) => "name " + m))) return false;
      const needed = third === "any" ? 1 : third === "all" ? members.length : Number(decimal(third));
      policy.groups.set(name, [needed, members]);
      return needed >= 1 && needed <= members.length;
    }
    if (word === "quorum" && count === 2 && policy.quorum === null) {
      policy.quorum = name;
      return name === "none" || !fresh;
    }
    return false;
  }

  function holds(policy, name, found) {
    if (name === "none") return true;
    if (policy.witnesses.has(name)) return found.has(policy.witnesses.get(name).vkey);
    const [needed, members] = policy.groups.get(name);
    return members.filter((member) => holds(policy, member, found)).length >= needed;
  }

  function parseProof(source) {
    const [top, blank, checkpoint] = cut(source, "\n\n"), lines = top.split("\n");
    if (!blank || lines.shift() !== "c2sp.org/tlog-proof@v1") throw new Bad("证明的格式不可识别");
    if (lines.length && lines[0].startsWith("extra ")) decode64(lines.shift().slice(6));
    if (!lines.length || !lines[0].startsWith("index ")) throw new Bad("证明缺少 index 行");
    const index = decimal(lines.shift().slice(6)), hashes = lines.map(decode64);
    if (hashes.length > 63 || hashes.some((h) => h.length !== 32)) throw new Bad("证明中的哈希应为 32 字节，且不超过 63 个");
    const [body, signatures] = parseNote(checkpoint), head = body.split("\n");
    if (head.length < 4 || head.pop() || head.includes("")) throw new Bad("检查点应为三行");
    const root = decode64(head[2]);
    if (root.length !== 32) throw new Bad("检查点的根不是 32 字节");
    return { index, hashes, origin: head[0], size: decimal(head[1]), root, body, signatures };
  }

  function includes(leaf, { index, size, hashes, root }) { // RFC 9162 §2.1.3.2
    if (index >= size) return false;
    const node = (left, right) => sha256(concat([1], left, right));
    let fn = index, sn = size - 1n, computed = sha256(concat([0], leaf));
    for (const sibling of hashes) {
      if (sn === 0n) return false;
      if (fn & 1n || fn === sn) {
        computed = node(sibling, computed);
        while (fn && !(fn & 1n)) { fn >>= 1n; sn >>= 1n; }
      } else computed = node(computed, sibling);
      fn >>= 1n; sn >>= 1n;
    }
    return sn === 0n && equal(computed, root);
  }

  globalThis.sanxiangFormats = {
    Bad, utf8, text, hex, concat, equal, toNumber, sha256, sha512, hmacHex, ed25519, isObject, canonical, parseCanonical,
    isHex, hasKeys, signers, parsePolicy, holds, parseProof, includes,
  };
})();
