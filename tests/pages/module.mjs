// Holds recorded conversations again with the browser module and compares every byte.
// usage: node module.mjs moshtari.wasm transcript
import { readFileSync } from 'node:fs';

const [, , modulePath, transcriptPath] = process.argv;
const module = new WebAssembly.Module(readFileSync(modulePath));
const transcript = readFileSync(transcriptPath);

let passed = 0, failed = 0;
const judge = (good, what) => {
  if (good) passed++;
  else failed++, console.error('not ok', what);
};

judge(WebAssembly.Module.imports(module).length === 0, 'the module imports something');

let at = 0;
const line = () => {
  const end = transcript.indexOf(10, at);
  const text = transcript.toString('utf8', at, end);
  at = end + 1;
  return text;
};
const take = (size) => transcript.subarray(at, (at += size));

const begin = (nowMs) => {
  const { exports } = new WebAssembly.Instance(module, {});
  exports._initialize();
  judge(exports.moshtari_open(nowMs) === 0, 'the module opens an organisation');
  return exports;
};

const ask = (m, request) => {
  const place = m.moshtari_alloc(request.length);
  new Uint8Array(m.memory.buffer).set(request, place);
  const size = m.moshtari_handle(place, request.length);
  m.moshtari_free(place);
  if (size < 0) return Buffer.from('');
  return Buffer.from(new Uint8Array(m.memory.buffer, m.moshtari_reply(), size));
};

const firstDifference = (a, b) => {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  const near = (x) => x.toString('utf8', Math.max(0, i - 60), i + 60);
  return `at byte ${i}\n  native: …${near(a)}…\n  module: …${near(b)}…`;
};

let m, name, number = 0;
while (at < transcript.length) {
  const head = line();
  if (!/^\d+$/.test(head)) {
    const gap = head.lastIndexOf(' ');
    name = head.slice(0, gap);
    number = 0;
    m = begin(Number(head.slice(gap + 1)));
    continue;
  }
  const request = take(Number(head));
  const expected = take(Number(line()));
  const answered = ask(m, request);
  number++;
  judge(expected.equals(answered),
    `${name}, request ${number}: ${expected.equals(answered) ? '' : firstDifference(expected, answered)}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
