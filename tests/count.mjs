// count.mjs - how many tests of a meson run passed and failed, as "PASSED FAILED".
// A program that counts for itself (cmocka, TAP, "N passed, N failed") is believed; any other is
// one test. usage: node count.mjs build/meson-logs/testlog.json
import { readFileSync } from 'node:fs';

const sum = (text, pattern) =>
    [...text.matchAll(pattern)].reduce((n, match) => n + Number(match[1] ?? 1), 0);

// Each way of counting: what passed, what failed.
const ways = [
    [/^\[ {2}PASSED {2}\] (\d+) test/gm, /^\[ {2}FAILED {2}\] (\d+) test/gm],
    [/^ok\b/gm, /^not ok\b/gm],
    [/^(\d+) passed/gm, /^\d+ passed, (\d+) failed/gm],
];

function count(test) {
    const said = (test.stdout ?? '') + '\n' + (test.stderr ?? '');
    const good = test.result === 'OK' || test.result === 'SKIP' || test.result === 'EXPECTEDFAIL';
    for (const [passes, failures] of ways) {
        const passed = sum(said, passes), failed = sum(said, failures);
        if (passed + failed) return [passed, good ? failed : Math.max(failed, 1)];
    }
    return good ? [1, 0] : [0, 1];
}

let passed = 0, failed = 0;
for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
    const [p, f] = count(JSON.parse(line));
    passed += p;
    failed += f;
}
console.log(passed, failed);
