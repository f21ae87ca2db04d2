import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Presence } from './presence';

const MINUTE = 60_000;

describe('a person at the page', () => {
  const tell = vi.fn(() => Promise.resolve());
  const onEndsSoon = vi.fn();
  let presence: Presence;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.clearAllMocks();
    presence = new Presence({ tell, onEndsSoon });
    presence.begin(15 * 60);
  });

  afterEach(() => {
    presence.end();
    vi.useRealTimers();
  });

  it('is away a minute after the last key or click', () => {
    expect(presence.isAway()).toBe(false);
    vi.advanceTimersByTime(MINUTE);
    expect(presence.isAway()).toBe(true);
    presence.deed();
    expect(presence.isAway()).toBe(false);
  });

  it('is warned a minute before the end, and the warning goes when they come back', () => {
    vi.advanceTimersByTime(13.9 * MINUTE);
    expect(onEndsSoon).not.toHaveBeenCalled();
    vi.advanceTimersByTime(0.2 * MINUTE);
    expect(onEndsSoon).toHaveBeenLastCalledWith(true);
    presence.deed();
    expect(tell).toHaveBeenCalledTimes(1);
    presence.isAway();
    expect(onEndsSoon).toHaveBeenLastCalledWith(false);
  });

  it('is not kept alive by what the page asks by itself', () => {
    vi.advanceTimersByTime(10 * MINUTE);
    expect(presence.isAway()).toBe(true);
    vi.advanceTimersByTime(5 * MINUTE);
    expect(onEndsSoon).toHaveBeenLastCalledWith(true);
    expect(tell).toHaveBeenCalledTimes(1);
  });

  it('who only reads is told of', () => {
    for (let minute = 0; minute < 20; minute++) {
      vi.advanceTimersByTime(MINUTE);
      presence.deed();
      presence.isAway();
    }
    expect(tell).toHaveBeenCalledTimes(20);
    expect(onEndsSoon).not.toHaveBeenCalled();
  });
});
