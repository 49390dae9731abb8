// sms.mjs - Debian's Kannel as somebody's SMS gateway: bearerbox and smsbox on loopback, with a telephone network
// that is Kannel's own fakesmsc, which writes down what it is given.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listening, sleep, until } from './mail.mjs';

const configuration = (place, port) => `
group = core
admin-port = ${port}
admin-password = none
smsbox-port = ${port + 1}
box-allow-ip = "127.0.0.1"
log-file = "${place}/bearerbox.log"

group = smsc
smsc = fake
smsc-id = fake
port = ${port + 2}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = ${port + 3}
log-file = "${place}/smsbox.log"

group = sendsms-user
username = house
password = key-42
max-messages = 10
concatenation = true
`;

export function smsGateway(place, port) {
  const children = [];
  const run = (program, ...words) => {
    const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'pipe'], cwd: place });
    child.stdout.pipe(createWriteStream(join(place, 'said'), { flags: 'a' }));
    child.stderr.pipe(createWriteStream(join(place, 'said'), { flags: 'a' }));
    children.push(child);
  };
  process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'kannel.conf'), configuration(place, port));
  return {
    url: `http://127.0.0.1:${port + 3}/cgi-bin/sendsms?username=house&password={key}&from={sender}&to={to}&text={text}&coding={coding}&charset=UTF-8`,
    async start() {
      run('/usr/sbin/bearerbox', '-v', '4', join(place, 'kannel.conf'));
      await until(() => listening(port + 1));
      run('/usr/sbin/smsbox', '-v', '4', join(place, 'kannel.conf'));
      run('/usr/lib/kannel/test/fakesmsc', '-H', '127.0.0.1', '-r', String(port + 2));
      await until(() => listening(port + 3));
      await sleep(200);
    },
    async end() {
      await Promise.all(children.splice(0).map((child) => new Promise((done) => {
        if (child.exitCode !== null || child.signalCode) return done();
        child.on('exit', done);
        child.kill('SIGKILL');
      })));
    },
    /** What the network was given. */
    said: () => { try { return readFileSync(join(place, 'said'), 'utf8'); } catch { return ''; } },
  };
}
