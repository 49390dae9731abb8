// learning.mjs - a model learnt anew from the deals that ended, by the server's job, while others write: how long it takes,
// and how long the slowest of them waits. See README.md.
import { office, option, say, sleep, toldWaits, waits } from './office.mjs';

const deals = option('deals', '190000'); // of which some 100,000 ended
const WRITE_EVERY_MS = 20;

const o = await office('learning', Number(option('port', '18486')), ['--parties', '20000', '--deals', deals]);
const party = (await (await o.api('party?limit=1&fields=id')).json()).data[0].id;
const write = () => o.api('interaction', { party, kind: 'note', subject: 'سنجش' });

/** Scores are the last that is written. */
const unscored = encodeURIComponent('outcome = open and score is empty');
const works = async () => (await (await o.api(`deal?limit=1&fields=id&filter=${unscored}`)).json()).data.length > 0;

let learning = true;
const begun = performance.now(), before = o.used();
const writes = waits(write, WRITE_EVERY_MS, () => learning);
while (await works()) await sleep(500);
const seconds = (performance.now() - begun) / 1000, used = o.used();
learning = false;
const during = await writes, after = await waits(write, WRITE_EVERY_MS, (n) => n < Math.min(during.length, 500));
await o.close();

say(`${o.told()}, ${deals} deals`);
say(`learnt and scored in ${seconds.toFixed(1)} s; ${(used.server - before.server).toFixed(1)} s of CPU in the server`
  + (o.database ? `, ${(used.database - before.database).toFixed(1)} s in the database` : ''));
say(`${during.length} writes meanwhile: ${toldWaits(during)}`);
say(`afterwards: ${toldWaits(after)}`);
