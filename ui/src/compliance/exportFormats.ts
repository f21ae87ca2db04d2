/** A form in which the log can be taken away, as the server calls it. */
export type ExportFormat = 'package' | 'csv' | 'cef' | 'fhir' | 'atna';

interface Form {
  readonly name: ExportFormat;
  readonly label: string;
  readonly extension: string;
}

export const EXPORT_FORMATS: readonly Form[] = [
  { name: 'package', label: 'Package that proves itself', extension: 'zip' },
  { name: 'csv', label: 'Table (CSV)', extension: 'csv' },
  { name: 'fhir', label: 'FHIR AuditEvents', extension: 'ndjson' },
  { name: 'cef', label: 'CEF, for a SIEM', extension: 'cef' },
  { name: 'atna', label: 'DICOM audit messages (ATNA)', extension: 'atna' },
];

export function extensionOf(format: ExportFormat): string {
  return EXPORT_FORMATS.find(({ name }) => name === format)?.extension ?? 'txt';
}
