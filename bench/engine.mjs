// engine.mjs - the organisation that is measured: a file, or with --database the same in a PostgreSQL
// server of the benchmark's own, as durable as a real one.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const SETTINGS = ['shared_buffers=2GB', 'effective_cache_size=8GB', 'work_mem=32MB', 'maintenance_work_mem=512MB',
  'max_wal_size=8GB', 'random_page_cost=1.1'];

export const program = process.env.MOSHTARI ?? join(here, '..', 'build', 'moshtari');

export const moshtari = (...args) => {
  const run = spawnSync(program, args, { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`moshtari ${args.join(' ')} ended with ${run.status}`);
  return run.stdout.toString();
};

const nameOf = (parties, deals) => (deals ? `${parties}_deals_${deals}` : String(parties));

/** The folder of an organisation of so many parties, and deals if they are told, made once and kept. */
export const inFile = (parties, deals) => {
  const data = join(here, 'data', nameOf(parties, deals));
  if (existsSync(join(data, 'made'))) return data;
  mkdirSync(data, { recursive: true });
  moshtari('org', 'create', '--data', data);
  const begun = performance.now();
  moshtari('demo', '--parties', String(parties), ...deals ? ['--deals', String(deals)] : [], '--data', data);
  writeFileSync(join(data, 'made'), `${Math.round(performance.now() - begun)} ms\n`);
  return data;
};

const serverScript = join(here, '..', 'tests', 'pg', 'server.sh');
const server = (verb, folder, ...rest) => {
  const run = spawnSync(serverScript, [verb, folder, ...rest], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (run.status !== 0) throw new Error(`${serverScript} ${verb} ended with ${run.status}`);
  return run.stdout.toString().trim();
};

/** A PostgreSQL server of the benchmark's own: its address, its process, and how to stop it. The folder must be one that
 * another user can reach; MOSHTARI_BENCH_POSTGRES names it. */
const folder = process.env.MOSHTARI_BENCH_POSTGRES ?? '/var/tmp/moshtari-bench-postgres';
export const ownServer = () => {
  const address = server('start', folder, ...SETTINGS);
  const pid = Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  let runs = true;
  const stop = () => {
    if (runs) server('stop', folder);
    runs = false;
  };
  process.on('exit', stop); // also when a measurement fails
  return { address, pid, stop };
};

/** A copy of the organisation there, made once and kept; what is left of one that was broken off goes. It is put in order at
 * once: the server would do so by itself some minutes later, while it is measured. */
export const inDatabase = (parties, deals) => {
  const own = ownServer(), name = nameOf(parties, deals);
  const schema = `parties_${name}`, address = `${own.address}&schema=${schema}`;
  const made = join(folder, `made-${name}`);
  if (!existsSync(made)) {
    const data = inFile(parties, deals), begun = performance.now();
    server('sql', folder, `DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    moshtari('restore', join(data, 'organisation.db'), '--data', address);
    server('sql', folder, 'VACUUM ANALYZE');
    writeFileSync(made, `${Math.round(performance.now() - begun)} ms\n`);
  }
  return { ...own, address };
};
