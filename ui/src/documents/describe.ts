import type { Document, ItemState, Stage } from '../api/types';

/** Recognised text of less is shown as doubtful; a clean scan of printed text reads above it. */
export const DOUBTFUL_BELOW = 85;

/** What a step counts. */
const UNITS: Readonly<Record<string, string>> = {
  ocr: 'page',
  recognising: 'page',
  recognition: 'page',
  pages: 'page',
  embedding: 'passage',
};

export const STATE_LABELS: Record<ItemState | 'processing', string> = {
  processing: 'Waiting',
  queued: 'Queued',
  extracting: 'Reading the text',
  recognising: 'Recognising text',
  embedding: 'Indexing',
  indexed: 'Ready',
  quarantined: 'Quarantined',
  cancelled: 'Cancelled',
};

/** "Recognising text, page 3 of 12". */
export function stageLabel(state: ItemState | 'processing', stage: Stage | null | undefined): string {
  const label = STATE_LABELS[state];
  if (!stage || typeof stage.done !== 'number' || !stage.total) return label;
  const unit = UNITS[stage.name] ?? UNITS[state];
  return `${label}, ${unit ? `${unit} ` : ''}${stage.done} of ${stage.total}`;
}

/** "Read from a scan, 78% sure"; undefined for a document that holds its text itself. */
export function scanLabel({ recognised, meanConfidence }: Pick<Document, 'recognised' | 'meanConfidence'>) {
  if (!recognised) return undefined;
  return typeof meanConfidence === 'number'
    ? `Read from a scan, ${Math.round(meanConfidence)}% sure`
    : 'Read from a scan';
}

export function isDoubtful(confidence: number | null | undefined): boolean {
  return typeof confidence === 'number' && confidence < DOUBTFUL_BELOW;
}

/** "services-agreement" as a person writes it: the names of types and fields that this page does not know. */
export function plainName(id: string): string {
  const words = id
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A date as precise as it is known: "2024", "May 2024", "3 May 2024"; anything else as it stands. */
export function plainDate(date: string): string {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(date);
  if (!parts) return date;
  const [, year, month, day] = parts;
  if (!month) return year as string;
  const name = MONTHS[Number(month) - 1];
  if (!name) return date;
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
