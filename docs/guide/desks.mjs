// desks.mjs - does what the pages of the guide tell each kind of user to do, by the names of the
// buttons in their language, and takes their pictures: node docs/guide/desks.mjs [fa|en]
import { closeBrowser, logIn, open, organisation, password } from '../../tests/browser/kit.mjs';
import { snap } from './camera.mjs';

const PICK_MS = 800; // the list of the words before is gone
const SIZE = { width: 1080, height: 720 };
const WIDE = { width: 1440, height: 900 };

/** What the program says, and what people type. */
const SAYS = {
  fa: { composer: 'ثبت', save: 'ذخیره', yes: 'بله',
    unpaid: 'صورت‌حساب پرداخت‌نشده دارد', hold: 'صورت‌حساب پرداخت‌نشده‌ای دارد', access: 'دسترسی', setPassword: 'گذاشتن گذرواژه',
    rights: 'اجازه‌ها', why: 'چرا می‌بیند؟', ask: 'بپرسید', send: 'فرستادن', approve: 'تأیید و فرستادن',
    target: 'هدف تازه', question: 'پرسش تازه', note: 'نخست گفت که حساب را شنبه می‌پردازد.', next: 'پرداخت ۲۰ میلیون',
    due: 'شنبه آینده', asked: 'چند دستگاه دارید؟', person: 'پرستو مرادی', role: 'کارشناس', perhaps: 'شاید پیش‌تر ثبت شده است',
    beyond: 'بیش از اختیار شما' },
  en: { composer: 'Record', save: 'Save', yes: 'Yes',
    unpaid: 'Has an unpaid bill', hold: 'They have an unpaid bill', access: 'Access', setPassword: 'Set a password',
    rights: 'Rights', why: 'Why can they see this?', ask: 'Ask', send: 'Send', approve: 'Approve and send',
    target: 'New target', question: 'New question', note: 'Will pay the bill on Saturday.', next: 'Payment of 20 million',
    due: 'next Saturday', asked: 'How many machines do you have?', person: 'Parastoo Moradi', role: 'Representative', perhaps: 'Perhaps on record already',
    beyond: 'Beyond your right' },
};

const begin = async (language) => {
  const house = await organisation({ parties: 300, language, people: ['sara', 'maryam'] });
  const users = (await house.api('GET', '/api/v1/user')).data;
  for (const user of users)
    await house.api('PATCH', `/api/v1/user/${user.id}`, { language, version: user.version,
      ...(language === 'en' && { digits: 'latin', calendar: 'gregorian' }) });
  const desk = { house, language, says: SAYS[language], users };
  desk.one = (login) => users.find((user) => user.login === login);
  desk.first = async (kind, filter) => (await house.api('GET', `/api/v1/${kind}?limit=1&filter=${encodeURIComponent(filter)}`)).data[0];
  desk.sit = async (login) => {
    await desk.page?.context().close();
    desk.page = await open(SIZE);
    await logIn(desk.page, house.address, login);
  };
  desk.go = (path) => desk.page.goto(house.address + path);
  desk.snap = (name) => snap(desk.page, `${language}-${name}`);
  return desk;
};

const button = (desk, name) => desk.page.getByRole('button', { name, exact: true }).first();
const link = (desk, name) => desk.page.getByRole('link', { name, exact: true }).first();
const settle = (desk) => desk.page.waitForLoadState('load');

const agent = async (desk) => {
  const { page } = (await desk.sit('sara'), desk);
  const party = desk.party = await desk.first('party', `owner = ${desk.one('sara').id} and phone is not empty`);
  await page.keyboard.press('Control+k');
  await page.keyboard.type(party.phone.slice(-4));
  await page.locator('#palette-results a', { hasText: party.name.slice(0, 8) }).first().waitFor();
  await desk.snap('search');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/party/${party.id}`);
  await page.keyboard.press('n');
  await page.keyboard.type(desk.says.note);
  await page.selectOption('#composer [name=direction]', 'inbound');
  await page.selectOption('#composer [name=mood]', 'happy');
  await page.fill('#composer [name=next]', desk.says.next);
  await page.fill('#composer [name=due_at]', desk.says.due);
  await button(desk, desk.says.composer).click();
  await page.locator('#steps', { hasText: desk.says.next }).waitFor();
  await desk.go('/party/new');
  await page.fill('[name=name]', party.name);
  await page.fill('[name=phone]', party.phone);
  await page.press('[name=phone]', 'Tab');
  await page.getByText(desk.says.perhaps).first().waitFor();
};

const collections = async (desk) => {
  const { page } = desk;
  await desk.go(`/party/${desk.party.id}/edit`);
  await page.getByLabel(desk.says.unpaid).scrollIntoViewIfNeeded();
  await page.getByLabel(desk.says.unpaid).selectOption({ label: desk.says.yes });
  await desk.snap('unpaid');
  await button(desk, desk.says.save).click();
  await page.waitForURL(`**/party/${desk.party.id}`);
  await page.getByText(desk.says.hold).waitFor();
  await desk.sit('maryam');
  const contract = await desk.first('contract', 'state = active');
  await desk.go(`/contract/${contract.id}`);
  await desk.snap('contract');
  await desk.go('/recurring');
  await desk.snap('recurring');
};

const representative = async (desk) => {
  await desk.sit('sara');
  await desk.go('/closing');
  await desk.snap('closing');
};

/** More than Sara may give away; whoever leads her team lets it pass. */
const manager = async (desk) => {
  const deal = await desk.first('deal', `owner = ${desk.one('sara').id} and outcome = open`);
  await desk.go(`/deal/${deal.id}`);
  await desk.page.click(`form[action="/deal/${deal.id}/quote"] button`);
  await desk.page.waitForURL(/\/quote\/[0-9A-Z]{13}$/);
  const quote = new URL(desk.page.url()).pathname.split('/')[2];
  await desk.page.locator('[id="f-line.0.product"]').fill('D-400');
  await desk.page.waitForTimeout(PICK_MS);
  await desk.page.locator('.m-pick-list [data-id]').first().click();
  await desk.page.fill('[name="line.0.discount"]', '15');
  await desk.page.getByText(desk.says.beyond).waitFor();
  await desk.page.click('.btn-primary[value=save]');
  await desk.page.waitForSelector('[name="line.0.id"]:not([value=""])', { state: 'attached' });
  await button(desk, desk.says.send).click();
  await settle(desk);
  await desk.sit('maryam');
  await desk.go('/notifications');
  await desk.page.locator('.m-notes button').first().click();
  await desk.page.waitForURL(`**/quote/${quote}`);
  await button(desk, desk.says.approve).waitFor();
  await desk.snap('approval');
  await button(desk, desk.says.approve).click();
  await settle(desk);
  for (const [path, name] of [['/funnel', 'funnel'], ['/reasons', 'reasons']]) {
    await desk.go(path);
    await desk.snap(name);
  }
  await desk.go('/targets');
  await link(desk, desk.says.target).click();
  await desk.page.locator('[name=amount]').waitFor();
};

const administrator = async (desk) => {
  const { page } = (await desk.sit('admin'), desk);
  await desk.go('/user/new');
  await page.fill('[name=name]', desk.says.person);
  await page.fill('[name=login]', 'parastoo');
  await page.locator('[name="role.title"], [id="f-role"]').first().fill(desk.says.role);
  await page.locator('.m-pick-list [data-id]').first().click();
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/\/user\/[0-9A-Z]{13}$/);
  await link(desk, desk.says.access).click();
  await page.fill('[name=password]', password);
  await button(desk, desk.says.setPassword).click();
  await settle(desk);
  await desk.go(`/role/${desk.one('sara').role}`);
  await link(desk, desk.says.rights).click();
  await desk.snap('rights');
  await desk.go(`/why?entity=party&id=${desk.party.id}`);
  await page.selectOption('select', desk.one('maryam').id);
  await button(desk, desk.says.ask).click();
  await settle(desk);
  await desk.snap('why');
};

const marketer = async (desk) => {
  const form = await desk.first('request_form', 'active = yes');
  await desk.go(`/request_form/${form.id}`);
  await link(desk, desk.says.question).click();
  await desk.page.fill('[name=label]', desk.says.asked);
  await desk.page.keyboard.press('Control+Enter');
  await settle(desk);
  await desk.page.setViewportSize(WIDE);
  await desk.go(`/request_form/${form.id}/edit`);
  await settle(desk);
  await desk.snap('form');
  await desk.page.setViewportSize(SIZE);
  await desk.go('/reasons');
  await desk.page.locator('nav a[href*="lessons"], nav a[href*="marketing"]').first().click();
  await desk.snap('lessons');
};

for (const language of process.argv[2] ? [process.argv[2]] : ['fa', 'en']) {
  const desk = await begin(language);
  for (const part of [agent, collections, representative, manager, administrator, marketer]) {
    await part(desk);
    console.error(language, part.name, 'done');
  }
  await desk.house.end();
}
await closeBrowser();
