// field.test.mjs - a day on the way with a phone: the route, coming with and without a position, an
// order at the customer's, going.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, logIn, open, organisation, WIDTHS } from './kit.mjs';

const TEHRAN_MS = 3.5 * 3600000;
const today = new Date(Date.now() + TEHRAN_MS).toISOString().slice(0, 10);
const HERE = { latitude: 35.7008, longitude: 51.4, accuracy: 9 };

/** An organisation with three customers on a line, all to be visited today. */
const begin = async (language) => {
  const house = await organisation({ parties: 0, language });
  const make = async (kind, record) => (await house.api('POST', `/api/v1/${kind}`, record)).id;
  await make('product', { name: 'Tea چای', code: 'T-1', price: 100000, tax: 10 });
  for (const [name, latitude] of [['Near', 35.7], ['Far', 35.8], ['Between', 35.71]]) {
    const party = await make('party', { name, latitude, longitude: 51.4, phone: '+982188776655' });
    await make('field_visit', { party, day: today, purpose: 'سفارش‌گیری' });
  }
  const page = await open({ width: WIDTHS.narrow });
  await logIn(page, house.address);
  return { house, page };
};
const names = (page) => page.locator('.m-stop h3 a').allTextContents();
const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

describe('a day on the way', () => {
  let house, page, visit;
  before(async () => {
    ({ house, page } = await begin('fa'));
    await page.context().grantPermissions(['geolocation']);
    await page.context().setGeolocation(HERE);
  });
  after(async () => house.end());

  test('the shortest order, then another by the keyboard', async () => {
    await page.goto(`${house.address}/visits`);
    assert.deepEqual(await names(page), ['Near', 'Far', 'Between']);
    await page.click('form[action="/visits/order"] button');
    await page.waitForURL(/day=/);
    assert.deepEqual(await names(page), ['Near', 'Between', 'Far']);
    await page.locator('.m-stop [value=up]').last().focus();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    assert.deepEqual(await names(page), ['Near', 'Far', 'Between']);
    assert.ok(await fits(page));
  });

  test('one comes, and how near is told', async () => {
    await page.locator('.m-stop h3 a').first().click();
    await page.click('m-fix button');
    await page.locator('#go-report').waitFor();
    visit = page.url();
    assert.match(await page.textContent('.m-visiting'), /۸۹ متر از مشتری \(دقت ۹ متر\)/);
    assert.ok(await fits(page));
  });

  test('an order, worked out while one presses, is placed once', async () => {
    await page.click('.m-visiting a[href*="/order"]');
    const more = page.locator('m-stepper button').last();
    await more.click();
    await more.click();
    await page.locator('#order-sum strong', { hasText: '۲۲٬۰۰۰' }).waitFor();
    assert.ok(await fits(page));
    await page.locator('[value=place]').dblclick();
    await page.waitForURL(/sales_order/);
    const orders = (await house.api('GET', '/api/v1/sales_order')).data;
    assert.deepEqual(orders.map((each) => each.total), [220000]);
  });

  test('going, what came of it is told of the customer', async () => {
    await page.goto(visit);
    await page.fill('#go-report', 'دو قلم سفارش داد');
    await page.click('form[action$="/leave"] .btn-primary');
    await page.locator('form[action$="/leave"]').waitFor({ state: 'detached' });
    await page.click('.m-visiting a[href^="/party/"]');
    assert.match(await page.textContent('#timeline'), /دو قلم سفارش داد/);
    assert.deepEqual(page.complaints, []);
  });
});

test('without a position one comes all the same', async () => {
  const { house, page } = await begin('en');
  await page.goto(`${house.address}/visits`);
  await page.locator('.m-stop h3 a').first().click();
  await page.click('m-fix button');
  await page.locator('#go-report').waitFor();
  assert.match(await page.textContent('.m-visiting'), /No position was noted/);
  assert.ok(await fits(page));
  await house.end();
});

after(closeBrowser);
