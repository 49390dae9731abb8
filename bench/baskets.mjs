// baskets.mjs - the orders of an organisation counted anew by the server's job, while others write: how long it takes, and how long
// the slowest of them waits. See README.md.
import { office, option, say, sleep, toldWaits, waits } from './office.mjs';

const orders = option('orders', '100000');
const WRITE_EVERY_MS = 20;

const o = await office('baskets', Number(option('port', '18485')), ['--parties', '10000', '--deals', '0', '--orders', orders]);
const begun = performance.now(), before = o.used();
const party = (await (await o.api('party?limit=1&fields=id')).json()).data[0].id;
const write = () => o.api('interaction', { party, kind: 'note', subject: 'سنجش' });

let counting = true;
const writes = waits(write, WRITE_EVERY_MS, () => counting);

const page = async () => (await fetch(`${o.base}/offers`, { headers: o.session })).text();
for (let text = await page(); text.includes('در صف شمارش') || text.includes('از نو شمرده'); text = await page()) await sleep(250);
const seconds = (performance.now() - begun) / 1000, used = o.used();
counting = false;
const during = await writes, after = await waits(write, WRITE_EVERY_MS, (n) => n < during.length);
await o.close();

say(`${o.told()}, ${orders} orders`);
say(`counted in ${seconds.toFixed(1)} s; ${(used.server - before.server).toFixed(1)} s of CPU in the server`
  + (o.database ? `, ${(used.database - before.database).toFixed(1)} s in the database` : ''));
say(`${during.length} writes meanwhile: ${toldWaits(during)}`);
say(`as many afterwards: ${toldWaits(after)}`);
