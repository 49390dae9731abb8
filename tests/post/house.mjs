// house.mjs - an organisation with its server, its administrator's browser, and visitors who fill its forms.
import { execFileSync, spawn } from 'node:child_process';

/** `data`: a folder, or the address of a schema. */
export async function house(program, data) {
  const run = (...words) => execFileSync(program, [...words, '--data', data, '--lang', 'en'], { encoding: 'utf8' });
  const { password } = JSON.parse(run('org', 'create', '--json', '--language', 'en'));
  const token = run('token', 'create', '--user', 'admin').match(/mt_\S+/)[0];
  const servers = [];
  process.on('exit', () => servers.forEach((child) => child.kill('SIGKILL')));
  let address, cookie = '', formToken = '';

  async function serve() {
    const child = spawn(program, ['serve', '--port', '0', '--data', data, '--lang', 'en'], { stdio: ['ignore', 'pipe', 'inherit'] });
    servers.push(child);
    return new Promise((done, fail) => {
      child.stdout.on('data', (chunk) => {
        const found = /http:\/\/[0-9.]+:\d+/.exec(chunk);
        if (found) done(found[0]);
      });
      child.on('exit', () => fail(new Error('the server ended')));
    });
  }
  async function end(signal = 'SIGTERM') {
    await Promise.all(servers.splice(0).map((child) => new Promise((done) => {
      if (child.exitCode !== null) return done();
      child.on('exit', done);
      child.kill(signal);
    })));
  }
  const start = async () => { address = await serve(); };
  const api = async (method, path, body) => {
    const reply = await fetch(`${address}/api/v1${path}`, { method, body: body && JSON.stringify(body),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } });
    return reply.json();
  };
  const page = async (path, form, at = address) => {
    const reply = await fetch(at + path, { redirect: 'manual', method: form ? 'POST' : 'GET',
      headers: { origin: at, ...(cookie ? { cookie } : {}) },
      body: form && new URLSearchParams(formToken ? { _token: formToken, ...form } : form) });
    const set = reply.headers.get('set-cookie')?.match(/(?:^|, )(session=[^;]*)/)?.[1];
    if (set) cookie = set;
    return { status: reply.status, location: reply.headers.get('location'), text: await reply.text() };
  };
  async function logIn() {
    await page('/login', { login: 'admin', password });
    formToken = /name="_token" value="([^"]+)"/.exec((await page('/outgoing/settings')).text)?.[1];
  }
  /** A visitor's own look at a form, to be filled some seconds later. */
  const look = async (form, at = address) => {
    const text = await (await fetch(`${at}/form/${form}`)).text();
    const hidden = Object.fromEntries([...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]));
    return (values) => fetch(`${at}/form/${form}`, { method: 'POST', redirect: 'manual', headers: { origin: at },
      body: new URLSearchParams({ ...hidden, ...values }) });
  };
  return { start, serve, end, api, page, logIn, look, get address() { return address; } };
}
