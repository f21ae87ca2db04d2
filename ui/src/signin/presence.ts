/** After this without a key, a click or scrolling, what the page asks is not the person's doing. */
const AWAY_MS = 60_000;
/** Somebody who reads makes no calls: the server is told of them this often. */
const TELL_MS = 60_000;
const LOOK_MS = 5_000;
/** How long before the end a person is warned. */
export const WARNING_MS = 60_000;

/** What becomes of a session as a person comes and goes. */
export interface Attendance {
  /** Counts as a call of the person, unless they are away; fails when the server has ended the session. */
  readonly tell: () => Promise<unknown>;
  readonly onEndsSoon: (soon: boolean) => void;
}

/**
 * Whether somebody is at the page, and how long the server will wait for them. The server decides: another tab may
 * keep the same session alive, so at the end it is asked.
 */
export class Presence {
  private lastDeed = Date.now();
  private lastCall = Date.now();
  private soon = false;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly attendance: Attendance) {}

  /** Begins to watch a session that ends after this time without a call. */
  begin(idleSeconds: number): void {
    this.end();
    this.lastDeed = this.lastCall = Date.now();
    this.timer = setInterval(() => this.look(idleSeconds * 1000), LOOK_MS);
  }

  end(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.say(false);
  }

  /** A key, a click or scrolling. */
  deed(): void {
    this.lastDeed = Date.now();
    if (this.timer !== undefined && this.lastDeed - this.lastCall >= TELL_MS) void this.tell();
  }

  /** Asked for each call that is made. */
  isAway(): boolean {
    if (Date.now() - this.lastDeed >= AWAY_MS) return true;
    this.lastCall = Date.now();
    this.say(false);
    return false;
  }

  private look(idleMs: number): void {
    const left = this.lastCall + idleMs - Date.now();
    this.say(left <= WARNING_MS);
    if (left > 0) return;
    // Still there for the server: it is asked again in a minute.
    this.lastCall = Date.now() - idleMs + WARNING_MS;
    void this.tell();
  }

  private tell(): Promise<unknown> {
    return this.attendance.tell().catch(() => undefined);
  }

  private say(soon: boolean): void {
    if (soon === this.soon) return;
    this.soon = soon;
    this.attendance.onEndsSoon(soon);
  }
}
