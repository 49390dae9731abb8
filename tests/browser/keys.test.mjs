// keys.test.mjs - what an agent does all day, by keys alone, and how many presses each takes
// besides the words that are typed.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, open, organisation, password, WIDTHS } from './kit.mjs';

const NAME = 'نیلوفر دشتستانی', PHONE = '09123456780';

// Presses besides what is typed, at most.
const PRESSES = { in: 2, find: 2, call: 2, next: 9, task: 2, edit: 2, customer: 8 };

for (const language of ['fa', 'en']) {
  describe(`an agent's keys in ${language}`, () => {
    let house, page, customer, presses;
    const press = async (...keys) => {
      for (const key of keys) {
        await page.keyboard.press(key);
        presses++;
      }
    };
    const type = (text) => page.keyboard.type(text);
    const focused = () => page.evaluate(() => document.activeElement.name ?? '');
    const tabTo = async (wanted, key = 'Tab') => {
      for (let tries = 0; tries < 40 && !await page.evaluate((s) => document.activeElement.matches(s), wanted); tries++) await press(key);
      assert.ok(await page.evaluate((s) => document.activeElement.matches(s), wanted), `${wanted} is reached`);
    };
    const act = (name, does) => test(name, async (t) => {
      presses = 0;
      await does();
      t.diagnostic(`${presses} presses`);
      assert.ok(presses <= PRESSES[name.split(':')[0]], `${presses} presses`);
    });

    before(async () => {
      house = await organisation({ parties: 60, language });
      customer = (await house.api('POST', '/api/v1/party', { kind: 'person', name: NAME, phone: PHONE })).id;
      page = await open();
    });
    after(async () => house.end());

    act('in: log in', async () => {
      await page.goto(house.address);
      await type('admin');
      await press('Tab');
      await type(password);
      await press('Enter');
      await page.waitForURL((url) => url.pathname === '/');
    });

    for (const typed of ['دشتس', '0912 345 67', '۰۹۱۲۳۴۵۶۷'])
      act(`find: a customer by ${typed}`, async () => {
        await page.goto(house.address);
        await press('/');
        await type(typed);
        await press('Enter'); // at once: it waits for what was typed
        await page.waitForURL(`**/party/${customer}`);
      });

    act('call: record what was said', async () => {
      await press('n');
      assert.equal(await focused(), 'body');
      await type('دربارهٔ قیمت پرسید');
      await press('Control+Enter');
      await page.locator('#events .m-event', { hasText: 'قیمت' }).waitFor();
    });

    act('next: with what comes next', async () => {
      await press('n');
      await type('دوباره زنگ زد');
      await tabTo('[name=next]');
      await type('فرستادن پیش‌فاکتور');
      await press('Tab');
      await type('+1');
      await press('Enter');
      await page.locator('#steps .m-task', { hasText: 'پیش‌فاکتور' }).waitFor();
    });

    act('task: a task for the customer', async () => {
      await page.goto(`${house.address}/party/${customer}`);
      await press('t');
      await page.waitForURL('**/task/new?*');
      assert.equal(await focused(), 'subject');
      await type('قرار بازدید');
      await press('Control+Enter');
      await page.waitForURL(`**/party/${customer}*`);
      await page.locator('#steps .m-task', { hasText: 'قرار بازدید' }).waitFor();
    });

    act('edit: change the customer', async () => {
      await page.goto(`${house.address}/party/${customer}`);
      await press('e');
      await page.waitForURL('**/edit');
      await page.focus('[name=city]'); // wherever one wants to
      await type('بوشهر');
      await press('Control+Enter');
      await page.waitForURL((url) => !url.pathname.endsWith('/edit'));
      assert.equal((await house.api('GET', `/api/v1/party/${customer}`)).city, 'بوشهر');
    });

    act('customer: a new one, with a phone', async () => {
      await page.goto(`${house.address}/party`);
      await press('c');
      await page.waitForURL('**/party/new');
      assert.equal(await focused(), 'name');
      await type('مهمان تازه');
      await tabTo('[name=phone]');
      await type('09351112233');
      await press('Enter');
      await page.waitForURL(/\/party\/[0-9A-Z]{13}/);
    });

    test('a form asks a person and a firm for what they have, and hides nothing that is filled', async () => {
      const shown = (name) => page.locator(`[name=${name}]`).isVisible();
      await page.goto(`${house.address}/party/new`);
      assert.deepEqual([await shown('national_id'), await shown('legal_id')], [true, false]);
      await page.fill('[name=birth_date]', '1370/1/1');
      await page.selectOption('[name=kind]', 'organisation');
      assert.deepEqual([await shown('national_id'), await shown('legal_id'), await shown('birth_date')], [false, true, true]);
      await page.fill('[name=name]', 'شرکت آزمون');
      await page.fill('[name=legal_id]', '1');
      await page.press('[name=legal_id]', 'Enter'); // refused: it comes back as it was
      await page.locator('.m-problem').first().waitFor();
      assert.deepEqual([await shown('national_id'), await shown('legal_id'), await shown('birth_date')], [false, true, true]);
      await page.evaluate(() => localStorage.clear());
    });

    test('"g" leads on, Escape leaves a field', async () => {
      await page.goto(house.address);
      for (const [key, path] of Object.entries({ c: '/party', t: '/tasks', d: '/calendar', h: '/' })) {
        await page.keyboard.press('g');
        await page.keyboard.press(key);
        await page.waitForURL((url) => url.pathname === path);
      }
      await page.goto(`${house.address}/party`);
      await page.focus('m-list [name=q]');
      await page.keyboard.press('Escape');
      await page.keyboard.press('j');
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'TR');
    });

    test('a phone shows a customer from its head on, its tabs moved and not the page', async () => {
      await page.setViewportSize({ width: WIDTHS.narrow, height: 844 });
      await page.goto(`${house.address}/party/${customer}`);
      await page.waitForTimeout(200);
      assert.equal(await page.evaluate(() => scrollY), 0);
      await page.goto(`${house.address}/me/tokens`);
      const [tab, bar] = await page.evaluate(() => [document.querySelector('.m-tabs [aria-current]'), document.querySelector('.m-tabs')]
        .map((each) => each.getBoundingClientRect()).map(({ left, right }) => ({ left, right })));
      assert.ok(tab.left >= bar.left - 1 && tab.right <= bar.right + 1, 'the tab one is at is in sight');
      await page.setViewportSize({ width: WIDTHS.wide, height: 900 });
    });
  });
}

after(closeBrowser);
