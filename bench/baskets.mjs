// baskets.mjs - the orders of an organisation counted anew by the server's job, while others write: how long it takes, and how long
// the slowest of them waits. See README.md.
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { moshtari, ownServer, program } from './engine.mjs';
import { ALL_CORES, cpuMicros, scratch, start, stop } from './machine.mjs';

const option = (name, standard) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : standard;
};
const orders = option('orders', '100000');
const PORT = Number(option('port', '18485'));
const PASSWORD = 'bench-password-1405', WRITE_EVERY_MS = 20;
const base = `http://127.0.0.1:${PORT}`;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const say = (text) => console.log(`${text}\n`);

const database = process.argv.includes('--database') ? ownServer() : null;
const data = database ? `${database.address}&schema=baskets_${process.pid}` : join(scratch, 'baskets');
moshtari('org', 'create', '--data', data);
moshtari('demo', '--data', data, '--parties', '10000', '--deals', '0', '--orders', orders);
spawnSync(program, ['user', 'password', 'admin', '--password-stdin', '--data', data], { input: `${PASSWORD}\n` });
const token = moshtari('token', 'create', '--user', 'admin', '--data', data).trim();

/** CPU seconds of the program; and of the database with all its children. */
const cpu = (pid) => cpuMicros(pid) / 1e6;

const logIn = async () => {
  const reply = await fetch(`${base}/login`, {
    method: 'POST', redirect: 'manual', headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ login: 'admin', password: PASSWORD }),
  });
  return { Cookie: reply.headers.get('set-cookie').split(';')[0] };
};

const api = (path, body) => fetch(`${base}/api/v1/${path}`, {
  method: body ? 'POST' : 'GET',
  headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
  body: body && JSON.stringify(body),
});

const server = await start(program, ['serve', '--data', data, '--port', String(PORT)], PORT, ALL_CORES);
const begun = performance.now(), databaseBefore = database ? cpu(database.pid) : 0;
const session = await logIn();
const party = (await (await api('party?limit=1&fields=id')).json()).data[0].id;

/** Others write one after another as long as `on` says so; how long each waited. */
const write = async (on) => {
  const waits = [];
  while (on(waits.length)) {
    const from = performance.now();
    const reply = await api('interaction', { party, kind: 'note', subject: 'سنجش' });
    if (reply.status !== 201) throw new Error(`a write said ${reply.status}: ${await reply.text()}`);
    await reply.arrayBuffer();
    waits.push(performance.now() - from);
    await sleep(WRITE_EVERY_MS);
  }
  return waits.sort((a, b) => a - b);
};
const told = (waits) => {
  const at = (share) => waits[Math.floor(waits.length * share)].toFixed(1);
  return `half within ${at(0.5)} ms, 99 % within ${at(0.99)} ms, the longest ${waits.at(-1).toFixed(1)} ms`;
};

let counting = true;
const writes = write(() => counting);

const page = async () => (await fetch(`${base}/offers`, { headers: session })).text();
for (let text = await page(); text.includes('در صف شمارش') || text.includes('از نو شمرده'); text = await page()) await sleep(250);
const seconds = (performance.now() - begun) / 1000, used = cpu(server.pid), databaseUsed = database ? cpu(database.pid) - databaseBefore : 0;
counting = false;
const during = await writes, after = await write((n) => n < during.length);
await stop(server);
database?.stop();

say(`${new Date().toISOString().slice(0, 10)}, ${orders} orders, ${database ? 'PostgreSQL' : 'SQLite'}, ${cpus()[0].model}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}`);
say(`counted in ${seconds.toFixed(1)} s; ${used.toFixed(1)} s of CPU in the server${database ? `, ${databaseUsed.toFixed(1)} s in the database` : ''}`);
say(`${during.length} writes meanwhile: ${told(during)}`);
say(`as many afterwards: ${told(after)}`);
