// axe.test.mjs - every kind of page, looked at by axe-core: both languages, light and dark, wide
// and narrow. A page also fits its window, keeps to its language and makes no complaint.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, logIn, open, organisation, WIDTHS } from './kit.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Name: path. What stands in braces is a record of that kind.
const PAGES = {
  home: '/', parties: '/party', board: '/party/board', 'a new customer': '/party/new',
  'a customer': '/party/{party}', 'a form': '/party/{party}/edit', history: '/party/{party}/history',
  'a list with filters': '/party?filter=stage = lead', 'nothing found': '/party?q=qqqqqq',
  tasks: '/tasks', 'all tasks': '/task', 'a task': '/task/{task}', interactions: '/interaction',
  calendar: '/calendar', duplicates: '/duplicates', search: '/search?q=ا', me: '/me',
  sessions: '/me/sessions', tokens: '/me/tokens', settings: '/settings', users: '/user',
  rights: '/role/{role}/rights', access: '/user/{user}/access', why: '/why?entity=party&id={party}',
  looks: '/looks', password: '/me/password', teams: '/team', roles: '/role', 'a new task': '/task/new',
  'an interaction': '/interaction/{interaction}', 'tasks of all': '/tasks?view=open&who=all',
  'calendar of a week': '/calendar?view=week&who=all', 'calendar of a day': '/calendar?view=day&who=all',
  'a filter refused': '/party?filter=(', merging: '/merge?keep={party}&gone={other}', 'a user': '/user/{user}',
  'who may be the same': '/party/{party}/same', 'long names': '/party/{long}', 'an empty customer': '/party/{empty}',
  jobs: '/jobs', notifications: '/notifications', help: '/help', 'help on filters': '/help/filters',
  import: '/import', 'columns of an import': '/import/{intake}', 'an import that is over': '/import/{imported}',
  'an export that is over': '/export/{export}', 'API docs': '/api/docs', 'API of customers': '/api/docs/party',
  'no such page': '/party/0000000000000',
};
const REFUSED = new Set(['no such page', 'a filter refused']);

const LONG_NAME = 'شرکت سهامی عام تولیدی و صنعتی ماشین‌آلات کشاورزی و خدمات مهندسی پیشگامان توسعهٔ پایدار فلات مرکزی';

// What people read that is no data of theirs: words of the menu, of buttons, of labels.
const LABELS = 'nav a, button, label, th, legend, summary, h2, dt';
const APART = 'bdi, [dir], [lang], kbd, code, option, .m-ltr, .m-facts dt a, .m-avatar';
const NAMES = /\b(API|CSV|Excel|JSON|OpenAPI|SMS|id|Moshtari|Enter|Esc|Ctrl)\b/g;

const strangers = (page, language) => page.evaluate(([labels, apart, letters]) => {
  const own = (node) => [...node.childNodes].map((child) =>
    child.nodeType === Node.TEXT_NODE ? child.textContent
      : child.nodeType === Node.ELEMENT_NODE && !child.matches(apart) ? own(child) : '').join('');
  return [...document.querySelectorAll(labels)]
    .filter((each) => !each.parentElement.closest(apart.replace('[dir], [lang], ', 'body [dir], ')) && !each.matches(apart))
    .map((each) => own(each).trim().replace(/\s+/g, ' '))
    .filter((text) => new RegExp(letters).test(text));
}, [LABELS, APART, language === 'fa' ? '[A-Za-z]{3}' : '[\\u0620-\\u06d3]'])
  .then((found) => found.filter((text) => language === 'en' || /[A-Za-z]{3}/.test(text.replace(NAMES, ''))));

const findings = async (page, only) => {
  const { violations } = await page.evaluate((rules) =>
    window.axe.run(document, { resultTypes: ['violations'], ...(rules && { runOnly: rules }) }), only);
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
};

const look = async (page, width, dark) => {
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  await page.setViewportSize({ width, height: 900 });
  const found = await findings(page, dark ? ['color-contrast'] : undefined);
  const [wide, window] = await page.evaluate(() =>
    [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (wide > window) found.push(`${wide} pixels wide`);
  return found.map((text) => `${width}${dark ? ' dark' : ''}: ${text}`);
};

const visit = async (page, address, name, path) => {
  page.complaints.length = 0;
  const reply = await page.goto(address + path);
  assert.equal(reply.ok(), !REFUSED.has(name), `${path} answered ${reply.status()}`);
  await page.evaluate(axe);
  const found = [];
  for (const width of [WIDTHS.wide, WIDTHS.narrow])
    for (const dark of [false, true]) found.push(...await look(page, width, dark));
  const language = await page.getAttribute('html', 'lang');
  for (const text of await strangers(page, language)) found.push(`not in ${language}: ${text}`);
  if (!REFUSED.has(name)) found.push(...page.complaints);
  assert.deepEqual(found, []);
};

// A file whose columns are to be told, one that is in, and a list that has left.
const LIST = 'name,phone,birth_date\nSara,1,1\nReza,09121234567,\n';
const upload = async (page, address) => {
  await page.goto(`${address}/import?entity=party`);
  await page.setInputFiles('[name=file]', { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
  await page.click('m-upload button');
  await page.waitForSelector('.m-map');
  return new URL(page.url()).pathname.split('/').pop();
};
const filesOf = async (page, address) => {
  const intake = await upload(page, address), imported = await upload(page, address);
  await page.click('[name=act]');
  await page.waitForSelector('#import:not([hx-get])');
  const form = { _token: await page.getAttribute('meta[name=form-token]', 'content'), format: 'csv' };
  const reply = await page.request.post(`${address}/party/export`, { form, maxRedirects: 0 });
  return { intake, imported, export: reply.headers().location.split('/')[2] };
};

for (const language of ['fa', 'en']) {
  describe(`every page in ${language}`, () => {
    let house, page;
    const records = {};

    before(async () => {
      house = await organisation({ parties: 60, language });
      for (const kind of ['party', 'task', 'interaction', 'role', 'user'])
        records[kind] = (await house.api('GET', `/api/v1/${kind}?limit=1`)).data[0].id;
      const party = { kind: 'organisation', name: LONG_NAME, email: 'a.very.long.address.of.somebody@subdomain.of.a.very.long.domain.example.com', tags: ['ویژه', 'نمایشگاه صنعت'] };
      records.long = (await house.api('POST', '/api/v1/party', party)).id;
      records.empty = (await house.api('POST', '/api/v1/party', { kind: 'person', name: 'رضا' })).id;
      records.other = records.empty;
      await house.api('POST', '/api/v1/task', { subject: LONG_NAME, party: records.long, due_at: new Date().toISOString() });
      page = await open();
    });
    after(async () => house.end());

    test('log-in', async () => {
      await visit(page, house.address, 'log-in', '/login');
      await logIn(page, house.address);
      Object.assign(records, await filesOf(page, house.address));
    });

    for (const [name, path] of Object.entries(PAGES))
      test(name, () => visit(page, house.address, name,
        path.replace(/\{(\w+)\}/g, (_, kind) => records[kind])));
  });
}

after(closeBrowser);
