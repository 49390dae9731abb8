// pictures.mjs - takes the pictures of a sales person's first day, in both languages, from an
// organisation with demo data: node docs/guide/pictures.mjs (after ninja -C build).
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { closeBrowser, logIn, open, organisation } from '../../tests/browser/kit.mjs';
import { place, snap as take } from './camera.mjs';

const WIDTH = 1200, HEIGHT = 800, PHONE = 390;
const LARGE = { width: 1440, height: 900 };
const SLOWER_THAN_A_ROBOT_MS = 3200;
const PICK_MS = 800; // the list of the words before is gone

/** What is typed in each language; the rest is what the program says. */
const WORDS = {
  fa: { who: 'شهرزاد نیکنام', city: 'کرج', shop: 'دستگاه مدل ۴۰۰',
    asks: 'برای کارگاه ما دستگاه مدل ۴۰۰ مناسب است؟ با نصب چند می‌شود؟',
    greeting: 'سلام خانم نیکنام. بله، برای کارگاه‌های شما مناسب است. تماس بگیرم؟',
    thanks: 'سپاس. تا نیم ساعت دیگر تماس بگیرید.',
    said: 'کارگاه دو شیفت کار می‌کند. دستگاه مدل ۴۰۰ را با نصب و فیلتر یدکی می‌خواهند. پیش‌فاکتور بفرستم.',
    next: 'پیگیری پیش‌فاکتور', due: 'فردا ۱۰' },
  en: { who: 'Shirin Nikfar', city: 'Karaj', shop: 'Machine 400',
    asks: 'Does machine 400 suit our workshop? What does it cost with installation?',
    greeting: 'Hello Ms Nikfar. Yes, it suits workshops like yours. May I call you?',
    thanks: 'Thank you. Please call within half an hour.',
    said: 'The workshop runs two shifts. They want machine 400 with installation and spare filters. Send a quote.',
    next: 'Ask about the quote', due: 'tomorrow 10:00' },
};

/** What one day needs: the organisation, its representative, and a browser for each of the two. */
const begin = async (language) => {
  const house = await organisation({ parties: 300, language, people: ['sara'] });
  const sara = (await house.api('GET', '/api/v1/user')).data.find((user) => user.login === 'sara');
  await house.api('PATCH', `/api/v1/user/${sara.id}`, { language, version: sara.version,
    ...(language === 'en' && { digits: 'latin', calendar: 'gregorian' }) });
  const form = (await house.api('GET', '/api/v1/request_form')).data[0];
  await house.api('PATCH', `/api/v1/request_form/${form.id}`,
    { representative: sara.id, version: form.version, language,
      ...(language === 'en' && { name: 'Ask us', intro: 'We call you within minutes.', consent: 'You may call me about this request.' }) });
  return { house, language, words: WORDS[language], form: form.id,
    page: await open({ width: WIDTH, height: HEIGHT }), visitor: await open({ width: PHONE, height: 780 }) };
};

const snap = (day, name, page = day.page) => take(page, `${day.language}-${name}`);
const lift = (locator) => locator.evaluate((element) => element.scrollIntoView({ block: 'start' }));

/** A page of somebody's shop with the two lines that the page of a form gives. */
const shopPage = (day) => `<!doctype html><html lang="${day.language}" dir="${day.language === 'fa' ? 'rtl' : 'ltr'}">
  <meta charset="utf-8"><title>${day.words.shop}</title><script async src="${day.house.address}/visit.js" data-consent="given"></script>
  <body style="margin:0"><iframe src="${day.house.address}/form/${day.form}" title="form" style="border:0;width:100%;height:760px"></iframe></html>`;

/** It stands on a server of its own, as that of a shop does. */
const openShop = (day) => new Promise((done) => {
  const server = createServer((request, reply) => {
    reply.setHeader('content-type', 'text/html; charset=utf-8');
    reply.end(shopPage(day));
  }).listen(0, '127.0.0.1', () => {
    Object.assign(day, { shop: `http://localhost:${server.address().port}`, shut: () => server.close() });
    done();
  });
});

const visit = async (day) => {
  await day.visitor.goto(`${day.shop}/machine-400?utm_campaign=azar`);
  day.frame = day.visitor.frameLocator('iframe');
  await day.frame.locator('[name=_visit]:not([value=""])').waitFor({ state: 'attached' });
  await day.frame.locator('[name=name]').fill(day.words.who);
  await day.frame.locator('[name=phone]').fill('09121112233');
  await day.frame.locator('[name=city]').fill(day.words.city);
  await day.frame.locator('[name=question]').fill(day.words.asks);
  await day.frame.locator('[name=consent]').check();
  await day.visitor.waitForTimeout(SLOWER_THAN_A_ROBOT_MS);
};

const morning = async (day) => {
  await logIn(day.page, day.house.address, 'sara');
  await snap(day, '01-home');
};

const request = async (day) => {
  const { page, visitor, words } = day;
  await openShop(day);
  await visit(day);
  await snap(day, '02-form', visitor);
  await day.frame.locator('button.btn-primary').click();
  await page.locator('[data-ring]', { hasText: day.shop }).waitFor();
  await snap(day, '03-ring');
  await page.locator('[data-accept]').click();
  await page.waitForURL('**/request/*');
  await page.fill('[name=text]', words.greeting);
  await page.press('[name=text]', 'Enter');
  await day.frame.locator('#talk', { hasText: words.greeting }).waitFor();
  await day.frame.locator('[name=text]').fill(words.thanks);
  await day.frame.locator('[name=text]').press('Enter');
  await page.locator('#talk', { hasText: words.thanks }).waitFor();
  await snap(day, '04-chat');
  await lift(day.frame.locator('#talk'));
  await snap(day, '05-chat-visitor', visitor);
  await page.locator('form[action$="/end"] button').click();
  await page.locator('form[action$="/end"]').waitFor({ state: 'detached' });
  const asked = await day.house.api('GET', `/api/v1/request/${new URL(page.url()).pathname.split('/')[2]}`);
  Object.assign(day, { party: asked.customer, deal: asked.deal });
};

const call = async (day) => {
  const { page, words } = day;
  await page.goto(`${day.house.address}/party/${day.party}`);
  await page.fill('#said', words.said);
  await page.selectOption('#composer [name=outcome]', 'interested');
  await page.fill('#composer [name=next]', words.next);
  await page.fill('#composer [name=due_at]', words.due);
  await snap(day, '06-customer');
  await page.press('#said', 'Control+Enter');
  await page.locator('.m-event', { hasText: words.said.slice(0, 20) }).waitFor();
};

const board = async (day) => {
  await day.page.goto(`${day.house.address}/deal/${day.deal}`);
  await snap(day, '07-deal');
  const stages = (await day.house.api('GET', '/api/v1/deal_stage?sort=position')).data;
  const pipeline = (await day.house.api('GET', `/api/v1/deal/${day.deal}`)).pipeline;
  const next = stages.filter((stage) => stage.pipeline === pipeline)[1];
  await day.page.goto(`${day.house.address}/deal/board/${pipeline}`);
  const card = day.page.locator(`.m-card[data-id="${day.deal}"]`);
  await card.focus();
  await day.page.keyboard.press('Shift+' + (day.language === 'fa' ? 'ArrowLeft' : 'ArrowRight'));
  await day.page.locator(`.m-column[data-to="${next.id}"] .m-card[data-id="${day.deal}"]`).waitFor();
  await snap(day, '08-board');
  await day.page.goto(`${day.house.address}/deal/${day.deal}`);
};

/** The PDF as people see it, its first page. */
const snapPaper = async (day, name, address) => {
  const reply = await day.page.request.get(address);
  const run = spawnSync('pdftoppm', ['-jpeg', '-singlefile', '-r', '80', '-', join(place, `${day.language}-${name}`)],
    { input: await reply.body() });
  if (run.status !== 0) throw new Error(`pdftoppm: ${run.stderr}`);
};

const addLine = async (page, at, code, quantity) => {
  await page.locator(`[id="f-line.${at}.product"]`).fill(code);
  await page.waitForTimeout(PICK_MS);
  await page.locator('.m-pick-list [data-id]').first().click();
  await page.fill(`[name="line.${at}.quantity"]`, quantity);
  await page.press(`[name="line.${at}.quantity"]`, 'Enter');
  await page.waitForFunction((name) => document.activeElement.name === name, `line.${at + 1}.product.title`);
};

const quote = async (day) => {
  const { page, visitor, words } = day;
  await page.click(`form[action="/deal/${day.deal}/quote"] button`);
  await page.waitForURL(/\/quote\/[0-9A-Z]{13}$/);
  await addLine(page, 0, 'D-400', '1');
  await addLine(page, 1, 'V-INSTALL', '1');
  await addLine(page, 2, 'C-FILTER', '4');
  await page.click('.btn-primary[value=save]');
  await page.waitForSelector('[name="line.2.id"]:not([value=""])', { state: 'attached' });
  await page.setViewportSize(LARGE);
  await page.evaluate(() => scrollTo(0, 0));
  await snap(day, '09-quote');
  await page.setViewportSize({ width: WIDTH, height: HEIGHT });
  await snapPaper(day, '10-paper', page.url().replace(/(quote\/[0-9A-Z]{13}).*/, '$1/pdf'));
  await page.click('form[action$="/send"] button');
  await page.click('form[action$="/code"] button');
  const code = await page.textContent('#code'), link = await page.getAttribute('a[href^="/offer/"]', 'href');
  await visitor.goto(day.house.address + link);
  await visitor.fill('[name=name]', words.who);
  await visitor.fill('[name=code]', code);
  await lift(visitor.locator('[name=name]'));
  await snap(day, '11-offer', visitor);
  await visitor.click('button[value=yes]');
  await visitor.waitForSelector('.m-notice.m-good');
};

const order = async (day) => {
  const { page } = day;
  await page.reload();
  if (await page.locator('#order-win').count()) await page.selectOption('#order-win', 'product');
  await page.click('form[action$="/order"] button');
  await page.waitForURL(/\/sales_order\//);
  await snap(day, '12-order');
  await page.goto(`${day.house.address}/party/${day.party}`);
  await page.locator('#offers .m-rows').waitFor();
  await lift(page.locator('#offers'));
  await snap(day, '13-offers');
};

const evening = async (day) => {
  const month = new Date().toISOString().slice(0, 10);
  const users = (await day.house.api('GET', '/api/v1/user')).data;
  for (const [at, user] of users.entries())
    await day.house.api('POST', '/api/v1/sales_target', { month, person: user.id, amount: 600000000 * (at + 1) });
  await day.page.goto(`${day.house.address}/forecast`);
  await snap(day, '14-forecast');
  await day.page.goto(`${day.house.address}/targets`);
  await snap(day, '15-targets');
};

const DAY = [morning, request, call, board, quote, order, evening];

for (const language of process.argv[2] ? [process.argv[2]] : ['fa', 'en']) {
  const day = await begin(language);
  for (const part of DAY) await part(day);
  day.shut();
  await day.house.end();
}
await closeBrowser();
