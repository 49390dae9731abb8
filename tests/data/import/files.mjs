// files.mjs - the same rows as other programs would save them: encodings, workbooks, and
// archives that are more than they seem.
import { deflateRawSync } from 'node:zlib';

// The sum of an archive's entry (polynomial of ISO 3309); node 18 has none of its own.
const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});
const crc32 = (content) =>
  (Buffer.from(content).reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), ~0) ^ ~0) >>> 0;

export const utf16 = (text) => Buffer.from(`\uFEFF${text}`, 'utf16le');

// What an old Windows program keeps of Persian: its own ya and kaf, no Persian digits.
const LETTERS = new Map(Array.from({ length: 128 }, (_, i) =>
  [new TextDecoder('windows-1256').decode(Uint8Array.of(i + 128)), i + 128]));
export const windows1256 = (text) => Buffer.from([...text].map((letter) => {
  const old = letter.replace('ی', 'ي').replace(/[۰-۹]/, (d) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(d));
  return LETTERS.get(old) ?? old.charCodeAt(0);
}));

const packed = (content) => content.packed ?? deflateRawSync(Buffer.from(content));
const entry = (name, content, at) => {
  const data = packed(content);
  const size = content.size ?? Buffer.byteLength(content);
  const both = Buffer.alloc(26); // version … length of the name, the same in both headers
  both.writeUInt16LE(20, 0);
  both.writeUInt16LE(8, 4);
  both.writeUInt32LE(content.sum ?? crc32(content), 10);
  both.writeUInt32LE(data.length, 14);
  both.writeUInt32LE(size, 18);
  both.writeUInt16LE(name.length, 22);
  const place = Buffer.alloc(14);
  place.writeUInt32LE(at, 10);
  return {
    local: Buffer.concat([Buffer.from('PK\x03\x04'), both, Buffer.from(name), data]),
    central: Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), both, place, Buffer.from(name)]),
  };
};

/** An archive of these files. */
export const zip = (files) => {
  const locals = [], centrals = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const { local, central } = entry(name, content, at);
    locals.push(local);
    centrals.push(central);
    at += local.length;
  }
  const list = Buffer.concat(centrals), end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(centrals.length, 8);
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, list, end]);
};

const escaped = (text) => text.replace(/[&<"]/g, (c) => `&#${c.charCodeAt(0)};`);
const sheet = (rows) => `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
  .map((cells) => `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`).join('')}</row>`).join('')}</sheetData></worksheet>`;
const book = (content) => zip({
  '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  'xl/workbook.xml': '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="برگه" sheetId="1" r:id="r1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml': content,
});

/** A workbook of rows of text. */
export const workbook = (rows) => book(sheet(rows));

/** A workbook of a few kilobytes whose sheet claims, and has, so many megabytes. */
export const bomb = (megabytes) => {
  const bytes = Buffer.concat([Buffer.from(sheet([]).replace('</sheetData></worksheet>', '')), Buffer.alloc(megabytes << 20, '<row><c><v>1</v></c></row>')]);
  return book({ packed: deflateRawSync(bytes), size: bytes.length, sum: crc32(bytes) });
};
