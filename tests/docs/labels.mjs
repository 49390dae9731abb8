// labels.mjs - what the guide, the README and the help quote is what the program says: each
// «label» of a Persian page and each “label” of an English one stands in the program's words, its
// definitions or its settings. What people type stands in `marks of code` instead.
// usage: node labels.mjs ROOT
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = process.argv[2];
const LITERAL = 3; // letters that a text with parts to fill in must have besides them

const filesUnder = (folder, ending) => readdirSync(join(root, folder), { recursive: true })
  .filter((name) => name.endsWith(ending)).map((name) => join(root, folder, name))
  .filter((path) => statSync(path).isFile());
const read = (path) => readFileSync(path, 'utf8');
const matches = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]);

/** As one reads it: a break of a line is a space, and a space is a space. */
const plain = (text) => text.replace(/[\s\u00a0]+/g, ' ').replace(/[\u2066-\u2069]/g, '').trim();

/** `{n} روز` holds of «۵ روز»; `{n|row|rows}` is one of both words. */
const pattern = (text) => {
  const parts = text.split(/(\{[^}]*\})/).map((part) => {
    if (!part.startsWith('{')) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const [, ...words] = part.slice(1, -1).split('|');
    return words.length ? `(?:${words.join('|')})` : '.+';
  });
  return new RegExp(`^${parts.join('')}$`);
};
const letters = (text) => text.replace(/\{[^}]*\}/g, '').replace(/\P{L}/gu, '').length;

/** All that the program can say in a language: its words, its definitions, what stands in C. */
const spoken = (language) => {
  const words = filesUnder('src', `words.${language}`).flatMap((path) =>
    matches(read(path), /^[a-z][a-z0-9_.]* = (.*)$/gm));
  const defined = filesUnder('src/modules', '.entity').flatMap((path) => matches(read(path), /"([^"]+)"/g));
  const inCode = [...filesUnder('src/modules', '.c'), ...filesUnder('src/records', '.c'), ...filesUnder('src/cli/demo', '.c')]
    .flatMap((path) => matches(read(path), /"([^"\\]{2,120})"/g));
  const all = [...words, ...defined, ...inCode].map(plain);
  return { exact: new Set(all), filled: all.filter((text) => text.includes('{') && letters(text) >= LITERAL).map(pattern) };
};

const QUOTES = { fa: /«([^»]+)»/g, en: /“([^”]+)”/g };
const says = (voice, label) => {
  const text = plain(label), bare = text.replace(/[،؛.,:…]+$/u, '');
  return [text, bare].some((one) => voice.exact.has(one) || voice.filled.some((form) => form.test(one)));
};

/** Each page with its language: a topic of the help holds both, by the name of its template. */
const guides = (language) => [...filesUnder(`docs/guide/${language}`, '.md'),
  join(root, language === 'fa' ? 'README.fa.md' : 'README.md')].map((path) => [path, read(path).replace(/`[^`]*`/g, '')]);
const topics = (language) => filesUnder('src/web/pages/help', '.html').map((path) =>
  [path, read(path).split('{{template ').filter((part) => part.startsWith('help_') && new RegExp(`^help_\\w+_${language}\\(`).test(part)).join('\n')]);

let failed = 0, passed = 0;
for (const language of ['fa', 'en']) {
  const voice = spoken(language);
  for (const [path, text] of [...guides(language), ...topics(language)]) {
    const unsaid = [...new Set(matches(text, QUOTES[language]))].filter((label) => !says(voice, label));
    if (unsaid.length) console.log(`not ok - ${relative(root, path)} (${language}): the program says nowhere: ${unsaid.join(' | ')}`);
    else console.log(`ok - ${relative(root, path)} (${language})`);
    if (unsaid.length) failed++;
    else passed++;
  }
}
console.log(`1..${passed + failed}`);
process.exitCode = failed ? 1 : 0;
