// bench.mjs - the figures of the architecture's goals, each beside nginx in the same round.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { anonymousMB, load, residentMB, scratch, start, stop, stopAll } from './machine.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const program = process.env.MOSHTARI ?? join(here, '..', 'build', 'moshtari');
const PORT = 18480;
const NGINX_PORT = 18481;
const ROUNDS = 3;

const option = (name, standard) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : standard;
};
const parties = Number(option('parties', '1000000'));
const only = option('only', '').split(',').filter(Boolean);
const wanted = (name) => only.length === 0 || only.includes(name);

const moshtari = (...args) => {
  const run = spawnSync(program, args, { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`moshtari ${args.join(' ')} ended with ${run.status}`);
  return run.stdout.toString();
};

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

// ---- the organisation ----

const data = join(here, 'data', String(parties));
if (!existsSync(join(data, 'made'))) {
  mkdirSync(data, { recursive: true });
  moshtari('org', 'create', '--data', data);
  const begun = performance.now();
  moshtari('demo', '--parties', String(parties), '--data', data);
  writeFileSync(join(data, 'made'), `${Math.round(performance.now() - begun)} ms\n`);
}
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

const sampleIds = async () => {
  const ids = [];
  for (const sort of ['name', '-name', 'created_at', '-created_at', 'city'])
    for (let cursor = '', page = 0; page < 2; page++) {
      const list = await api(`/api/v1/party?limit=100&fields=id&sort=${sort}&cursor=${cursor}`);
      ids.push(...list.data.map((item) => item.id));
      cursor = list.next ?? '';
    }
  return ids;
};

const cookie = await logIn();
const ids = await sampleIds();
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

const besideNginx = async ({ ask }) => {
  const bytes = Buffer.from(await (await fetch(base + ask.paths[0], { headers: ask.headers })).arrayBuffer());
  const nginx = await start('nginx', ['-c', nginxFile(bytes)], NGINX_PORT);
  const ours = [], theirs = [];
  load(server.pid, PORT, ask, { seconds: 2 }); // warm
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(load(server.pid, PORT, ask));
    theirs.push(load(nginx.pid, NGINX_PORT, { paths: ['/static'] }));
  }
  await stop(nginx);
  const cpu = median(ours.map((r) => r.cpu)), reference = median(theirs.map((r) => r.cpu));
  return {
    bytes: bytes.length, cpu, reference, ratio: median(ours.map((r, i) => theirs[i].cpu / r.cpu)),
    p99: median(ours.map((r) => r.p99)), errors: ours.reduce((sum, r) => sum + r.errors, 0),
  };
};

// ---- the report ----

const lines = [];
const say = (text) => { lines.push(text); console.log(text); };
const fixed = (n, digits = 1) => n.toFixed(digits);

say(`${new Date().toISOString().slice(0, 10)}, ${parties.toLocaleString('en')} parties, ${cpus()[0].model}, ${cpus().length} cores`);
say(`demo data: ${readFileSync(join(data, 'made'), 'utf8').trim()}; start to first answer ${fixed(server.startMs, 0)} ms; `
  + `program ${fixed(statSync(program).size / 1e6)} MB`);
say('');
say('| what | bytes | µs CPU | nginx µs | ratio | goal | p99 ms | errors |');
say('|---|---|---|---|---|---|---|---|');
for (const [name, { what, goal, ...how }] of Object.entries(asks)) {
  if (!wanted(name)) continue;
  const r = await besideNginx(how);
  say(`| ${what} | ${r.bytes} | ${fixed(r.cpu)} | ${fixed(r.reference)} | ${fixed(r.ratio, 3)} | ${goal ?? ''} | ${fixed(r.p99 / 1000, 2)} | ${r.errors} |`);
}
if (wanted('write')) {
  const bodies = ids.slice(0, 200).map((party, i) => JSON.stringify({ party, kind: 'call', subject: subjects[i % subjects.length] }));
  const ask = { paths: ['/api/v1/interaction'], method: 'POST', bodies, headers: { ...bearer, 'Content-Type': 'application/json' } };
  const r = load(server.pid, PORT, ask, { connections: 64, seconds: 6 });
  say('');
  say(`write an interaction, durable: ${fixed(r.perSecond, 0)}/s with 64 connections, ${fixed(r.cpu)} µs CPU, p99 ${fixed(r.p99 / 1000, 1)} ms, ${r.errors} errors (goal 5000/s)`);
}
say(`resident ${fixed(residentMB(server.pid), 0)} MB, of which its own ${fixed(anonymousMB(server.pid), 0)} MB (goal < 100 MB)`);
stopAll();

mkdirSync(join(here, 'results'), { recursive: true });
writeFileSync(join(here, 'results', `${new Date().toISOString().slice(0, 10)}-${parties}.md`), `${lines.join('\n')}\n`);
