// bench.mjs - the figures of the architecture's goals, each beside nginx in the same round.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inDatabase, inFile, moshtari, program } from './engine.mjs';
import { writePeople } from './people.mjs';
import { ALL_CORES, load, memory, openStreams, scratch, start, stop, stopAll } from './machine.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const ROUNDS = 6; // short ones: other work on the machine comes and goes
const ROUND_SECONDS = 2;
const STREAMS = 1000;
const IMPORT_ROWS = 100_000;

// Goals that are no ratio to nginx.
const SEARCH_MS = 20, WRITES_A_SECOND = 5000, ROWS_A_SECOND = 20_000, START_MS = 100, RESIDENT_MB = 100, PROGRAM_MB = 15;

const option = (name, standard) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : standard;
};
const parties = Number(option('parties', '1000000'));
const deals = Number(option('deals', '0')); // 0: as many as people of that number have
const PORT = Number(option('port', '18480'));
const NGINX_PORT = PORT + 1;
const only = option('only', '').split(',').filter(Boolean);
const wanted = (name) => only.length === 0 || only.includes(name);

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const fixed = (n, digits = 1) => n.toFixed(digits);

// ---- the organisation ----

const database = process.argv.includes('--database') ? inDatabase(parties, deals) : null;
const data = database ? database.address : inFile(parties, deals);
const token = moshtari('token', 'create', '--user', 'admin', '--data', data).trim();

// ---- what is asked ----

const server = await start(program, ['serve', '--data', data, '--port', String(PORT), '--loops', '1'], PORT);
const base = `http://127.0.0.1:${PORT}`;
const bearer = { Authorization: `Bearer ${token}` };
const api = async (path) => (await fetch(base + path, { headers: bearer })).json();

const logIn = async () => {
  const password = 'bench-password-1405';
  spawnSync(program, ['user', 'password', 'admin', '--password-stdin', '--data', data], { input: `${password}\n` });
  const reply = await fetch(`${base}/login`, {
    method: 'POST', redirect: 'manual', headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ login: 'admin', password }),
  });
  return reply.headers.get('set-cookie').split(';')[0];
};

/** Customers from everywhere, of each of 100 days across the years ten: those that are looked at, and
 * others that are written to, so that the pages stay as they are. */
const sampleIds = async () => {
  const looked = [], written = [];
  const first = (await api('/api/v1/party?limit=1&fields=created_at&sort=created_at')).data[0].created_at;
  const begin = Date.parse(first), span = Date.now() - begin;
  for (let i = 0; i < 100; i++) {
    const from = new Date(begin + span * i / 100).toISOString();
    const list = await api(`/api/v1/party?limit=100&fields=id&sort=created_at&filter=${encodeURIComponent(`created_at >= "${from}"`)}`);
    looked.push(...list.data.filter((_, at) => at % 10 === 3).map((item) => item.id));
    written.push(...list.data.filter((_, at) => at % 10 === 7).map((item) => item.id));
  }
  return [looked, written];
};

const cookie = await logIn();
const [ids, written] = await sampleIds();
const dealIds = (await api('/api/v1/deal?limit=100&fields=id')).data.map((deal) => deal.id);
const session = { Cookie: cookie };
const names = ['م', 'مح', 'محم', 'رضا', 'رض', 'احم', 'حسین', 'زاده', 'کری', 'علی', 'شرکت', 'فاطمه', '0912', '09123', '۰۹۱۲',
  'علی رضا', 'محمد حس', 'مریم کر', 'سارا', 'نگ', 'یزد', 'اصف', 'تهر', 'الکترو', 'صنایع'];
const subjects = ['پیگیری سفارش', 'تماس دوباره', 'پرسش دربارهٔ قیمت'];

const asks = {
  page: { goal: 0.25, what: 'customer page', ask: { paths: ids.map((id) => `/party/${id}`), headers: session } },
  list: {
    goal: 0.1, what: 'list of 50, filtered and sorted',
    ask: { paths: [`/party?filter=${encodeURIComponent('stage = customer')}&sort=name`], headers: session },
  },
  board: { goal: 0.1, what: 'board of deals', ask: { paths: ['/deal/board'], headers: session } },
  deal: { goal: 0.1, what: 'one deal', ask: { paths: dealIds.map((id) => `/deal/${id}`), headers: session } },
  forecast: { goal: 0.1, what: 'forecast', ask: { paths: ['/forecast'], headers: session } },
  funnel: { goal: 0.1, what: 'funnel of a quarter', ask: { paths: ['/funnel'], headers: session } },
  year: { goal: 0.1, what: 'funnel of a year', ask: { paths: ['/funnel?span=year'], headers: session } },
  api: { what: 'API: one customer', ask: { paths: ids.map((id) => `/api/v1/party/${id}`), headers: bearer } },
  search: {
    what: 'search as you type',
    ask: { paths: names.map((q) => `/search?q=${encodeURIComponent(q)}`), headers: { ...session, 'HX-Request': 'true' } },
  },
};

// ---- beside nginx ----

const nginxFile = (bytes) => {
  mkdirSync(join(scratch, 'www'), { recursive: true });
  writeFileSync(join(scratch, 'www', 'static'), bytes);
  const conf = join(scratch, 'nginx.conf');
  writeFileSync(conf, `daemon off; worker_processes 1; pid ${scratch}/nginx.pid; error_log ${scratch}/nginx.log;
events { worker_connections 1024; }
http { access_log ${scratch}/access.log; keepalive_requests 1000000; client_body_temp_path ${scratch}; proxy_temp_path ${scratch};
  fastcgi_temp_path ${scratch}; uwsgi_temp_path ${scratch}; scgi_temp_path ${scratch};
  server { listen 127.0.0.1:${NGINX_PORT}; root ${scratch}/www; } }`);
  return conf;
};

/** The reply of middle size among those that are asked for. */
const middleReply = async ({ paths, headers }) => {
  const step = Math.ceil(paths.length / 25), replies = [];
  for (let i = 0; i < paths.length; i += step)
    replies.push(Buffer.from(await (await fetch(base + paths[i], { headers })).arrayBuffer()));
  return [...replies].sort((a, b) => a.length - b.length)[replies.length >> 1];
};

/** The least CPU time of the rounds on either side, since others' work only adds to it, and nginx pays for
 * going to sleep whenever the load is short of a core; beside it the median of the rounds' ratios. */
const besideNginx = async ({ ask }) => {
  const bytes = await middleReply(ask);
  const nginx = await start('nginx', ['-c', nginxFile(bytes)], NGINX_PORT);
  const ours = [], theirs = [];
  load(server.pid, PORT, ask, { seconds: 3 }); // warm
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(load(server.pid, PORT, ask, { seconds: ROUND_SECONDS, beside: database?.pid }));
    theirs.push(load(nginx.pid, NGINX_PORT, { paths: ['/static'] }, { seconds: ROUND_SECONDS }));
  }
  const alone = Array.from({ length: ROUNDS }, () => load(server.pid, PORT, ask, { connections: 1, seconds: 1 }).p99);
  await stop(nginx);
  const cpu = Math.min(...ours.map((r) => r.cpu)), reference = Math.min(...theirs.map((r) => r.cpu));
  return {
    bytes: bytes.length, cpu, nginx: reference, ratio: reference / cpu, beside: Math.min(...ours.map((r) => r.beside)),
    median: median(ours.map((r, i) => theirs[i].cpu / r.cpu)),
    p99: Math.min(...ours.map((r) => r.p99)) / 1000, p99alone: Math.min(...alone) / 1000,
    errors: ours.reduce((sum, r) => sum + r.errors, 0),
  };
};

// ---- the report ----

const lines = [], missed = [];
const figures = {};
const say = (text) => { lines.push(text); console.log(text); };
const judge = (what, reached, told) => { if (!reached) missed.push(`${what}: ${told}`); return reached ? 'reached' : 'missed'; };

const { records, bytes } = JSON.parse(moshtari('org', 'info', '--json', '--data', data));
const held = `${database ? 'PostgreSQL, ' : ''}${records.party.toLocaleString('en')} parties, ${records.interaction.toLocaleString('en')} interactions, ${records.deal.toLocaleString('en')} deals, ${fixed(bytes / 1e9, 2)} GB`;
const machine = `${cpus()[0].model}, ${cpus().length} cores, load ${fixed(loadavg()[0])}`;
say(`${new Date().toISOString().slice(0, 10)}, ${held}; ${machine}`);
say('');
say(`${ROUNDS} rounds of ${ROUND_SECONDS} s, taken in turns with nginx. CPU times, latencies and rates are the best of the rounds; the ratio is that`);
say('of the best on both sides, the median that of the pairs of rounds.');
say('');
const split = (column) => (database ? column : '');
say(`| what | bytes | µs CPU |${split(' of the database |')} nginx µs | ratio | median | p99 ms, 8 at once | p99 ms, alone | goal | |`);
say(`|---|---|---|${split('---|')}---|---|---|---|---|---|---|`);
for (const [name, { what, goal, ask }] of Object.entries(asks)) {
  if (!wanted(name) || !ask.paths.length) continue; // an organisation without deals has no page of one
  const r = await besideNginx({ ask });
  figures[name] = r.cpu;
  const told = name === 'search' ? 'p99 < 20 ms' : goal ? `≥ ${goal}` : '';
  const reached = name === 'search' ? r.p99 < SEARCH_MS : !goal || r.ratio >= goal;
  const verdict = r.errors ? `${r.errors} ERRORS` : told && judge(what, reached, name === 'search' ? `${fixed(r.p99)} ms` : fixed(r.ratio, 3));
  say(`| ${what} | ${r.bytes} | ${fixed(r.cpu)} |${split(` ${fixed(r.beside)} |`)} ${fixed(r.nginx)} | ${fixed(r.ratio, 3)} | ${fixed(r.median, 3)} | ${fixed(r.p99)} | ${fixed(r.p99alone)} | ${told} | ${verdict} |`);
}
say('');

await stop(server);

/** Import into an organisation; rows a second, with all that is done after the last row. */
const importInto = (where, rows) => {
  const file = join(scratch, 'people.csv');
  writePeople(file, rows, Date.now() % 500_000_000);
  const told = JSON.parse(moshtari('import', '--json', '--data', where, file));
  if (told.refused) throw new Error(`${told.refused} of ${rows} were refused`);
  return told.rows * 1000 / told.milliseconds;
};
if (wanted('import')) {
  const rates = Array.from({ length: 3 }, () => {
    const where = mkdtempSync(join(scratch, 'organisation-'));
    moshtari('org', 'create', '--data', where);
    return importInto(where, IMPORT_ROWS);
  });
  const verdict = judge('import', Math.max(...rates) >= ROWS_A_SECOND, `${fixed(Math.max(...rates), 0)} rows/s`);
  say(`- import ${IMPORT_ROWS} customers of 5 columns into an empty organisation: ${fixed(Math.max(...rates), 0)} rows/s (goal ≥ ${ROWS_A_SECOND}: ${verdict})`);
}
if (only.includes('import-here'))
  say(`- import ${IMPORT_ROWS} customers into this organisation: ${fixed(importInto(data, IMPORT_ROWS), 0)} rows/s`);

// ---- a whole server, on all cores; nobody counts the connections of its proxy ----

const begunAt = performance.now();
const whole = await start(program, ['serve', '--data', data, '--port', String(PORT), '--proxy', '127.0.0.1'], PORT, ALL_CORES);
await fetch(`${base}/login`);
const startMs = performance.now() - begunAt;
if (wanted('memory')) {
  const tell = (m) => `${fixed(m.resident, 0)} MB (own ${fixed(m.own, 0)}, pages of files ${fixed(m.files, 0)})`;
  const begun = memory(whole.pid), streams = await openStreams(PORT, cookie, STREAMS), listening = memory(whole.pid);
  load(whole.pid, PORT, asks.page.ask, { seconds: 4 });
  load(whole.pid, PORT, asks.search.ask, { seconds: 4 });
  const worked = memory(whole.pid);
  const lean = listening.resident < RESIDENT_MB && worked.own < RESIDENT_MB;
  streams.forEach((stream) => stream.destroy());
  say(`- start to first answer: ${fixed(startMs, 0)} ms (goal < ${START_MS}: ${judge('start', startMs < START_MS, `${fixed(startMs, 0)} ms`)})`);
  say(`- resident after the start: ${tell(begun)}; with ${STREAMS} event streams: ${tell(listening)}; after thousands of pages and searches, `
    + `streams still open: ${tell(worked)} (goal < ${RESIDENT_MB} MB, of its own after work: ${judge('memory', lean, `${fixed(worked.own, 0)} MB`)})`);
}
if (wanted('write')) {
  const bodies = written.map((party, i) => JSON.stringify({ party, kind: 'call', subject: subjects[i % subjects.length] }));
  const ask = { paths: ['/api/v1/interaction'], method: 'POST', bodies, headers: { ...bearer, 'Content-Type': 'application/json' } };
  const rounds = Array.from({ length: ROUNDS }, () => load(whole.pid, PORT, ask, { connections: 128, seconds: 2, beside: database?.pid }));
  const best = [...rounds].sort((a, b) => b.perSecond - a.perSecond)[0];
  const verdict = judge('durable writes', best.perSecond >= WRITES_A_SECOND, `${fixed(best.perSecond, 0)}/s`);
  say(`- write an interaction, durable: ${fixed(best.perSecond, 0)}/s from 128 connections, ${fixed(best.cpu)} µs CPU each${split(`, ${fixed(best.beside)} of the database`)}, `
    + `p99 ${fixed(best.p99 / 1000)} ms, ${best.errors} errors (goal ≥ ${WRITES_A_SECOND}/s: ${verdict})`);
}
const size = statSync(program).size / 1e6;
say(`- program with all assets: ${fixed(size)} MB (goal < ${PROGRAM_MB}: ${judge('program', size < PROGRAM_MB, `${fixed(size)} MB`)})`);
stopAll();
database?.stop();

// ---- growth: against the figures of smaller organisations, kept beside the data ----

const engine = database ? 'postgresql-' : '';
const figuresFile = join(here, 'data', `figures-${engine}${parties}.json`);
const smaller = readdirSync(join(here, 'data')).map((name) => Number(new RegExp(`^figures-${engine}(\\d+)\\.json$`).exec(name)?.[1])).filter((n) => n < parties);
for (const n of smaller) {
  const then = JSON.parse(readFileSync(join(here, 'data', `figures-${engine}${n}.json`), 'utf8'));
  const grown = Object.keys(figures).filter((name) => then[name]).map((name) => `${name} ×${fixed(figures[name] / then[name], 2)}`);
  if (grown.length) say(`- growth of our CPU time from ${n.toLocaleString('en')} parties (log n: ×${fixed(Math.log(records.party) / Math.log(n), 2)}): ${grown.join(', ')}`);
}
if (only.length === 0) writeFileSync(figuresFile, JSON.stringify(figures));
say('');
say(missed.length ? `Missed: ${missed.join('; ')}.` : 'Every goal is reached.');
if (only.length === 0) {
  mkdirSync(join(here, 'results'), { recursive: true });
  writeFileSync(join(here, 'results', `${new Date().toISOString().slice(0, 10)}-${engine}${Math.round(records.party / 1000) * 1000}.md`), `${lines.join('\n')}\n`);
}
