// Reads the seal of a paper and the two lists it is held against: digits, CBOR, COSE with ES256, letters, the box of names.
// The same rules as civil_registry/seal.py, one encoding only. Knows no page and asks no network: what it is given decides.
var hotichSeal = (() => { // eslint-disable-line no-var
  "use strict";
  class NotGenuine extends Error {}
  const ES256 = -7, STOLEN = 3, DEEPEST = 6, ROUNDS = 200000, LONGEST = 2000;
  const must = (holds) => { if (!holds) throw new NotGenuine(); };
  const isBytes = (value) => value instanceof Uint8Array;
  const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
  const utf8 = new TextEncoder(), text8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  // CBOR (RFC 8949), the part we write: whole numbers below 2^32, bytes, text, lists, maps of small keys, null. Shortest form only.
  const decode = (data) => {
    let at = 0;
    const take = (count) => { must(at + count <= data.length); at += count; return data.slice(at - count, at); };
    const size = (low) => {
      if (low < 24) return low;
      must(low < 27);
      const value = take(1 << (low - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
      must(value >= [24, 256, 65536][low - 24]);
      return value;
    };
    const item = (depth) => {
      must(depth < DEEPEST);
      const first = take(1)[0];
      if (first === 0xf6) return null;
      const count = size(first & 31), list = [], map = new Map();
      switch (first >> 5) {
        case 0: return count;
        case 1: return -1 - count;
        case 2: return take(count);
        case 3: try { return text8.decode(take(count)); } catch { throw new NotGenuine(); }
        case 4: for (let left = count; left; left -= 1) list.push(item(depth + 1)); return list;
        case 5: for (let left = count, last = -1; left; left -= 1) {
          const key = item(depth + 1);
          must(Number.isInteger(key) && key > last);
          map.set(last = key, item(depth + 1));
        } return map;
        default: throw new NotGenuine();
      }
    };
    const value = item(0);
    must(at === data.length);
    return value;
  };
  const asBytes = (bytes) => {
    const count = bytes.length;
    return join(count < 24 ? [0x40 + count] : count < 256 ? [0x58, count] : [0x59, count >> 8, count & 255], bytes);
  };

  // One byte a letter: ASCII, then the 134 accented letters of Vietnamese by code point.
  const small = [..."aăâeêioôơuưy"].flatMap((vowel) => ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"].map((tone) => (vowel + tone).normalize("NFC")));
  const accented = [...small, "đ"].flatMap((letter) => [letter, letter.toUpperCase()]).filter((letter) => letter > "\x7f").sort();
  const letterOf = new Map(accented.map((letter, place) => [place < 128 ? 0x80 + place : place - 127, letter]));
  for (let code = 0x20; code < 0x7f; code += 1) letterOf.set(code, String.fromCharCode(code));
  const letters = new Set(letterOf.values());
  const unpack = (packed) => {
    if (typeof packed === "string") {
      must(packed === packed.normalize("NFC") && [...packed].some((letter) => !letters.has(letter)));
      return packed;
    }
    must(isBytes(packed) && packed.every((code) => letterOf.has(code)));
    return [...packed].map((code) => letterOf.get(code)).join("");
  };

  const fromDigits = (digits) => {
    must(/^[1-9][0-9]*$/.test(digits) && digits.length < LONGEST);
    const hex = BigInt(digits).toString(16), even = hex.length % 2 ? "0" + hex : hex;
    const bytes = Uint8Array.from(even.match(/../g), (pair) => parseInt(pair, 16));
    must(bytes[0] === 1 && bytes.length > 1);
    return bytes.slice(1);
  };
  const fromHex = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));

  const envelope = (bytes) => {
    const parts = decode(bytes);
    must(Array.isArray(parts) && parts.length === 4);
    const [head, rest, payload, signature] = parts;
    must(isBytes(head) && rest instanceof Map && !rest.size && isBytes(payload) && isBytes(signature) && signature.length === 64);
    const header = decode(head), kid = header instanceof Map && header.get(4);
    must(header instanceof Map && header.size === 2 && header.get(1) === ES256 && isBytes(kid) && kid.length === 1);
    return { kid: kid[0], head, payload, signature };
  };
  const verify = async ({ head, payload, signature }, point) => {
    const curve = { name: "ECDSA", namedCurve: "P-256" };
    const key = await crypto.subtle.importKey("raw", join([4], point), curve, false, ["verify"]);
    const said = join([0x84, 0x6a], utf8.encode("Signature1"), asBytes(head), [0x40], asBytes(payload));
    must(await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, said));
  };

  // A list that the root signed: {issuedAt, keys, offices} or {issuedAt, cancelled}. Throws for any other.
  const readList = async (bytes, root, kind) => {
    const signed = envelope(bytes);
    await verify(signed, fromHex(root));
    const [name, seconds, first, second] = decode(signed.payload);
    must(name === kind);
    const issuedAt = new Date(seconds * 1000);
    if (kind === "cancelled") return { issuedAt, cancelled: new Map(first.map(([office, year, suffix, gaps]) => [[office, year, suffix].join("/"), gaps])) };
    const keys = new Map(first.map(([kid, algorithm, point, offices, from, to, status]) => [kid, { algorithm, point, offices, from, to, status }]));
    return { issuedAt, keys, offices: second };
  };
  const isCancelled = (cancelled, { office, year, suffix, serial }) => {
    let number = 0, gap = 0, shift = 1;
    for (const byte of cancelled.get([office, year, suffix].join("/")) || []) {
      gap += (byte & 0x7f) * shift;
      shift *= 128;
      if (byte & 0x80) continue;
      number += gap;
      if (number === serial) return true;
      gap = 0;
      shift = 1;
    }
    return false;
  };

  // {state, …}: "genuine", "cancelled", "stolen", "unknown" (its key is in no list, or not for this office and day), "changed".
  const read = async (bytes, { keys, cancelled }) => {
    try {
      const signed = envelope(bytes), key = keys.keys.get(signed.kid);
      if (!key || key.algorithm !== ES256) return { state: "unknown" };
      await verify(signed, key.point);
      const parts = decode(signed.payload);
      must(Array.isArray(parts) && parts.length === 7 && parts[0] === 1 && [1, 4, 5].every((place) => Number.isInteger(parts[place])) && isBytes(parts[6]));
      const box = parts[6], head = join([0x86], signed.payload.slice(1, signed.payload.length - asBytes(box).length));
      const told = { kind: parts[1], office: unpack(parts[2]), suffix: unpack(parts[3]), serial: parts[4], day: parts[5], year: Math.floor(parts[5] / 10000), head, box };
      const isInScope = !key.offices.length || key.offices.includes(told.office);
      if (!isInScope || told.day < key.from || (key.to && told.day > key.to)) return { state: "unknown" };
      const names = keys.offices.filter(([code, from]) => code === told.office && from <= told.day).sort((one, other) => one[1] - other[1]);
      told.officeName = names.length ? names[names.length - 1][2] : told.office;
      if (key.status === STOLEN) return { state: "stolen", ...told };
      return { state: cancelled && isCancelled(cancelled.cancelled, told) ? "cancelled" : "genuine", ...told };
    } catch {
      return { state: "changed" };
    }
  };

  // The lines about persons, opened with the code printed beside the QR; null for another code.
  const open = async ({ head, box }, code) => {
    try {
      const password = await crypto.subtle.importKey("raw", utf8.encode(code), "PBKDF2", false, ["deriveKey"]);
      const way = { name: "PBKDF2", hash: "SHA-256", salt: head, iterations: ROUNDS };
      const key = await crypto.subtle.deriveKey(way, password, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: new Uint8Array(12), additionalData: head }, key, box);
      return decode(new Uint8Array(plain)).map((fact) => (typeof fact === "string" || isBytes(fact) ? unpack(fact) : fact));
    } catch {
      return null;
    }
  };

  return { NotGenuine, decode, fromDigits, isCancelled, open, read, readList, unpack };
})();
