// cluster.mjs - two servers on one database of two PostgreSQL servers, one of them a replica whose word
// every commit waits for. While records are written and work is done in the background, the servers
// are killed and started again, and then the database's primary is killed and the replica takes its place.
// Afterwards every write that was answered must be there once, and every job must have run once.
// usage: node cluster.mjs [SECONDS [WRITES-A-SECOND]]   (25 and 200 without numbers)
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SECONDS = Number(process.argv[2] ?? 25);
const RATE = Number(process.argv[3] ?? 200);
const PARTIES = 2500; // an export of them takes several steps
const UNDER_WAY = 250; // writes; more wait to be begun, as a server takes 200 connections of one address
const JOB_EVERY_MS = 700;
const KILL_EVERY_MS = Math.max(SECONDS * 1000 / 12, 2000); // servers in turns
const SECRET = 'geheim-4711';

const here = dirname(fileURLToPath(import.meta.url));
const program = process.env.MOSHTARI ?? join(here, '..', '..', 'build', 'moshtari');
const place = mkdtempSync(join(tmpdir(), 'moshtari-cluster-'));
chmodSync(place, 0o755);

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const run = (command, args, input) => {
  const done = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`${command} ${args[0]}: ${done.stdout}${done.stderr}`);
  return done.stdout.trim();
};
const database = (...args) => run(join(here, 'server.sh'), args);
const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => done(port));
  });
});

// ---- the databases ----

const primary = { folder: join(place, 'primary'), port: await freePort() };
const replica = { folder: join(place, 'replica'), port: await freePort() };
const settings = ({ port }) => [`port=${port}`, "listen_addresses='127.0.0.1'", `fsync=${SECONDS > 60 ? 'on' : 'off'}`];
const plain = ({ port }) => `postgresql://moshtari@127.0.0.1:${port}/postgres`;
const psql = (at, sql) => run('psql', [plain(at), '-XAtqc', sql]);
const address = `postgresql://moshtari:${SECRET}@127.0.0.1:${primary.port},127.0.0.1:${replica.port}/postgres`
  + '?target_session_attrs=read-write&schema=cluster';
const moshtari = (args, input) => run(program, [...args, '--data', address], input);

database('start', primary.folder, ...settings(primary));
process.on('exit', () => {
  for (const { folder } of [primary, replica])
    spawnSync(join(here, 'server.sh'), ['stop', folder, 'immediate']);
  rmSync(place, { recursive: true, force: true });
});
moshtari(['org', 'create', '--password-stdin'], `${SECRET}\n`);
moshtari(['demo', '--parties', String(PARTIES), '--seed', '7']);
const token = moshtari(['token', 'create', '--user', 'admin']);
database('replica', replica.folder, `${plain(primary)}?application_name=other`, ...settings(replica));
psql(primary, "ALTER SYSTEM SET synchronous_standby_names TO 'other'");
psql(primary, 'SELECT pg_reload_conf()');

// ---- the servers ----

const log = join(place, 'servers.log');
const servers = [{ port: await freePort() }, { port: await freePort() }];
const url = (server, path) => `http://127.0.0.1:${server.port}${path}`;
const begin = (server) => {
  const out = openSync(log, 'a');
  server.child = spawn(program, ['serve', '--data', address, '--port', String(server.port)], { stdio: ['ignore', out, out] });
  server.ended = new Promise((done) => server.child.on('exit', (code, signal) => done(server.over = { code, signal })));
  server.over = undefined;
};
process.on('exit', () => servers.forEach((server) => server.child?.kill('SIGKILL')));
const health = (server) => fetch(url(server, '/health'), { signal: AbortSignal.timeout(10_000) })
  .then((reply) => reply.status, () => 0);
const healthy = async (server) => {
  for (let tries = 0; tries < 600 && !server.over; tries++) {
    if (await health(server) === 200) return;
    await sleep(50);
  }
  throw new Error(`a server does not answer: ${JSON.stringify(server.over)} ` + readFileSync(log, 'utf8').slice(-2000));
};
servers.forEach(begin);
await Promise.all(servers.map(healthy));

// ---- writing ----

const bearer = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
const ask = (server, method, path, options = {}) => fetch(url(server, path),
  { method, redirect: 'manual', signal: AbortSignal.timeout(15_000), ...options });
const { id: party } = await (await ask(servers[0], 'POST', '/api/v1/party',
  { headers: bearer, body: JSON.stringify({ name: 'شرکت آزمون' }) })).json();

const answered = new Map(); // the external id of a write: the id it was answered with
const waits = [];
const refused = new Map(); // status: how often; 0 is no answer at all
let underWay = 0, latest = performance.now(), longest = 0;

const noteAnswer = (began) => {
  const now = performance.now();
  waits.push(now - began);
  longest = Math.max(longest, now - latest);
  latest = now;
};
// The same name makes the same record, however often it is sent and to whichever server.
const write = async (n) => {
  const name = `write-${n}`, began = performance.now();
  const body = JSON.stringify({ party, kind: 'note', subject: `پیام ${n}` });
  for (let tries = 0; ; tries++) {
    const reply = await ask(servers[(n + tries) % 2], 'PUT', `/api/v1/interaction/by-external-id/${name}`,
      { headers: bearer, body }).catch(() => ({ status: 0 }));
    if (reply.status === 200 || reply.status === 201) {
      answered.set(name, (await reply.json().catch(() => ({}))).id);
      return noteAnswer(began);
    }
    refused.set(reply.status, (refused.get(reply.status) ?? 0) + 1);
    await reply.text?.().catch(() => '');
    await sleep(50);
  }
};
const writeUntil = async (end) => {
  const all = [], began = performance.now();
  for (let n = 0; performance.now() < end; n++) {
    while (underWay >= UNDER_WAY || performance.now() < began + n * 1000 / RATE) await sleep(2);
    underWay++;
    all.push(write(n).finally(() => underWay--));
  }
  await Promise.all(all);
};

// ---- work in the background, asked for as people do ----

let cookie, formToken;
const form = (server, path, values) => ask(server, 'POST', path, {
  headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({ ...values, ...(formToken && { _token: formToken }) }) });
const logIn = async () => {
  const reply = await form(servers[0], '/login', { login: 'admin', password: SECRET });
  cookie = reply.headers.get('set-cookie').split(';')[0];
  const page = await (await ask(servers[1], 'GET', '/party', { headers: { cookie } })).text();
  [, formToken] = page.match(/name="_token" value="([^"]+)"/);
};
const began = []; // addresses of exports that were answered
const exportUntil = async (end) => {
  for (let n = 0; performance.now() < end; n++) {
    const reply = await form(servers[n % 2], '/party/export', { format: 'csv', all: '1' }).catch(() => ({ status: 0 }));
    if (reply.status === 303) began.push(reply.headers.get('location'));
    await sleep(JOB_EVERY_MS);
  }
};

// How long it takes until a stream at one server tells of work begun at the other.
const heardAfterMs = async () => {
  const cut = new AbortController();
  const stream = await fetch(url(servers[1], '/events'), { headers: { cookie }, signal: cut.signal });
  const reader = stream.body.pipeThrough(new TextDecoderStream()).getReader();
  await reader.read(); // how things stood before
  const reply = await form(servers[0], '/party/export', { format: 'csv', all: '1' });
  const began = performance.now(), job = reply.headers.get('location').split('/')[2];
  for (let text = ''; !text.includes(job);) text += (await reader.read()).value ?? job;
  const ms = performance.now() - began;
  cut.abort();
  return Math.round(ms);
};

// ---- what goes wrong ----

let kills = 0, awayPage = '', outageMs;
const killServers = async (end) => {
  for (; performance.now() < end; kills++) {
    const server = servers[kills % 2];
    await sleep(KILL_EVERY_MS);
    server.child.kill('SIGKILL');
    await server.ended;
    await sleep(500);
    begin(server);
    await healthy(server);
  }
};
const killPrimary = async () => {
  const began = performance.now();
  database('kill', primary.folder);
  const reply = await ask(servers[0], 'GET', '/login').catch(() => undefined);
  awayPage = reply ? `${reply.status} ${reply.headers.get('refresh')} ${await reply.text()}` : '';
  await sleep(500); // until somebody notices
  database('promote', replica.folder);
  await Promise.all(servers.map(healthy));
  outageMs = performance.now() - began;
};

await logIn();
const heardMs = await heardAfterMs();
const start = performance.now(), at = (share) => start + share * SECONDS * 1000;
const writing = writeUntil(at(1)), exporting = exportUntil(at(0.9));
await killServers(at(0.45));
await killPrimary();
await killServers(at(0.8));
await Promise.all([writing, exporting]);

// ---- what is there ----

const [before, after] = [primary, replica];
const count = (sql) => Number(psql(after, `SET search_path TO cluster; ${sql}`));
const unfinished = () => count('SELECT count(*) FROM job WHERE user_id <> 0 AND state IN (1, 2)');
for (let tries = 0; tries < 300 && unfinished(); tries++) await sleep(100);

let passed = 0, failed = 0;
const ok = (good, name, ...why) => {
  good ? passed++ : failed++;
  console.log(`${good ? 'ok' : 'not ok'} - ${name}`, good ? '' : why.join(' '));
};

const there = new Map(psql(after, 'SELECT external_id, id, count(*) OVER (PARTITION BY external_id)'
  + " FROM cluster.interaction WHERE external_id LIKE 'write-%'").split('\n').map((line) => line.split('|')).map(([name, id, times]) => [name, { id, times }]));
const lost = [...answered.keys()].filter((name) => !there.has(name));
ok(answered.size > SECONDS * RATE / 20, 'writes were answered', answered.size);
ok(lost.length === 0, `of ${answered.size} answered writes none is lost`, lost.slice(0, 5));
ok([...there.values()].every(({ times }) => times === '1'), 'none is there twice');
ok(count("SELECT count(DISTINCT record) - count(*) FROM journal WHERE entity = 'interaction' AND action = 1"
  + ` AND party = (SELECT party FROM interaction WHERE external_id = 'write-0')`) === 0, 'none was made twice');
ok(count('SELECT count(*) - max(seq) FROM journal') === 0, 'the journal has no gaps');

const jobs = count("SELECT count(*) FROM job WHERE kind = 'records.export'");
ok(jobs > 0, 'work was done meanwhile');
ok(count("SELECT count(*) FROM job WHERE kind = 'records.export' AND state <> 3") === 0, `${jobs} jobs came to their end`);
ok(count("SELECT count(*) FROM (SELECT path FROM notification WHERE path LIKE '/jobs/%' GROUP BY path HAVING count(*) > 1) AS twice") === 0,
  'none was told of twice');
// Rows of CSV: a line that leaves a quote open goes on in the next.
const rowsOf = (text) => {
  const rows = [];
  let open = false;
  for (const line of text.trim().split('\n')) {
    if (open) rows.push(`${rows.pop()}\n${line}`);
    else rows.push(line);
    open = open !== (line.split('"').length % 2 === 0);
  }
  return rows;
};
const parties = count('SELECT count(*) FROM party');
const wrong = [];
for (const location of new Set(began.map((path) => path.replace('/file', '')))) {
  const text = await (await ask(servers[0], 'GET', `${location}/file`, { headers: { cookie } })).text();
  const rows = rowsOf(text);
  if (new Set(rows).size !== rows.length || rows.length !== parties + 1) wrong.push(location, rows.length, parties + 1);
}
ok(wrong.length === 0, `${began.length} exports hold every row once`, wrong);

ok(heardMs < 900, 'a stream at one server hears at once what the other did', heardMs);
ok(/^503 3 .*پایگاه داده‌اش پاسخ نمی‌دهد/s.test(awayPage), 'a page says that the database is away', awayPage.slice(0, 200));
ok(await health(servers[0]) === 200 && await health(servers[1]) === 200, 'both servers answer by themselves again');
const logs = [log, ...[before, after].map(({ folder }) => join(folder, 'server.log'))].map((file) => readFileSync(file, 'utf8'));
ok(logs.every((text) => !text.includes(SECRET)), 'no log holds the password');

for (const server of servers) {
  server.child.kill('SIGTERM');
  await server.ended;
}
moshtari(['check']); // throws when something is not whole
ok(true, 'the organisation is whole');

// ---- figures ----

waits.sort((a, b) => a - b);
const share = (part) => Math.round(waits[Math.min(waits.length - 1, Math.floor(waits.length * part))]);
console.log(JSON.stringify({
  seconds: SECONDS, asked: RATE, answered: answered.size, lost: lost.length, jobs, exports: began.length, heardMs, serverKills: kills,
  primaryAwayMs: Math.round(outageMs), longestWithoutAnswerMs: Math.round(longest),
  waitMs: { half: share(0.5), '99 %': share(0.99), most: share(1) }, refused: Object.fromEntries(refused),
}));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
