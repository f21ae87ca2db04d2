/** What a person can do about a file that was not read. */
export type Remedy = 'unlock' | 'retry' | 'upload' | 'operator' | 'none';

interface Reason {
  readonly label: string;
  readonly advice: string;
  readonly remedy: Remedy;
  /** Whether label and advice say all that the server's own sentence would. */
  readonly complete?: boolean;
}

/** The reasons that the server names, in plain words. */
const REASONS: Readonly<Record<string, Reason>> = {
  EMPTY_FILE: {
    label: 'Empty file',
    advice: 'Check the original and upload it again.',
    remedy: 'upload',
    complete: true,
  },
  NO_TEXT: {
    label: 'No text found',
    advice: 'If it is a scan, scan it again, sharper and upright, and upload that.',
    remedy: 'upload',
    complete: true,
  },
  ENCRYPTED: {
    label: 'Needs a password',
    advice: 'Unlock it with its password.',
    remedy: 'unlock',
    complete: true,
  },
  CORRUPT: {
    label: 'Damaged file',
    advice: 'Open the original. If it opens there, save it again and upload that.',
    remedy: 'upload',
  },
  UNSUPPORTED_TYPE: {
    label: 'Unsupported type',
    advice: 'Save it as PDF and upload that.',
    remedy: 'upload',
  },
  TIMEOUT: {
    label: 'Took too long to read',
    advice: 'Try again when the server is less busy, or split the file and upload the parts.',
    remedy: 'retry',
  },
  OUT_OF_MEMORY: {
    label: 'Needs too much memory',
    advice: 'Split the file and upload the parts, or ask your operator to allow the reader more memory.',
    remedy: 'operator',
  },
  CRASH: {
    label: 'The reader stopped',
    advice: 'Try again once. If it happens again, save the file as PDF and upload that.',
    remedy: 'retry',
  },
  TOO_COMPLEX: {
    label: 'Too deeply nested',
    advice: 'Save it as PDF and upload that.',
    remedy: 'upload',
  },
  TOO_LARGE: {
    label: 'Too large',
    advice: 'Split the file and upload the parts.',
    remedy: 'upload',
  },
  EXPANSION: {
    label: 'Unpacks to too much',
    advice: 'Unpack it on your computer and upload the files that you need.',
    remedy: 'upload',
  },
  TOO_DEEP: {
    label: 'Too many files within files',
    advice: 'Unpack it on your computer and upload the files that you need.',
    remedy: 'upload',
  },
  LANGUAGE_PACK_MISSING: {
    label: 'Language not installed',
    advice: 'Ask your operator to install the language, then try again.',
    remedy: 'operator',
  },
  INTERNAL: {
    label: 'Not read because of a fault',
    advice: 'Try again. If it happens again, tell your operator.',
    remedy: 'retry',
  },
  CANCELLED: {
    label: 'Cancelled',
    advice: 'It can be taken up again.',
    remedy: 'retry',
  },
};

/** The words for a reason; one that is new to this page shows as the server named it. */
export function reasonLabel(reason: string): string {
  return REASONS[reason]?.label ?? reason.toLowerCase().replaceAll('_', ' ');
}

export function adviceFor(reason: string | null | undefined): string {
  return (reason && REASONS[reason]?.advice) || 'Try again, or upload the file again.';
}

/** What happened, in the server's words, and what to do about it. */
export function standingLine(
  detail: string | null | undefined,
  reason: string | null | undefined,
  tried: boolean,
): string {
  if (tried && remedyFor(reason) === 'unlock') return 'The password did not open it. Try another one.';
  const said = reason && REASONS[reason]?.complete ? undefined : detail;
  return [said, adviceFor(reason)].filter(Boolean).join(' ');
}

export function remedyFor(reason: string | null | undefined): Remedy {
  return (reason && REASONS[reason]?.remedy) || 'retry';
}

/** Whether trying again without any change may end otherwise. */
export function mayRetry(reason: string | null | undefined): boolean {
  const remedy = remedyFor(reason);
  return remedy === 'retry' || remedy === 'operator';
}
