// full.mjs - the disk is full, on either engine: who sends something is told so, nothing is written by
// halves, all can still be read, and when there is room again the server goes on by itself. The
// small disk is a file system in memory, which needs the right to mount one.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { address, ask, atEnd, bearer, close, moshtari, ok, place, psql, run, serve, startDatabase, until } from './kit.mjs';

const DISK_MB = 64, NOTE = 'یادداشت '.repeat(400);

const disk = `${place}/disk`;
mkdirSync(disk);
if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', disk]).status !== 0) {
  console.log('# no right to mount a small disk: nothing was tried');
  ok(process.getuid() !== 0, 'whoever may mount one has one');
  close();
}
atEnd(() => spawnSync('umount', ['-l', disk]));

const filler = `${disk}/filler`;
const fill = () => {
  const file = openSync(filler, 'w'), piece = Buffer.alloc(64 * 1024, 1);
  try { for (;;) writeSync(file, piece); } catch { closeSync(file); }
};

const suffer = async (engine, data, whole) => {
  const headers = bearer(moshtari('token', 'create', '--data', data, '--user', 'admin'));
  const server = await serve(undefined, '--data', data);
  const write = (n) => ask(server, undefined, 'POST', '/api/v1/party', { headers, body: JSON.stringify({ name: `مشتری ${n}`, note: NOTE }) });
  const count = async () => JSON.parse((await ask(server, undefined, 'GET', '/api/v1/party?count=exact&limit=1', { headers })).text).count;

  let kept = 0, refused;
  for (let n = 0; n < 20; n++) kept += (await write(n)).status === 201;
  ok(kept === 20, `${engine}: with room all is kept`, kept);
  fill();
  for (let n = 0; n < 3000 && !refused; n++) {
    const got = await write(100 + n);
    if (got.status === 201) kept++;
    else refused = got;
  }
  ok(refused?.status === 507 && /پر است/.test(refused.text), `${engine}: a full disk is called so`, refused?.status, refused?.text ?? '');
  const several = await Promise.all(Array.from({ length: 20 }, (_, n) => write(9000 + n)));
  kept += several.filter(({ status }) => status === 201).length;
  ok(several.every(({ status }) => [201, 507].includes(status)), `${engine}: to each who sends something`, several.map(({ status }) => status));
  ok(await count() === kept, `${engine}: what was answered is there, and nothing else`, await count(), kept);
  const page = await ask(server, undefined, 'GET', '/login');
  ok(page.status === 200, `${engine}: pages are shown meanwhile`, page.status);

  rmSync(filler);
  await until(`${engine}: writing goes on`, async () => (await write(10_000)).status === 201 && ++kept);
  ok(await count() === kept, `${engine}: with room again all is as before`, await count(), kept);
  ok(await server.stop() === 0, `${engine}: the server stops well`);
  whole(data); // throws when something is lost
  ok(true, `${engine}: the organisation is whole`);
};
const check = (data) => moshtari('check', '--data', data);

moshtari('org', 'create', '--data', `${disk}/house`);
await suffer('SQLite', `${disk}/house`, check);
rmSync(`${disk}/house`, { recursive: true });

// The log stands elsewhere: without room for that a server of PostgreSQL stops, whoever asks.
mkdirSync(`${disk}/tables`);
if (process.getuid() === 0) run('chown', ['-R', 'postgres', `${disk}/tables`]);
const port = await startDatabase('database', 'autovacuum=off');
psql(port, `CREATE TABLESPACE small LOCATION '${disk}/tables'`);
psql(port, 'ALTER ROLE moshtari SET default_tablespace TO small');
moshtari('org', 'create', '--data', `${address(port)}?schema=narrow`);
await suffer('PostgreSQL', `${address(port)}?schema=narrow`, check);
psql(port, 'DROP SCHEMA narrow CASCADE');
psql(port, 'DROP TABLESPACE small');
close();
