// office.mjs - an organisation of its own on a running server, somebody who is logged in, and how long their requests wait.
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { moshtari, ownServer, program } from './engine.mjs';
import { ALL_CORES, cpuMicros, scratch, start, stop } from './machine.mjs';

const PASSWORD = 'bench-password-1405';

export const option = (name, standard) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : standard;
};
export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
export const say = (text) => console.log(`${text}\n`);

/** `demo`: options of `moshtari demo`. In PostgreSQL where --database stands on the command line. */
export const office = async (name, port, demo, ...serve) => {
  const database = process.argv.includes('--database') ? ownServer() : null;
  const data = database ? `${database.address}&schema=${name}_${process.pid}` : join(scratch, name);
  moshtari('org', 'create', '--data', data);
  moshtari('demo', '--data', data, ...demo);
  spawnSync(program, ['user', 'password', 'admin', '--password-stdin', '--data', data], { input: `${PASSWORD}\n` });
  const token = moshtari('token', 'create', '--user', 'admin', '--data', data).trim();
  const server = await start(program, ['serve', '--data', data, '--port', String(port), ...serve], port, ALL_CORES);
  const base = `http://127.0.0.1:${port}`;
  const reply = await fetch(`${base}/login`, {
    method: 'POST', redirect: 'manual', headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ login: 'admin', password: PASSWORD }),
  });
  const session = { Cookie: reply.headers.get('set-cookie').split(';')[0] };
  return {
    base, data, database, pid: server.pid, session,
    api: (path, body) => fetch(`${base}/api/v1/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    }),
    /** CPU seconds used so far: of the server, and of the database with all its children. */
    used: () => ({ server: cpuMicros(server.pid) / 1e6, database: database ? cpuMicros(database.pid) / 1e6 : 0 }),
    close: async () => { await stop(server); database?.stop(); },
    told: () => `${new Date().toISOString().slice(0, 10)}, ${database ? 'PostgreSQL' : 'SQLite'}, ${cpus()[0].model}, `
      + `${cpus().length} cores, load ${loadavg()[0].toFixed(1)}`,
  };
};

/** One after another, `everyMs` apart, as long as `on` says so; how long each waited, in order. */
export const waits = async (ask, everyMs, on) => {
  const all = [];
  while (on(all.length)) {
    const from = performance.now();
    const reply = await ask();
    if (!reply.ok) throw new Error(`a request said ${reply.status}: ${await reply.text()}`);
    await reply.arrayBuffer();
    all.push(performance.now() - from);
    await sleep(everyMs);
  }
  return all.sort((a, b) => a - b);
};

export const toldWaits = (all) => {
  const at = (share) => all[Math.floor(all.length * share)].toFixed(1);
  return `half within ${at(0.5)} ms, 99 % within ${at(0.99)} ms, the longest ${all.at(-1).toFixed(1)} ms`;
};
