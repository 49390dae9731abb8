// lists.test.mjs - lists in the browser: keys, filters with "or", the way back, acts on many.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, logIn, open, organisation } from './kit.mjs';

const PARTIES = 1300; // more than a list counts unasked

describe('lists', () => {
  let house, page;
  const rows = () => page.locator('m-list tbody tr');
  const focusedRow = () => page.evaluate(() => document.activeElement.closest('tr')?.dataset.id);
  const count = async (filter) => (await house.api('GET',
    `/api/v1/party?count=exact&limit=1&filter=${encodeURIComponent(filter)}`)).count;
  const go = (path) => page.goto(house.address + path);

  before(async () => {
    house = await organisation({ parties: PARTIES });
    page = await open();
    await logIn(page, house.address);
  });
  after(async () => house.end());

  test('j and k move, Enter opens, e edits, c creates, ? shows the keys', async () => {
    await go('/party');
    const ids = await rows().evaluateAll((all) => all.map((row) => row.dataset.id));
    for (const key of ['KeyJ', 'KeyJ', 'KeyJ', 'KeyK']) await page.keyboard.press(key);
    assert.equal(await focusedRow(), ids[1]);
    await page.keyboard.press('KeyE');
    const control = rows().nth(1).locator('form.m-cell');
    await control.waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await focusedRow(), ids[1]);
    await page.keyboard.press('KeyX');
    assert.ok(await rows().nth(1).locator('[name=id]').isChecked());
    await page.keyboard.press('?');
    await page.locator('#keys[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/party/${ids[1]}`);
    await go('/party');
    await page.keyboard.press('KeyC');
    await page.waitForURL('**/party/new');
  });

  test('j, k and Enter go through my tasks and the home page too', async () => {
    const at = (days) => new Date(Date.now() + days * 86_400_000).toISOString();
    const made = [];
    for (const [subject, due_at] of [['کار یکم', at(-3)], ['کار دوم', at(-2)], ['کار سوم', at(-1)]])
      made.push((await house.api('POST', '/api/v1/task', { subject, due_at })).id);
    const focused = () => page.evaluate(() => document.activeElement.closest('li')?.querySelector('a[href^="/task/"]')?.pathname);
    for (const path of ['/tasks?view=open', '/']) {
      await go(path);
      const tasks = await page.locator('main .m-rows > li a[href^="/task/"]').evaluateAll((all) => all.map((each) => each.pathname));
      for (const key of ['KeyJ', 'KeyJ', 'KeyJ', 'KeyK']) await page.keyboard.press(key);
      assert.equal(await focused(), tasks[1]);
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${tasks[1]}`);
    }
    await go('/tasks?view=open');
    await page.keyboard.press('KeyJ');
    const id = await page.evaluate(() => document.activeElement.id);
    await page.keyboard.press('Tab'); // its ring
    await page.keyboard.press('Enter');
    await page.locator(`#${id}.m-closed`).waitFor();
    await page.keyboard.press('KeyJ');
    assert.equal(await page.evaluate((done) => document.activeElement.previousElementSibling.id === done, id), true);
    for (const task of made) await house.api('DELETE', `/api/v1/task/${task}`);
  });

  test('a table that does not fit says so at its edge', async () => {
    await page.setViewportSize({ width: 700, height: 900 });
    await go('/party?cols=name,kind,stage,phone,email,city,owner,source');
    const frame = await page.locator('.m-table-frame').evaluate((each) => ({
      beyond: each.scrollWidth - each.clientWidth, ...Object.fromEntries(['backgroundImage', 'backgroundAttachment'].map((name) => [name, getComputedStyle(each)[name]])) }));
    await page.setViewportSize({ width: 1440, height: 900 });
    assert.ok(frame.beyond > 0);
    assert.match(frame.backgroundImage, /gradient/);
    assert.match(frame.backgroundAttachment, /local, local, scroll, scroll/);
  });

  test('a button in a menu can be read while one points at it, and the menu closes behind a file', async () => {
    await go(`/party?filter=${encodeURIComponent('stage = advocate')}`);
    await page.click('details:has([action$="/export"]) > summary');
    await page.selectOption('[action$="/export"] [name=format]', 'csv');
    const button = page.locator('[action$="/export"] button');
    await button.hover();
    const [ground, ink] = await button.evaluate((each) => [getComputedStyle(each).backgroundColor, getComputedStyle(each).color]
      .map((colour) => { // as it is painted
        const brush = document.createElement('canvas').getContext('2d');
        brush.fillStyle = colour;
        brush.fillRect(0, 0, 1, 1);
        return brush.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((sum, part) => sum + part, 0);
      }));
    assert.ok(ink - ground > 255, `${ink} on ${ground}`);
    await Promise.all([page.waitForEvent('download'), button.click()]);
    assert.equal(await page.locator('details.m-menu[open]').count(), 0);
  });

  test('a cell is changed where it stands, and the keys go on', async () => {
    await go('/party?cols=name,city');
    await page.keyboard.press('KeyJ');
    await page.keyboard.press('KeyE');
    const control = page.locator('m-list .m-cell [name=city]');
    await control.fill('شهر خانه');
    await control.press('Enter');
    await page.locator('m-list tbody tr:first-child', { hasText: 'شهر خانه' }).waitFor();
    await page.keyboard.press('KeyJ');
    assert.equal(await focusedRow(), await rows().nth(1).getAttribute('data-id'));
  });

  test('from a record one comes back to the same page, order, filter and row', async () => {
    await go(`/party?sort=-name&filter=${encodeURIComponent('stage = customer or stage = lead')}`);
    await page.locator('a[rel=next]').click();
    await page.waitForURL('**after=**');
    const left = page.url();
    const row = rows().nth(30), id = await row.getAttribute('data-id');
    for (const back of [() => page.locator('.m-crumb a').first().click(), () => page.goBack()]) {
      await row.locator('.m-lead a').click();
      await page.waitForURL(`**/party/${id}`);
      await back();
      await page.waitForURL(left);
      await page.waitForFunction((each) =>
        document.activeElement?.closest('tr')?.dataset.id === each, id);
      assert.ok(await page.locator(`tr[data-id="${id}"]`).evaluate((each) => {
        const { top, bottom } = each.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      }));
    }
  });

  test('a condition gets another choice beside it', async () => {
    await go(`/party?filter=${encodeURIComponent('stage = lead')}`);
    await page.locator('.m-chip [data-or]').click(); // the builder is at the field of the chip
    await page.locator('#filter-value select[name=value]').selectOption('customer');
    await page.click('#filter .btn-primary');
    const chip = page.locator('.m-chip.m-on');
    await chip.locator('.m-chip-or').waitFor();
    assert.equal(await chip.count(), 1);
    assert.match((await chip.textContent()).replace(/\s+/g, ' '), /مرحله: سرنخ.*یا.*مرحله: مشتری/);
    assert.equal(new URL(page.url()).searchParams.get('filter'), 'stage = "lead" or stage = "customer"');
    await chip.locator('.m-chip-remove').first().click();
    await page.waitForURL((url) => url.searchParams.get('filter') === 'stage = "customer"');
  });

  test('many rows are counted when asked', async () => {
    await go('/party');
    const foot = page.locator('.m-list-foot');
    assert.match(await foot.textContent(), /بیش از ۱٬۰۰۰/);
    await foot.locator('a[href*="/exact"]').click();
    await page.waitForURL('**/party/exact');
    assert.match(await foot.textContent(), /۱٬۳۰۰ ردیف/);
    await foot.locator('a[rel=next]').click();
    await page.waitForURL('**/party?after=**');
  });

  test('numbers are summed in the foot', async () => {
    const party = (await house.api('GET', '/api/v1/party?limit=1')).data[0].id;
    for (const minutes of [20, 22])
      await house.api('POST', '/api/v1/interaction', { party, kind: 'call', subject: 'جمع مدت',
        at: new Date().toISOString(), duration: minutes * 60 });
    await go(`/interaction?cols=subject,duration&filter=${encodeURIComponent('subject = "جمع مدت"')}`);
    assert.match(await page.locator('m-list tfoot').textContent(), /۴۲/);
  });

  test('all that a filter finds is changed, and all of it taken back', async () => {
    const before = await count('stage = customer');
    assert.ok(before > 100);
    await go(`/party?filter=${encodeURIComponent('stage = customer')}`);
    await page.check('m-list [data-all]');
    await page.check('#bulk [name=all]');
    assert.match(await page.textContent('.m-chosen-count'), new RegExp(before.toLocaleString('fa')));
    await page.selectOption('#bulk [name=field]', 'city');
    await page.locator('#bulk-value [name=value]').fill('گروه‌آباد');
    await page.click('#bulk [value=set]');
    await page.waitForURL('**/bulk/*');
    const undo = page.locator('form[action$="/undo"] button');
    await undo.waitFor(); // it watches itself
    assert.equal(await count('city = "گروه‌آباد"'), before);
    await undo.click();
    await page.waitForURL((url) => !url.pathname.startsWith('/bulk'));
    for (let tries = 0; tries < 150 && await count('city = "گروه‌آباد"') > 0; tries++)
      await page.waitForTimeout(200);
    assert.equal(await count('city = "گروه‌آباد"'), 0);
    assert.equal(await count('stage = customer'), before);
  });

  test('one row less than all is not all', async () => {
    await go('/party');
    await page.locator('m-list tbody [name=id]').first().check();
    await page.check('#bulk [name=all]');
    assert.equal(await page.locator('m-list tbody [name=id]:not(:checked)').count(), 0);
    await page.locator('m-list tbody [name=id]').nth(4).uncheck();
    assert.equal(await page.isChecked('#bulk [name=all]'), false);
    assert.match(await page.textContent('.m-chosen-count'), /۴۹/);
  });

  // Beside what was still asked for when one left.
  test('nothing else complained', () =>
    assert.deepEqual(page.complaints.filter((text) => !/Failed to fetch/.test(text)), []));
});

after(closeBrowser);
