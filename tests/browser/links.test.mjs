// links.test.mjs - choosing other records while one types, by keys: one, and several.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, logIn, open, organisation } from './kit.mjs';

const NAMES = ['زرگاه آبان', 'زرگاه آذر', 'نانوایی برکت'];
const COLLEAGUES = ['maryam', 'admin'];

describe('links', () => {
  let house, page;
  const ids = {}, users = {};
  const options = () => page.locator('.m-pick-list:not([hidden]) [data-id]');
  const marks = () => page.locator('m-picks .m-picked > li');
  // What stands there answers all that was typed, not a part of it.
  const offered = (name, typed) =>
    page.locator(`.m-pick-list[data-asked="${typed}"]:not([hidden]) [data-id]`, { hasText: name }).waitFor();
  const marked = () => page.evaluate(() =>
    document.querySelector('.m-pick-list:not([hidden]) [aria-selected=true]')?.textContent ?? '');
  const type = async (field, text) => { await field.fill(''); await field.pressSequentially(text, { delay: 15 }); };
  const made = async () => (await house.api('GET', '/api/v1/interaction?sort=-created_at&limit=1')).data[0];

  before(async () => {
    house = await organisation({ parties: 40, people: ['sara'] });
    for (const name of NAMES)
      ids[name] = (await house.api('POST', '/api/v1/party', { kind: 'organisation', name })).id;
    for (const login of COLLEAGUES)
      users[login] = (await house.api('GET', `/api/v1/user?filter=${encodeURIComponent(`login = ${login}`)}`)).data[0];
    page = await open();
    await logIn(page, house.address);
  });
  after(async () => house.end());

  test('one record is chosen by half its name and the keys', async () => {
    await page.goto(`${house.address}/interaction/new`);
    const line = page.locator('m-pick [name="party.title"]');
    await type(line, 'زرگا');
    await offered(NAMES[1], 'زرگا');
    assert.equal(await options().count(), 2);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    const option = page.locator('.m-pick-list [aria-selected=true]');
    const id = await option.getAttribute('data-id');
    assert.equal(await line.getAttribute('aria-activedescendant'), await option.getAttribute('id'));
    await page.keyboard.press('Enter');
    assert.equal(await page.inputValue('[name=party]'), id);
    assert.equal(await line.getAttribute('aria-expanded'), 'false');
    assert.match(page.url(), /\/new$/); // Enter chose, it did not send
  });

  test('several are chosen, one of them dropped, all by keys', async () => {
    const line = page.locator('m-picks [role=combobox]');
    await page.locator('label', { hasText: 'همکاران حاضر' }).click();
    assert.equal(await page.evaluate(() => document.activeElement.role), 'combobox');
    for (const login of COLLEAGUES) {
      const typed = users[login].name.slice(0, 3);
      await type(line, typed);
      await offered(users[login].name, typed);
      while (!(await marked()).includes(users[login].name)) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    }
    assert.equal(await marks().count(), 2);
    assert.equal(await line.inputValue(), '');
    await page.keyboard.press('Backspace');
    assert.equal(await marks().count(), 1);
    assert.match(await marks().first().textContent(), new RegExp(users.maryam.name));
  });

  test('a problem elsewhere loses none of them', async () => {
    await page.fill('[name=subject]', '');
    await page.fill('[name=duration]', 'نه مدتی');
    await page.locator('main form.m-form').evaluate((form) => { form.noValidate = true; form.requestSubmit(); });
    await page.locator('.m-problem').first().waitFor();
    assert.match(await marks().first().textContent(), new RegExp(users.maryam.name));
    await page.fill('[name=duration]', '۲۰');
    await page.fill('[name=subject]', 'جلسه با دو نفر');
    await page.locator('main form.m-form .btn-primary').click();
    await page.locator('[data-saved]').waitFor();
    const { present, party } = await made();
    assert.deepEqual(present, [users.maryam.id]);
    assert.ok(Object.values(ids).includes(party));
  });

  test('a draft brings the chosen ones back with their names', async () => {
    await page.goto(`${house.address}/interaction/new`);
    const line = page.locator('m-picks [role=combobox]');
    const typed = users.maryam.name.slice(0, 3);
    await type(line, typed);
    await offered(users.maryam.name, typed);
    await page.keyboard.press('Enter'); // the best offer for what was typed
    await marks().first().waitFor();
    await page.waitForTimeout(700); // drafts wait for a pause
    await page.reload();
    await marks().first().waitFor();
    assert.match(await marks().first().textContent(), new RegExp(users.maryam.name));
  });

  test('without scripts names are typed, one a line', async () => {
    const plain = await open({ scripts: false });
    await logIn(plain, house.address);
    await plain.goto(`${house.address}/interaction/new`);
    await plain.fill('[name="party.title"]', NAMES[2]);
    await plain.fill('[name=subject]', 'بی اسکریپت');
    await plain.fill('textarea[name=present]', COLLEAGUES.map((login) => users[login].name).join('\n'));
    await plain.locator('main form.m-form .btn-primary').click();
    await plain.locator('[data-saved]').waitFor();
    const { present, party } = await made();
    assert.deepEqual(present, COLLEAGUES.map((login) => users[login].id));
    assert.equal(party, ids[NAMES[2]]);
    await plain.context().close();
  });

  test('nobody is offered what they may not see', async () => {
    const other = await open();
    await logIn(other, house.address, 'sara');
    const own = await other.request.get(`${house.address}/pick/party?q=${encodeURIComponent('زرگاه')}`);
    assert.equal(own.status(), 200);
    assert.doesNotMatch(await own.text(), /آبان|آذر/);
    assert.match(await (await page.request.get(`${house.address}/pick/party?q=${encodeURIComponent('زرگاه')}`)).text(), /آبان/);
    await other.context().close();
  });

  test('nothing else complained', () =>
    assert.deepEqual(page.complaints.filter((text) => !/status of 422|Failed to fetch/.test(text)), []));
});

after(closeBrowser);
