import { describe, expect, it } from 'vitest';
import { EventParser, readEvents, type ServerEvent } from './events';

const STREAM =
  ': a comment\r\nevent: route\r\ndata: {"route":"extract"}\r\n\r\n' +
  'event:delta\ndata:one\ndata: two\n\n' +
  'data: unnamed\r\r' +
  'event: empty\n\n' +
  'event: unfinished\ndata: x\n';
const EVENTS: ServerEvent[] = [
  { type: 'route', data: '{"route":"extract"}' },
  { type: 'delta', data: 'one\ntwo' },
  { type: 'message', data: 'unnamed' },
];

describe('an event stream', () => {
  it('is cut into events at blank lines', () => {
    expect(new EventParser().push(STREAM)).toEqual(EVENTS);
  });

  it('is cut alike wherever the network cuts it', () => {
    for (let size = 1; size < STREAM.length; size++) {
      const parser = new EventParser();
      const events: ServerEvent[] = [];
      for (let at = 0; at < STREAM.length; at += size) events.push(...parser.push(STREAM.slice(at, at + size)));
      expect(events, `pieces of ${size}`).toEqual(EVENTS);
    }
  });

  it('refuses a line without end', () => {
    const parser = new EventParser();
    const megabyte = 'x'.repeat(1024 * 1024);
    expect(() => {
      for (let i = 0; i < 9; i++) parser.push(megabyte);
    }).toThrow(/endless/);
  });

  it('keeps characters whole that the network cut', async () => {
    const bytes = new TextEncoder().encode('data: Gebühr §\n\n');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const events: ServerEvent[] = [];
    for await (const event of readEvents(body)) events.push(event);
    expect(events).toEqual([{ type: 'message', data: 'Gebühr §' }]);
  });

  it('is cancelled when its reader leaves early', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\ndata: 2\n\n')),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const event of readEvents(body)) {
      expect(event.data).toBe('1');
      break;
    }
    expect(cancelled).toBe(true);
  });
});
