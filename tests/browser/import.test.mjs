// import.test.mjs - ten thousand rows of another program's export go in through the wizard,
// are found in any spelling, leave again as a file, and are taken back; and what is no list
// of people is refused in words.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bomb, utf16, windows1256, workbook } from '../data/import/files.mjs';
import { closeBrowser, logIn, open, organisation } from './kit.mjs';

const ROWS = 10_000, PATIENT = { timeout: 120_000 };
const dirty = fileURLToPath(new URL('../data/import/dirty.mjs', import.meta.url));
const dirtyRows = (count) => spawnSync('node', [dirty, String(count)], { maxBuffer: 1 << 26 }).stdout;
const number = (text) => Number(text.replace(/[۰-۹]/g, (d) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(d)).replace(/\D/g, ''));

const FOUND_AS = ['', 'external_id', 'name.first', 'name.last', 'name.else', 'gender', 'phone', 'phone2',
  'national_id', 'email', 'birth_date', 'address.province', 'city', 'address', 'address.postal_code', 'tags', 'note'];

describe('importing', () => {
  let house, page, there, known;

  before(async () => {
    house = await organisation({ parties: 40 });
    page = await open();
    await logIn(page, house.address);
    there = parties();
  });
  after(async () => {
    await house.end();
    await closeBrowser();
  });

  const parties = () => house.run('export', 'party', '--columns', 'id').split('\n').length - 1;
  const choose = async (name, buffer) => {
    await page.goto(`${house.address}/import?entity=party`);
    await page.setInputFiles('[name=file]', { name, mimeType: 'application/octet-stream', buffer });
    await page.click('m-upload button');
  };
  const mapped = async () => {
    await page.waitForSelector('.m-map', PATIENT);
    return page.$$eval('.m-map table select[name^="c"]', (list) => list.map((select) => select.value));
  };
  const over = () => page.waitForSelector('#import:not([hx-get])', PATIENT);
  const counts = () => page.$$eval('#import .m-stand dd', (list) => list.map((dd) => dd.textContent)).then((list) => list.map(number));

  test('columns are recognised by what others call them', async () => {
    await choose('مشتریان.csv', dirtyRows(ROWS));
    assert.deepEqual(await mapped(), FOUND_AS);
  });

  test('the preview says what is wrong with which cell', async () => {
    const fault = page.locator('.m-preview .m-fault').first();
    assert.notEqual(await fault.locator('del').textContent(), '');
    assert.match(await fault.locator('.m-problem').textContent(), /\p{Script=Arabic}/u);
    assert.ok(await page.locator('.m-faults li').count() > 2);
  });

  test('a column goes where a person says', async () => {
    await page.selectOption('[name=c15]', '');
    await page.click('.m-map button:not([name=act])');
    await page.waitForSelector('.m-map', PATIENT);
    assert.equal(await page.inputValue('[name=c15]'), '');
  });

  test('the import shows how far it is, and every row is accounted for', async () => {
    await page.click('[name=act]');
    await over();
    known = await counts();
    assert.equal(known.slice(0, 5).reduce((sum, n) => sum + n), ROWS);
    assert.ok(known[0] > 0.97 * ROWS);
    assert.equal(parties(), there + known[0]);
  });

  test('refused rows come back with their reasons', async () => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('a[href$="/errors"]')]);
    const text = readFileSync(await file.path(), 'utf8');
    assert.ok(text.startsWith('\uFEFFردیف,'));
    assert.match(text, /خانه‌های این سطر بیش از ستون‌های فایل است/);
  });

  const someone = async () => {
    const filter = encodeURIComponent('name ~ "حسینی‌زاده" and phone is not empty and external_id is not empty');
    return (await house.api('GET', `/api/v1/party?limit=1&filter=${filter}`)).data[0];
  };
  const finds = async (typed, name) => {
    await page.goto(`${house.address}/search?q=${encodeURIComponent(typed)}`);
    await page.locator('main a[href^="/party/"]', { hasText: name }).first().waitFor();
  };

  test('people are found by half a name in any spelling, and by phone in any form', async () => {
    const { name, phone } = await someone();
    const mobile = phone.replace('+98', '0');
    for (const typed of ['حسيني زاد', 'حسینیزاده', 'حسینی‌زا']) await finds(typed, 'حسینی‌زاده');
    for (const typed of [mobile, phone, mobile.slice(1), `0098${mobile.slice(1)}`, `${mobile.slice(0, 4)} ${mobile.slice(4, 7)} ${mobile.slice(7)}`,
      mobile.replace(/\d/g, (d) => '۰۱۲۳۴۵۶۷۸۹'[d])]) await finds(typed, name);
  });

  test('each has a whole page', async () => {
    const { id, name, phone } = await someone();
    await page.goto(`${house.address}/party/${id}`);
    assert.ok((await page.textContent('h1')).includes(name));
    await page.locator(`a[href="tel:${phone}"]`).first().waitFor();
  });

  test('the list leaves as a workbook, and comes back as one', async () => {
    await page.goto(`${house.address}/party`);
    const menu = page.locator('details', { has: page.locator('select[name=format]') });
    await menu.locator('summary').click();
    await menu.locator('.btn-primary').click();
    const [file] = await Promise.all([page.waitForEvent('download', PATIENT), page.locator('#export a.btn-primary').click(PATIENT)]);
    const bytes = readFileSync(await file.path());
    assert.equal(bytes.subarray(0, 2).toString(), 'PK');
    await choose('مشتریان.xlsx', bytes);
    assert.ok((await mapped()).includes('name'));
  });

  test('all of it is taken back', async () => {
    await page.goto(`${house.address}/import`);
    await page.locator('.m-rows a', { hasText: 'مشتریان.csv' }).click();
    await page.click('form[action$="/undo"] button');
    await over();
    await page.locator('#import .m-notice.m-good').waitFor();
    assert.equal(parties(), there);
  });

  test('nothing complained', () => assert.deepEqual(page.complaints, []));

  describe('any encoding', () => {
    const text = dirtyRows(300).toString().slice(1);
    const rows = text.split('\r\n').slice(0, 90).map((line) => line.split(';'));
    const files = { 'utf-16.csv': utf16(text), 'windows-1256.csv': windows1256(text), 'book.xlsx': workbook(rows) };
    for (const [name, bytes] of Object.entries(files))
      test(name, async () => {
        await choose(name, bytes);
        assert.deepEqual(await mapped(), FOUND_AS);
        assert.match(await page.textContent('.m-preview'), /حمید ابراهیمی/);
      });
  });

  describe('what is no list of people is refused in words', () => {
    const row = (count) => Array.from({ length: count }, (_, i) => `c${i}`).join(',');
    const files = [
      ['empty.csv', Buffer.alloc(0), /خالی است/],
      ['head.csv', Buffer.from('نام,تلفن\n'), /سطری نیست/],
      ['wide.csv', Buffer.from(`${row(301)}\n${row(301)}\n`), /۳۰۰ ستون/],
      ['picture.csv', Buffer.from('89504e470d0a1a0a00000000', 'hex'), /نه CSV است نه اکسل/],
      ['broken.xlsx', Buffer.from('PK\x03\x04 and no more'), /آسیب دیده/],
      ['bomb.xlsx', bomb(100), /نادرستی فشرده/],
    ];
    for (const [name, bytes, told] of files)
      test(name, async () => {
        await choose(name, bytes);
        await page.getByText(told).first().waitFor(PATIENT);
        assert.equal(parties(), there);
      });
    test('two hundred columns are no trouble', async () => {
      await choose('many.csv', Buffer.from(`نام,${row(199)}\nسارا رضایی,${row(199)}\n`));
      assert.equal((await mapped()).length, 200);
    });
  });
});
