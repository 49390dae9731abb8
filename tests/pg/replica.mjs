// replica.mjs - reports are read from a replica that follows its primary, and say how old they are.
import { address, ask, atEnd, bearer, close, database, freePort, moshtari, moshtariWith, ok, place, psql, serve, settings, sleep, startDatabase, until } from './kit.mjs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LAG_S = 4, SECRET = 'geheim-4711';

const primary = await startDatabase('primary');
const data = `${address(primary)}?schema=reports`;
moshtariWith(`${SECRET}\n`, 'org', 'create', '--data', data, '--password-stdin');
const token = moshtari('token', 'create', '--data', data, '--user', 'admin');
const replica = await freePort();
const script = join(dirname(fileURLToPath(import.meta.url)), 'server.sh');
atEnd(() => spawnSync(script, ['stop', join(place, 'replica'), 'immediate']));
database('replica', 'replica', address(primary), ...settings(replica));
const other = await startDatabase('other');

const server = await serve(undefined, '--data', data, '--reports-from', address(replica), '--reports-lag', String(LAG_S));
const headers = bearer(token);
const get = (path, more = {}) => ask(server, undefined, 'GET', path, { headers: { ...headers, ...more } });
const add = async (name) => JSON.parse((await ask(server, undefined, 'POST', '/api/v1/party', { headers, body: JSON.stringify({ name }) })).text).id;
const count = async () => {
  const { status, text, headers } = await get('/api/v1/party?count=exact&limit=1');
  return { status, count: status === 200 ? JSON.parse(text).count : undefined, age: headers['x-data-age'] };
};
const same = async (port) => psql(port, 'SELECT count(*) FROM reports.party');
const caughtUp = () => until('the replica has all', async () => await same(primary) === await same(replica));

const logIn = await ask(server, undefined, 'POST', '/login', {
  headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ login: 'admin', password: SECRET }).toString() });
const cookie = logIn.headers['set-cookie']?.[0].split(';')[0] ?? '';

// ---- as it should be ----

await add('الف');
await caughtUp();
let got = await count();
ok(got.count === 1 && got.age === '0', 'an exact count comes from the replica, and is of now', got);
const listed = await get('/api/v1/party?limit=1');
ok(listed.status === 200 && listed.headers['x-data-age'] === undefined, 'a list does not', listed.headers);
ok(psql(replica, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'moshtari'") !== '0', 'the replica was asked');

// ---- behind ----

psql(replica, 'SELECT pg_wal_replay_pause()');
await add('ب');
await sleep(1200);
got = await count();
ok(got.count === 1 && Number(got.age) >= 1, 'what the replica has not heard of is not counted, and that is said', got);

const listing = await ask(server, undefined, 'GET', '/party/exact', { headers: { cookie } });
ok(/آن‌گونه که .{1,3} ثانیه پیش بود/.test(listing.text), 'nor by people without their being told', listing.status);
const login = await ask(server, undefined, 'POST', '/login', {
  headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ login: 'nobody', password: SECRET }).toString() });
ok(login.status !== 503, 'people log in meanwhile', login.status);
const page = await ask(server, undefined, 'GET', '/party/exact', {});
ok(page.headers['x-data-age'] === undefined && page.status === 303, 'a stranger is turned away by the database itself', page.status);

await until('the replica is too far behind', async () => (await count()).age === undefined, LAG_S * 2000 + 5000);
ok((await count()).count === 2, 'then the primary is asked');
psql(replica, 'SELECT pg_wal_replay_resume()');
await caughtUp();
got = await count();
ok(got.count === 2 && got.age === '0', 'and the replica again when it has caught up', got);

// ---- who was let in a moment ago ----

psql(replica, 'SELECT pg_wal_replay_pause()');
const fresh = bearer(moshtari('token', 'create', '--data', data, '--user', 'admin'));
got = await ask(server, undefined, 'GET', '/api/v1/party?count=exact', { headers: fresh });
ok(got.status === 200 && got.headers['x-data-age'] === undefined, 'one whom the replica does not know yet is answered by the primary', got.status);
psql(primary, "DELETE FROM reports.api_token WHERE id = (SELECT min(id) FROM reports.api_token)");
got = await count();
ok(got.status === 401, 'whose key is gone gets nothing, though the replica still knows it', got);
headers.authorization = fresh.authorization;
psql(replica, 'SELECT pg_wal_replay_resume()');
await caughtUp();

// ---- gone ----

database('stop', 'replica', 'immediate');
got = await count();
ok(got.count === 2 && got.age === undefined, 'without the replica the primary answers', got);
database('start', 'replica');
await until('the replica is asked again', async () => (await count()).age === '0', 60_000);
ok(true, 'a replica that is back is asked again');
database('promote', 'replica');
got = await count();
ok(got.count === 2 && got.age === undefined, 'one that follows nobody any more is not asked', got);
ok(await server.stop() === 0, 'the server stops well');

const wrong = await serve(undefined, '--data', data, '--reports-from', address(other));
moshtari('org', 'create', '--data', `${address(other)}?schema=reports`);
const from = await ask(wrong, undefined, 'GET', '/api/v1/party?count=exact', { headers });
ok(JSON.parse(from.text).count === 2 && from.headers['x-data-age'] === undefined, 'nor is a stranger with a schema of that name', from);
await wrong.stop();
close();
