// move.mjs - an organisation goes to PostgreSQL and back; every table is proved by the program itself, and here two
// hundred customers' pages, lists, searches and files are the same bytes in all three places. See README.md.
import { createHash, randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inFile, moshtari, ownServer, program } from './engine.mjs';
import { ALL_CORES, start, stop, stopAll } from './machine.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const option = (name, standard) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : standard;
};
const parties = option('parties', '1000000');
const PORT = Number(option('port', '18490'));
const SAMPLE = 200, FILES = 24, PASSWORD = 'bench-password-1405';
const names = ['مح', 'رضا', 'احمد', 'حسین', 'زاده', 'کریمی', 'شرکت', 'فاطمه', '0912', '۰۹۱۲۳', 'علی رضا', 'محمد حس', 'صنایع'];
const filters = ['stage = customer', 'city = "یزد"', 'kind = organisation'];

const say = (text) => console.log(text);
const seconds = (from) => ((performance.now() - from) / 1000).toFixed(1);

/** Without what is another each time: the token of the session, the mark by which a form is taken once, and how long ago the
 * files were attached. */
const lasting = (text) => {
  const token = /name="form-token" content="([^"]+)"/.exec(text)?.[1];
  return (token ? text.replaceAll(token, '') : text).replace(/name="_once" value="[^"]*"/g, '')
    .replace(/همین حالا|[۰-۹]+ (دقیقه|ساعت) پیش/g, '');
};

const ask = async (path, headers) => {
  const reply = await fetch(`http://127.0.0.1:${PORT}${path}`, { headers });
  if (reply.status !== 200) throw new Error(`${path}: ${reply.status}`);
  return Buffer.from(await reply.arrayBuffer());
};

const logIn = async () => {
  const reply = await fetch(`http://127.0.0.1:${PORT}/login`, {
    method: 'POST', redirect: 'manual', headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ login: 'admin', password: PASSWORD }),
  });
  return { Cookie: reply.headers.get('set-cookie').split(';')[0] };
};

/** Customers from twenty times of the organisation's life. */
const sample = async (session) => {
  const list = async (query) => JSON.parse(await ask(`/api/v1/party?sort=created_at&${query}`, session)).data;
  const begin = Date.parse((await list('limit=1&fields=created_at'))[0].created_at), span = Date.now() - begin;
  const ids = [];
  for (let i = 0; i < SAMPLE / 10; i++) {
    const from = new Date(begin + span * i * 10 / SAMPLE).toISOString();
    ids.push(...(await list(`limit=10&fields=id&filter=${encodeURIComponent(`created_at >= "${from}"`)}`)).map((item) => item.id));
  }
  return ids;
};

const post = (path, body, session, method = 'POST') => fetch(`http://127.0.0.1:${PORT}${path}`, {
  method, body, redirect: 'manual', headers: { ...session, 'sec-fetch-site': 'same-origin' },
});

/** Files of some sizes for the first customers, sent as the page sends them. */
const attach = async (session, ids) => {
  const page = (await ask('/', session)).toString();
  const proven = { ...session, 'X-Form-Token': /name="form-token" content="([^"]+)"/.exec(page)[1] };
  for (const [i, id] of ids.slice(0, FILES).entries()) {
    const bytes = randomBytes(1000 * 4 ** (i % 6));
    const begun = await (await post('/files', new URLSearchParams({ name: `پیوست ${i}.bin`, type: 'application/octet-stream', size: bytes.length }), proven)).json();
    for (let at = 0; at < bytes.length; at += begun.piece)
      await post(`${begun.path}?offset=${at}`, bytes.subarray(at, at + begun.piece), proven, 'PUT');
    const done = await post(`/party/${id}/files`, new URLSearchParams({ file: begun.id }), proven);
    if (done.status !== 303) throw new Error(`a file was not taken: ${done.status}`);
  }
};

/** The sum of each path's reply. */
const look = async (data, paths) => {
  const server = await start(program, ['serve', '--data', data, '--port', String(PORT)], PORT, ALL_CORES);
  const session = await logIn(), sums = new Map();
  if (!paths.length) paths.push(...await allPaths(session));
  for (const path of paths) {
    const bytes = await ask(path, session);
    const text = path.startsWith('/file/') ? bytes : lasting(bytes.toString());
    sums.set(path, { sum: createHash('sha256').update(text).digest('hex'), text });
  }
  await stop(server);
  return sums;
};

const allPaths = async (session) => {
  const ids = await sample(session);
  await attach(session, ids);
  const files = JSON.parse(await ask('/api/v1/file?limit=100&fields=id', session)).data.map((item) => item.id);
  return [...ids.map((id) => `/party/${id}`), ...ids.slice(0, 50).map((id) => `/party/${id}/history`),
    ...names.flatMap((q) => [`/search?q=${encodeURIComponent(q)}`, `/party?q=${encodeURIComponent(q)}`]),
    ...filters.map((f) => `/party?filter=${encodeURIComponent(f)}&sort=name`), ...files.map((id) => `/file/${id}/content`)];
};

const compare = (what, a, b) => {
  const other = [...a.keys()].filter((path) => a.get(path).sum !== b.get(path)?.sum);
  say(`${what}: ${a.size - other.length} of ${a.size} replies are the same bytes`);
  for (const path of other.slice(0, 3)) {
    const one = a.get(path).text.toString().split('\n'), two = b.get(path).text.toString().split('\n');
    const at = one.findIndex((line, i) => line !== two[i]);
    const from = Math.max(0, [...one[at]].findIndex((c, i) => c !== two[at]?.[i]) - 100);
    say(`  ${path}, line ${at + 1}:\n    ${one[at]?.slice(from, from + 250)}\n    ${two[at]?.slice(from, from + 250)}`);
  }
  return other.length;
};

const move = (from, to) => {
  const begun = performance.now();
  const told = moshtari('org', 'move', '--data', from, '--to', to).trim();
  say(`${seconds(begun)} s: ${told.replace(/postgresql:\S+/g, 'postgresql://…')}`);
};

const database = ownServer();
const schema = `moved_${process.pid}`, address = `${database.address}&schema=${schema}`;
const first = join(here, 'data', `move-${parties}`), back = join(here, 'data', `back-${parties}`);
try {
  for (const folder of [first, back]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(first, { recursive: true });
  const from = inFile(parties);
  for (const file of ['organisation.db', 'organisation.db-files'])
    if (existsSync(join(from, file))) cpSync(join(from, file), join(first, file));
  spawnSync(program, ['user', 'password', 'admin', '--password-stdin', '--data', first], { input: `${PASSWORD}\n` });
  const { records, bytes } = JSON.parse(moshtari('org', 'info', '--json', '--data', first));
  say(`${new Date().toISOString().slice(0, 10)}, ${records.party.toLocaleString('en')} parties, ${records.interaction.toLocaleString('en')} interactions, `
    + `${records.file} files, ${(bytes / 1e9).toFixed(2)} GB; ${cpus()[0].model}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}`);
  const paths = [];
  const inFolder = await look(first, paths);
  move(first, address);
  const there = await look(address, paths);
  move(address, back);
  const again = await look(back, paths);
  const wrong = compare('in PostgreSQL', inFolder, there) + compare('and back in a folder', inFolder, again);
  say(`back: ${(statSync(join(back, 'organisation.db')).size / 1e9).toFixed(2)} GB`);
  process.exitCode = wrong ? 1 : 0;
} finally {
  stopAll();
  spawnSync('psql', ['-q', database.address, '-c', `DROP SCHEMA IF EXISTS ${schema} CASCADE`], { stdio: 'ignore' });
  database.stop();
  for (const folder of [first, back]) rmSync(folder, { recursive: true, force: true });
}
