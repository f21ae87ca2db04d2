import { createHash, randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';

/** What the scan says, a line each; the stand-in server reads the same at the same places. */
export const SCAN = [
  'LEASE OF PREMISES',
  'The tenant shall pay a monthly rent of 2,400 dollars.',
  'The rent is due on the first day of each month.',
  'Either party may end this lease with ninety days notice.',
];

/** A page as a scanner would see it: black words on white, and no text but in the picture. */
export async function scanPng(page: Page): Promise<Buffer> {
  const address = await page.evaluate((lines) => {
    const canvas = document.createElement('canvas');
    canvas.width = 1700;
    canvas.height = 500;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#000';
    context.font = '48px sans-serif';
    lines.forEach((line, index) => context.fillText(line, 60, 104 + index * 90));
    return canvas.toDataURL('image/png');
  }, SCAN);
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

/** A PDF without a password, of one page. */
export function plainPdf(line: string): Buffer {
  return pdf(line, undefined);
}

/** A PDF as heavy as its scans would make it, with one line of text. */
export function heavyPdf(line: string, bytes: number): Buffer {
  return pdf(line, undefined, randomBytes(bytes));
}

/** A PDF of one page that opens only with its password: the standard handler's revision 2, 40 bits (PDF 1.7, 7.6.3). */
export function encryptedPdf(line: string, password: string): Buffer {
  return pdf(line, password);
}

const PADDING = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');
const PERMISSIONS = -4;
const KEY_BYTES = 5;
const FILE_ID = Buffer.from('carrel walk 0001');
const CONTENT = 4;

function pdf(line: string, password: string | undefined, ballast?: Buffer): Buffer {
  const escaped = line.replace(/[\\()]/g, '\\$&');
  let content: Buffer = Buffer.from(`BT /F1 18 Tf 72 700 Td (${escaped}) Tj ET`, 'latin1');
  let encrypt = '';
  if (password !== undefined) {
    const padded = Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, PADDING.length);
    const owner = rc4(md5(padded).subarray(0, KEY_BYTES), padded);
    const permissions = Buffer.alloc(4);
    permissions.writeInt32LE(PERMISSIONS);
    const key = md5(Buffer.concat([padded, owner, permissions, FILE_ID])).subarray(0, KEY_BYTES);
    const number = Buffer.from([CONTENT, 0, 0, 0, 0]);
    content = rc4(md5(Buffer.concat([key, number])).subarray(0, KEY_BYTES + 5), content);
    const user = rc4(key, PADDING);
    encrypt = `<< /Filter /Standard /V 1 /R 2 /P ${PERMISSIONS} /O <${owner.toString('hex')}> /U <${user.toString('hex')}> >>`;
  }
  const objects: Buffer[] = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${CONTENT} 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    ),
    stream(content),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
    ...(encrypt === '' ? [] : [Buffer.from(encrypt)]),
    ...(ballast ? [stream(ballast)] : []),
  ];
  let file = Buffer.from('%PDF-1.4\n');
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file = Buffer.concat([file, Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    return offset;
  });
  const size = objects.length + 1;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const id = FILE_ID.toString('hex');
  const secret = encrypt === '' ? '' : ` /Encrypt ${objects.length} 0 R`;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R /ID [<${id}> <${id}>]${secret} >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.concat([file, Buffer.from(end)]);
}

function stream(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`<< /Length ${content.length} >>\nstream\n`), content, Buffer.from('\nendstream')]);
}

function md5(bytes: Buffer): Buffer {
  return createHash('md5').update(bytes).digest();
}

/** Node's own OpenSSL no longer offers it. */
function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number) => ([state[a], state[b]] = [state[b] as number, state[a] as number]);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] as number) + (key[i % key.length] as number)) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Buffer.from(
    bytes.map((byte) => {
      i = (i + 1) & 255;
      j = (j + (state[i] as number)) & 255;
      swap(i, j);
      return byte ^ (state[((state[i] as number) + (state[j] as number)) & 255] as number);
    }),
  );
}
