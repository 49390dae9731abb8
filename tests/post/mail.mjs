// mail.mjs - Debian's exim as somebody's mail server: on loopback, in a folder of its own, without any
// configuration of the machine, delivering into a maildir. Nothing is running before `mailServer` and after `end`.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const reader = join(dirname(fileURLToPath(import.meta.url)), 'read_mail.py');
export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** Ask again until it is so, at most `seconds`. */
export async function until(what, seconds = 10) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) {
    const got = await what();
    if (got) return got;
  }
  return null;
}

export const listening = (port) => new Promise((done) => {
  const socket = connect(port, '127.0.0.1');
  socket.on('connect', () => { socket.destroy(); done(true); });
  socket.on('error', () => done(false));
});

/** Who is root is let go by exim for the user of its own. */
const root = process.getuid() === 0;
const user = root ? 'Debian-exim' : execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();

const configuration = (place) => `
spool_directory = ${place}/spool
log_file_path = ${place}/log/%s
pid_file_path = ${place}/exim.pid
primary_hostname = mail.example.ir
local_interfaces = 127.0.0.1
tls_advertise_hosts =
keep_environment =
acl_smtp_rcpt = rcpt
begin acl
rcpt:
  deny local_parts = refused
       message = no such person here
  accept local_parts = slow
         delay = 2s
  accept
begin routers
everybody:
  driver = accept
  transport = folder
begin transports
folder:
  driver = appendfile
  directory = ${place}/maildir
  maildir_format
  user = ${user}
`;

export function mailServer(place, port) {
  let child;
  process.on('exit', () => child?.kill('SIGKILL'));
  for (const folder of ['', 'spool', 'log', 'maildir']) mkdirSync(join(place, folder), { recursive: true });
  writeFileSync(join(place, 'exim.conf'), configuration(place));
  if (root) execFileSync('chown', ['-R', 'Debian-exim', join(place, 'spool'), join(place, 'log'), join(place, 'maildir')]);
  chmodSync(place, 0o755);
  const news = join(place, 'maildir', 'new');
  const names = () => { try { return readdirSync(news); } catch { return []; } };
  return {
    async start() {
      child = spawn('/usr/sbin/exim4', ['-C', join(place, 'exim.conf'), '-bdf', '-oX', `127.0.0.1:${port}`], { stdio: 'ignore' });
      await until(() => listening(port));
    },
    async end() {
      if (!child || child.exitCode !== null || child.signalCode) return;
      const ended = new Promise((done) => child.on('exit', done));
      child.kill('SIGTERM');
      await ended;
    },
    /** All that came, read by Python's own parser. */
    mails: () => names().map((name) => JSON.parse(execFileSync('/usr/bin/python3', [reader, join(news, name)], { encoding: 'utf8' }))),
    raw: () => names().map((name) => readFileSync(join(news, name), 'utf8')),
  };
}
