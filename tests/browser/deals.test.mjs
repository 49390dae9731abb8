// deals.test.mjs - deals on their board in the browser: however a card goes, what both columns come
// to, and what that is worth by its probability, follow at once.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, dragByFinger, logIn, open, organisation, WIDTHS } from './kit.mjs';

const MILLION = 1000000;
const AMOUNTS = { a: 10 * MILLION, b: 20 * MILLION, c: 40 * MILLION + 45, d: 80 * MILLION };
const RIALS_OF_TOMAN = 10;
const digits = (text) => Number(text.replace(/[^۰-۹٫]/g, '').replace('٫', '.').replace(/[۰-۹]/g, (d) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(d)));

describe('deals on their board', () => {
  let house, page, lead, talks, lost;
  const ids = {};
  const column = (stage, on = page) => on.locator(`.m-column[data-to="${stage}"]`);
  const card = (name, on = page) => on.locator(`.m-card[data-id="${ids[name]}"]`);
  const inColumn = (name, stage, on = page) => column(stage, on).locator(`.m-card[data-id="${ids[name]}"]`).waitFor();
  const rials = async (place) => await place.count() ? Math.round(digits(await place.textContent()) * RIALS_OF_TOMAN) : null;
  // The sum of the named deals, and the weighted sum where the head says another.
  const heads = async (stage, percent, names, on = page) => {
    const sum = names.reduce((all, name) => all + AMOUNTS[name], 0);
    const weighed = Math.round(sum * percent / 100);
    assert.equal(await rials(column(stage, on).locator('.m-column-sum .m-num').first()), sum);
    assert.equal(await rials(column(stage, on).locator('.m-column-weighed .m-num').first()), weighed || null);
  };

  before(async () => {
    house = await organisation({ parties: 0 });
    const all = (await house.api('GET', '/api/v1/deal_stage')).data;
    [lead, talks, lost] = ['سرنخ', 'مذاکره', 'ازدست‌رفته'].map((name) => all.find((each) => each.name === name).id);
    const party = (await house.api('POST', '/api/v1/party', { kind: 'organisation', name: 'شرکت بهار' })).id;
    for (const [name, amount] of Object.entries(AMOUNTS))
      ids[name] = (await house.api('POST', '/api/v1/deal', { party, name: `معاملهٔ ${name}`, amount })).id;
    page = await open();
    await logIn(page, house.address);
    await page.goto(`${house.address}/deal/board`);
  });
  after(async () => house.end());

  test('the heads tell what their cards come to', async () => {
    await heads(lead, 10, ['a', 'b', 'c', 'd']);
    await heads(talks, 75, []);
  });

  test('a deal is dragged by mouse', async () => {
    await card('a').locator('.m-card-fact').first().dragTo(column(talks).locator('.m-column-head'));
    await inColumn('a', talks);
    await page.waitForFunction((id) => document.querySelector(`#head-${id} .m-column-weighed`), talks);
    await heads(talks, 75, ['a']);
    await heads(lead, 10, ['b', 'c', 'd']);
    const deal = await house.api('GET', `/api/v1/deal/${ids.a}`);
    assert.equal(deal.stage.id ?? deal.stage, talks);
    assert.equal(deal.probability, 75);
  });

  test('a deal goes by keys alone, stage by stage', async () => {
    await card('b').focus();
    for (const _ of [1, 2, 3]) {
      await page.evaluate(() => { document.querySelector('#board-said').textContent = ''; });
      await page.keyboard.press('Shift+ArrowLeft');
      await page.waitForFunction(() => document.querySelector('#board-said').textContent);
      assert.equal(await page.evaluate(() => document.activeElement.dataset.id), ids.b);
    }
    await inColumn('b', talks);
    await heads(talks, 75, ['a', 'b']);
    await heads(lead, 10, ['c', 'd']);
  });

  test('a deal is dragged by a finger', async () => {
    const phone = await open({ width: WIDTHS.narrow });
    await logIn(phone, house.address);
    await phone.goto(`${house.address}/deal/board`);
    await phone.evaluate(() => { // two columns in sight
      const board = document.querySelector('.m-board');
      board.style.scrollSnapType = 'none';
      board.style.gridTemplateColumns = 'repeat(6, 45%)';
      document.querySelectorAll('.m-column').forEach((each, i) => { if (i === 1 || i === 2) each.remove(); });
    });
    await column(talks, phone).scrollIntoViewIfNeeded();
    await dragByFinger(phone, card('d', phone).locator('.m-card-fact').nth(1), column(talks, phone).locator('.m-card').first());
    await inColumn('d', talks, phone);
    await phone.waitForFunction((id) => document.querySelector(`#head-${id} .m-count`).textContent === '۱', lead);
    await heads(talks, 75, ['a', 'b', 'd'], phone);
    await heads(lead, 10, ['c'], phone);
    assert.deepEqual(phone.complaints.filter((text) => !/Failed to fetch/.test(text)), []);
    await phone.context().close();
  });

  test('a deal that is lost asks why, and stays until then', async () => {
    await page.reload();
    await card('c').locator('summary').click();
    await card('c').locator(`button[value="${lost}"]`).click();
    await card('c').locator('.m-problem').waitFor();
    assert.match(await card('c').locator('.m-problem').textContent(), /بگویید چرا از دست رفت/);
    await inColumn('c', lead);
    await heads(lead, 10, ['c']);
    await heads(lost, 0, []);
  });

  test('a deal goes on by its page, by click and by keys', async () => {
    await page.goto(`${house.address}/deal/${ids.c}`);
    await page.click('.m-stages >> text=نیازسنجی');
    await page.waitForSelector('.m-stages [aria-current=step] >> text=نیازسنجی');
    await page.locator('.m-stages button', { hasText: 'پیشنهاد قیمت' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.m-stages [aria-current=step] >> text=پیشنهاد قیمت');
    assert.equal((await house.api('GET', `/api/v1/deal/${ids.c}`)).probability, 50);
  });

  test('its page asks why it was lost, beside the field, and takes it up again', async () => {
    await page.click('.m-stages >> text=ازدست‌رفته');
    await page.waitForSelector('.m-deal-move');
    await page.fill('.m-deal-move [name=rival]', 'رقیب بزرگ');
    await page.click('.m-deal-move button');
    await page.waitForSelector('.m-deal-move .m-problem, .m-deal-move .invalid-feedback');
    assert.match(await page.textContent('.m-deal-move'), /بگویید چرا از دست رفت/);
    assert.equal(await page.inputValue('.m-deal-move [name=rival]'), 'رقیب بزرگ');
    await page.selectOption('.m-deal-move [name=loss]', 'rival');
    await page.click('.m-deal-move button');
    await page.waitForSelector('.m-stages .m-bad');
    assert.match(await page.textContent('.m-deal-next'), /رقیب را برگزید.*رقیب بزرگ/s);
    await page.click('.m-deal-next button');
    await page.waitForSelector('.m-stages [aria-current=step] >> text=پیشنهاد قیمت');
    const deal = await house.api('GET', `/api/v1/deal/${ids.c}`);
    assert.deepEqual([deal.outcome, deal.loss], ['open', null]);
  });

  test('a deal goes to another day by mouse, by keys and by a finger', async () => {
    await house.api('PATCH', `/api/v1/deal/${ids.d}`, { close_on: new Date().toISOString().slice(0, 10) });
    const entry = (on) => on.locator(`[data-move="/deal/${ids.d}/day"]`);
    const dayOf = (on) => entry(on).evaluate((each) => each.closest('[data-day]').dataset.day);
    const days = (on) => on.locator('[data-day]').evaluateAll((all) => all.map((each) => each.dataset.day));
    const moved = (on, to) => on.locator(`[data-day="${to}"] [data-move="/deal/${ids.d}/day"]`).waitFor();
    await page.goto(`${house.address}/closing`);
    const all = await days(page), today = all.indexOf(await dayOf(page)), by = today < 14 ? 1 : -1;
    await entry(page).dragTo(page.locator(`[data-day="${all[today + by]}"]`));
    await moved(page, all[today + by]);
    await entry(page).focus();
    await page.keyboard.press(by > 0 ? 'Alt+ArrowDown' : 'Alt+ArrowUp'); // a week on, or back
    await moved(page, all[today + by + 7 * by]);
    const phone = await open({ width: WIDTHS.middle });
    await logIn(phone, house.address);
    await phone.goto(`${house.address}/closing`);
    await dragByFinger(phone, entry(phone), phone.locator(`[data-day="${all[today]}"]`));
    await moved(phone, all[today]);
    assert.deepEqual(phone.complaints.filter((text) => !/Failed to fetch/.test(text)), []);
    await phone.context().close();
  });

  test('nothing else complained', () => assert.deepEqual(page.complaints
    .filter((text) => !/status of 422|Failed to fetch/.test(text)), []));
});

after(closeBrowser);
