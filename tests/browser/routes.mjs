// routes.mjs - the addresses the program answers, read from its own tables, so that none can be
// forgotten where all must be looked at.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'src');
const files = (folder, ending) => readdirSync(folder, { withFileTypes: true }).flatMap((each) =>
  each.isDirectory() ? files(join(folder, each.name), ending)
    : each.name.endsWith(ending) ? [join(folder, each.name)] : []);
const matches = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]);

/** Every path with a row {GET, "…", …} in the tables of web/. Those of api/ speak JSON. */
export const ROUTES = files(join(source, 'web'), '.c')
  .concat(files(join(source, 'api'), 'routes.c'))
  .flatMap((file) => matches(readFileSync(file, 'utf8'), /\{GET, "([^"]+)"/g))
  .filter((path) => !path.startsWith('/api/v1'));

/** Every kind of record that has a form, and whether it has a board. */
export const KINDS = files(join(source, 'modules'), '.entity')
  .flatMap((file) => readFileSync(file, 'utf8').split(/^(?=entity )/m))
  .filter((text) => text.startsWith('entity ') && !(/^ {2}system/m.test(text) && /^ {2}hidden/m.test(text)))
  .map((text) => ({ name: text.split(' ')[1], board: /^ {2}board /m.test(text) }));

const pieces = (path) => path.split('?')[0].split('/');
const isId = (piece) => piece.startsWith('{') || /^[0-9A-Z]{13}$/.test(piece);
const fits = (said, asked) => said === '{id}' ? isId(asked) : said.startsWith('{') || said === asked;
const answers = (route, path) => {
  const said = pieces(route), asked = pieces(path);
  return said.length === asked.length && said.every((piece, i) => fits(piece, asked[i]));
};
// As in the router, a written piece wins over one in braces, from the left.
const byWritten = (a, b) => pieces(a).map((p) => p.startsWith('{')).join() < pieces(b).map((p) => p.startsWith('{')).join() ? -1 : 1;

/** The route that answers a path; a name in braces stands for an id. */
export const routeOf = (path) => ROUTES.filter((route) => answers(route, path)).sort(byWritten)[0];
