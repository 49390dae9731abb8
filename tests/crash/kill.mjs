// kill.mjs - kills the server again and again while it is being written to. Every write that was
// answered must be there afterwards, and the organisation must be whole.
// usage: node kill.mjs [KILLS]   (25 without a number)
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'node:net';

const KILLS = Number(process.argv[2] ?? 25);
const WRITERS = 8;
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = process.env.MOSHTARI ?? join(root, 'build', 'moshtari');
const data = mkdtempSync(join(tmpdir(), 'moshtari-kill-'));

const moshtari = (...args) => {
  const run = spawnSync(program, [...args, '--data', data], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`moshtari ${args.join(' ')}: ${run.stdout}${run.stderr}`);
  return run.stdout.trim();
};

const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => done(port));
  });
});

moshtari('org', 'create');
const token = moshtari('token', 'create', '--user', 'admin');
const port = await freePort();
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const serve = async () => {
  const server = spawn(program, ['serve', '--data', data, '--port', String(port)], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; tries < 400; tries++) {
    if (await fetch(`http://127.0.0.1:${port}/health`).then((r) => r.ok, () => false)) return server;
    await sleep(10);
  }
  throw new Error('the server does not answer');
};

const post = async (path, body) => {
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return reply.status === 201 ? (await reply.json()).id : undefined;
};

// ---- write, and kill ----

const answered = new Set();
let number = 0;
const writeUntil = async (stopped, party) => {
  while (!stopped.now) {
    const subject = `پیام ${++number}`;
    const id = await post('/api/v1/interaction', { party, kind: 'note', subject }).catch(() => undefined);
    if (id) answered.add(id);
  }
};

let server = await serve();
const party = await post('/api/v1/party', { name: 'شرکت آزمون' });
for (let kill = 0; kill < KILLS; kill++) {
  const stopped = { now: false };
  const writers = Array.from({ length: WRITERS }, () => writeUntil(stopped, party));
  await sleep(20 + Math.random() * 180);
  const ended = new Promise((done) => server.on('exit', done));
  server.kill('SIGKILL');
  await ended;
  stopped.now = true;
  await Promise.all(writers);
  server = await serve();
}

// ---- what is there ----

const there = new Set();
for (let cursor = ''; cursor !== undefined;) {
  const query = `limit=200&fields=id&cursor=${cursor}&filter=${encodeURIComponent(`party = ${party}`)}`;
  const list = await (await fetch(`http://127.0.0.1:${port}/api/v1/interaction?${query}`, { headers })).json();
  list.data.forEach((item) => there.add(item.id));
  cursor = list.next ?? undefined;
}
const ended = new Promise((done) => server.on('exit', done));
server.kill('SIGTERM');
await ended;
moshtari('check'); // throws when something is not whole
rmSync(data, { recursive: true });

const lost = [...answered].filter((id) => !there.has(id));
console.log(`${KILLS} kills, ${answered.size} writes answered, ${there.size} there, ${lost.length} lost`);
const passed = lost.length === 0 && answered.size > KILLS;
console.log(`${passed ? 1 : 0} passed, ${passed ? 0 : 1} failed`);
process.exit(passed ? 0 : 1);
