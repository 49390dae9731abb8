// told.test.mjs - what reaches people without asking: a task they are given, somebody who may
// be known already, a value that is masked until they ask for it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, logIn, open, organisation } from './kit.mjs';

for (const language of ['fa', 'en']) {
  describe(`told in ${language}`, () => {
    let house, page, maryam;

    before(async () => {
      house = await organisation({ parties: 30, language, people: ['maryam'] });
      maryam = (await house.api('GET', `/api/v1/user?filter=${encodeURIComponent('login = maryam')}`)).data[0].id;
      page = await open();
      await logIn(page, house.address, 'maryam');
    });
    after(async () => house.end());

    test('a task that is given shows at once, and in the title of the page', async () => {
      await page.waitForFunction(() => document.querySelector('m-live')?.count === 0);
      await house.api('POST', '/api/v1/task', { subject: 'زنگ به مشتری', owner: maryam });
      await page.locator('.m-toast', { hasText: 'زنگ به مشتری' }).waitFor();
      assert.match(await page.title(), /^\([1۱]\) /);
      await page.goto(`${house.address}/notifications`);
      await page.locator('.m-unseen', { hasText: 'زنگ به مشتری' }).click();
      await page.waitForURL('**/task/*');
      assert.doesNotMatch(await page.title(), /^\(/);
    });

    test('who may be known already is named while one types', async () => {
      await house.api('POST', '/api/v1/party',
        { kind: 'person', name: 'هستی یگانه', phone: '09127776655', national_id: '0499370899', owner: maryam });
      await page.goto(`${house.address}/party/new`);
      await page.fill('[name=name]', 'کسی دیگر');
      await page.locator('[name=phone]').pressSequentially('۰۹۱۲ ۷۷۷ ۶۶۵۵');
      await page.locator('main .m-same', { hasText: 'هستی یگانه' }).waitFor();
      assert.equal(await page.inputValue('[name=phone]'), '۰۹۱۲ ۷۷۷ ۶۶۵۵');
    });

    test('what is sensitive is seen by pressing, and that is kept', async () => {
      const { data } = await house.api('GET', `/api/v1/party?filter=${encodeURIComponent('national_id = 0499370899')}`);
      await page.goto(`${house.address}/party/${data[0].id}`);
      const fact = page.locator('.m-sensitive');
      assert.doesNotMatch(await fact.textContent(), /[0۰][4۴][9۹][9۹]/);
      await fact.locator('button').click();
      await page.locator('.m-sensitive', { hasText: /[0۰][4۴][9۹][9۹][3۳][7۷]/ }).waitFor();
      const boss = await open();
      await logIn(boss, house.address);
      await boss.goto(`${house.address}/looks`);
      await boss.locator('tbody tr', { hasText: 'هستی یگانه' }).waitFor();
      await boss.context().close();
    });

    test('nothing complained', () => assert.deepEqual(page.complaints, []));
  });
}

after(closeBrowser);
