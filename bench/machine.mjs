// machine.mjs - processes, their CPU time and memory, and load from wrk.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const scratch = mkdtempSync(join(tmpdir(), 'moshtari-bench-'));
const SERVER_CORE = '0';
const LOAD_CORE = '1';
const children = [];

export const stopAll = () => children.splice(0).forEach((c) => c.kill('SIGTERM'));
process.on('exit', stopAll);

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const answers = (port) => new Promise((done) => {
  const socket = createConnection(port, '127.0.0.1');
  socket.on('connect', () => { socket.destroy(); done(true); });
  socket.on('error', () => done(false));
});

/** Start a program on the server's core; resolves with its pid and start time once `port` answers. */
export const start = async (command, args, port) => {
  const begun = performance.now();
  const child = spawn('taskset', ['-c', SERVER_CORE, command, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  children.push(child);
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}`);
    await sleep(5);
  }
  return { pid: child.pid, child, startMs: performance.now() - begun };
};

export const stop = async ({ child }) => {
  const ended = new Promise((done) => child.on('exit', done));
  child.kill('SIGTERM');
  await ended;
};

/** CPU microseconds that a process (and its children, for nginx's worker) has used. */
export const cpuMicros = (pid) => {
  const pids = [pid, ...spawnSync('pgrep', ['-P', String(pid)]).stdout.toString().split('\n').filter(Boolean)];
  return pids.reduce((sum, p) => {
    const fields = readFileSync(`/proc/${p}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) * 10_000; // ticks of 1/100 s
  }, 0);
};

/** Resident memory in MB: all of it, the program's own, and pages of the mapped database. The kernel
 * shares those with its cache of the file and takes them back when memory is needed. */
export const memory = (pid) => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024;
  let database = 0, mapped = false;
  for (const line of readFileSync(`/proc/${pid}/smaps`, 'utf8').split('\n')) {
    if (/^[0-9a-f]+-[0-9a-f]+ /.test(line)) mapped = line.endsWith('.db');
    else if (mapped && line.startsWith('Rss:')) database += Number(/\d+/.exec(line)[0]) / 1024;
  }
  return { resident: of('VmRSS'), own: of('RssAnon'), database };
};

/** Open event streams and keep them; resolves when each has begun. */
export const openStreams = (port, cookie, count) => Promise.all(Array.from({ length: count }, () => new Promise((done, fail) => {
  request({ port, host: '127.0.0.1', path: '/events', headers: { Cookie: cookie }, agent: false }, (reply) => {
    reply.on('data', () => {}).on('error', () => {});
    if (reply.statusCode === 200) done(reply); else fail(new Error(`/events said ${reply.statusCode}`));
  }).on('error', fail).end();
})));

const script = ({ paths, method = 'GET', headers = {}, bodies = [''] }) => {
  const list = (values) => `{${values.map((v) => JSON.stringify(v)).join(',')}}`;
  const head = Object.entries(headers).map(([k, v]) => `["${k}"]=${JSON.stringify(v)}`).join(',');
  return `local paths, bodies, n = ${list(paths)}, ${list(bodies)}, 0
function request()
  n = n + 1
  return wrk.format("${method}", paths[n % #paths + 1], {${head}}, bodies[n % #bodies + 1])
end
function done(s, l, r)
  io.write(string.format("RESULT %d %d %d %d %d\\n", s.requests, s.duration,
    s.errors.status + s.errors.connect + s.errors.read + s.errors.write + s.errors.timeout,
    l:percentile(50), l:percentile(99)))
end
`;
};

/** Load one server for some seconds. {requests, cpu: µs per request, perSecond, errors, p50, p99 in µs} */
export const load = (pid, port, ask, { seconds = 4, connections = 8 } = {}) => {
  const file = join(scratch, 'load.lua');
  writeFileSync(file, script(ask));
  const before = cpuMicros(pid);
  const run = spawnSync('taskset', ['-c', LOAD_CORE, 'wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '-s', file,
    `http://127.0.0.1:${port}`]);
  const used = cpuMicros(pid) - before;
  const match = /RESULT (\d+) (\d+) (\d+) (\d+) (\d+)/.exec(run.stdout.toString());
  if (!match) throw new Error(`wrk said: ${run.stdout}${run.stderr}`);
  const [requests, micros, errors, p50, p99] = match.slice(1).map(Number);
  return { requests, errors, p50, p99, cpu: used / requests, perSecond: requests / (micros / 1e6) };
};
