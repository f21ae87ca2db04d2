import type { Problem } from './types';

/** A call that did not succeed, in the words that the server sent or, without a server, in our own. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
    this.name = 'ProblemError';
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const fallback = plainProblem(response.status);
  const mediaType = response.headers.get('content-type') ?? '';
  if (!mediaType.includes('json')) return fallback;
  try {
    return toProblem(await response.json(), fallback);
  } catch {
    return fallback;
  }
}

export function toProblem(value: unknown, fallback: Problem): Problem {
  if (typeof value !== 'object' || value === null) return fallback;
  const body = value as Record<string, unknown>;
  const text = (key: string): string | undefined => (typeof body[key] === 'string' ? body[key] : undefined);
  const type = text('type');
  const detail = text('detail');
  const traceId = text('traceId');
  const status = typeof body['status'] === 'number' ? body['status'] : fallback.status;
  return {
    title: text('title') ?? fallback.title,
    ...(type === undefined ? {} : { type }),
    ...(status === undefined ? {} : { status }),
    ...(detail === undefined ? {} : { detail }),
    ...(traceId === undefined ? {} : { traceId }),
  };
}

function plainProblem(status: number): Problem {
  const titles: Record<number, string> = {
    401: 'You are signed out',
    403: 'Your role does not allow this',
    404: 'Not found, or not yours to see',
    413: 'The file is too large',
    429: 'The server is busy',
    502: 'The server cannot be reached',
    503: 'The server is not ready',
  };
  return { title: titles[status] ?? `The server answered ${status}`, status };
}

/** What to show for anything that was thrown; undefined for a call that the user stopped. */
export function problemFrom(error: unknown): Problem | undefined {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof DOMException && error.name === 'AbortError') return undefined;
  if (error instanceof TypeError) {
    return { title: 'The server cannot be reached', detail: 'Check that Carrel is running, then try again.' };
  }
  return { title: 'Something went wrong in this page', detail: error instanceof Error ? error.message : '' };
}

/** Whether a call met nothing: what it asked for is not there, or the server has no such call. */
export function isAbsent(error: unknown): boolean {
  const status = error instanceof ProblemError ? error.problem.status : undefined;
  return status === 404 || status === 405 || status === 501;
}

/** The value of a call that may meet nothing. */
export async function orAbsent<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}
