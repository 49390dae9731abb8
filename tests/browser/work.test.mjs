// work.test.mjs - a day of work in the browser, in both languages, with and without scripts.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, logIn, open, organisation } from './kit.mjs';

const ARABIC = { name: 'كريمي يزدي', phone: '۰۹۱۲۳۴۵۶۷۸۹' }; // as an old keyboard types them
const HALF = 'یزد'; // the same name, half of it, with the Persian letter
const NAME = 'کریمی یزدی';

const palette = async (page, text) => {
  await page.keyboard.press('Control+KeyK');
  const found = page.waitForResponse((reply) => new URL(reply.url()).searchParams.get('q') === text); // nothing is put in their place any more
  await page.keyboard.type(text);
  await found;
  return page.locator('#palette-results [role=option]', { hasText: NAME }).first();
};

const save = (page) => page.locator('main form.m-form .btn-primary').click();
const idOf = (page) => new URL(page.url()).pathname.split('/')[2];

for (const language of ['fa', 'en']) {
  describe(`work in ${language}`, () => {
    let house, page, customer;

    before(async () => {
      house = await organisation({ parties: 60, language, people: ['maryam'] });
      page = await open();
      await logIn(page, house.address);
    });
    after(async () => house.end());

    test('the page speaks the language of the organisation', async () => {
      assert.equal(await page.getAttribute('html', 'lang'), language);
      assert.equal(await page.getAttribute('html', 'dir'), language === 'fa' ? 'rtl' : 'ltr');
    });

    test('a customer is made by keys alone', async () => {
      await page.keyboard.press('KeyC');
      await page.locator('#create[open] a[href="/party/new"]').press('Enter');
      await page.waitForURL('**/party/new');
      await page.fill('[name=name]', ARABIC.name);
      await page.fill('[name=phone]', ARABIC.phone);
      await page.press('[name=phone]', 'Enter');
      await page.waitForURL(/\/party\/(?!new)[^/]+$/);
      customer = `/party/${idOf(page)}`;
      assert.match(await page.textContent('h1'), new RegExp(NAME));
      assert.equal(await page.locator('a[href^="tel:"]').first().getAttribute('href'), 'tel:+989123456789');
    });

    test('the palette finds them in another spelling, and by phone', async () => {
      await page.goto(house.address);
      for (const typed of [HALF, 'كريمى', '0912 345', '۰۹۱۲۳۴۵']) {
        await (await palette(page, typed)).waitFor();
        await page.keyboard.press('Escape');
      }
      await (await palette(page, HALF)).click();
      await page.waitForURL(`**${customer}`);
    });

    test('a call is recorded together with what comes next', async () => {
      await page.fill('#composer [name=body]', 'قیمت تازه را پرسید');
      await page.fill('#composer [name=next]', 'فرستادن پیش‌فاکتور');
      await page.fill('#composer [name=due_at]', 'شنبه آینده');
      await page.click('#composer .btn-primary');
      await page.locator('#events .m-event', { hasText: 'قیمت تازه' }).waitFor();
      const step = page.locator('#steps .m-task', { hasText: 'پیش‌فاکتور' });
      await step.waitFor();
      assert.equal(await page.inputValue('#composer [name=body]'), '');
      const tasks = await house.api('GET', `/api/v1/task?filter=${encodeURIComponent(`party = ${customer.split('/')[2]}`)}`);
      const due = new Date(tasks.data[0].due_at);
      assert.equal(due.toLocaleDateString('en', { weekday: 'short', timeZone: 'Asia/Tehran' }), 'Sat');
      assert.ok(due > Date.now());
    });

    test('the task is done by one press', async () => {
      const step = page.locator('#steps .m-task', { hasText: 'پیش‌فاکتور' });
      await step.locator('button.m-ring').click();
      await page.locator('#steps .m-task.m-closed', { hasText: 'پیش‌فاکتور' }).waitFor();
      await page.reload();
      assert.equal(await page.locator('#steps .m-task').count(), 0);
    });

    test('a fact is changed in place, seen in the history and taken back', async () => {
      await page.goto(house.address + customer);
      await page.locator('#facts [data-name=phone]').focus();
      await page.keyboard.press('Enter');
      const control = page.locator('#facts .m-cell [name=phone]');
      await control.fill('۰۹۳۵۱۱۱۲۲۳۳');
      await control.press('Enter');
      await page.locator('#facts a[href="tel:+989351112233"]').waitFor();
      await page.goto(`${house.address}${customer}/history`);
      const change = page.locator('.m-event', { has: page.locator('ins') }).first();
      assert.match(await change.locator('ins').textContent(), /[1۱]{3}/);
      await change.locator('form[action^="/undo/"] button').click();
      await page.locator('[data-saved]').waitFor();
      const { phone } = await house.api('GET', `/api/v1${customer}`);
      assert.equal(phone, '+989123456789');
    });

    test('a wrong date says so beside its field, and nothing typed is lost', async () => {
      await page.goto(`${house.address}/party/new`);
      await page.fill('[name=name]', 'نوشته‌ای که می‌ماند');
      await page.fill('[name=birth_date]', '۱۴۰۳/۱۲/۳۱');
      await save(page);
      const field = page.locator('.m-field', { has: page.locator('[name=birth_date]') });
      await field.locator('.m-problem').waitFor();
      assert.equal(await page.inputValue('[name=birth_date]'), '۱۴۰۳/۱۲/۳۱');
      assert.equal(await page.inputValue('[name=name]'), 'نوشته‌ای که می‌ماند');
      assert.equal(await page.getAttribute('[name=birth_date]', 'aria-invalid'), 'true');
    });

    test('two people who change one record lose nothing', async () => {
      const maryam = await house.api('GET', `/api/v1/user?filter=${encodeURIComponent('login = maryam')}`);
      const shared = await house.api('POST', '/api/v1/party',
        { kind: 'person', name: 'دو ویرایشگر', city: 'یزد', owner: maryam.data[0].id });
      const edit = `${house.address}/party/${shared.id}/edit`;
      const other = await open();
      await logIn(other, house.address, 'maryam');
      await Promise.all([page.goto(edit), other.goto(edit)]);
      await other.fill('[name=city]', 'قم');
      await save(other);
      await other.waitForURL((url) => !url.pathname.endsWith('/edit'));
      await page.fill('[name=city]', 'اراک');
      await page.fill('[name=note]', 'این هم می‌ماند');
      await save(page);
      await page.locator('[name="keep.city"][value=mine]').waitFor();
      const shown = await page.textContent('main');
      assert.match(shown, /قم/);
      assert.match(shown, /اراک/);
      await page.check('[name="keep.city"][value=theirs]');
      await save(page);
      await page.locator('[data-saved]').waitFor();
      const kept = await house.api('GET', `/api/v1/party/${shared.id}`);
      assert.equal(kept.city, 'قم');
      assert.equal(kept.note, 'این هم می‌ماند');
      await other.context().close();
    });

    // A form that is answered with what is wrong in it is the only refusal on the way.
    test('nothing else complained', () =>
      assert.deepEqual(page.complaints.filter((text) => !/status of (409|422)/.test(text)), []));

    test('all of it works without scripts', async () => {
      const plain = await open({ scripts: false });
      await logIn(plain, house.address);
      await plain.goto(`${house.address}/party/new`);
      await plain.fill('[name=name]', 'بی‌اسکریپت نخست');
      await save(plain);
      await plain.waitForURL(/\/party\/(?!new)[^/]+$/);
      await plain.goto(`${house.address}/party/${idOf(plain)}/edit`);
      await plain.fill('[name=city]', 'میبد');
      await save(plain);
      await plain.locator('[data-saved]').waitFor();
      assert.match(await plain.textContent('main'), /میبد/);
      await plain.goto(`${house.address}/party`);
      await plain.click('#filter > summary');
      await plain.selectOption('#filter-field', 'city');
      await plain.selectOption('#filter-ask', { index: 0 });
      await plain.fill('#filter-value [name=value]', 'میبد');
      await plain.click('#filter .btn-primary');
      await plain.locator('.m-chip.m-on').waitFor();
      assert.equal(await plain.locator('m-list tbody tr').count(), 1);
      assert.match(await plain.textContent('m-list tbody'), /بی‌اسکریپت/);
      await plain.context().close();
    });
  });
}

after(closeBrowser);
