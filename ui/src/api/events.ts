/** One event of a `text/event-stream`. */
export interface ServerEvent {
  readonly type: string;
  readonly data: string;
}

/** A longer line is not one of ours; reading on would fill the memory. */
const MAX_PENDING = 8 * 1024 * 1024;

/**
 * Cuts text that arrives in arbitrary pieces into events, by the rules of the HTML standard (9.2.6):
 * lines end with LF, CR or CRLF, a blank line sends the event, an unfinished event is dropped.
 */
export class EventParser {
  private pending = '';
  private skipLineFeed = false;
  private type = '';
  private data: string[] = [];

  push(piece: string): ServerEvent[] {
    const events: ServerEvent[] = [];
    let text = piece;
    if (this.skipLineFeed && text.length > 0) {
      if (text.startsWith('\n')) text = text.slice(1);
      this.skipLineFeed = false;
    }
    this.pending += text;
    let from = 0;
    for (let i = this.pending.length - text.length; i < this.pending.length; i++) {
      const c = this.pending[i];
      if (c !== '\n' && c !== '\r') continue;
      this.line(this.pending.slice(from, i), events);
      if (c === '\r') {
        if (i + 1 === this.pending.length) this.skipLineFeed = true;
        else if (this.pending[i + 1] === '\n') i++;
      }
      from = i + 1;
    }
    this.pending = this.pending.slice(from);
    if (this.pending.length > MAX_PENDING) throw new Error('The server sent an endless line');
    return events;
  }

  private line(line: string, events: ServerEvent[]): void {
    if (line === '') {
      if (this.data.length > 0) {
        events.push({ type: this.type || 'message', data: this.data.join('\n') });
      }
      this.type = '';
      this.data = [];
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const rest = colon < 0 ? '' : line.slice(colon + 1);
    const value = rest.startsWith(' ') ? rest.slice(1) : rest;
    if (field === 'event') this.type = value;
    else if (field === 'data') this.data.push(value);
  }
}

/** Reads a response's events until it ends. EventSource cannot send the bearer header, so fetch does. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    // Leaving the loop early tells the server that nobody listens any more.
    await reader.cancel().catch(() => undefined);
  }
}
