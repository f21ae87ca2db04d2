import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { ClinicalItem, ClinicalRecord, DocumentText, PageSize, TextPageRange } from '../src/api/types.ts';

/** Where some of a text stands. */
export interface MockWord {
  readonly start: number;
  readonly end: number;
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface MockReading {
  readonly text: DocumentText;
  readonly words: readonly MockWord[];
  readonly sizes: readonly PageSize[];
  readonly recognised: boolean;
  readonly attachments: readonly { readonly name: string; readonly bytes: Buffer }[];
  readonly record: ClinicalRecord | undefined;
}

export class MockRefusal extends Error {
  constructor(
    readonly reason: string,
    readonly detail: string,
  ) {
    super(reason);
  }
}

const SCAN = [
  'LEASE OF PREMISES',
  'The tenant shall pay a monthly rent of 2,400 dollars.',
  'The rent is due on the first day of each month.',
  'Either party may end this lease with ninety days notice.',
];

export function mediaTypeOf(name: string): string {
  const types: Readonly<Record<string, string>> = {
    pdf: 'application/pdf',
    png: 'image/png',
    jpg: 'image/jpeg',
    tif: 'image/tiff',
    eml: 'message/rfc822',
    json: 'application/fhir+json',
  };
  return types[name.split('.').pop() ?? ''] ?? 'text/plain';
}

/** What the server would have read in a file, as far as the screens show it. */
export async function readFile(name: string, bytes: Buffer, password: string | undefined): Promise<MockReading> {
  const type = mediaTypeOf(name);
  if (bytes.length === 0) throw new MockRefusal('EMPTY_FILE', 'The file has no bytes.');
  if (name.includes('deutsch')) {
    throw new MockRefusal('LANGUAGE_PACK_MISSING', 'The language data for German are not installed.');
  }
  if (type === 'application/pdf') return ofPdf(bytes, password);
  if (type.startsWith('image/')) return ofScan(bytes, type);
  if (type === 'message/rfc822') return ofMail(bytes.toString());
  if (type === 'application/fhir+json') return ofRecord();
  return plain(bytes.toString());
}

function plain(text: string): MockReading {
  const pages = [{ number: 1, start: 0, end: text.length, recognised: false }];
  return { text: { text, pages }, words: [], sizes: [], recognised: false, attachments: [], record: undefined };
}

async function ofPdf(bytes: Buffer, password: string | undefined): Promise<MockReading> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, ...(password ? { password } : {}) });
  const pdf = await task.promise.catch((error: Error) => {
    throw error.name === 'PasswordException'
      ? new MockRefusal('ENCRYPTED', 'The file needs a password.')
      : new MockRefusal('CORRUPT', 'The file is damaged: its structure ends before the first page.');
  });
  let text = '';
  const pages: TextPageRange[] = [];
  const words: MockWord[] = [];
  const sizes: PageSize[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const start = text.length;
    for (const item of (await page.getTextContent()).items) {
      if (!('str' in item)) continue;
      const [, , , size, x, y] = item.transform as number[] as [number, number, number, number, number, number];
      if (item.str.trim() !== '') {
        const end = text.length + item.str.length;
        words.push({
          start: text.length,
          end,
          page: number,
          x,
          y: height - y - size * 0.85,
          width: item.width,
          height: size * 1.1,
        });
      }
      text += item.str + (item.hasEOL ? '\n' : '');
    }
    text += '\n';
    pages.push({ number, start, end: text.length, recognised: false });
    sizes.push({ page: number, width, height });
  }
  return { text: { text, pages }, words, sizes, recognised: false, attachments: [], record: undefined };
}

/** The walk's scan says these lines at these places: see e2e/scan.ts. */
function ofScan(bytes: Buffer, type: string): MockReading {
  const [width, height] = type === 'image/png' ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] : [1000, 700];
  let text = '';
  const words = SCAN.map((line, index): MockWord => {
    const start = text.length;
    text += `${line}\n`;
    return { start, end: text.length - 1, page: 1, x: 60, y: 60 + index * 90, width: width - 120, height: 56 };
  });
  const pages = [{ number: 1, start: 0, end: text.length, recognised: true }];
  return {
    text: { text, pages },
    words,
    sizes: [{ page: 1, width, height }],
    recognised: true,
    attachments: [],
    record: undefined,
  };
}

function ofMail(text: string): MockReading {
  const attachments = ['terms.txt', 'price list.txt'].map((name) => ({
    name,
    bytes: Buffer.from(`This is ${name}. Payment is due within thirty days of the invoice date.\n`),
  }));
  return { ...plain(text), attachments };
}

function ofRecord(): MockReading {
  const lines: readonly (readonly [ClinicalItem['kind'], string, Partial<ClinicalItem>])[] = [
    [
      'PROBLEM',
      'Type 2 diabetes mellitus',
      { code: '44054006', system: 'SNOMED CT', status: 'active', from: '2016-03' },
    ],
    ['PROBLEM', 'Essential hypertension', { code: '59621000', system: 'SNOMED CT', status: 'active', from: '2011' }],
    ['MEDICATION', 'Metformin', { value: '1000 mg by mouth twice daily', status: 'active', from: '2021-05-03' }],
    ['MEDICATION', 'Lisinopril', { value: '20 mg daily', status: 'active' }],
    ['ALLERGY', 'Penicillin', { value: 'hives', status: 'active' }],
    ['ENCOUNTER', 'Office visit', { from: '2024-02-11', to: '2024-02-11' }],
  ];
  let text = 'Ruth Hale\n\n';
  const items = lines.map(([kind, name, more]): ClinicalItem => {
    const start = text.length;
    text += `${[name, more.value, more.status].filter(Boolean).join(', ')}.\n`;
    return { kind, name, ...more, start, end: text.length - 1 };
  });
  const patient = { name: 'Ruth Hale', identifiers: ['MRN 00123'], birthDate: '1956-02-09', sex: 'female' };
  return { ...plain(text), record: { patient, items } };
}
