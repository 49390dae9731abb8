// looks.mjs - how a page is looked at: axe-core finds nothing serious, in light and dark, wide and narrow,
// it fits its window, it keeps to its language and makes no complaint. Colours and widths know no language:
// what is looked at wide in light and narrow in dark in Persian, is the other way round in English.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { WIDTHS } from './kit.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// What people read that is no data of theirs: words of the menu, of buttons, of labels.
const LABELS = 'nav a, button, label, th, legend, summary, h2, dt';
const APART = 'bdi, [dir], [lang], kbd, code, option, .m-ltr, .m-facts dt a, .m-avatar';
const NAMES = /\b(API|CSV|Excel|JSON|OpenAPI|SMS|id|Moshtari|Enter|Esc|Ctrl)\b/g;

const strangers = (page, language) => page.evaluate(([labels, apart, letters]) => {
  const own = (node) => [...node.childNodes].map((child) =>
    child.nodeType === Node.TEXT_NODE ? child.textContent
      : child.nodeType === Node.ELEMENT_NODE && !child.matches(apart) ? own(child) : '').join('');
  return [...document.querySelectorAll(labels)]
    .filter((each) => !each.parentElement.closest(apart.replace('[dir], [lang], ', 'body [dir], ')) && !each.matches(apart))
    .map((each) => own(each).trim().replace(/\s+/g, ' '))
    .filter((text) => new RegExp(letters).test(text));
}, [LABELS, APART, language === 'fa' ? '[A-Za-z]{3}' : '[\\u0620-\\u06d3]'])
  .then((found) => found.filter((text) => language === 'en' || /[A-Za-z]{3}/.test(text.replace(NAMES, ''))));

// A Persian page counts in Persian digits wherever it is not told to go left to right.
const westernDigits = (page) => page.evaluate((apart) => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: around, textContent } = walker.currentNode;
    if (/[0-9]/.test(textContent) && !around.closest(apart)) found.push(`digits of another script: ${textContent.trim()}`);
  }
  for (const { value, name } of document.querySelectorAll('input.form-control:not([type])'))
    if (/^[0-9:/ ]+$/.test(value)) found.push(`digits of another script in ${name}: ${value}`);
  return found;
}, 'script, style, code, kbd, [lang], .m-ltr:not(.m-num), [hidden], bdi, h1, .m-result');

/** What axe-core calls serious or critical. */
export const findings = async (page, only) => {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe);
  const { violations } = await page.evaluate((rules) =>
    window.axe.run(document, { resultTypes: ['violations'], ...(rules && { runOnly: rules }) }), only);
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
};

/** What stands out beyond the window. */
export const overflow = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`${scrollWidth} pixels wide`] : [];
});

const waysOf = (language) => [
  { width: WIDTHS.wide, dark: language === 'en', whole: true },
  { width: WIDTHS.middle, dark: language === 'en' },
  { width: WIDTHS.narrow, dark: language === 'fa', whole: true },
];

/** Look at the page as it stands, in every way; `complaints: false` where it was refused. */
export const look = async (page, { complaints = true } = {}) => {
  const found = [], language = await page.getAttribute('html', 'lang');
  for (const { width, dark, whole } of waysOf(language)) {
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await page.setViewportSize({ width, height: 900 });
    const seen = [...whole ? await findings(page) : [], ...await overflow(page)];
    found.push(...seen.map((text) => `${width}${dark ? ' dark' : ''}: ${text}`));
  }
  await page.setViewportSize({ width: WIDTHS.wide, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  for (const text of await strangers(page, language)) found.push(`not in ${language}: ${text}`);
  if (language === 'fa') found.push(...await westernDigits(page));
  if (complaints) found.push(...page.complaints);
  assert.deepEqual(found, []);
};

/** Go there and look. */
export const visit = async (page, address, { status = 200 } = {}) => {
  page.complaints.length = 0;
  const reply = await page.goto(address);
  assert.equal(reply.status(), status, `${address} answered ${reply.status()}`);
  await look(page, { complaints: status < 400 });
};
