// import.test.mjs - ten thousand rows of another program's export go in through the wizard,
// are found in any spelling, leave again as a file, and are taken back.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { closeBrowser, logIn, open, organisation } from './kit.mjs';

const ROWS = 10_000, PATIENT = { timeout: 120_000 };
const dirty = fileURLToPath(new URL('../data/import/dirty.mjs', import.meta.url));
const latin = (text) => Number(text.replace(/[۰-۹]/g, (d) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(d)).replace(/\D/g, ''));

describe('importing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moshtari-import-'));
  const path = join(folder, 'مشتریان.csv');
  let house, page;

  before(async () => {
    writeFileSync(path, spawnSync('node', [dirty, String(ROWS)], { maxBuffer: 1 << 26 }).stdout);
    house = await organisation({ parties: 0 });
    page = await open();
    await logIn(page, house.address);
  });
  after(async () => {
    await house.end();
    await closeBrowser();
    rmSync(folder, { recursive: true });
  });

  const count = async (n) => latin(await page.locator('#import .m-stand dd').nth(n).textContent());

  test('columns are recognised by what others call them', async () => {
    await page.goto(`${house.address}/import?entity=party`);
    await page.setInputFiles('[name=file]', path);
    await page.click('m-upload .btn-primary');
    await page.waitForSelector('[name=c2]', PATIENT);
    const chosen = await page.$$eval('select[name^="c"]:not([name=charset])', (list) => list.map((s) => s.value));
    assert.deepEqual(chosen, ['', 'external_id', 'name.first', 'name.last', 'name.else', 'gender', 'phone', 'phone2',
      'national_id', 'email', 'birth_date', 'address.province', 'city', 'address', 'address.postal_code', 'tags', 'note']);
  });

  test('the import shows how far it is, and every row is accounted for', async () => {
    await page.click('[name=act]');
    await page.waitForSelector('#import:not([hx-get])', PATIENT);
    const counts = await Promise.all([0, 1, 2, 3, 4].map(count));
    assert.equal(counts.reduce((sum, n) => sum + n), ROWS);
    assert.ok(counts[0] > 0.97 * ROWS);
  });

  test('refused rows come back with their reasons', async () => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('a[href$="/errors"]')]);
    const text = readFileSync(await file.path(), 'utf8');
    assert.ok(text.startsWith('\uFEFFردیف,'));
    assert.match(text, /خانه‌های این سطر بیش از ستون‌های فایل است/);
  });

  test('people are found by half a name in another spelling', async () => {
    await page.goto(`${house.address}/party?q=${encodeURIComponent('حسيني‌زاده')}`);
    await page.locator('tbody .m-lead', { hasText: 'حسینی' }).first().waitFor();
  });

  test('the list leaves as a workbook', async () => {
    await page.goto(`${house.address}/party`);
    const menu = page.locator('details', { has: page.locator('select[name=format]') });
    await menu.locator('summary').click();
    await menu.locator('.btn-primary').click();
    const [file] = await Promise.all([page.waitForEvent('download', PATIENT), page.locator('#export a.btn-primary').click(PATIENT)]);
    assert.equal(readFileSync(await file.path()).subarray(0, 2).toString(), 'PK');
  });

  test('all of it is taken back', async () => {
    await page.goto(`${house.address}/import`);
    await page.click('.m-rows a');
    await page.click('form[action$="/undo"] button');
    await page.waitForSelector('#import:not([hx-get])', PATIENT);
    const { data } = await house.api('GET', '/api/v1/party');
    assert.equal(data.length, 0);
    assert.deepEqual(page.complaints, []);
  });
});
