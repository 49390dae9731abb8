// camera.mjs - takes one picture of the guide: small, of a page that has settled.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const place = join(dirname(fileURLToPath(import.meta.url)), 'pictures');
const QUALITY = 70;
const SETTLES_MS = 250;

export const snap = async (page, name) => {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(SETTLES_MS);
  await page.screenshot({ type: 'jpeg', quality: QUALITY, path: join(place, `${name}.jpg`) });
};
