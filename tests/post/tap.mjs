// tap.mjs - results one by one, as the test runner reads them.
let tests = 0, failed = 0;

export function is(name, expected, got) {
  tests++;
  const good = JSON.stringify(expected) === JSON.stringify(got);
  if (!good) failed++;
  console.log(`${good ? 'ok' : 'not ok'} ${tests} - ${name}`);
  if (!good) console.log(`# expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`.slice(0, 2000));
}

export function plan() {
  console.log(`1..${tests}`);
  process.exitCode = failed ? 1 : 0;
}
