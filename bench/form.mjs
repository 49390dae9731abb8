// form.mjs - visitors send request forms by the thousand a minute while somebody looks at the board of deals: how long both wait,
// what becomes of what was sent, and what it costs. See README.md.
import { memory } from './machine.mjs';
import { office, option, say, sleep, toldWaits, waits } from './office.mjs';

const A_MINUTE = Number(option('minute', '10000')), SECONDS = Number(option('seconds', '20'));
const FORMS = 20; // of one form a crowd is asked to solve riddles, and lies apart where it does not
const READ_MS = 3500, LOOK_EVERY_MS = 50;
const posts = Math.round(A_MINUTE * SECONDS / 60);

const o = await office('form', Number(option('port', '18487')), ['--parties', '2000', '--deals', '10000'], '--proxy', '127.0.0.1');

const makeForm = async (i) => (await (await o.api('request_form', {
  name: `درخواست ${i}`, asks: ['phone', 'question'], needs: ['phone'], product: 'دستگاه بسته‌بندی', source: 'website', active: true,
})).json()).id;
/** Each visitor comes from a place of their own, as the proxy says. */
const from = (i) => ({ 'X-Forwarded-For': `10.${i >> 16 & 255}.${i >> 8 & 255}.${i & 255}` });
const shown = async (form, i) => /name="_shown" value="([^"]+)"/.exec(await (await fetch(`${o.base}/form/${form}`, { headers: from(i) })).text())[1];

const send = async (form, challenge, i) => {
  const begun = performance.now();
  const reply = await fetch(`${o.base}/form/${form}`, {
    method: 'POST', redirect: 'manual', headers: from(i),
    body: new URLSearchParams({ _shown: challenge, name: `بازدیدکنندهٔ ${i}`, phone: `0912${String(1000000 + i)}`, question: 'قیمت چند است؟' }),
  });
  await reply.arrayBuffer();
  return { status: reply.status, ms: performance.now() - begun };
};

/** At even times, however long the ones before wait. */
const sendAll = async (challenges, formOf, first) => {
  const all = [], begun = performance.now();
  for (let i = 0; i < posts; i++) {
    await sleep(begun + i * SECONDS * 1000 / posts - performance.now());
    all.push(send(formOf(i), challenges[i], first + i));
  }
  return Promise.all(all);
};

const look = () => fetch(`${o.base}/deal/board`, { headers: o.session });
const count = async (filter) => (await (await o.api(`request?limit=1&count=exact&filter=${encodeURIComponent(filter)}`)).json()).count;

const round = async (what, formOf, first) => {
  const challenges = [];
  for (let i = 0; i < posts; i++) challenges.push(await shown(formOf(i), first + i));
  await sleep(READ_MS);
  let sending = true;
  const before = o.used();
  const looks = waits(look, LOOK_EVERY_MS, () => sending);
  const sent = await sendAll(challenges, formOf, first), used = o.used();
  sending = false;
  const looked = await looks, by = {};
  for (const { status } of sent) by[status] = (by[status] ?? 0) + 1;
  say(`${what}: ${Object.entries(by).map(([status, n]) => `${n} × ${status}`).join(', ')}; ${toldWaits(sent.map((s) => s.ms).sort((a, b) => a - b))}`);
  say(`- the board meanwhile, ${looked.length} times: ${toldWaits(looked)}`);
  say(`- CPU of the server ${((used.server - before.server) * 1000 / posts).toFixed(2)} ms a request`
    + (o.database ? `, of the database ${((used.database - before.database) * 1000 / posts).toFixed(2)} ms` : ''));
};

const forms = [];
for (let i = 0; i < FORMS; i++) forms.push(await makeForm(i));
const one = await makeForm(FORMS);
const quiet = await waits(look, LOOK_EVERY_MS, (n) => n < 100), begun = memory(o.pid);
say(`${o.told()}; ${posts} requests in ${SECONDS} s, 10,000 deals`);
say(`the board before: ${toldWaits(quiet)}`);
await round(`by ${FORMS} forms`, (i) => forms[i % FORMS], 0);
await round('by one form', () => one, 100_000);
const ended = memory(o.pid);
say(`taken as people's: ${await count('apart is empty')}, laid apart: ${await count('apart is not empty')}; the server's own memory `
  + `${begun.own.toFixed(0)} MB before, ${ended.own.toFixed(0)} MB after`);
await o.close();
