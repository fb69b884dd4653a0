import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** Text at a point; x from the left, y up from the foot, in points. */
export interface Placed {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Extra width of each space, in points: what justified text is made with. */
  readonly wordSpacing?: number;
  /** Direction of writing, in degrees. */
  readonly angle?: number;
}

export interface PdfPlan {
  readonly pages: readonly (readonly Placed[])[];
  readonly info?: Readonly<Record<string, string>>;
  readonly rotate?: number;
  /** `owner`: opens without a password. `user`: does not. */
  readonly password?: 'owner' | 'user';
  /** A font that says of its codes only that they are of private use. */
  readonly unknownLetters?: boolean;
}

export const PAGE_WIDTH = 595;
export const PAGE_HEIGHT = 842;

/** A PDF 1.4 file with these texts in Helvetica. */
export function makePdf({ pages, info = {}, rotate = 0, password, unknownLetters }: PdfPlan): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const id = 'casefile-test-id';
  const key = password === undefined ? undefined : fileKey(id, password === 'user' ? 'secret' : '');
  const encrypt = (number: number, text: string): string =>
    key === undefined ? text : rc4(objectKey(key, number), text);
  const catalog = add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  const toUnicode = '1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <ff> <e020> endbfrange';
  const letters =
    unknownLetters === true ? add(`<< /Length ${toUnicode.length} >>\nstream\n${toUnicode}\nendstream`) : 0;
  const font = add(
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding' +
      `${letters === 0 ? '' : ` /ToUnicode ${letters} 0 R`} >>`,
  );
  const kids = pages.map((texts) => {
    const packed = deflateSync(Buffer.from(texts.map(draw).join('\n'), 'latin1')).toString('latin1');
    const number = objects.length + 1;
    const content = add(
      `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${encrypt(number, packed)}\nendstream`,
    );
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}] /Rotate ${rotate} ` +
        `/Resources << /Font << /F1 ${font} 0 R >> >> /Contents ${content} 0 R >>`,
    );
  });
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
  const infoNumber = objects.length + 1;
  add(
    `<< ${Object.entries(info)
      .map(([name, value]) => `/${name} ${literal(encrypt(infoNumber, value))}`)
      .join(' ')} >>`,
  );
  let trailer = `/Root ${catalog} 0 R /Info ${infoNumber} 0 R /ID [${literal(id)} ${literal(id)}]`;
  if (key !== undefined) {
    const user = rc4(key, PADDING);
    trailer += ` /Encrypt ${add(`<< /Filter /Standard /V 1 /R 2 /P -4 /O ${literal(OWNER)} /U ${literal(user)} >>`)} 0 R`;
  }
  return assemble(objects, trailer);
}

function assemble(objects: readonly string[], trailer: string): Uint8Array {
  let file = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((body, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  file += `trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, 'latin1'));
}

function draw({ text, x, y, size, wordSpacing = 0, angle = 0 }: Placed): string {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const matrix = [cos, sin, -sin, cos, x, y].map((value) => value.toFixed(3)).join(' ');
  return `BT /F1 ${size} Tf ${wordSpacing.toFixed(3)} Tw ${matrix} Tm ${literal(winAnsi(text))} Tj ET`;
}

/** Signs of WinAnsiEncoding (PDF 1.7, annex D) that are not where Unicode has them. */
const HIGH: Readonly<Record<string, number>> = {
  '€': 0x80,
  '…': 0x85,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '•': 0x95,
  '–': 0x96,
  '—': 0x97,
};

function winAnsi(text: string): string {
  return [...text].map((sign) => String.fromCharCode(HIGH[sign] ?? sign.charCodeAt(0))).join('');
}

function literal(text: string): string {
  return `(${text
    .replace(/[\\()]/g, '\\$&')
    .replace(/\r/g, '\\r')
    .replace(/\n/g, '\\n')})`;
}

/** Widths of Helvetica's signs 32 to 126 in thousandths of the type size. */
const WIDTHS = (
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 ' +
  '584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 ' +
  '611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 ' +
  '722 500 500 500 334 260 334 584'
)
  .split(' ')
  .map(Number);

/** The width of a text in points. */
export function textWidth(text: string, size: number): number {
  const other = (sign: string): number =>
    '—…'.includes(sign) ? 1000 : '“”'.includes(sign) ? 333 : '‘’'.includes(sign) ? 222 : 556;
  return ([...text].reduce((sum, sign) => sum + (WIDTHS[sign.charCodeAt(0) - 32] ?? other(sign)), 0) * size) / 1000;
}

/** The standard security handler, revision 2 (PDF 1.7, 7.6.3): 40-bit RC4, enough to be locked. */
const PADDING =
  '\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08\x2e\x2e\x00\xb6\xd0\x68\x3e\x80\x2f\x0c\xa9\xfe\x64\x53\x69\x7a';
const OWNER = 'o'.repeat(32);

function fileKey(id: string, password: string): string {
  return md5(`${(password + PADDING).slice(0, 32)}${OWNER}\xfc\xff\xff\xff${id}`).slice(0, 5);
}

function objectKey(key: string, number: number): string {
  return md5(`${key}${String.fromCharCode(number & 255, (number >> 8) & 255, 0)}\0\0`).slice(0, 10);
}

function md5(text: string): string {
  return createHash('md5').update(Buffer.from(text, 'latin1')).digest().toString('latin1');
}

function rc4(key: string, text: string): string {
  const state = Array.from({ length: 256 }, (_, i) => i);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i]! + key.charCodeAt(i % key.length)) & 255;
    [state[i], state[j]] = [state[j]!, state[i]!];
  }
  let [a, b] = [0, 0];
  return [...text]
    .map((sign) => {
      a = (a + 1) & 255;
      b = (b + state[a]!) & 255;
      [state[a], state[b]] = [state[b]!, state[a]!];
      return String.fromCharCode(sign.charCodeAt(0) ^ state[(state[a]! + state[b]!) & 255]!);
    })
    .join('');
}
