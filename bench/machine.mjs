// machine.mjs - processes, their CPU time and memory, and load from wrk.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createConnection } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

export const scratch = mkdtempSync(join(tmpdir(), 'moshtari-bench-'));
const SERVER_CORE = '0';
const LOAD_CORE = '1';
export const ALL_CORES = `0-${cpus().length - 1}`;
const children = [];

export const stopAll = () => children.splice(0).forEach((c) => c.kill('SIGTERM'));
process.on('exit', stopAll);

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const answers = (port) => new Promise((done) => {
  const socket = createConnection(port, '127.0.0.1');
  socket.on('connect', () => { socket.destroy(); done(true); });
  socket.on('error', () => done(false));
});

/** Start a program, on the server's core where nothing else is said; resolves once `port` answers. */
export const start = async (command, args, port, cores = SERVER_CORE) => {
  const child = spawn('taskset', ['-c', cores, command, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  children.push(child);
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}`);
    await sleep(2);
  }
  return { pid: child.pid, child };
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
    // Its own and that of children that ended, in ticks of 1/100 s.
    return sum + fields.slice(11, 15).reduce((ticks, n) => ticks + Number(n), 0) * 10_000;
  }, 0);
};

/** Memory in MB: what the kernel calls resident, of it the program's own, and the share of pages of
 * files (the database's, mapped; the program's). Those belong to the kernel's cache of files, which
 * takes them back when memory is needed; resident counts them once for every connection. */
export const memory = (pid) => {
  const of = (file, name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))[1]) / 1024;
  return { resident: of('status', 'VmRSS'), own: of('status', 'RssAnon'), files: of('smaps_rollup', 'Pss_File') };
};

/** The program's own memory alone, in MB: looking at it costs the program nothing, while the share of pages of files is counted
 * page by page with its threads held. */
export const ownMemory = (pid) => Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

/** Open event streams and keep them; resolves when each has begun. */
export const openStreams = (port, cookie, count) => Promise.all(Array.from({ length: count }, () => new Promise((done, fail) => {
  request({ port, host: '127.0.0.1', path: '/events', headers: { Cookie: cookie }, agent: false }, (reply) => {
    reply.on('data', () => {}).on('error', () => {});
    if (reply.statusCode === 200) done(reply); else fail(new Error(`/events said ${reply.statusCode}`));
  }).on('error', fail).end();
})));

const script = ({ paths, method = 'GET', headers = {}, bodies = [''], hosts = [] }) => {
  const list = (values) => `{${values.map((v) => JSON.stringify(v)).join(',')}}`;
  const head = Object.entries(headers).map(([k, v]) => `["${k}"]=${JSON.stringify(v)}`).join(',');
  return `local paths, bodies, hosts, headers, n = ${list(paths)}, ${list(bodies)}, ${list(hosts)}, {${head}}, 0
function request()
  n = n + 1
  if #hosts > 0 then headers["Host"] = hosts[n % #hosts + 1] end
  return wrk.format("${method}", paths[n % #paths + 1], headers, bodies[n % #bodies + 1])
end
function done(s, l, r)
  io.write(string.format("RESULT %d %d %d %d %d\\n", s.requests, s.duration,
    s.errors.status + s.errors.connect + s.errors.read + s.errors.write + s.errors.timeout,
    l:percentile(50), l:percentile(99)))
end
`;
};

/** Load one server for some seconds. {requests, cpu: µs per request, beside: the same of another
 * program that works for it, perSecond, errors, p50, p99 in µs} */
export const load = (pid, port, ask, { seconds = 4, connections = 8, beside = 0 } = {}) => {
  const file = join(scratch, 'load.lua');
  writeFileSync(file, script(ask));
  const before = cpuMicros(pid), besideBefore = beside ? cpuMicros(beside) : 0;
  const run = spawnSync('taskset', ['-c', LOAD_CORE, 'wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '-s', file,
    `http://127.0.0.1:${port}`]);
  const used = cpuMicros(pid) - before, usedBeside = beside ? cpuMicros(beside) - besideBefore : 0;
  const match = /RESULT (\d+) (\d+) (\d+) (\d+) (\d+)/.exec(run.stdout.toString());
  if (!match) throw new Error(`wrk said: ${run.stdout}${run.stderr}`);
  const [requests, micros, errors, p50, p99] = match.slice(1).map(Number);
  return { requests, errors, p50, p99, cpu: used / requests, beside: usedBeside / requests, perSecond: requests / (micros / 1e6) };
};
