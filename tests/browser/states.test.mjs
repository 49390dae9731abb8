// states.test.mjs - what no address alone leads to: pages where something went wrong, what opens
// over a page, an organisation that has nobody yet, and paper. Looked at as every page is.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, logIn, open, organisation, password, WIDTHS } from './kit.mjs';
import { findings, look, overflow, visit } from './looks.mjs';
import { KINDS } from './routes.mjs';

const refused = { complaints: false };
const save = (page) => page.locator('main form.m-form .btn-primary').first().click();
const post = (page, path) => page.evaluate((action) => {
  const form = document.body.appendChild(document.createElement('form'));
  Object.assign(form, { method: 'post', action }).submit();
}, path);

for (const language of ['fa', 'en']) {
  describe(`what went wrong in ${language}`, () => {
    let house, page;

    before(async () => {
      house = await organisation({ parties: 30, language, people: ['sara'] });
      page = await open();
    });
    after(async () => house.end());

    test('a wrong password', async () => {
      await page.goto(`${house.address}/login`);
      await page.fill('[name=login]', 'admin');
      await page.fill('[name=password]', 'wrong');
      await page.press('[name=password]', 'Enter');
      await page.locator('.m-bad, .m-problem, [role=alert]').first().waitFor();
      await look(page, refused);
      await logIn(page, house.address);
    });

    test('no such page, no such record, no such act', async () => {
      await visit(page, `${house.address}/no/such/page`, { status: 404 });
      await visit(page, `${house.address}/party/0000000000000`, { status: 404 });
      await Promise.all([page.waitForNavigation(), post(page, '/calendar')]);
      await page.locator('.m-error code').waitFor();
      await look(page, refused);
    });

    test('a filter that cannot be read', () => visit(page, `${house.address}/party?filter=(`, { status: 422 }));
    test('the same on a board', () => visit(page, `${house.address}/party/board?filter=(`, { status: 422 }));

    test('a form with mistakes, and one that may be a double', async () => {
      await page.goto(`${house.address}/party/new`);
      await page.fill('[name=phone]', '۱۲');
      await page.fill('[name=birth_date]', '۱۴۰۳/۱۲/۳۱');
      await page.evaluate(() => { document.querySelector('main form.m-form').noValidate = true; });
      await save(page);
      await page.locator('.m-field .m-problem').first().waitFor();
      await look(page, refused);
      const known = await house.api('POST', '/api/v1/party', { kind: 'person', name: 'هستی یگانه', phone: '09127776655' });
      await page.fill('[name=name]', known.name);
      await page.fill('[name=phone]', '۰۹۱۲۷۷۷۶۶۵۵');
      await page.fill('[name=birth_date]', '');
      await page.locator('main .m-same').first().waitFor();
      await look(page, refused);
    });

    test('two editors of one record', async () => {
      const { id } = await house.api('POST', '/api/v1/party', { kind: 'person', name: 'دو ویرایشگر', city: 'یزد' });
      await page.goto(`${house.address}/party/${id}/edit`);
      await page.fill('[name=city]', 'قم');
      await house.api('PATCH', `/api/v1/party/${id}`, { city: 'شیراز' });
      await save(page);
      await page.locator('[name="keep.city"]').first().waitFor();
      await look(page, refused);
    });

    test('no right, and a session that ended over a form', async () => {
      const other = await open();
      await logIn(other, house.address, 'sara');
      await visit(other, `${house.address}/settings`, { status: 403 });
      await other.goto(`${house.address}/party/new`);
      await other.fill('[name=name]', 'فرم نیمه‌کاره');
      await other.context().clearCookies();
      await save(other);
      await other.locator('[name=password]').waitFor();
      await look(other, refused);
      await other.fill('[name=login]', 'sara');
      await other.fill('[name=password]', password);
      await other.press('[name=password]', 'Enter');
      await other.locator('.m-login .btn-primary').waitFor();
      await look(other, refused);
      await other.click('.m-login .btn-primary');
      await other.locator('h1', { hasText: 'فرم نیمه‌کاره' }).waitFor();
      await other.context().close();
    });

    test('an organisation that was moved away', async () => {
      house.run('org', 'move', '--to', `${house.data}-there`);
      await visit(page, house.address, { status: 503 });
      rmSync(`${house.data}-there`, { recursive: true });
    });
  });

  describe(`what opens over a page in ${language}`, () => {
    let house, page, customer;

    before(async () => {
      house = await organisation({ parties: 60, language });
      customer = `/party/${(await house.api('GET', '/api/v1/party?limit=1')).data[0].id}`;
      page = await open();
      await logIn(page, house.address);
    });
    after(async () => house.end());

    // Name: where, what is done there, and what then stands open.
    const OPENED = {
      'the palette with what was seen': ['/', () => page.keyboard.press('Control+KeyK'), '#palette[open] h2'],
      'the palette with what was found': ['/', async () => {
        await page.keyboard.press('Control+KeyK');
        await page.keyboard.type('ا');
      }, '#palette-results[role=listbox] [aria-selected=true]'],
      'the keys': ['/', () => page.keyboard.press('?'), '#keys[open]'],
      'what can be made': ['/', () => page.keyboard.press('KeyC'), '#create[open]'],
      'the menu of the person': ['/', () => page.click('.m-top details:has(.m-person) > summary'), '.m-person a'],
      'a filter in the making': ['/party?filter=stage = lead', () => page.click('#filter > summary'), '#filter select'],
      'the columns': ['/party', () => page.click('details:has(.m-columns) > summary'), '.m-columns a'],
      'a view to be saved': ['/party', () => page.click('details:has([name=shared]) > summary'), '[name=shared]'],
      'an export to be made': ['/party', () => page.click('details:has([action$="/export"]) > summary'), '[action$="/export"]'],
      'chosen rows': ['/party', () => page.locator('tbody [name=id]').first().check(), '.m-chosen'],
      'a cell': ['/party', () => page.locator('tbody td[data-label]').nth(2).dblclick(), 'td form'],
      'a fact': [() => customer, () => page.locator('#facts [data-name=phone]').press('Enter'), '#facts form'],
      'more of a customer': [() => customer, () => page.click('.m-thumb details > summary'), '.m-thumb .m-menu-list a'],
      'a task to be moved': ['/tasks?view=open&who=all', () => page.locator('.m-later > summary').first().click(), '.m-later .m-menu-list'],
      'a card to be moved': ['/party/board', () => page.locator('.m-card summary').first().click(), '.m-card form'],
      'a task of a day': ['/calendar', () => page.locator('[data-new-task]').last().click({ force: true }), 'dialog[open] form'],
      'saved, and how to take it back': [() => `${customer}/edit`, async () => {
        await page.fill('[name=city]', 'قم');
        await save(page);
      }, '[data-saved]'],
      'a file on its way': ['/import', async () => {
        await page.route('**/import/*', () => {}); // it never arrives
        await page.setInputFiles('[name=file]', { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('name\nSara\n') });
        await page.click('m-upload button');
      }, '.m-progress:not([hidden])'],
    };
    for (const [name, [where, act, opened]] of Object.entries(OPENED))
      test(name, async () => {
        await page.setViewportSize({ width: WIDTHS.wide, height: 900 });
        await page.goto(house.address + (typeof where === 'string' ? where : where()));
        await act();
        await page.locator(opened).first().waitFor();
        page.complaints.length = 0;
        await look(page);
      });
  });

  describe(`an organisation that has nobody yet, in ${language}`, () => {
    let house, page;

    before(async () => {
      house = await organisation({ parties: 0, language });
      page = await open();
      await logIn(page, house.address);
    });
    after(async () => house.end());

    const EMPTY = ['/', '/tasks', '/tasks?view=late', '/calendar', '/calendar?view=week', '/calendar?view=day',
      '/duplicates', '/search?q=%2B%2B', '/jobs', '/notifications', '/looks', '/import',
      ...KINDS.flatMap(({ name, board }) => board ? [`/${name}`, `/${name}/board`] : [`/${name}`])];
    for (const path of EMPTY) test(path, () => visit(page, house.address + path));
  });

  describe(`paper in ${language}`, () => {
    let house, page, customer;

    before(async () => {
      house = await organisation({ parties: 60, language });
      customer = `/party/${(await house.api('GET', '/api/v1/party?limit=1')).data[0].id}`;
      page = await open({ width: 680, dark: true }); // A4 between its margins
      await logIn(page, house.address);
    });
    after(async () => house.end());

    for (const [name, where] of Object.entries({ 'a customer': () => customer, 'a list': () => '/party', tasks: () => '/tasks?view=open&who=all', 'a month': () => '/calendar?who=all' }))
      test(name, async () => {
        await page.emulateMedia({ media: 'screen' });
        await page.goto(house.address + where());
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        const found = [...await findings(page, ['color-contrast']), ...await overflow(page)];
        const seen = await page.evaluate(() => {
          const shown = [...document.querySelectorAll('nav, button, form, .m-top, .m-bottom, select')]
            .filter((each) => each.checkVisibility() && each.getClientRects().length);
          const ground = getComputedStyle(document.body).backgroundColor;
          return [...shown.map((each) => each.outerHTML.slice(0, 120)), ...ground === 'rgba(0, 0, 0, 0)' || ground === 'rgb(255, 255, 255)' ? [] : [ground]];
        });
        assert.deepEqual([...found, ...seen], []);
      });
  });
}

after(closeBrowser);
