// kit.mjs - an organisation with demo data behind a real server, and Chromium in front of it.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = process.env.MOSHTARI ?? join(root, 'build', 'moshtari');
export const screens = process.env.SCREENS ?? join(root, 'build', 'screens');
const database = process.env.MOSHTARI_TEST_DATABASE; // a PostgreSQL server; else a folder each
let made = 0;
export const password = 'sepid-rood-1405';
export const WIDTHS = { wide: 1440, middle: 1024, narrow: 390 };
mkdirSync(screens, { recursive: true });

const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => done(port));
  });
});

const moshtari = (args, input) => {
  const run = spawnSync(program, args, { input, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`moshtari ${args.join(' ')}: ${run.stderr}`);
  return run.stdout.trim();
};

/** A new organisation that serves. `parties`: so many customers of demo data, with people who
 *  look after them; `people` are those among them who may log in besides the administrator. */
export const organisation = async ({ parties = 300, language = 'fa', people = [] } = {}) => {
  const place = mkdtempSync(join(tmpdir(), 'moshtari-browser-'));
  const data = database ? `${database}&schema=browser_${process.pid}_${++made}` : place;
  moshtari(['org', 'create', '--data', data, '--language', language, '--password-stdin'], `${password}\n`);
  if (parties) moshtari(['demo', '--parties', String(parties), '--seed', '7', '--data', data]);
  for (const login of people)
    moshtari(['user', 'password', login, '--data', data, '--password-stdin'], `${password}\n`);
  const token = moshtari(['token', 'create', '--user', 'admin', '--data', data]);
  const port = await freePort();
  const server = spawn(program, ['serve', '--data', data, '--port', String(port)], { stdio: ['ignore', 'ignore', 'inherit'] });
  process.on('exit', () => server.kill('SIGKILL')); // also when a test dies
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200; tries++) {
    if (await fetch(`${address}/health`).then((r) => r.ok, () => false)) break;
    await new Promise((done) => setTimeout(done, 25));
  }
  const api = async (method, path, body) => {
    const reply = await fetch(address + path, {
      method, body: body && JSON.stringify(body),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
    return reply.status === 204 ? null : reply.json();
  };
  const end = async () => {
    const ended = new Promise((done) => server.on('exit', done));
    server.kill('SIGTERM');
    await ended;
    rmSync(place, { recursive: true });
  };
  return { address, data, token, api, end, run: (...args) => moshtari([...args, '--data', data]) };
};

let shared;
const browser = async () => {
  shared ??= await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  return shared;
};
export const closeBrowser = () => shared?.close();

// The browser cuts off what a page asked for when the page is left, and htmx complains of it:
// for each request cut off so, one such complaint is forgiven, whichever is heard of first.
const listen = (page) => {
  const unfetched = (text) => /Failed to fetch/.test(text);
  let cut = 0;
  page.complaints = [];
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') return;
    const at = page.complaints.findIndex(unfetched);
    if (at < 0) cut++;
    else page.complaints.splice(at, 1);
  });
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    if (cut > 0 && unfetched(message.text())) cut--;
    else page.complaints.push(message.text());
  });
};

/** A page in a browser of its own. Anything a script or the console complains of is in `page.complaints`. */
export const open = async ({ width = WIDTHS.wide, height = 900, dark = false, scripts = true } = {}) => {
  const context = await (await browser()).newContext({
    viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', javaScriptEnabled: scripts,
    hasTouch: width < 600, reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  listen(page);
  page.setDefaultTimeout(10_000);
  return page;
};

export const logIn = async (page, address, login = 'admin') => {
  await page.goto(`${address}/login`);
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', password);
  await page.press('[name=password]', 'Enter');
  await page.waitForURL((url) => url.pathname !== '/login');
};

export const shot = (page, name) => page.screenshot({ path: join(screens, `${name}.png`), fullPage: true });

/** A finger rests on one place, which takes it along, moves to the other and lets go. One that does not rest scrolls. */
export const dragByFinger = async (page, what, where, restMs = 300) => {
  const session = await page.context().newCDPSession(page);
  const touch = (type, ...points) => session.send('Input.dispatchTouchEvent',
    { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
  const middle = async (place) => {
    const box = await place.boundingBox();
    return [box.x + box.width / 2, box.y + Math.min(20, box.height / 2)];
  };
  const from = await middle(what), to = await middle(where);
  await touch('touchStart', from);
  await page.waitForTimeout(restMs);
  for (let step = 1; step <= 12; step++)
    await touch('touchMove', [0, 1].map((axis) => from[axis] + (to[axis] - from[axis]) * step / 12));
  await page.waitForTimeout(200);
  await touch('touchEnd');
};
