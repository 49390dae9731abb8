// people.mjs - a file of believable customers to import, no two alike.
import { writeFileSync } from 'node:fs';

const first = ['محمد', 'علی', 'فاطمه', 'زهرا', 'حسین', 'مریم', 'رضا', 'سارا', 'امیر', 'نگار', 'احمد', 'لیلا', 'مهدی', 'الهام', 'کاوه'];
const last = ['رضایی', 'محمدی', 'کریمی', 'حسینی', 'احمدی', 'موسوی', 'جعفری', 'اکبری', 'صادقی', 'رحیمی', 'یزدانی', 'شریفی', 'نوری'];
const cities = ['تهران', 'اصفهان', 'شیراز', 'مشهد', 'تبریز', 'یزد', 'کرمان', 'رشت', 'اهواز'];
const pick = (list, n) => list[n % list.length];

/** Nine digits and the one that proves them. */
const nationalId = (n) => {
  const digits = String(n % 1e9).padStart(9, '0');
  const rest = [...digits].reduce((sum, d, i) => sum + Number(d) * (10 - i), 0) % 11;
  return digits + (rest < 2 ? rest : 11 - rest);
};

/** `rows` customers; another `from` gives other phones and identifiers. */
export const writePeople = (file, rows, from) => {
  const lines = ['نام,تلفن,ایمیل,شهر,کد ملی'];
  for (let i = 0; i < rows; i++) {
    const n = from + i, phone = `09${String(100000000 + n % 900000000)}`;
    lines.push(`${pick(first, n)} ${pick(last, Math.floor(n / 15))} ${pick(last, Math.floor(n / 195))},`
      + `${phone},p${n}@example.ir,${pick(cities, n)},${nationalId(n * 7919)}`);
  }
  writeFileSync(file, `${lines.join('\n')}\n`);
};
