// import.mjs - a large list of another program: in by command, then in through the wizard of a
// real browser with a stop, a resumption and an undo. Minutes, not seconds; see README.md.
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closeBrowser, logIn, open, password } from '../tests/browser/kit.mjs';
import { ALL_CORES, cpuMicros, ownMemory, start, stopAll } from './machine.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const program = process.env.MOSHTARI ?? join(here, '..', 'build', 'moshtari');
const PORT = Number(process.env.PORT ?? 18482);
const option = (name, standard) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : standard;
};
const rows = Number(option('rows', '750000'));
const only = option('only', 'command,wizard').split(',');
const folder = join(here, 'data', `import-${rows}`);
const file = join(folder, 'dirty.csv');
const LONG = { timeout: 3_600_000 };

const lines = [];
const say = (text) => { lines.push(text); console.log(text); };
const seconds = (ms) => (ms / 1000).toFixed(1);
const rate = (count, ms) => Math.round(count / (ms / 1000)).toLocaleString('en');

// ---- the file and a fresh organisation ----

mkdirSync(folder, { recursive: true });
if (!existsSync(file)) {
  const dirty = join(here, '..', 'tests', 'data', 'import', 'dirty.mjs');
  const made = spawn('node', [dirty, String(rows)]);
  made.stdout.pipe(createWriteStream(file));
  await new Promise((done) => made.on('close', done));
}

const organisation = (name) => {
  const data = join(folder, name);
  rmSync(data, { recursive: true, force: true });
  const run = spawnSync(program, ['org', 'create', '--data', data, '--password-stdin'], { input: `${password}\n` });
  if (run.status !== 0) throw new Error(String(run.stderr));
  return data;
};

const cpuOf = (pid) => cpuMicros(pid) / 1e6;

// ---- by command ----

const byCommand = async () => {
  const run = spawn(program, ['import', file, '--data', organisation('command'), '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '', cpu = 0, most = 0;
  run.stdout.on('data', (piece) => { text += piece; });
  const watch = setInterval(() => {
    try {
      cpu = cpuOf(run.pid);
      most = Math.max(most, ownMemory(run.pid));
    } catch { /* it has just ended */ }
  }, 250);
  await new Promise((done) => run.on('close', done));
  clearInterval(watch);
  const told = JSON.parse(text);
  say(`command: ${told.rows} rows, ${told.created} created, ${told.skipped} there already, ${told.refused} refused`);
  say(`command: ${seconds(told.milliseconds)} s on the wall, ${rate(told.rows, told.milliseconds)} rows/s; ${cpu.toFixed(1)} s of CPU in its threads; at most ${most.toFixed(0)} MB of its own memory`);
};

// ---- through the wizard ----

const number = (text) => Number(text.replace(/[۰-۹]/g, (d) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(d)).replace(/\D/g, ''));
const standing = async (page) => ({
  percent: Number(await page.getAttribute('#import .m-progress', 'aria-valuenow')),
  pace: (await page.textContent('#import .m-work > p')).trim(),
  counts: await page.$$eval('#import .m-stand dd', (list) => list.map((dd) => dd.textContent)).then((list) => list.map(number)),
});
const over = (page) => page.waitForSelector('#import:not([hx-get])', LONG);

/** Run `act` and tell how long it took, on the wall and of the server's CPU. */
const timed = async (server, what, act) => {
  const begun = performance.now(), cpu = cpuOf(server.pid);
  const count = await act();
  const ms = performance.now() - begun;
  say(`wizard: ${what}: ${seconds(ms)} s${count ? `, ${rate(count, ms)} rows/s` : ''}; ${(cpuOf(server.pid) - cpu).toFixed(1)} s of CPU; ${ownMemory(server.pid).toFixed(0)} MB of its own memory`);
};

const send = async (page, base) => {
  await page.goto(`${base}/import?entity=party`);
  await page.setInputFiles('[name=file]', file);
  await page.click('m-upload button');
  await page.waitForSelector('.m-map', LONG);
};

/** Start, stop on the way, see that it stands, go on to the end. */
const bringIn = async (page) => {
  await page.click('[name=act]');
  await page.waitForFunction(() => Number(document.querySelector('#import .m-progress')?.getAttribute('aria-valuenow')) >= 10, null, LONG);
  say(`wizard: on the way: ${(await standing(page)).pace}`);
  await page.click('form[action$="/stop"] button');
  await over(page);
  const stopped = await standing(page);
  await page.waitForTimeout(2000);
  await page.reload();
  if ((await standing(page)).counts[0] !== stopped.counts[0]) throw new Error('it went on after a stop');
  await page.click('form[action$="/resume"] button');
  await page.waitForSelector('#import[hx-get]', LONG);
  await over(page);
  const { counts } = await standing(page);
  say(`wizard: created ${counts[0]}, changed ${counts[1]}, unchanged ${counts[2]}, there already ${counts[3]}, refused ${counts[4]}, cells left empty ${counts[5]}`);
  return counts.slice(0, 5).reduce((sum, n) => sum + n);
};

const takeBack = async (page) => {
  await page.click('form[action$="/undo"] button');
  await over(page);
  await page.waitForSelector('#import .m-notice.m-good');
};

const throughWizard = async () => {
  const data = organisation('wizard');
  const server = await start(program, ['serve', '--data', data, '--port', String(PORT)], PORT, ALL_CORES);
  const page = await open();
  const base = `http://127.0.0.1:${PORT}`;
  await logIn(page, base);
  await timed(server, `${(statSync(file).size / 1e6).toFixed(0)} MB sent in pieces, read and previewed`, () => send(page, base));
  await timed(server, 'imported, with a stop and a resumption', () => bringIn(page));
  await timed(server, 'taken back', () => takeBack(page));
  const left = spawnSync(program, ['export', 'party', '--columns', 'id', '--data', data]).stdout.toString().trim().split('\n').length - 1;
  say(`wizard: ${left} left`);
  await closeBrowser();
  stopAll();
};

// ---- the report ----

say(`${new Date().toISOString().slice(0, 10)}, ${rows.toLocaleString('en')} rows, ${cpus()[0].model}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)} before`);
if (only.includes('command')) await byCommand();
if (only.includes('wizard')) await throughWizard();
say(`load ${loadavg()[0].toFixed(1)} after`);
mkdirSync(join(here, 'results'), { recursive: true });
writeFileSync(join(here, 'results', `${new Date().toISOString().slice(0, 10)}-import-${rows}.md`), `${lines.join('\n\n')}\n`);
