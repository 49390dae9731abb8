// files.test.mjs - files of a customer: large ones in pieces over a network that fails, a paper
// clip on a call, removing and putting back; and one file without scripts.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, logIn, open, organisation } from './kit.mjs';

const large = randomBytes(5 * 1024 * 1024);
const named = (name, buffer, mimeType = 'application/octet-stream') => ({ name, buffer, mimeType });

for (const language of ['fa', 'en']) {
  describe(`files in ${language}`, () => {
    let house, page, customer;

    before(async () => {
      house = await organisation({ parties: 0, language });
      const party = await house.api('POST', '/api/v1/party', { kind: 'person', name: 'سارا رضایی' });
      customer = `${house.address}/party/${party.id}`;
      page = await open();
      await logIn(page, house.address);
    });
    after(async () => house.end());

    const content = async (link) => {
      const reply = await page.request.get(house.address + await link.getAttribute('href'));
      return Buffer.from(await reply.body());
    };

    test('a large file arrives whole although the network fails on the way', async () => {
      let pieces = 0;
      await page.route('**/files/*?offset=*', (route) => (++pieces === 3 ? route.abort() : route.continue()));
      await page.goto(customer);
      await page.setInputFiles('#files input[type=file]', named('نقشه‌ها.zip', large));
      const link = page.locator('#files .m-rows a', { hasText: 'نقشه‌ها.zip' });
      await link.waitFor({ timeout: 60_000 });
      assert.ok(pieces > 20);
      assert.ok((await content(link)).equals(large));
      await page.unroute('**/files/*?offset=*');
    });

    test('it is removed and put back', async () => {
      await page.click('#files form[action$="/remove"] button');
      await page.locator('#files form[action$="/restore"] button').click();
      await page.locator('#files .m-rows a', { hasText: 'نقشه‌ها.zip' }).waitFor();
    });

    test('a call carries a recording', async () => {
      await page.fill('#composer [name=body]', 'سفارش تلفنی');
      await page.setInputFiles('#composer input[type=file]', named('call.mp3', large.subarray(0, 600_000), 'audio/mpeg'));
      await page.locator('#composer .m-attached li').waitFor();
      await page.waitForFunction(() => document.querySelector('#composer [name=attachment]').value);
      await page.click('#composer .btn-primary');
      const link = page.locator('#events .m-event a', { hasText: 'call.mp3' });
      await link.waitFor();
      assert.equal((await content(link)).length, 600_000);
    });

    test('nothing else complained', () =>
      assert.deepEqual(page.complaints.filter((text) => !/ERR_FAILED/.test(text)), []));

    test('a small file comes without scripts', async () => {
      const plain = await open({ scripts: false });
      await logIn(plain, house.address);
      await plain.goto(customer);
      await plain.setInputFiles('#files input[type=file]', named('letter.txt', Buffer.from('درود'), 'text/plain'));
      await plain.click('#files noscript button');
      await plain.locator('#files .m-rows a', { hasText: 'letter.txt' }).waitFor();
      await plain.context().close();
    });
  });
}

after(closeBrowser);
