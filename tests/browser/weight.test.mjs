// weight.test.mjs - how many bytes a page costs the person's line, as Chromium counts them, and
// whether it stands still once it is seen.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, logIn, open, organisation, WIDTHS } from './kit.mjs';

const FIRST_BYTES = 150 * 1024; // the first page, nothing kept yet
const BOARD_BYTES = 100 * 1024; // not packed: what a browser has to read and hold
const TURN_BYTES = 20 * 1024; // a page turn, with what every page needs kept

/** Bytes on the wire while `act` runs and until the page is quiet; event streams never are. */
const weigh = async (page, act) => {
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
  await session.send('Network.enable');
  await act(session);
  await page.waitForLoadState('load');
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(300); // what scripts load once the page stands
  await session.detach();
  return bytes;
};

const SHIFT_MOST = 0.05; // of the window, times how far; 0.1 is where people begin to notice

/** How much of the page moved by itself until it was quiet, on a slow machine, and what did. */
const moved = async (page, address) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(address);
  await page.waitForTimeout(700); // what scripts load once the page stands
  const shifts = await page.evaluate(() => window.shifts);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await session.detach();
  return { sum: shifts.reduce((all, { value }) => all + value, 0), what: shifts.map(({ what }) => what) };
};
const watchShifts = (page) => page.addInitScript(() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const each of list.getEntries())
      if (!each.hadRecentInput) window.shifts.push({ value: each.value, what: each.sources[0]?.node?.outerHTML?.slice(0, 100) });
  }).observe({ type: 'layout-shift', buffered: true });
});

describe('weight', () => {
  let house, page;

  before(async () => {
    house = await organisation({ parties: 300 });
    page = await open();
    await logIn(page, house.address);
  });
  after(async () => house.end());

  test('the first page after log-in, nothing kept', async (t) => {
    const bytes = await weigh(page, async (session) => {
      await session.send('Network.clearBrowserCache');
      await page.goto(house.address);
    });
    t.diagnostic(`${bytes} bytes`);
    assert.ok(bytes > 20_000 && bytes <= FIRST_BYTES, `${bytes} bytes`);
  });

  test('a page turn of a list', async (t) => {
    await page.goto(`${house.address}/party`);
    const bytes = await weigh(page, async () => {
      await page.locator('a[href*="after="]').first().click();
      await page.waitForURL('**/party?*after=*');
    });
    t.diagnostic(`${bytes} bytes`);
    assert.ok(bytes > 1000 && bytes <= TURN_BYTES, `${bytes} bytes`);
  });

  test('a board, however many stand on it', async (t) => {
    const { length } = await (await page.request.get(`${house.address}/party/board`)).body();
    t.diagnostic(`${length} bytes, not packed`);
    assert.ok(length > 1000 && length <= BOARD_BYTES, `${length} bytes`);
  });

  test('a customer opened from a list', async (t) => {
    const bytes = await weigh(page, async () => {
      await page.locator('m-list tbody a').first().click();
      await page.waitForURL(/\/party\/[^/?]+/);
    });
    t.diagnostic(`${bytes} bytes`);
    assert.ok(bytes > 1000 && bytes <= TURN_BYTES, `${bytes} bytes`);
  });

  test('nothing moves by itself', async (t) => {
    const double = { kind: 'person', name: 'همسان آزمایشی' }; // its page warns of the other
    await house.api('POST', '/api/v1/party', double);
    const { id } = await house.api('POST', '/api/v1/party', double);
    await watchShifts(page);
    for (const width of [WIDTHS.wide, WIDTHS.narrow]) {
      await page.setViewportSize({ width, height: 900 });
      for (const path of ['/', '/party', '/party/board', `/party/${id}`, '/tasks', '/calendar', '/party/new']) {
        const { sum, what } = await moved(page, house.address + path);
        t.diagnostic(`${width} ${path} ${sum.toFixed(4)}`);
        assert.ok(sum <= SHIFT_MOST, `${path} at ${width}: ${sum} ${what}`);
      }
    }
  });
});

after(closeBrowser);
