// kit.mjs - a place, PostgreSQL servers and programs for a test, gone when it ends.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const program = process.env.MOSHTARI ?? join(here, '..', '..', 'build', 'moshtari');
export const place = mkdtempSync(join(tmpdir(), 'moshtari-pg-'));
chmodSync(place, 0o755);

const ends = []; // what is to be done at the end, the latest first
export const atEnd = (end) => ends.unshift(end);
process.on('exit', () => {
  for (const end of ends) end();
  rmSync(place, { recursive: true, force: true });
});

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
export const run = (command, args, input) => {
  const done = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${done.stdout}${done.stderr}`);
  return done.stdout.trim();
};
export const moshtari = (...args) => run(program, args);
export const moshtariWith = (input, ...args) => run(program, args, input);
export const until = async (what, ready, ms = 30_000) => {
  for (const end = performance.now() + ms; performance.now() < end; await sleep(50))
    if (await ready()) return;
  throw new Error(`${what}: not within ${ms} ms`);
};

// ---- databases ----

export const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => done(port));
  });
});
export const address = (port) => `postgresql://moshtari@127.0.0.1:${port}/postgres`;
export const psql = (port, sql) => run('psql', [address(port), '-XAtqc', sql]);
export const database = (verb, name, ...rest) => run(join(here, 'server.sh'), [verb, join(place, name), ...rest]);
export const settings = (port) => [`port=${port}`, "listen_addresses='127.0.0.1'", 'fsync=off', 'full_page_writes=off'];
export const startDatabase = async (name, ...more) => {
  const port = await freePort();
  atEnd(() => spawnSync(join(here, 'server.sh'), ['stop', join(place, name), 'immediate']));
  database('start', name, ...settings(port), ...more);
  return port;
};

// ---- the program ----

const log = join(place, 'servers.log');
export const serverLog = () => readFileSync(log, 'utf8');
export const serve = async (host, ...args) => {
  const port = await freePort(), out = openSync(log, 'a');
  const child = spawn(program, ['serve', '--port', String(port), ...args], { stdio: ['ignore', out, out] });
  const server = { port, child, ended: new Promise((done) => child.on('exit', (code, signal) => done(code ?? signal))) };
  server.stop = () => { child.kill('SIGTERM'); return server.ended; };
  atEnd(() => child.kill('SIGKILL'));
  await until(`a server answers (${serverLog()})`, async () => (await ask(server, host, 'GET', '/health')).status === 200);
  return server;
};

// What came of a request, on a connection of its own; status 0 is no answer at all.
export const ask = (server, host, method, path, { headers = {}, body } = {}) => new Promise((done) => {
  const began = performance.now();
  const end = (status, text = '', got = {}) => done({ status, text, headers: got, ms: Math.round(performance.now() - began) });
  const asked = request({ host: '127.0.0.1', port: server.port, method, path, agent: false, timeout: 40_000,
    headers: { ...headers, ...(host && { host }), ...(body && { 'content-length': Buffer.byteLength(body) }) } }, (reply) => {
    let text = '';
    reply.setEncoding('utf8').on('data', (part) => text += part)
      .on('end', () => end(reply.statusCode, text, reply.headers)).on('error', () => end(0));
  });
  asked.on('timeout', () => asked.destroy()).on('error', () => end(0));
  asked.end(body);
});
export const bearer = (token) => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' });

// ---- telling ----

let passed = 0, failed = 0;
export const ok = (good, name, ...why) => {
  good ? passed++ : failed++;
  console.log(`${good ? 'ok' : 'not ok'} - ${name}`, good ? '' : why.map((one) => typeof one === 'string' ? one : JSON.stringify(one)).join(' '));
};
export const close = () => {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
};
