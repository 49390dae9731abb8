// requests.test.mjs - a visitor on a site elsewhere asks by the embedded form: it rings at whoever is
// here, shows the page that is looked at, is accepted, and both write to each other; who does not
// answer is passed over. Without a script the form works as well.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, logIn, open, organisation } from './kit.mjs';
import { visit } from './looks.mjs';

const RING_SECONDS = 10; // the shortest a form allows

/** A site of somebody else's: pages that hold the two lines. */
const site = (house, form) => new Promise((done) => {
  const page = (name) => `<!doctype html><html lang="fa"><title>${name}</title><h1>${name}</h1>
    <script async src="${house.address}/visit.js" data-consent="given"></script>
    <iframe src="${house.address}/form/${form}" title="form" style="width:30rem;height:50rem"></iframe></html>`;
  const server = createServer((request, reply) => {
    reply.setHeader('content-type', 'text/html; charset=utf-8');
    reply.end(page(request.url.split('?')[0]));
  }).listen(0, '127.0.0.1', () => done({ address: `http://localhost:${server.address().port}`, end: () => server.close() }));
});

const ask = async (frame, name) => {
  await frame.locator('[name=name]').fill(name);
  await frame.locator('[name=phone]').fill('09121112233');
  await frame.locator('[name=question]').fill('قیمت چند است؟');
  await new Promise((rest) => setTimeout(rest, 3200)); // nobody writes faster than that
  await frame.locator('button.btn-primary').click();
};

for (const language of ['fa', 'en']) {
  describe(`requests in ${language}`, () => {
    let house, place, sara, other, form, letters;

    before(async () => {
      house = await organisation({ parties: 30, language, people: ['maryam', 'reza'] });
      const users = (await house.api('GET', '/api/v1/user')).data;
      const [maryam, reza] = ['maryam', 'reza'].map((login) => users.find((each) => each.login === login));
      await house.api('PATCH', `/api/v1/user/${reza.id}`, { team: maryam.team, version: reza.version });
      form = (await house.api('POST', '/api/v1/request_form', { name: 'Ask', asks: ['phone', 'question'],
        representative: maryam.id, within: maryam.team, ring: RING_SECONDS, active: true })).id;
      letters = (await house.api('POST', '/api/v1/request_form', { name: 'Letters', asks: ['email'], language,
        representative: maryam.id, consent: 'می‌پذیرم / I agree', confirm: true, active: true })).id;
      place = await site(house, form);
      sara = await open();
      await logIn(sara, house.address, 'maryam');
    });
    after(async () => { place.end(); await house.end(); });

    test('it rings within a second, with the page that is looked at, and is accepted', async () => {
      const visitor = await open();
      await visitor.goto(`${place.address}/boxes?utm_campaign=nowruz&email=a@b.example`);
      const frame = visitor.frameLocator('iframe');
      await frame.locator('[name=_visit]:not([value=""])').waitFor({ state: 'attached' }).catch(() => {});
      await visitor.waitForFunction(() => !['', '50rem'].includes(document.querySelector('iframe').style.height)); // as high as the form
      await ask(frame, 'مهمان یک');
      await frame.locator('m-news').waitFor();
      const began = Date.now();
      await sara.locator('[data-ring]', { hasText: 'مهمان یک' }).waitFor();
      assert.ok(Date.now() - began < 1000, `${Date.now() - began} ms`);
      await sara.locator('[data-ring]', { hasText: `${place.address}/boxes` }).waitFor();
      assert.equal(await sara.locator('[data-ring]', { hasText: 'a@b.example' }).count(), 0);
      await sara.keyboard.press('a');
      await sara.waitForURL('**/request/*');
      await sara.locator('.m-visit', { hasText: '/boxes' }).waitFor();

      await frame.locator('[name=text]').fill('سلام، هستید؟');
      await frame.locator('[name=text]').press('Enter');
      await sara.locator('#talk', { hasText: 'سلام، هستید؟' }).waitFor();
      await sara.fill('[name=text]', 'بله، بفرمایید');
      await sara.press('[name=text]', 'Enter');
      await frame.locator('#talk', { hasText: 'بله، بفرمایید' }).waitFor();
      assert.equal(await sara.inputValue('[name=text]'), '');


      // they go on to another page of the site: seen at once, and the talk is there too
      await visitor.goto(`${place.address}/prices`);
      await sara.locator('.m-visit [aria-current]', { hasText: '/prices' }).waitFor();
      await frame.locator('#talk', { hasText: 'بله، بفرمایید' }).waitFor();

      await sara.locator('form[action$="/end"] button').click();
      await frame.locator('#talk [role=status]').waitFor();
      const { data } = await house.api('GET', '/api/v1/interaction?filter=kind%20%3D%20chat&sort=-at');
      assert.match(data[0].body, /سلام، هستید؟[^]*بله، بفرمایید/);
      await visitor.context().close();
    });

    test('who does not answer is passed over', async () => {
      other = await open();
      await logIn(other, house.address, 'reza');
      await sara.goto(house.address);
      const visitor = await open();
      await visitor.goto(`${place.address}/late`);
      await ask(visitor.frameLocator('iframe'), 'مهمان دو');
      await sara.locator('[data-ring]', { hasText: 'مهمان دو' }).waitFor();
      assert.equal(await other.locator('[data-ring]').count(), 0);
      await other.locator('[data-ring]', { hasText: 'مهمان دو' }).waitFor({ timeout: (RING_SECONDS + 4) * 1000 });
      await sara.locator('[data-ring]').waitFor({ state: 'detached' });
      await other.locator('[data-accept]').click();
      await other.waitForURL('**/request/*');
      await visitor.context().close();
    });

    test('without a script the form is sent and the talk is read by loading it again', async () => {
      const visitor = await open({ scripts: false });
      await visitor.goto(`${house.address}/form/${form}`);
      await visitor.fill('[name=name]', 'بی‌اسکریپت');
      await visitor.fill('[name=phone]', '09123334455');
      await visitor.waitForTimeout(3200);
      await visitor.click('button.btn-primary');
      await visitor.waitForURL('**/talk/*');
      await visitor.fill('[name=text]', 'یک پرسش');
      await visitor.click('form[data-says] button');
      await visitor.locator('#talk', { hasText: 'یک پرسش' }).waitFor();
      await visitor.context().close();
    });

    test('the address is confirmed by its link, which the representative is shown', async () => {
      const visitor = await open();
      await visitor.goto(`${house.address}/form/${letters}`);
      await visitor.fill('[name=name]', 'Ann');
      await visitor.fill('[name=email]', 'ann@shop.example');
      await visitor.check('[name=consent]');
      await visitor.waitForTimeout(3200);
      await visitor.click('button.btn-primary');
      await visitor.waitForURL('**/talk/*');
      await visit(visitor, visitor.url());
      const asked = (await house.api('GET', `/api/v1/request?filter=${encodeURIComponent('email = ann@shop.example')}`)).data[0].id;
      await sara.goto(`${house.address}/request/${asked}`);
      const link = (await sara.inputValue('#confirm-link')).trim();
      await visit(visitor, link);
      assert.equal((await house.api('GET', `/api/v1/request/${asked}`)).confirmed_at, null);
      await visitor.click('button.btn-primary');
      await visitor.locator('[role=status]').waitFor();
      assert.ok((await house.api('GET', `/api/v1/request/${asked}`)).confirmed_at);
      await visitor.context().close();
    });

    test('a form is designed while it is seen, and looking sends nothing', async () => {
      const admin = await open();
      await logIn(admin, house.address);
      await admin.goto(`${house.address}/request_form/${form}/edit`);
      const seen = admin.frameLocator('iframe[name=preview]');
      await admin.fill('[name=button]', 'Call me');
      await seen.locator('button', { hasText: 'Call me' }).waitFor();
      await admin.selectOption('[name=tone]', 'own');
      await admin.fill('[name=own_tone]', '#E8A020');
      await seen.locator('.m-outside[style*="232 160 32"]').waitFor();
      assert.equal((await house.api('GET', `/api/v1/request_form/${form}`)).tone, 'house');
      await admin.click('.m-form-foot .btn-primary');
      await admin.waitForURL('**/request_form/*');
      assert.equal((await house.api('GET', `/api/v1/request_form/${form}`)).tone, 'own');
      assert.deepEqual(admin.complaints, []);
      await admin.context().close();
    });

    test('nothing complained', () => assert.deepEqual([...sara.complaints, ...other.complaints], []));
  });
}

after(closeBrowser);
