// many.mjs - several organisations on one server, as programs meet them: what belongs to one is nobody else's, and
// what one suffers holds up no other.
// usage: node many.mjs build/moshtari
import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [program] = process.argv.slice(2);
const place = mkdtempSync(join(tmpdir(), 'moshtari-many-'));
const data = join(place, 'data');
const pgServer = join(dirname(fileURLToPath(import.meta.url)), '..', 'pg', 'server.sh');
const run = (...words) => execFileSync(program, [...words, '--data', data, '--lang', 'en'], { encoding: 'utf8' });
const pg = (...words) => execFileSync(pgServer, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

let tests = 0, failed = 0;
function is(name, expected, got) {
  tests++;
  const good = JSON.stringify(expected) === JSON.stringify(got);
  if (!good) failed++;
  console.log(`${good ? 'ok' : 'not ok'} ${tests} - ${name}`);
  if (!good) console.log(`# expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`.slice(0, 2000));
}

// ---- the organisations and their server ----

const passwords = {}, tokens = {};
for (const org of ['alef', 'be', 'pe']) {
  passwords[org] = JSON.parse(run('org', 'create', '--org', org, '--host', `${org}.example`, '--json')).password;
  tokens[org] = run('token', 'create', '--user', 'admin', '--org', org).match(/mt_\S+/)[0];
}

let server, port, folder;
process.on('exit', () => {
  server?.kill('SIGKILL');
  if (folder) spawnSync(pgServer, ['stop', folder, 'immediate']);
  rmSync(place, { recursive: true, force: true });
});
async function serve() {
  server = spawn(program, ['serve', '--port', '0', '--data', data, '--lang', 'en', '--error-log', join(place, 'errors')],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  port = await new Promise((done, fail) => {
    server.stdout.on('data', (chunk) => {
      const found = /http:\/\/[0-9.]+:(\d+)/.exec(chunk);
      if (found) done(Number(found[1]));
    });
    server.on('exit', () => fail(new Error('the server ended')));
  });
}
async function end(signal) {
  const ended = new Promise((done) => server.on('exit', (code) => done(code)));
  server.kill(signal);
  return ended;
}

/** Ask for a host, which `fetch` cannot. */
const ask = (host, method, path, headers = {}, body = undefined) => new Promise((done, fail) => {
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
  request({ host: '127.0.0.1', port, method, path, headers: { Host: host, ...headers, ...length }, agent: false }, (reply) => {
    let text = '';
    reply.setEncoding('utf8').on('data', (chunk) => { text += chunk; })
      .on('end', () => done({ status: reply.statusCode, headers: reply.headers, text }));
  }).on('error', fail).end(body);
});
const api = (org, method, path, body, token = tokens[org]) => ask(`${org}.example`, method, `/api/v1${path}`,
  { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body && JSON.stringify(body));
const rows = async (org, query) => JSON.parse((await api(org, 'GET', `/party?${query}`)).text).data;
const names = async (org) => (await rows(org, 'fields=name&sort=name')).map((row) => row.name);
async function until(org, status) {
  for (let tries = 0; tries < 400; tries++, await sleep(50))
    if ((await api(org, 'GET', '/party?limit=1')).status === status) return status;
  return 'never';
}

await serve();

// ---- what is whose ----

for (const org of ['alef', 'be', 'pe'])
  is(`${org} takes a customer`, 201, (await api(org, 'POST', '/party', { name: `شرکت ${org}` })).status);
for (const org of ['alef', 'be', 'pe']) is(`${org} has its own alone`, [`شرکت ${org}`], await names(org));
is('a token counts in one organisation alone', 401, (await api('be', 'GET', '/party', undefined, tokens.alef)).status);

const login = (org, password) => ask(`${org}.example`, 'POST', '/login',
  { 'Content-Type': 'application/x-www-form-urlencoded', Origin: `http://${org}.example`, 'Sec-Fetch-Site': 'same-origin' },
  new URLSearchParams({ login: 'admin', password }).toString());
const entered = await login('alef', passwords.alef);
const cookie = (entered.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
is('a person logs in', 303, entered.status);
is('the session counts', 200, (await ask('alef.example', 'GET', '/party', { Cookie: cookie })).status);
const elsewhere = await ask('be.example', 'GET', '/party', { Cookie: cookie });
is('but in no other organisation', [303, true], [elsewhere.status, /login/.test(elsewhere.headers.location)]);
is('nor does the password', false, (await login('be', passwords.alef)).status === 303);
is('an unknown host is nobody', 421, (await ask('te.example', 'GET', '/party', { Cookie: cookie })).status);

// ---- slow: an import holds the database of one ----

const file = join(place, 'rows.csv');
writeFileSync(file, 'نام,تلفن همراه\n' + Array.from({ length: 60_000 }, (_, i) => `مشتری ${i},0912${String(i).padStart(7, '0')}\n`).join(''));
let importing = true;
const imported = new Promise((done) => {
  execFile(program, ['import', file, '--org', 'alef', '--data', data, '--lang', 'en'], (error) => {
    importing = false;
    done(error ? error.message : '');
  });
});
const party = (await rows('be', 'fields=id'))[0].id;
let meanwhile = 0;
while (importing) {
  const reply = await api('be', 'POST', '/interaction', { party, kind: 'note', subject: 'یادداشت' });
  if (importing && reply.status === 201) meanwhile++;
}
is('the import came to its end', '', await imported);
is('others wrote while it ran', true, meanwhile > 10);

// ---- moved, suspended, killed ----

run('org', 'move', '--org', 'pe', '--to', join(place, 'elsewhere'));
is('one that moved answers', 200, await until('pe', 200));
is('with what it had', 201, (await api('pe', 'POST', '/party', { name: 'تازه' })).status);
run('org', 'suspend', '--org', 'pe');
is('one that is suspended does not', 503, await until('pe', 503));
const refused = await api('pe', 'GET', '/party');
is('to programs neither', [503, 'application/problem+json'], [refused.status, refused.headers['content-type']]);
run('org', 'resume', '--org', 'pe');
await end('SIGKILL');
await serve();
is('after a kill all are there', ['تازه', 'شرکت pe'], await names('pe'));
is('each with its own', ['شرکت be'], await names('be'));

// ---- away: the database server of one ----

chmodSync(place, 0o755);
folder = join(place, 'pg');
const address = pg('start', folder, 'fsync=off');
const psql = (sql) => execFileSync('psql', [address, '-XAtqc', sql], { encoding: 'utf8' }).trim();
run('org', 'move', '--org', 'be', '--to', `${address}&schema=be`);
is('one lives in PostgreSQL', 200, await until('be', 200));
is('with what it had', ['شرکت be'], await names('be'));

const holder = spawn('psql', [address, '-XAtqc', 'BEGIN; LOCK TABLE be.party; SELECT pg_sleep(60)'], { stdio: 'ignore' });
const waiting = "FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
while (psql("SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted AND relation = 'be.party'::regclass") === '0') await sleep(20);
const held = ask('be.example', 'GET', '/api/v1/party', { Authorization: `Bearer ${tokens.be}` });
while (psql(`SELECT count(*) ${waiting}`) === '0') await sleep(20);
psql(`SELECT pg_terminate_backend(pid) ${waiting}`);
const cut = await held;
is('a question that is cut off says that the database is away', [503, '3', true],
  [cut.status, cut.headers['retry-after'], /away/.test(JSON.parse(cut.text).type)]);
psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()");
await new Promise((done) => { holder.exitCode === null ? holder.on('exit', done) : done(); });
is('and the next is answered', 200, await until('be', 200));

pg('stop', folder, 'immediate');
is('its database goes away', 503, await until('be', 503));
is('the others stay', [200, 200], [(await api('alef', 'GET', '/party?limit=1')).status, (await api('pe', 'GET', '/party')).status]);
pg('start', folder);
is('it comes back by itself', 200, await until('be', 200));
is('and is whole', ['شرکت be'], await names('be'));
is('the server ends well', 0, await end('SIGTERM'));
for (const org of ['alef', 'be', 'pe']) run('check', '--org', org); // throws when something is not whole
console.log(`1..${tests}`);
process.exit(failed ? 1 : 0);
