// board.test.mjs - a board in the browser: cards go by mouse, touch, keys and menu, the heads
// follow, and a card that may not go says why.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, dragByFinger, logIn, open, organisation, WIDTHS } from './kit.mjs';

const FILTER = 'city = "تخته‌شهر"';
const BOARD = `/party/board?filter=${encodeURIComponent(FILTER)}`;
const STAGES = { a: 'lead', b: 'lead', c: 'lead', d: 'customer', e: 'lead' };
const digits = (text) => Number(text.replace(/[^۰-۹0-9]/g, '').replace(/[۰-۹]/g, (d) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(d)));

describe('board', () => {
  let house, page;
  const ids = {};
  const column = (stage, on = page) => on.locator(`.m-column[data-to=${stage}]`);
  const card = (name, on = page) => on.locator(`.m-card[data-id="${ids[name]}"]`);
  const count = async (stage, on = page) => digits(await column(stage, on).locator('.m-count').textContent());
  const stageOf = async (name) => (await house.api('GET', `/api/v1/party/${ids[name]}`)).stage;
  const inColumn = (name, stage, on = page) => column(stage, on).locator(`.m-card[data-id="${ids[name]}"]`).waitFor();
  const counted = (stage, n, on = page) => on.waitForFunction(([key, wanted]) => {
    const text = document.querySelector(`#head-${key} .m-count`).textContent;
    return text === wanted.toLocaleString('fa');
  }, [stage, n]);

  before(async () => {
    house = await organisation({ parties: 0 });
    for (const [name, stage] of Object.entries(STAGES))
      ids[name] = (await house.api('POST', '/api/v1/party',
        { kind: 'person', name: `کارت ${name}`, city: 'تخته‌شهر', stage })).id;
    await house.api('POST', '/api/v1/party', { kind: 'person', name: 'در شهری دیگر', stage: 'lead' });
    page = await open();
    await logIn(page, house.address);
  });
  after(async () => house.end());

  test('a card is dragged by mouse, and both heads follow', async () => {
    await page.goto(house.address + BOARD);
    assert.deepEqual([await count('lead'), await count('customer')], [4, 1]);
    await card('a').locator('.m-card-fact').first().dragTo(column('customer').locator('.m-column-head'));
    await counted('customer', 2);
    await counted('lead', 3);
    await inColumn('a', 'customer');
    assert.equal(await stageOf('a'), 'customer');
  });

  test('a card goes by keys alone, and the keys stay on it', async () => {
    await page.goto(house.address + BOARD);
    await card('b').focus();
    await page.keyboard.press('Shift+ArrowLeft'); // the next column in Persian
    await inColumn('b', 'customer');
    await counted('customer', 3);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.id), ids.b);
    assert.match(await page.textContent('#board-said'), /کارت b.*مشتری/);
    assert.equal(await stageOf('b'), 'customer');
    await page.keyboard.press('ArrowDown');
    assert.notEqual(await page.evaluate(() => document.activeElement.dataset.id), ids.b);
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement.closest('.m-column').dataset.to), 'lead');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/party\/[^/]{13}$/);
  });

  test('a card goes by its menu', async () => {
    await page.goto(house.address + BOARD);
    await card('c').locator('summary').click();
    await card('c').locator('button[value=customer]').click();
    await inColumn('c', 'customer');
    await counted('lead', 1);
    assert.equal(await stageOf('c'), 'customer');
  });

  test('a card that may not go stays and says why', async () => {
    await page.goto(house.address + BOARD);
    const before = await count('customer');
    const problem = card('d').locator('.m-problem');
    for (const back of [
      () => card('d').locator('.m-card-fact').first().dragTo(column('stranger').locator('.m-column-head')),
      async () => { await card('d').focus(); await page.keyboard.press('Shift+ArrowRight'); },
    ]) {
      await page.reload();
      await back();
      await problem.waitFor();
      assert.match(await problem.textContent(), /برای بازگشت به مرحلهٔ پیشین، دلیل آن را بنویسید/);
      await inColumn('d', 'customer');
      assert.equal(await stageOf('d'), 'customer');
      assert.equal(await count('customer'), before);
    }
    assert.equal(await page.evaluate(() => document.activeElement.dataset.id), ids.d);
    await problem.locator('a').click();
    await page.waitForURL(`**/party/${ids.d}/edit`);
  });

  test('without an answer it stays and says so', async () => {
    await page.goto(house.address + BOARD);
    await page.route('**/move*', (route) => route.abort());
    await card('d').focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await card('d').locator('.m-problem').waitFor();
    await inColumn('d', 'customer');
    await page.unroute('**/move*');
  });

  test('a card is dragged by a finger', async () => {
    const phone = await open({ width: WIDTHS.narrow });
    await logIn(phone, house.address);
    await phone.goto(house.address + BOARD);
    await phone.evaluate(() => { // two columns in sight
      const board = document.querySelector('.m-board');
      board.style.scrollSnapType = 'none';
      board.style.gridTemplateColumns = 'repeat(7, 45%)';
    });
    await column('customer', phone).scrollIntoViewIfNeeded();
    await dragByFinger(phone, card('e', phone).locator('.m-card-fact').first(), column('customer', phone).locator('.m-card').first());
    await inColumn('e', 'customer', phone);
    await counted('lead', await phone.locator('.m-column[data-to=lead] .m-card').count(), phone);
    assert.equal(await stageOf('e'), 'customer');
    assert.deepEqual(phone.complaints.filter((text) => !/Failed to fetch/.test(text)), []);
    await phone.context().close();
  });

  test('the filter stays between list and board, and chips go', async () => {
    await page.goto(`${house.address}/party?filter=${encodeURIComponent(FILTER)}`);
    await page.locator('.m-page-head a[href*="/board"]').click();
    await page.waitForURL('**/party/board?filter=*');
    assert.equal(await page.locator('.m-card').count(), 5);
    await page.locator('.m-chip-remove').click();
    await page.waitForURL((url) => url.pathname === '/party/board' && !url.search);
    assert.equal(await page.locator('.m-card').count(), 6);
  });

  test('a column shows what fills a screen, and more when asked, by keys too', async () => {
    const many = Array.from({ length: 25 }, (_, i) => ({ kind: 'person', name: `پرشمار ${i + 10}`, city: 'پرشهر', stage: 'lead' }));
    for (const each of many) await house.api('POST', '/api/v1/party', each);
    await page.goto(`${house.address}/party/board?filter=${encodeURIComponent('city = "پرشهر"')}`);
    const cards = column('lead').locator('.m-card');
    assert.equal(await count('lead'), 25);
    assert.equal(await cards.count(), 8);
    await cards.last().focus();
    await page.keyboard.press('Shift+ArrowLeft'); // one goes, and must not come again
    await counted('lead', 24);
    await cards.last().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.m-column[data-to=lead] .m-card').length === 24);
    assert.equal(await column('lead').locator('[data-next]').count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.closest('.m-column')?.dataset.to), 'lead');
    const ids = await page.locator('.m-card').evaluateAll((all) => all.map((each) => each.dataset.id));
    assert.equal(new Set(ids).size, 25);
  });

  // Beside what was refused, cut off, or still asked for when one left.
  test('nothing else complained', () => assert.deepEqual(page.complaints
    .filter((text) => !/status of 422|ERR_FAILED|Failed to fetch/.test(text)), []));
});

after(closeBrowser);
