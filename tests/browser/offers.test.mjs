// offers.test.mjs - what to offer a customer: it comes into their page by itself, is answered with one
// press, and the answer is taken back; without a script it is a page of its own.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, logIn, open, organisation } from './kit.mjs';

const DAY_MS = 86400000;
const CUSTOMERS = 6; // chance keeps some of them from offers, of so many not all

describe('what to offer', () => {
  let house, page, party;
  const address = () => `${house.address}/party/${party}`;
  const offer = (on = page) => on.locator('#offers li', { hasText: 'مدل تازه' });
  const counted = async (on = page) => on.locator('#offers .m-count').textContent();

  const buyer = async (product) => {
    const id = (await house.api('POST', '/api/v1/party', { kind: 'organisation', name: 'شرکت بهار' })).id;
    const date = new Date(Date.now() - 40 * DAY_MS).toISOString().slice(0, 10);
    const order = (await house.api('POST', '/api/v1/sales_order', { party: id, date })).id;
    await house.api('POST', '/api/v1/sales_order_line', { party: id, sales_order: order, product, quantity: 1, price: 1000 });
    return id;
  };

  before(async () => {
    house = await organisation({ parties: 0 });
    const better = (await house.api('POST', '/api/v1/product', { name: 'مدل تازه', code: 'N' })).id;
    const product = (await house.api('POST', '/api/v1/product', { name: 'مدل پیشین', code: 'O', better, lasts_days: 45 })).id;
    page = await open();
    await logIn(page, house.address);
    for (let i = 0; i < CUSTOMERS && !party; i++) {
      const id = await buyer(product);
      await page.goto(`${house.address}/party/${id}/offers`);
      if (await offer().count()) party = id;
    }
    assert.ok(party);
  });
  after(async () => house.end());

  test('it comes into the page of the customer, with its reason', async () => {
    await page.goto(address());
    await offer().waitFor();
    assert.match(await offer().textContent(), /مدل بهتر .*مدل پیشین/);
    assert.equal(await counted(), '۲');
  });

  test('“not now” takes it away, and is taken back', async () => {
    await offer().locator('[value=later]').click();
    await page.locator('.m-toast').waitFor();
    await page.locator('#offers .m-count').waitFor();
    assert.equal(await counted(), '۱');
    assert.equal(await offer().count(), 0);
    await page.locator('.m-toast form button').click();
    await offer().waitFor();
    assert.equal(await counted(), '۲');
  });

  test('“accepted” leads on to a deal with its name', async () => {
    await offer().locator('[value=accepted]').click();
    await page.locator('.m-toast').waitFor();
    await offer().locator('a[href^="/deal/new"]').click();
    await page.waitForURL(/\/deal\/new/);
    assert.equal(await page.inputValue('[name=name]'), 'مدل تازه');
  });

  test('without a script it is a page of its own, and answers all the same', async () => {
    const plain = await open({ scripts: false });
    await logIn(plain, house.address);
    await plain.goto(address());
    await plain.click('#offers h2 a');
    await plain.locator('[value=never]').first().click();
    await plain.locator('.m-toast').waitFor();
    await plain.goto(`${address()}/offers`);
    assert.equal(await plain.locator('[value=never]').count(), 0);
  });

  test('nothing complains', () => assert.deepEqual(page.complaints, []));
});

after(closeBrowser);
