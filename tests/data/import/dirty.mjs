// dirty.mjs - writes a customer list as another program would export it and years of people
// would have typed it: node dirty.mjs ROWS > file. The same rows every time.
const rows = Number(process.argv[2] ?? 10000);
let state = 1405;
const random = (n) => { // mulberry32
    state = (state + 0x6D2B79F5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
};
const pick = (list) => list[random(list.length)];
const often = (percent) => random(1000) < percent * 10;

const first = "علی محمد رضا حسین مهدی فاطمه زهرا مريم سارا نگار امير سعید حميد كاوه آرش نیما پريسا لیلا شیرین الهام".split(" ");
const last = "رضایی محمدي حسینی کریمی احمدی موسوی جعفری صادقي رحیمی نوری قاسمی اکبری عباسی ابراهیمی طاهری شریفی کاظمی حیدری یوسفی میرزایی".split(" ");
const tails = ["", "", "", " پور", "‌زاده", " نژاد", "نیا", " تهراني"];
const places = [["تهران", "تهران"], ["اصفهان", "اصفهان"], ["فارس", "شیراز"], ["خراسان رضوی", "مشهد"], ["گیلان", "رشت"], ["-", ""], ["يزد", "يزد"]];
const persian = (s) => s.replace(/\d/g, (d) => "۰۱۲۳۴۵۶۷۸۹"[d]);
const quoted = (s) => (/[;"\n]/.test(s) ? `"${s.replaceAll('"', '""')}"` : s);

const national = () => {
    const digits = Array.from({ length: 9 }, () => random(10));
    const sum = digits.reduce((total, d, i) => total + d * (10 - i), 0) % 11;
    return digits.join("") + (sum < 2 ? sum : 11 - sum);
};
const mobile = () => `09${pick(["12", "35", "19", "01", "36"])}${String(random(10000000)).padStart(7, "0")}`;
const phoneHabits = [
    (m) => m, (m) => m, (m) => m, (m) => m.slice(1), (m) => `+98${m.slice(1)}`, (m) => `0098 ${m.slice(1)}`,
    (m) => persian(m), (m) => `${m.slice(0, 4)} ${m.slice(4, 7)} ${m.slice(7)}`, (m) => `${m.slice(0, 4)}-${m.slice(4)}`,
    (m) => `${m} / ${mobile()}`, () => "ندارد", () => "-",
];
const dateHabits = [(y, m, d) => `${y}/${m}/${d}`, (y, m, d) => persian(`${y}/${m}/${d}`), (y, m, d) => `${d}/${m}/${y}`, () => "", () => "0000/00/00", (y) => `${y}/12/31`];
const genders = ["آقا", "خانم", "مرد", "زن", "آقای", ""];
const notes = ["", "", "مشتری خوب", 'گفت "زنگ بزنید"', "پیگیری\nهفته آینده", "=1+1", "نامشخص"];

const head = "ردیف;کد مشتری;نام;نام خانوادگی;شرکت;جنسیت;تلفن همراه;تلفن;کدملی;پست الکترونیک;تاریخ تولد;استان;شهر;آدرس;کد پستی;گروه;توضیحات";
const lines = [head];
for (let i = 1; i <= rows; i++) {
    const [province, city] = pick(places);
    const number = mobile(), id = national();
    const name = often(4) ? "" : `${often(10) ? "  " : ""}${pick(first)}${often(5) ? " " : ""}`;
    const family = name ? `${pick(last)}${pick(tails)}` : "";
    const firm = often(12) || !name ? `شركت ${pick(last)} ${pick(["گستر", "پرداز", "صنعت"])}` : "";
    const cells = [
        i, `C-${10000 + i}`, name, family, often(1) ? "" : firm, pick(genders), pick(phoneHabits)(number),
        often(60) ? `021${22000000 + random(60000000)}` : often(20) ? String(22000000 + random(60000000)) : "",
        often(5) ? id.slice(0, 8) : often(70) ? id : "", often(50) ? `user${i}@example.ir` : often(5) ? `user${i}@` : "",
        pick(dateHabits)(1340 + random(45), 1 + random(12), 1 + random(29)), province, city,
        `خیابان ${pick(last)}؛ پلاک ${persian(String(1 + random(300)))}`, often(40) ? "1193653471" : often(30) ? "12345" : "",
        pick(["ویژه", "عادی", "ويژه، همکار", ""]), pick(notes),
    ].map((cell) => quoted(String(cell)));
    if (often(0.3)) cells[13] = `"${cells[13]}`; // a quote nobody closed
    if (often(0.3)) cells.push("زیادی");
    lines.push(cells.join(";"));
    if (often(0.5)) lines.push("");
}
process.stdout.write("\uFEFF" + lines.join("\r\n") + "\r\n");
