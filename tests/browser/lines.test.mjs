// lines.test.mjs - the lines of a quote are moved by mouse on a desk and by a finger on a telephone: their order is
// kept when the quote is saved, and what was typed goes along.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, dragByFinger, logIn, open, organisation, WIDTHS } from './kit.mjs';

const NAMES = ['حمل', 'نصب', 'آموزش'];

describe('lines of a quote', () => {
  let house, party;

  before(async () => {
    house = await organisation({ parties: 0 });
    party = (await house.api('POST', '/api/v1/party', { kind: 'organisation', name: 'شرکت بهار' })).id;
  });
  after(async () => house.end());

  const quoteOn = async (size) => {
    const quote = (await house.api('POST', '/api/v1/quote', { party })).id;
    for (const description of NAMES)
      await house.api('POST', '/api/v1/quote_line', { party, quote, description, quantity: 1, price: 1000000 });
    const page = await open(size);
    await logIn(page, house.address);
    await page.goto(`${house.address}/quote/${quote}`);
    await page.waitForFunction(() => Object.keys(document.querySelector('#lines-form tbody')).some((key) => key.startsWith('Sortable')));
    return { page, quote };
  };
  const grip = (page, name) => page.locator(`.m-quote-line:has([name$=".description"][value="${name}"]) .m-line-number`);
  const names = (page) => page.locator('.m-quote-line:not(.m-line-spare) [name$=".description"]')
    .evaluateAll((inputs) => inputs.map((input) => input.value).filter(Boolean));
  const expect = (page, order) => page.waitForFunction((wanted) =>
    [...document.querySelectorAll('.m-quote-line [name$=".description"]')].map((input) => input.value).filter(Boolean).join() === wanted, order.join());
  const kept = async (quote) => (await house.api('GET', `/api/v1/quote_line?filter=${encodeURIComponent(`quote = "${quote}"`)}`)).data
    .sort((one, other) => one.position - other.position).map((line) => line.description);
  const saved = async (page, quote, order) => {
    await expect(page, order);
    await page.click('.btn-primary[value=save]');
    for (let tries = 0; tries < 100 && (await kept(quote)).join() !== order.join(); tries++) await page.waitForTimeout(50);
    assert.deepEqual(await kept(quote), order);
    await page.goto(`${house.address}/quote/${quote}`);
    assert.deepEqual(await names(page), order);
    assert.deepEqual(page.complaints, []);
  };

  test('by mouse the last goes before the first', async () => {
    const { page, quote } = await quoteOn({ width: WIDTHS.wide });
    assert.deepEqual(await names(page), NAMES);
    await grip(page, NAMES[2]).dragTo(grip(page, NAMES[0]), { targetPosition: { x: 8, y: 4 } });
    await saved(page, quote, [NAMES[2], NAMES[0], NAMES[1]]);
  });

  test('by a finger at 390 the first goes below the second, and the page stays where it is', async () => {
    const { page, quote } = await quoteOn({ width: WIDTHS.narrow, height: 1400 });
    await grip(page, NAMES[0]).scrollIntoViewIfNeeded();
    const stood = await page.evaluate(() => scrollY);
    await dragByFinger(page, grip(page, NAMES[0]), grip(page, NAMES[1]));
    await expect(page, [NAMES[1], NAMES[0], NAMES[2]]);
    assert.equal(await page.evaluate(() => scrollY), stood);
    await saved(page, quote, [NAMES[1], NAMES[0], NAMES[2]]);
  });

  test('a finger that passes over the lines scrolls, and moves none', async () => {
    const { page } = await quoteOn({ width: WIDTHS.narrow });
    await grip(page, NAMES[1]).scrollIntoViewIfNeeded();
    const stood = await page.evaluate(() => scrollY);
    await dragByFinger(page, grip(page, NAMES[1]), page.locator('.m-page-head, .m-top').first(), 0);
    await page.waitForFunction((before) => scrollY !== before, stood);
    assert.deepEqual(await names(page), NAMES);
  });
});

after(closeBrowser);
