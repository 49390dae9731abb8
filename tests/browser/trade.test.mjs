// trade.test.mjs - from a deal to its order in the browser: the quote is made on the deal's page, its
// lines are worked out while one types, the customer accepts by link and code, the order has the same
// figures.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, logIn, open, organisation, WIDTHS } from './kit.mjs';

const SAID = {
  fa: { party: 'شرکت بهار', deal: 'خط بسته‌بندی', device: 'دستگاه مدل ۲۰۰', total: '۸٬۹۱۰٬۰۰۰', who: 'علی' },
  en: { party: 'Spring Ltd', deal: 'Packing line', device: 'Device 200', total: '8,910,000', who: 'Ali' },
};

for (const language of ['fa', 'en']) {
  describe(`from a deal to its order in ${language}`, () => {
    const said = SAID[language];
    let house, page, deal, product, link, code;

    before(async () => {
      house = await organisation({ parties: 0, language });
      const party = (await house.api('POST', '/api/v1/party', { kind: 'organisation', name: said.party })).id;
      deal = (await house.api('POST', '/api/v1/deal', { party, name: said.deal })).id;
      product = (await house.api('POST', '/api/v1/product', { name: said.device, code: 'X-200', price: 45000000, unit: 'set' })).id;
      page = await open();
      await logIn(page, house.address);
    });
    after(async () => house.end());

    test('the deal begins a quote', async () => {
      await page.goto(`${house.address}/deal/${deal}`);
      await page.click(`form[action="/deal/${deal}/quote"] button`);
      await page.waitForURL(/\/quote\/[0-9A-Z]{13}$/);
      assert.ok((await page.textContent('main')).includes(said.deal));
    });

    test('its figures follow while one types, and nothing is kept yet', async () => {
      const device = page.locator('[id="f-line.0.product"]');
      await device.fill('X-200');
      await page.locator('.m-pick-list [data-id]').first().click();
      await page.fill('[name="line.0.quantity"]', '2');
      await page.fill('[name="line.0.discount"]', '10');
      await page.locator('[name="line.0.discount"]').blur();
      await page.waitForFunction((total) => document.querySelector('.m-sum-total').textContent.includes(total), said.total);
      assert.equal((await house.api('GET', '/api/v1/quote_line')).data.length, 0);
    });

    test('saved, each figure says how it came about', async () => {
      await page.click('button[value=save]');
      await page.waitForSelector('[name="line.1.id"]', { state: 'attached' });
      await page.locator('.m-why summary').first().click();
      assert.equal(await page.locator('.m-why').first().locator('li').count(), 5);
      const lines = (await house.api('GET', '/api/v1/quote_line')).data;
      assert.deepEqual(lines.map((line) => [line.product, line.total]), [[product, 89100000]]);
    });

    test('sent, it has a link and a code', async () => {
      await page.click('form[action$="/send"] button');
      await page.click('form[action$="/code"] button');
      code = (await page.textContent('#code')).replace(/[۰-۹]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(digit));
      link = await page.getAttribute('a[href^="/offer/"]', 'href');
      assert.match(code, /^[0-9]{6}$/);
    });

    test('the customer accepts on a telephone', async () => {
      const phone = await open({ width: WIDTHS.narrow });
      await phone.goto(house.address + link);
      assert.ok((await phone.textContent('main, body')).includes(said.total));
      await phone.fill('[name=name]', said.who);
      await phone.fill('[name=code]', code);
      await phone.click('button[value=yes]');
      await phone.waitForSelector('.m-notice.m-good');
      assert.equal(await phone.locator('[name=code]').count(), 0);
      assert.deepEqual(phone.complaints, []);
    });

    test('the order has the figures of the quote', async () => {
      const quote = (await house.api('GET', '/api/v1/quote')).data[0];
      assert.deepEqual([quote.state, quote.answered_by], ['accepted', said.who]);
      await page.goto(`${house.address}/quote/${quote.id}`);
      await page.click('form[action$="/order"] button');
      await page.waitForURL(/\/sales_order\//);
      assert.ok((await page.textContent('.m-sum-total')).includes(said.total));
      assert.deepEqual(page.complaints, []);
    });
  });
}

after(closeBrowser);
