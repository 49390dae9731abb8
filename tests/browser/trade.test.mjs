// trade.test.mjs - from a request to its contract in the browser: the deal of a request has a quote made
// on its page, its lines are typed by keys and worked out meanwhile, the customer accepts by link and
// code, the order has the same figures and wins the deal, the contract is of the order.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, logIn, open, organisation, WIDTHS } from './kit.mjs';

const SAID = {
  fa: { party: 'شرکت بهار', deal: 'خط بسته‌بندی', device: 'دستگاه مدل ۲۰۰', lines: '۹٬۰۱۰٬۰۰۰', total: '۸٬۹۱۰٬۰۰۰', who: 'علی', other: 'رضا', more: 'نصب' },
  en: { party: 'Spring Ltd', deal: 'Packing line', device: 'Device 200', lines: '9,010,000', total: '8,910,000', who: 'Ali', other: 'Reza', more: 'Installation' },
};

for (const language of ['fa', 'en']) {
  describe(`from a request to its contract in ${language}`, () => {
    const said = SAID[language];
    let house, page, deal, product, link, code;

    before(async () => {
      house = await organisation({ parties: 0, language });
      product = (await house.api('POST', '/api/v1/product', { name: said.device, code: 'X-200', price: 45000000, unit: 'set' })).id;
      page = await open();
      await logIn(page, house.address);
    });
    after(async () => house.end());

    test('a request becomes a deal', async () => {
      const form = await house.api('POST', '/api/v1/request_form', { name: 'Ask', asks: ['phone', 'question'], active: true });
      const visitor = await open();
      await visitor.goto(`${house.address}/form/${form.id}`);
      await visitor.fill('[name=name]', said.party);
      await visitor.fill('[name=phone]', '09121112233');
      await visitor.fill('[name=question]', said.deal);
      await new Promise((rest) => setTimeout(rest, 3200)); // nobody writes faster than that
      await visitor.click('button.btn-primary');
      await visitor.waitForURL(/sent=1|talk/);
      [{ id: deal }] = (await house.api('GET', '/api/v1/deal')).data;
    });

    test('the deal begins a quote', async () => {
      await page.goto(`${house.address}/deal/${deal}`);
      await page.click(`form[action="/deal/${deal}/quote"] button`);
      await page.waitForURL(/\/quote\/[0-9A-Z]{13}$/);
    });

    test('what is typed while figures are under way is not lost', async () => {
      const late = new RegExp('/lines$');
      await page.route(late, async (route) => {
        await new Promise((rest) => setTimeout(rest, 600));
        await route.continue().catch(() => {}); // it was given up
      });
      await page.fill('[name="line.0.price"]', '100000');
      await page.press('[name="line.0.price"]', 'Tab');
      await page.waitForTimeout(300); // it was asked for and has not come
      await page.keyboard.type('12');
      await page.waitForTimeout(900);
      assert.equal(await page.inputValue('[name="line.0.discount"]'), '12');
      await page.unroute(late);
      await page.goto(page.url());
    });

    test('a line moved as soon as an answer is there stays where it is', async () => {
      for (const [at, what] of [[0, said.more], [1, said.other]]) {
        await page.fill(`[name="line.${at}.description"]`, what);
        await page.fill(`[name="line.${at}.price"]`, '1000');
        await page.locator(`[name="line.${at}.price"]`).press('Enter');
        await page.waitForFunction((next) => document.activeElement.name?.startsWith(`line.${next}.`), at + 1);
      }
      await page.evaluate(() => {
        const up = new KeyboardEvent('keydown', { key: 'ArrowUp', altKey: true, bubbles: true, cancelable: true });
        document.addEventListener('htmx:before:settle', () => queueMicrotask(() =>
          document.querySelector('[name="line.1.price"]').dispatchEvent(up)), { once: true });
      });
      const answered = () => page.waitForResponse(/\/lines$/);
      const [, moved] = await Promise.all([answered().then(answered), answered(), page.locator(':focus').blur()]);
      await moved.finished();
      await page.waitForTimeout(200);
      assert.equal(await page.inputValue('[name="line.0.description"]'), said.other);
      assert.equal(await page.inputValue('[name="line.1.description"]'), said.more);
      await page.goto(page.url());
    });

    test('its lines are typed by keys, their figures follow, and nothing is kept yet', async () => {
      const device = page.locator('[id="f-line.0.product"]');
      await device.fill('X-200');
      await page.locator('.m-pick-list [data-id]').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.fill('[name="line.0.quantity"]', '2');
      await page.fill('[name="line.0.discount"]', '10');
      await page.locator('[name="line.0.discount"]').blur();
      await page.waitForFunction((total) => document.querySelector('.m-sum-total').textContent.includes(total), said.total);
      // Enter goes to an empty line; Alt and an arrow move it before the other.
      await page.locator('[name="line.0.discount"]').press('Enter');
      await page.waitForFunction(() => document.activeElement.name === 'line.1.product.title');
      await page.fill('[name="line.1.description"]', said.more);
      await page.fill('[name="line.1.price"]', '100000');
      await page.locator('[name="line.1.price"]').press('Alt+ArrowUp');
      await page.waitForFunction((lines) => document.querySelector('.m-sum-total').textContent.includes(lines), said.lines);
      assert.equal(await page.inputValue('[name="line.0.description"]'), said.more);
      assert.equal((await house.api('GET', '/api/v1/quote_line')).data.length, 0);
      await page.fill('[name="line.0.description"]', '');
      await page.fill('[name="line.0.price"]', '');
      await page.locator('[name="line.0.price"]').blur();
      await page.waitForFunction((total) => document.querySelector('.m-sum-total').textContent.includes(total), said.total);
    });

    test('saved, each figure says how it came about', async () => {
      await page.click('.btn-primary[value=save]');
      await page.waitForSelector('[name="line.0.id"]:not([value=""])', { state: 'attached' });
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

    test('the customer accepts on a telephone, and somebody else there at the same time', async () => {
      const phone = await open({ width: WIDTHS.narrow }), second = await open({ width: WIDTHS.narrow });
      await second.goto(house.address + link);
      await second.fill('[name=name]', said.other);
      await second.fill('[name=code]', code);
      await phone.goto(house.address + link);
      assert.ok((await phone.textContent('main, body')).includes(said.total));
      await phone.fill('[name=name]', said.who);
      await phone.fill('[name=code]', code);
      await Promise.all([phone, second].map((each) => each.click('button[value=yes]')));
      for (const each of [phone, second]) await each.waitForSelector('.m-notice.m-good');
      assert.equal(await phone.locator('[name=code]').count(), 0);
      assert.deepEqual(phone.complaints, []);
    });

    test('two make the order of it at the same moment: it is one, and both stand on it', async () => {
      const quote = (await house.api('GET', '/api/v1/quote')).data[0], second = await open();
      await logIn(second, house.address);
      for (const each of [page, second]) {
        await each.goto(`${house.address}/quote/${quote.id}`);
        await each.selectOption('#order-win', 'product');
      }
      await Promise.all([page, second].map((each) => each.click('form[action$="/order"] button')));
      for (const each of [page, second]) await each.waitForURL(/\/sales_order\/[0-9A-Z]{13}/);
      assert.equal(new URL(second.url()).pathname, new URL(page.url()).pathname);
      assert.equal((await house.api('GET', '/api/v1/sales_order')).data.length, 1);
      assert.equal((await house.api('GET', '/api/v1/sales_order_line')).data.length, (await house.api('GET', '/api/v1/quote_line')).data.length);
      assert.deepEqual(second.complaints, []);
      await second.context().close();
    });

    test('the order has the figures of the quote, and wins the deal', async () => {
      const quote = (await house.api('GET', '/api/v1/quote')).data[0];
      assert.equal(quote.state, 'accepted');
      assert.ok([said.who, said.other].includes(quote.answered_by));
      assert.ok((await page.textContent('.m-sum-total')).includes(said.total));
      const won = await house.api('GET', `/api/v1/deal/${deal}`);
      assert.deepEqual([won.outcome, won.win, won.amount], ['won', 'product', quote.total]);
    });

    test('the contract is of the order, and both are had on paper', async () => {
      await page.click('form[action$="/contract"] button');
      await page.waitForURL(/\/contract\/[0-9A-Z]{13}\/edit/);
      await page.goto(page.url().replace('/edit', ''));
      const paper = page.locator('a[href$="/pdf?language=en"]');
      const reply = await page.request.get(house.address + await paper.getAttribute('href'));
      assert.equal((await reply.body()).subarray(0, 5).toString(), '%PDF-');
      await page.click('a[href$="/print"]');
      assert.ok((await page.textContent('.m-paper')).includes(said.total));
      assert.deepEqual(page.complaints, []);
    });
  });
}

after(closeBrowser);
