// axe.mjs - every page the program has, filled with demo data, looked at in both languages.
// A page that no list here knows makes the test fail.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeBrowser, logIn, open, organisation } from './kit.mjs';
import { visit } from './looks.mjs';
import { KINDS, routeOf, ROUTES } from './routes.mjs';

// Name: path. What stands in braces is a record of that kind, or what `records` says.
const PAGES = {
  home: '/', parties: '/party', board: '/party/board', 'a board of several': '/deal/board/{pipeline}', forecast: '/forecast', 'how the forecast moved': '/forecast/history', reasons: '/reasons', 'what marketing learns': '/reasons/marketing?span=year', offers: '/offers', catalogue: '/catalogue', 'what recurs': '/recurring', 'a subscription': '/subscription/{subscription}', 'offers to a customer': '/party/{buyer}/offers', 'what goes on with a customer': '/party/{buyer}/agreed', 'the forecast of a team': '/forecast?who=all', targets: '/targets', 'a deal that ends': '/deal/{deal}?to={lost}', 'a customer': '/party/{party}', 'a quote to print': '/quote/{quote}/print', 'an order to print': '/sales_order/{sales_order}/print', 'a contract to print': '/contract/{contract}/print', 'a period to print': '/subscription/{subscription}/print', 'a quote to accept': '/offer/{offer}',
  'deals by day': '/closing',
  funnel: '/funnel?span=year',
  scoring: '/scoring', 'the chance of a deal': '/deal/{deal}/score', 'the chance of a customer': '/party/{party}/score',
  'a form': '/party/{party}/edit', history: '/party/{party}/history',
  'a list with filters': '/party?filter=stage = lead', 'nothing found': '/party?q=qqqqqq',
  'a list counted to the last': '/party/exact', 'an order on a phone': '/party/{buyer}/order?again=1', dealers: '/dealers?days=365', 'one dealer': '/dealers/{dealer}?days=365', 'a dealer of nobody': '/dealers/{empty}', visits: '/visits', 'visits of all': '/visits?who=all', tasks: '/tasks', 'tasks of all': '/tasks?view=open&who=all',
  calendar: '/calendar', 'calendar of a week': '/calendar?view=week&who=all',
  'calendar of a day': '/calendar?view=day&who=all', duplicates: '/duplicates',
  'who may be the same': '/party/{party}/same', merging: '/merge?keep={party}&gone={other}',
  search: '/search?q=ا', 'a search without a word': '/search', me: '/me', sessions: '/me/sessions',
  tokens: '/me/tokens', password: '/me/password', settings: '/settings', outgoing: '/outgoing', 'mail and SMS': '/outgoing/settings', rights: '/role/{role}/rights',
  access: '/user/{user}/access', why: '/why?entity=party&id={party}', looks: '/looks',
  'long names': '/party/{long}', 'the form of long names': '/party/{long}/edit',
  'an empty customer': '/party/{empty}', 'a list of long names': '/party?filter=tags has "ویژه"',
  jobs: '/jobs', 'a job that is over': '/jobs/{job}', notifications: '/notifications',
  'an act on many': '/bulk/{bulk}', help: '/help', import: '/import',
  'columns of an import': '/import/{intake}', 'an import that is over': '/import/{imported}',
  'an export that is over': '/export/{export}', 'an open form': '/form/{request_form}', 'its thanks': '/form/{request_form}?sent=1', 'first responses': '/response', 'first responses of a week': '/response?days=7', 'first responses of a dealer': '/response?days=365&dealer={dealer}', 'the wall': '/response/wall', 'API docs': '/api/docs', 'API of customers': '/api/docs/party',
};
for (const topic of ['first', 'import', 'search', 'filters', 'keyboard', 'customers', 'deals', 'field', 'quotes', 'contracts', 'offers', 'requests', 'roles', 'backup', 'api'])
  PAGES[`help on ${topic}`] = `/help/${topic}`;
for (const { name, board } of KINDS) {
  PAGES[`all of ${name}`] = `/${name}`;
  PAGES[`a new ${name}`] = `/${name}/new`;
  PAGES[`one ${name}`] = `/${name}/{${name}}`;
  if (board) PAGES[`board of ${name}`] = `/${name}/board`;
}

// Addresses that are no page of their own, and what they are.
const APART = {
  '/login': 'looked at first', '/health': 'JSON', '/events': 'a stream', '/logo/{id}': 'a picture', '/form/{id}/picture': 'a picture',
  '/home/stages': 'a part', '/party/{id}/timeline': 'a part', '/{entity}/filter': 'a part',
  '/{entity}/bulk': 'a part', '/{entity}/say/{name}': 'a part', '/pick/{name}': 'a part',
  '/{entity}/{id}/cell/{name}': 'a part', '/import/{id}/errors': 'a file', '/export/{id}/file': 'a file',
  '/calls': 'a part', '/request/{id}/live': 'a part', '/talk/{name}/live': 'a part', '/talk/{name}/events': 'a stream',
  '/response/wall/live': 'a part', '/response/wall/events': 'a stream', '/visit.js': 'a script', '/talk/{name}': 'looked at in requests.test.mjs', '/confirm/{name}': 'looked at in requests.test.mjs',
  '/export/{id}/workbook': 'a file', '/quote/{id}/pdf': 'a file', '/sales_order/{id}/pdf': 'a file', '/contract/{id}/pdf': 'a file', '/subscription/{id}/pdf': 'a file', '/offer/{name}/pdf': 'a file', '/file/{id}/content': 'a file',
};

/** No address is in no list, and none in a list is gone. */
export const noneForgotten = () => test('no page is forgotten', () => {
  const known = new Set(Object.values(PAGES).map(routeOf).concat(Object.keys(APART)));
  assert.deepEqual(ROUTES.filter((route) => !known.has(route)), []);
  assert.deepEqual(Object.keys(APART).filter((route) => !ROUTES.includes(route)), []);
});

const LONG_NAME = 'شرکت سهامی عام تولیدی و صنعتی ماشین‌آلات کشاورزی و خدمات مهندسی پیشگامان توسعهٔ پایدار فلات مرکزی';
const MIXED_NAME = 'گروه Very-Long_Unbroken.Name/of-a-Holding-Company#2026 (سهامی خاص) – شعبهٔ ۲';

/** Something to sell, a quote and an order of it. */
const makeTrade = async (make, party) => {
  await make('product_category', { name: 'دستگاه‌ها' });
  const product = await make('product', { name: LONG_NAME, code: 'X-200', price: 45000000, unit: 'set', stock: 12.5 });
  const bundle = await make('product', { name: 'بستهٔ آغاز', code: 'B-1', kind: 'bundle', price: 90000000 });
  await make('bundle_part', { bundle, product, quantity: 2 });
  const book = await make('price_book', { name: 'همکاران', stage: 'repeat' });
  await make('price', { book, product, price: 40000000 });
  const quote = await make('quote', { party, subject: MIXED_NAME, discount: 5 });
  await make('quote_line', { party, quote, product, quantity: 2.5, discount: 10 });
  await make('quote_approval', { party, quote });
  const order = await make('sales_order', { party });
  await make('sales_order_line', { party, sales_order: order, product });
  const contract = await make('contract', { party, sales_order: order, subject: MIXED_NAME, state: 'active', months: 12 });
  await make('subscription', { party, contract, product, name: MIXED_NAME, price: 3000000, quantity: 2.5 });
  const sent = await make('quote', { party });
  await make('quote_line', { party, quote: sent, product });
  return sent;
};

/** A day on the way: a plan, and visits with and without hours and places. */
const makeVisits = async (make, party) => {
  const today = new Date().toISOString().slice(0, 10);
  const near = await make('party', { kind: 'organisation', name: LONG_NAME, latitude: 35.7, longitude: 51.4, phone: '+982188776656' });
  await make('visit_plan', { party: near, purpose: MIXED_NAME, every: 1, unit: 'week' });
  await make('field_visit', { party, purpose: LONG_NAME, day: today, from_time: '09:00', to_time: '11:30' });
  await make('field_visit', { party: near, purpose: MIXED_NAME, day: today });
};

/** Somebody with something to be offered, who answered before. */
const makeBuyer = async (make) => {
  const better = await make('product', { name: MIXED_NAME, code: 'N-2' });
  const product = await make('product', { name: LONG_NAME, code: 'N-1', price: 1000000, better, lasts_days: 30 });
  const party = await make('party', { kind: 'organisation', name: LONG_NAME });
  const order = await make('sales_order', { party });
  await make('sales_order_line', { party, sales_order: order, product });
  await make('offer_answer', { party, product, reason: 'again', answer: 'later' });
  return party;
};

/** Records that strain a page, and those of every kind. */
const recordsOf = async (house) => {
  const make = async (kind, record) => {
    const made = await house.api('POST', `/api/v1/${kind}`, record);
    assert.ok(made.id, `${kind}: ${JSON.stringify(made)}`);
    return made.id;
  };
  const records = {};
  records.long = await make('party', { kind: 'organisation', name: LONG_NAME, tags: ['ویژه', 'نمایشگاه صنعت'],
    email: 'a.very.long.address.of.somebody@subdomain.of.a.very.long.domain.example.com' });
  const mixed = await make('party', { kind: 'organisation', name: MIXED_NAME, phone: '+982188776655', tags: ['ویژه'] });
  records.empty = await make('party', { kind: 'person', name: 'رضا' });
  records.other = await make('party', { kind: 'person', name: 'رضا' });
  await make('task', { subject: LONG_NAME, party: records.long, due_at: new Date().toISOString() });
  await make('task', { subject: MIXED_NAME, party: mixed, due_at: new Date().toISOString() });
  await make('relationship', { party: records.long, kind: 'branch_of', other: mixed });
  await make('identifier', { party: records.long, kind: 'other', value: 'AB-1234/کد' });
  const shown = await make('product', { name: LONG_NAME, code: 'F-1', price: 45000000, description: MIXED_NAME });
  const form = await make('request_form', { name: 'درخواست کاتالوگ', asks: ['phone', 'email', 'city', 'question'],
    needs: ['phone'], consent: 'می‌پذیرم که با من تماس بگیرید.', active: true, tone: 'own', own_tone: '#E8A020', corners: 'round', presents: shown, priced: true });
  await make('form_question', { form, label: LONG_NAME, kind: 'several', options: `${LONG_NAME.slice(0, 90)}\nنصب و راه‌اندازی`, hint: MIXED_NAME, needed: true });
  await make('request', { name: MIXED_NAME, phone: '+989121112233', form, question: LONG_NAME });
  await make('routing_rule', { name: LONG_NAME, condition: `city = تهران and name ~ "${LONG_NAME}"`, skills: ['پمپ', 'انگلیسی'], position: 7 });
  await make('competitor', { name: MIXED_NAME, strengths: LONG_NAME, answer: LONG_NAME });
  await make('deal', { party: mixed, name: LONG_NAME, rival: MIXED_NAME, campaign: LONG_NAME, asked: ['گارانتی', LONG_NAME.slice(0, 40)], amount: 900000000000 });
  await makeVisits(make, mixed);
  await make('deal_member', { party: records.long, deal: (await make('deal', { party: records.long, name: MIXED_NAME })), person: (await house.api('GET', '/api/v1/user?filter=' + encodeURIComponent('login != admin'))).data[0].id, share: 30 });
  const stage = (await house.api('GET', '/api/v1/deal_stage')).data[0].id;
  const question = await make('stage_question', { name: LONG_NAME, stage, answered: 'words', must: true });
  await make('deal_answer', { party: records.long, deal: await make('deal', { party: records.long, name: LONG_NAME, stage }), question, answer: MIXED_NAME });
  await make('sales_target', { month: new Date().toISOString().slice(0, 10), city: MIXED_NAME.slice(0, 60), amount: 90000000000 });
  await make('sales_target', { month: new Date().toISOString().slice(0, 10), amount: 90000000000 });
  await make('score_rule', { name: LONG_NAME, about: 'party', condition: 'name is not empty', points: 20 });
  await make('qualification', { party: mixed, result: 'unfit', reason: 'time', budget: 'yes', need: 'part', authority: 'no', time: 'no' });
  records.dealer = records.long;
  await make('party', { kind: 'organisation', name: MIXED_NAME, dealer: records.dealer });
  await make('price_book', { name: MIXED_NAME, dealer: records.dealer });
  records.sent = await makeTrade(make, mixed);
  records.buyer = await makeBuyer(make);
  for (const { name } of KINDS)
    records[name] = (await house.api('GET', `/api/v1/${name}?limit=1`)).data[0].id;
  records.lost = (await house.api('GET', '/api/v1/deal_stage')).data.find((each) => each.outcome === 'lost').id;
  return records;
};

// A file whose columns are to be told, one that is in with a row refused.
const LIST = 'name,phone,birth_date\nSara,1,1\nReza,09121234567,\n';
const upload = async (page, address) => {
  await page.goto(`${address}/import?entity=party`);
  await page.setInputFiles('[name=file]', { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
  await page.click('m-upload button');
  await page.waitForSelector('.m-map');
  return new URL(page.url()).pathname.split('/').pop();
};

/** What an act leaves behind: where the answer sends one. */
const actsOf = async (page, address, records) => {
  const intake = await upload(page, address), imported = await upload(page, address);
  await page.click('[name=act]');
  await page.waitForSelector('#import:not([hx-get])');
  const token = await page.getAttribute('meta[name=form-token]', 'content');
  const post = async (path, form) => (await page.request.post(address + path,
    { form: { _token: token, ...form }, maxRedirects: 0 })).headers().location?.split('/')[2];
  const act = { field: 'stage', value: 'stranger', act: 'set', all: '1' }; // refused where it needs a reason
  const found = { intake, imported, export: await post('/party/export', { format: 'csv' }), bulk: await post('/party/bulk', act) };
  await post(`/party/${records.person}/look/national_id`, {});
  await post('/duplicates/search', {});
  await post(`/quote/${records.sent}/send`, {});
  const told = await page.request.post(`${address}/quote/${records.sent}/code`, { form: { _token: token } });
  found.offer = (await told.text()).match(/href="\/offer\/([^"]+)"/)[1];
  await page.goto(`${address}/jobs`);
  found.job = (await page.locator('.m-job a').first().getAttribute('href')).split('/').pop();
  await page.waitForFunction(() => fetch('/duplicates').then((r) => r.text()).then((t) => t.includes('m-groups')));
  return found;
};

/** Every page in one language; a file for each, so that they are looked at side by side. */
export const everyPage = (language) => {
  describe(`every page in ${language}`, () => {
    let house, page;
    const records = {};

    before(async () => {
      house = await organisation({ parties: 60, language });
      // What began must end where this fails, or the tests wait for it without end.
      Object.assign(records, await recordsOf(house).catch(async (error) => { await house.end(); throw error; }));
      const known = await house.api('GET', `/api/v1/party?limit=1&filter=${encodeURIComponent('national_id is not empty')}`);
      records.person = known.data?.[0]?.id ?? records.empty;
      page = await open();
    });
    after(async () => house.end());

    test('log-in', async () => {
      await visit(page, `${house.address}/login`);
      await logIn(page, house.address);
      Object.assign(records, await actsOf(page, house.address, records));
    });

    for (const [name, path] of Object.entries(PAGES))
      test(name, () => visit(page, house.address + path.replace(/\{(\w+)\}/g, (_, kind) => records[kind])));
  });
  after(closeBrowser);
};
