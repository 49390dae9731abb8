// mail.test.mjs - what leaves by mail arrives at a real mail server: once, whole, and later where it must.
// usage: node mail.test.mjs build/moshtari
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { house } from './house.mjs';
import { mailServer, sleep, until } from './mail.mjs';
import { smsGateway } from './sms.mjs';
import { is, plan } from './tap.mjs';

const [program] = process.argv.slice(2);
const PORT = 18600, TYPING_MS = 3100;
const place = mkdtempSync(join(tmpdir(), 'moshtari-post-'));
chmodSync(place, 0o755); // exim is somebody else
const mail = mailServer(join(place, 'mail'), PORT);
const ours = await house(program, join(place, 'house'));
process.on('SIGTERM', () => process.exit(1));
process.on('exit', () => rmSync(place, { recursive: true, force: true }));

const outbox = async () => (await ours.page('/outgoing')).text;
const to = (address) => mail.mails().filter((one) => one.headers.to === address);

await ours.start();
await ours.logIn();
const fa = (await ours.api('POST', '/request_form', { name: 'خبرنامه', asks: ['email'], consent: 'می‌پذیرم', confirm: true, active: true, language: 'fa' })).id;
const en = (await ours.api('POST', '/request_form', { name: 'News', asks: ['email'], consent: 'I agree', confirm: true, active: true, language: 'en' })).id;
const forms = await Promise.all([fa, fa, fa, fa, en].map((form) => ours.look(form)));
const typed = sleep(TYPING_MS);
const fill = async (form, address, name = 'سارا') => (await form({ name, email: address, consent: '1' })).status;

// ---- what is set ----

const wrong = await ours.page('/outgoing/settings', { 'mail.host': 'a b', 'mail.from': 'nobody\r\nBcc: all@example.ir', 'mail.port': '0' });
is('what is none is refused beside its field', [422, 3], [wrong.status, wrong.text.split('This value is not right').length - 1]);
await ours.page('/outgoing/settings', { 'post.site': 'https://crm.example.ir', 'mail.host': '127.0.0.1', 'mail.port': String(PORT), 'mail.lock': 'plain',
  'mail.from': 'sales@example.ir', 'mail.from_name': 'شرکت پارس‌کار', 'mail.password': 'Secret-77' });
const shown = (await ours.page('/outgoing/settings')).text;
is('what was set is shown, the password never', [true, true, false], ['sales@example.ir', 'Is set'].map((s) => shown.includes(s)).concat(shown.includes('Secret-77')));
const away = await ours.page('/outgoing/test', { to: 'me@example.ir' });
is('a test tells that nobody is there', true, away.text.includes('not possible now') && /refused|connect/i.test(away.text));

// ---- the server is away, then there ----

await typed;
is('a visitor is thanked while no mail server is there', 303, await fill(forms[0], 'sara@example.ir', 'سارا\r\nBcc: all@example.ir'));
is('the message waits, and says why', true, !!(await until(async () => /Next try/.test(await outbox()) && /connect/i.test(await outbox()))));
await mail.start();
is('a test tells what the server said', true, (await ours.page('/outgoing/test', { to: 'me@example.ir' })).text.includes('250 OK'));
is('it leaves by itself when the server is there', 1, (await until(() => { const got = to('sara@example.ir'); return got.length && got; }, 9))?.length);
const [first] = to('sara@example.ir');
is('the subject arrives letter by letter', 'تأیید ایمیل برای شرکت پارس‌کار', first.headers.subject);
is('so does the sender', ['شرکت پارس‌کار'], first.froms);
is('and nothing in it is against the rules of mail', [], first.defects);
is('the text, plain', ['درود،', 'این نشانی در یکی از فرم‌های شرکت پارس‌کار نوشته شد. اگر شما نوشته‌اید، با این پیوند آن را تأیید کنید:'],
  first.plain.replaceAll('\r\n', '\n').split('\n').slice(0, 2));
is('and as HTML from the right', true, first.html.includes('<html lang="fa" dir="rtl">') && first.html.includes('<p dir="auto">درود،</p>'));
is('nothing a visitor typed is in it', [false, undefined], [mail.raw().some((raw) => raw.includes('all@example.ir')), first.headers.bcc]);
is('it says what class it is of', 'transactional', first.headers['x-message-class']);
const link = /https:\/\/crm\.example\.ir(\/confirm\/\S+)/.exec(first.plain)?.[1];
is('its link opens', 200, (await fetch(ours.address + link)).status);

// ---- what the server does not want, and another language ----

await fill(forms[1], 'refused@example.ir');
is('a refused address is told with the server\'s words', true, !!(await until(async () => (await outbox()).includes('550 no such person here'))));
await fill(forms[4], 'jane@example.ir', 'Jane');
is('an English form writes English', 'Confirm your address for', (await until(() => to('jane@example.ir')[0]))?.headers.subject.slice(0, 24));
is('from left to right', true, to('jane@example.ir')[0].html.includes('<html lang="en" dir="ltr">'));

// ---- killed in the middle ----

await fill(forms[2], 'slow@example.ir');
is('a message is on its way', true, !!(await until(async () => (await outbox()).includes('On its way'))));
await ours.end('SIGKILL');
await ours.start();
is('a server that was killed sends it when it is back', true, !!(await until(() => to('slow@example.ir').length)));
await sleep(300);
is('once, or with one Message-ID', 1, new Set(to('slow@example.ir').map((one) => one.headers['message-id'])).size);
is('what had left before does not leave again', [1, 1], [to('sara@example.ir').length, to('jane@example.ir').length]);

// ---- a quote, and the code to accept it ----

const gateway = smsGateway(join(place, 'sms'), PORT + 10);
await gateway.start();
const set = await ours.page('/outgoing/settings', { 'post.site': 'https://crm.example.ir', 'mail.host': '127.0.0.1', 'mail.port': String(PORT), 'mail.lock': 'plain',
  'mail.from': 'sales@example.ir', 'mail.from_name': 'شرکت پارس‌کار', 'sms.url': gateway.url, 'sms.key': 'key-42', 'sms.sender': '3000' });
is('the gateway is set', 303, set.status);
const party = (await ours.api('POST', '/party', { name: 'شرکت آفتاب', kind: 'organisation', email: 'aftab@example.ir', phone: '09121234567' })).id;
const deal = (await ours.api('POST', '/deal', { party, name: 'خط تولید' })).id;
const quote = (await ours.page(`/deal/${deal}/quote`, { x: '1' })).location.split('?')[0];
await ours.page(`${quote}/lines`, { do: 'save', 'line.0.id': '', 'line.0.product': '', 'line.0.description': 'نصب', 'line.0.quantity': '1', 'line.0.price': '1000000',
  'line.0.discount': '', 'line.0.discount_amount': '', 'line.0.tax': '', discount: '', discount_amount: '' });
await ours.api('PATCH', quote, { language: 'fa' });
await ours.page(`${quote}/send`, { x: '1' });
const passing = (await ours.page(`${quote}/code`, { x: '1' })).text;
const offer = /https:\/\/crm\.example\.ir(\/offer\/[\w.-]+)/.exec(passing)?.[1];
const words = { way: 'email', subject: 'پیش‌فاکتور خط تولید', text: `سلام\nhttps://crm.example.ir${offer}` };
is('a quote is sent', [303, 303], [(await ours.page(`${quote}/dispatch`, words)).status, (await ours.page(`${quote}/dispatch`, words)).status]);
const sent = await until(() => to('aftab@example.ir')[0]);
is('it arrives with its PDF', ['پیش‌فاکتور خط تولید', 'application/pdf', '%PDF-'], [sent?.headers.subject, sent?.files[0]?.type, sent?.files[0]?.begins]);
const asked = await fetch(`${ours.address}${offer}/code`, { method: 'POST', redirect: 'manual', headers: { origin: ours.address }, body: '' });
is('the customer asks for the code', 303, asked.status);
const sms = await until(() => /<3000 \+989121234567 ucs-2 (\S+)>/.exec(gateway.said())?.[1]);
const bytes = Buffer.from([...(sms ?? '').matchAll(/%([0-9A-F]{2})|(.)/gi)].map(([, hex, plain]) => hex ? parseInt(hex, 16) : plain === '+' ? 32 : plain.charCodeAt(0)));
const text = bytes.swap16().toString('utf16le');
const code = /: (\d{6})$/.exec(text.replace(/[۰-۹]/g, (d) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(d)))?.[1];
is('it goes to their phone, letter by letter', [true, true], [/^(Code to accept quote|کد پذیرش پیش‌فاکتور) /.test(text), !!code]);
const answered = await fetch(ours.address + offer, { method: 'POST', redirect: 'manual', headers: { origin: ours.address },
  body: new URLSearchParams({ name: 'آفتاب', code: code ?? '', answer: 'yes', said: '' }) });
is('and by it they accept', [303, 'accepted'], [answered.status, (await ours.api('GET', quote)).state]);
is('who reads the timeline reads no code', false, (await ours.page(`/party/${party}`)).text.includes(code));
is('the same words left once', 1, to('aftab@example.ir').length);
await gateway.end();

await ours.end();
await mail.end();
plan();
process.exit();
