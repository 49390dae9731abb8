// organisations.mjs - a thousand small organisations on one server: memory, start, the first page and the next ones.
// usage: node bench/organisations.mjs [--count 1000] [--port 18490]
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ALL_CORES, cpuMicros, load, memory, scratch, start, stop } from './machine.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const program = process.env.MOSHTARI ?? join(here, '..', 'build', 'moshtari');
const PARTIES = 200, ROUNDS = 5, ROUND_SECONDS = 2, OPENED = 200, TURNS = 50, IDLE_SECONDS = 5;

const option = (name, standard) => {
  const at = process.argv.indexOf(`--${name}`);
  return Number(at > 0 ? process.argv[at + 1] : standard);
};
const count = option('count', 1000), PORT = option('port', 18490);
const moshtari = (...args) => execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const fixed = (n, digits = 0) => n.toFixed(digits);
const least = (values) => Math.min(...values);
const host = (i) => `org-${i}.example`;

const ask = (path, { as, headers = {}, method = 'GET', body } = {}) => new Promise((done, fail) => {
  request({ host: '127.0.0.1', port: PORT, path, method, headers: { Host: as ?? '127.0.0.1', ...headers } }, (reply) => {
    let text = '';
    reply.setEncoding('utf8').on('data', (chunk) => { text += chunk; }).on('end', () => done({ status: reply.statusCode, headers: reply.headers, text }));
  }).on('error', fail).end(body);
});

// ---- one organisation is made, and copied with one person's session in it ----

const alone = join(scratch, 'alone');
const { password } = JSON.parse(moshtari('org', 'create', '--data', alone, '--json'));
moshtari('demo', '--parties', String(PARTIES), '--data', alone);
const serve = (where, cores) => start(program, ['serve', '--data', where, '--port', String(PORT), '--loops', '1'], PORT, cores);

const first = await serve(alone);
const entered = await ask('/login', { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
  body: new URLSearchParams({ login: 'admin', password }).toString() });
const session = { Cookie: entered.headers['set-cookie'][0].split(';')[0] };
const page = /\/party\/[0-9A-Z]{13}/.exec((await ask('/party', { headers: session })).text)[0];
await stop(first);

const data = join(scratch, 'data');
const begun = performance.now();
for (let i = 0; i < count; i++) {
  const folder = join(data, `org-${i}`);
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(alone, 'organisation.db'), join(folder, 'organisation.db'));
  if (existsSync(join(alone, 'organisation.db-files'))) copyFileSync(join(alone, 'organisation.db-files'), join(folder, 'organisation.db-files'));
  moshtari('org', 'add', '--data', data, '--org', `org-${i}`, '--host', host(i));
}
const entering = (performance.now() - begun) / count;

const lines = [];
const say = (text) => { lines.push(text); console.log(text); };
const tell = (m) => `${fixed(m.resident)} MB resident, of it ${fixed(m.own)} the program's own`;
const { bytes } = JSON.parse(moshtari('org', 'info', '--json', '--data', alone));
say(`${new Date().toISOString().slice(0, 10)}, ${count} organisations of ${PARTIES} customers (${fixed(bytes / 1e6, 1)} MB each, a SQLite file each); `
  + `${cpus()[0].model}, ${cpus().length} cores, load ${fixed(loadavg()[0], 1)}`);
say('');
say('One organisation is made with demo data and a session; the others are copies of its file, entered with `moshtari org add`');
say(`(${fixed(entering)} ms each, copying and a start of the program included). One loop thread.`);
say('');

// ---- start and memory ----

const visit = async (i) => {
  const { status } = await ask(page, { as: host(i), headers: session });
  if (status !== 200) throw new Error(`${host(i)} said ${status}`);
};
const startedAt = performance.now();
let server = await serve(data, ALL_CORES);
await visit(0);
say(`- start to the first page of one of them: ${fixed(performance.now() - startedAt)} ms`);
const begin = memory(server.pid);
let before = cpuMicros(server.pid);
for (let i = 1; i <= OPENED; i++) await visit(i);
const opening = (cpuMicros(server.pid) - before) / OPENED;
const opened = memory(server.pid);
for (let i = OPENED + 1; i < count; i++) await visit(i);
for (let i = 0; i < count; i++) await visit(i);
const all = memory(server.pid);
await sleep(8000); // what is open beyond the limit is closed, and its memory given back
const settled = memory(server.pid);
before = cpuMicros(server.pid);
await sleep(IDLE_SECONDS * 1000);
const idle = (cpuMicros(server.pid) - before) / IDLE_SECONDS;
say(`- memory after the start: ${tell(begin)}; after ${OPENED} were opened one after the other: ${tell(opened)}; after all were visited twice: `
  + `${tell(all)}; some seconds later: ${tell(settled)}`);
say(`- nobody asks anything: ${fixed(idle / 1e4, 2)} % of a core`);
await stop(server);

// ---- the first page and the next ones, beside a server of one organisation ----

const figures = { alone: [], one: [], turns: [] };
const ways = {
  alone: [alone, { paths: [page], headers: session }],
  one: [data, { paths: [page], headers: session, hosts: [host(0)] }],
  turns: [data, { paths: [page], headers: session, hosts: Array.from({ length: TURNS }, (_, i) => host(i)) }],
};
for (let round = 0; round < ROUNDS; round++)
  for (const [name, [where, what]] of Object.entries(ways)) {
    server = await serve(where);
    load(server.pid, PORT, what, { seconds: 1 }); // warm; those that are asked for are opened
    figures[name].push(load(server.pid, PORT, what, { seconds: ROUND_SECONDS }));
    await stop(server);
  }
const errors = Object.values(figures).flat().reduce((sum, r) => sum + r.errors, 0);
const cpu = Object.fromEntries(Object.entries(figures).map(([name, all]) => [name, least(all.map((r) => r.cpu))]));
const ratio = (name) => figures[name].map((r, i) => r.cpu / figures.alone[i].cpu).sort((a, b) => a - b)[ROUNDS >> 1];
say('');
say(`Customer page, CPU time of the server, the best of ${ROUNDS} rounds in turns; the ratio is the median of the rounds'.`);
say('');
say('| what | µs CPU | to the same page of a server of one |');
say('|---|---|---|');
say(`| server of one organisation | ${fixed(cpu.alone)} | 1 |`);
say(`| server of ${count}, one is asked | ${fixed(cpu.one)} | ${fixed(ratio('one'), 2)} |`);
say(`| server of ${count}, ${TURNS} are asked in turn | ${fixed(cpu.turns)} | ${fixed(ratio('turns'), 2)} |`);
say(`| the first page of one that is closed (others are closed for it) | ${fixed(opening)} | ${fixed(opening / cpu.alone, 1)} |`);
say('');
say(errors ? `${errors} ERRORS` : 'No request failed.');
rmSync(scratch, { recursive: true });
mkdirSync(join(here, 'results'), { recursive: true });
writeFileSync(join(here, 'results', `${new Date().toISOString().slice(0, 10)}-organisations-${count}.md`), `${lines.join('\n')}\n`);
