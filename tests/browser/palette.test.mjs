// palette.test.mjs - the palette answers what was typed, and nothing before it or less than it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, logIn, open, organisation } from './kit.mjs';

const NAMES = ['دشتبان یکم', 'دشتستانی دوم'];

describe('the palette', () => {
  let house, page, ids;
  const hits = () => page.locator('#palette-results a');
  const begin = async () => {
    await page.goto(house.address);
    await page.keyboard.press('Control+KeyK');
  };

  before(async () => {
    house = await organisation({ parties: 20 });
    ids = [];
    for (const name of NAMES) ids.push((await house.api('POST', '/api/v1/party', { kind: 'person', name })).id);
    page = await open();
    await logIn(page, house.address);
  });
  after(async () => house.end());

  test('what was found is a list to choose from as soon as it stands', async () => {
    await begin();
    await page.evaluate(() => {
      const results = document.getElementById('palette-results');
      window.bare = [];
      new MutationObserver(() => window.bare.push([results.role, results.querySelectorAll('a:not([role=option])').length]))
        .observe(results, { childList: true });
    });
    await page.keyboard.type('دشت');
    await hits().first().waitFor();
    assert.deepEqual(await page.evaluate(() => window.bare.at(-1)), ['listbox', 0]);
  });

  test('the same is found again after the palette was closed', async () => {
    await begin();
    for (let time = 0; time < 2; time++) {
      await page.keyboard.type('دشت');
      await hits().filter({ hasText: NAMES[0] }).waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+KeyK');
    }
  });

  test('an emptied field shows what was seen, and goes on showing it', async () => {
    await begin();
    await page.keyboard.type('دشت');
    await hits().first().waitFor();
    const asked = [];
    page.on('request', (request) => request.url().includes('/search') && asked.push(request.url()));
    for (let letter = 0; letter < 3; letter++) await page.keyboard.press('Backspace');
    await page.waitForTimeout(300);
    assert.deepEqual(asked.filter((url) => url.endsWith('q=')), []);
    assert.equal(await page.locator('#palette-results .m-empty').count(), 0);
  });

  test('Enter opens what all that was typed finds, though the answer to less comes first', async () => {
    let release;
    const held = new Promise((done) => { release = done; });
    let first;
    const sent = new Promise((done) => { first = done; });
    await page.route('**/search?*', async (route) => {
      if (decodeURIComponent(route.request().url()).endsWith('q=دشتب')) {
        first();
        await held;
      }
      await route.continue().catch(() => {}); // another took its place
    });
    await begin();
    await page.keyboard.type('دشتب');
    await sent;
    await page.evaluate((text) => { // faster than the next question is asked
      const input = document.querySelector('#palette input');
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
      const results = document.getElementById('palette-results');
      results.dispatchEvent(new Event('htmx:after:swap', { bubbles: true })); // some other part of the page came
    }, 'دشتس');
    release();
    await page.waitForURL(`**/party/${ids[1]}`);
    await page.unroute('**/search?*');
  });
});

after(closeBrowser);
