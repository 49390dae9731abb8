// assets.mjs - makes the files a page links to: one style sheet a direction, the scripts, the
// icons in use, the font, the mark. Each is named by its content, so that a browser may keep
// it for ever, and lies beside its gzip and brotli forms.
// usage: node assets.mjs SOURCE_ROOT FONT.woff2 OUT_DIR MANIFEST DEPFILE
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { createRequire } from "node:module";

const [root, font, outDir, manifest, depfile] = process.argv.slice(2).map((p) => resolve(p));
const require = createRequire(join(root, "package.json"));
const esbuild = require("esbuild");
const { PurgeCSS } = require("purgecss");

const TABLER = "node_modules/@tabler/core/dist/css";
const ICONS = "node_modules/@tabler/icons/icons";
const BROWSERS = ["chrome123", "firefox121", "safari17.5"]; // the first with light-dark()
const SHEETS = { "moshtari.css": "tabler.css", "moshtari.rtl.css": "tabler.rtl.css" };
const SCRIPTS = ["app.js", "sortable.js", "visit.js"];
const TYPES = {
    css: "text/css; charset=utf-8",
    js: "text/javascript; charset=utf-8",
    svg: "image/svg+xml",
    woff2: "font/woff2",
};
const ICON_NAMES = [
    /\bicon\w*\([^()"]*"([a-z0-9-]+)"/g,
    /\.icon\s*=\s*"([a-z0-9-]+)"/g,
    /^\s*icon\s*[=:]?\s*([a-z][a-z0-9-]*)\s*$/gm,
    /icons\.svg#([a-z0-9-]+)/g,
];
// Classes that scripts put on elements while a page lives.
const KEPT = [/^htmx-/, /^sortable-/, /^m-/, "show", "active", "disabled"];

const used = new Set(); // every file and folder looked at, for the depfile
const assets = new Map(); // name -> {file, type, bytes, gzip, br}

function read(path) {
    used.add(path);
    return readFileSync(path, "utf8");
}

// Files under `dir` whose name ends in one of `endings`.
function filesBelow(dir, endings) {
    if (!existsSync(dir)) return [];
    used.add(dir);
    return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
        const path = join(dir, entry.name);
        if (entry.isDirectory()) return filesBelow(path, endings);
        return endings.some((e) => entry.name.endsWith(e)) ? [path] : [];
    });
}

function fileName(name, bytes) {
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
    const dot = name.indexOf(".");
    return `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
}

// Keep the asset, and its packed forms where they are smaller.
function add(name, content) {
    const bytes = Buffer.from(content);
    const type = TYPES[name.split(".").at(-1)];
    const file = fileName(name, bytes);
    const gzip = gzipSync(bytes, { level: 9 });
    const br = brotliCompressSync(bytes, {
        params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    });
    const packed = gzip.length < bytes.length;
    writeFileSync(join(outDir, file), bytes);
    if (packed) writeFileSync(join(outDir, file + ".gz"), gzip);
    if (packed) writeFileSync(join(outDir, file + ".br"), br);
    const sizes = [bytes.length, packed ? gzip.length : 0, packed ? br.length : 0];
    assets.set(name, { file, type, sizes });
}

// "asset:x.woff2" in a sheet or script becomes the asset's real name.
function link(text) {
    return text.replace(/asset:([\w.-]+)/g, (_, name) => {
        if (!assets.has(name)) throw new Error(`no asset is called ${name}`);
        return "./" + assets.get(name).file;
    });
}

// An icon is named by icon(out, "phone") in C and templates, by `.icon = "phone"` in tables,
// by `icon = phone` in definitions and by icons.svg#phone in plain HTML.
function iconNames(sources) {
    const names = new Map();
    for (const path of sources)
        for (const pattern of ICON_NAMES)
            for (const match of read(path).matchAll(pattern)) names.set(match[1], path);
    return [...names].sort();
}

function symbol([name, path]) {
    const filled = name.endsWith("-filled");
    const file = filled ? `filled/${name.slice(0, -7)}.svg` : `outline/${name}.svg`;
    let svg;
    try {
        svg = readFileSync(join(root, ICONS, file), "utf8");
    } catch {
        throw new Error(`${path}: error: there is no icon "${name}"`);
    }
    const inside = svg.slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>"));
    const shapes = inside.replace(/<path stroke="none"[^>]*\/>/, "").replace(/\s+/g, " ").trim();
    const paint = filled ? ' fill="currentColor" stroke="none"' : "";
    return `<symbol id="${name}" viewBox="0 0 24 24"${paint}>${shapes}</symbol>`;
}

function addIcons(sources) {
    const symbols = iconNames(sources).map(symbol).join("");
    add("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols}</svg>`);
}

async function addSheets(sources) {
    const ours = await esbuild.build({
        entryPoints: [join(root, "src/web/assets/moshtari.css")],
        bundle: true, write: false, external: ["asset:*"], logLevel: "silent",
    });
    filesBelow(join(root, "src/web/assets"), [".css"]).forEach((path) => used.add(path));
    for (const [name, tabler] of Object.entries(SHEETS)) {
        const css = readFileSync(join(root, TABLER, tabler), "utf8");
        const [kept] = await new PurgeCSS().purge({
            css: [{ raw: css }], content: sources, safelist: KEPT, variables: true,
            keyframes: true, fontFace: true,
            defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [],
        });
        const whole = kept.css + ours.outputFiles[0].text;
        const small = await esbuild.transform(whole, { loader: "css", minify: true, target: BROWSERS });
        add(name, link(small.code));
    }
}

async function addScripts() {
    for (const name of SCRIPTS) {
        const built = await esbuild.build({
            entryPoints: [join(root, "src/web/assets", name)], nodePaths: [join(root, "node_modules")],
            bundle: true, minify: true, format: "esm", write: false, external: ["asset:*"],
            target: BROWSERS, legalComments: "none", metafile: true, absWorkingDir: root,
        });
        Object.keys(built.metafile.inputs).forEach((path) => used.add(join(root, path)));
        add(name, link(built.outputFiles[0].text));
    }
}

function writeManifest() {
    const rows = [...assets].sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = rows.map(([name, a]) => [name, a.file, a.type, ...a.sizes].join("\t"));
    writeFileSync(manifest, lines.join("\n") + "\n");
    const paths = [...used].map((path) => path.replace(/[ #]/g, "\\$&"));
    writeFileSync(depfile, `${basename(manifest)}: ${paths.join(" ")}\n`);
}

rmSync(outDir, { recursive: true, force: true });
mkdirSync(outDir, { recursive: true });
try {
    const sources = ["web", "modules", "app"].map((floor) => join(root, "src", floor))
        .flatMap((floor) => filesBelow(floor, [".html", ".c", ".h", ".entity", ".js"]));
    add("vazirmatn.woff2", readFileSync(font));
    add("logo.svg", read(join(root, "src/web/assets/logo.svg")).replace(/>\s+</g, "><"));
    addIcons(sources.filter((path) => !path.endsWith(".js")));
    await addScripts();
    await addSheets(sources);
    writeManifest();
} catch (error) {
    console.error(error.message);
    process.exit(1);
}
