// silent.mjs - of many organisations on one server ten live in databases that fall silent: connections
// stay, new ones are taken, and no word comes back. The others must not feel it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { address, ask, atEnd, bearer, close, freePort, moshtari, ok, place, serve, sleep, startDatabase, until } from './kit.mjs';

const SILENT = 10, SECONDS = 12;
const PATIENCE_MS = 2500; // much less than a connection is waited for

const port = await startDatabase('database');
const list = ['--data', `${place}/list`];

// ---- a way to the database: a process that passes bytes on, and is stopped ----

const way = await freePort();
const passing = spawn(process.execPath, ['-e', `
  const { connect, createServer } = require('node:net');
  createServer((near) => {
    const far = connect(${port}, '127.0.0.1');
    for (const [from, to] of [[near, far], [far, near]])
      from.pipe(to), from.on('error', () => to.destroy()).on('close', () => to.destroy());
  }).listen(${way}, '127.0.0.1', () => console.log('listens'));`], { stdio: ['ignore', 'pipe', 'inherit'] });
atEnd(() => passing.kill('SIGKILL'));
await once(passing.stdout, 'data');

// ---- the organisations ----

const living = ['alef', 'be'];
const silent = Array.from({ length: SILENT }, (_, n) => `q${n}`);
moshtari('org', 'create', ...list, '--org', 'be', '--host', 'be.example');
for (const [names, at] of [[['alef'], port], [silent, way]])
  for (const name of names) {
    moshtari('org', 'create', '--data', `${address(port)}?schema=${name}`);
    moshtari('org', 'add', ...list, '--org', name, '--host', `${name}.example`, '--at', `${address(at)}?schema=${name}`);
  }
const tokens = Object.fromEntries(living.map((name) => [name, moshtari('token', 'create', ...list, '--org', name, '--user', 'admin')]));
const server = await serve('be.example', ...list, '--loops', '2');
const get = (name, path) => ask(server, `${name}.example`, 'GET', path);

for (const name of silent) await get(name, '/login');
ok((await Promise.all(silent.map((name) => get(name, '/login')))).every(({ status }) => status === 200), 'all of them answer');

// ---- silence ----

let longest = 0, wrong = [], asked = 0;
const watch = async (what, request) => {
  const { status, ms } = await request();
  asked++;
  longest = Math.max(longest, ms);
  if (![200, 201].includes(status) || ms > PATIENCE_MS) wrong.push([what, status, ms]);
};
const use = async (name, end) => {
  const headers = bearer(tokens[name]);
  for (let n = 0; performance.now() < end; n++) {
    await watch(`${name} looks`, () => get(name, '/login'));
    await watch(`${name} writes`, () => ask(server, `${name}.example`, 'POST', '/api/v1/party', { headers, body: JSON.stringify({ name: `ن ${n}` }) }));
    await watch(`${name} counts`, () => ask(server, `${name}.example`, 'GET', '/api/v1/party?count=exact&limit=1', { headers }));
    await watch(`${name} takes a file`, () => get(name, '/manifest.webmanifest').then((r) => ({ ...r, status: r.status === 404 ? 200 : r.status })));
    await sleep(20);
  }
};
const disturb = async (name, end) => {
  while (performance.now() < end) {
    await Promise.all(['/login', '/login', '/api/v1/party?count=exact'].map((path) => get(name, path)));
    await sleep(100);
  }
};

passing.kill('SIGSTOP');
const end = performance.now() + SECONDS * 1000;
const disturbing = silent.map((name) => disturb(name, end));
await Promise.all(living.map((name) => use(name, end)));
ok(wrong.length === 0, `of ${asked} requests of the others none waited (${longest} ms at most)`, wrong.slice(0, 8));
await get(silent[0], '/login'); // it may be the one that looks whether the database is back
const page = await get(silent[0], '/login');
ok(page.status === 503 && page.text.includes('پایگاه داده‌اش پاسخ نمی‌دهد'), 'a silent one says so', page.status);
ok(page.ms < 1000, 'and at once', page.ms);

passing.kill('SIGCONT');
await Promise.all(disturbing);
await until('the silent ones answer again', async () =>
  (await Promise.all(silent.map((name) => get(name, '/login')))).every(({ status }) => status === 200), 60_000);
ok(true, 'they answer again by themselves');
ok(await server.stop() === 0, 'the server stops well');
close();
