/** The ingest board: everybody who is signed in; the server lists only jobs of collections that one may read. */
export const INGEST_PATH = '/ingest';

/** The board, perhaps with one job open. */
export function toIngest(jobId?: string): string {
  return jobId === undefined ? INGEST_PATH : `${INGEST_PATH}?${new URLSearchParams({ job: jobId })}`;
}
