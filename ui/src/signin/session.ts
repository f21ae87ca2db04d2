import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { Api, type Credentials } from '../api/client';
import { problemFrom } from '../api/problem';
import type { Config, Me, Problem } from '../api/types';
import { Presence } from './presence';
import { CALLBACK_PATH, expiryOf, localPath } from './tokens';

export type SessionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'unreachable'; readonly what: 'server' | 'identity' | 'browser'; readonly detail: string }
  | { readonly kind: 'signedOut'; readonly notice?: string }
  | { readonly kind: 'signedIn'; readonly me: Me; readonly endsSoon?: boolean };

/** What setTimeout can count. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const SESSION_ENDED = 'urn:carrel:problem:session-ended';
const STEP_UP = 'urn:carrel:problem:step-up-required';
const ENDED = 'Your session has ended. Sign in to go on where you were.';

/**
 * Who is signed in. Authorization code with PKCE; the access token is renewed by the refresh token.
 *
 * Renewal follows the person and not the clock: a call or a key takes a new token, an unattended tab does not, so
 * that it reaches the idle limit of the identity server. Then the page is cleared. Carrel's server ends sessions
 * by itself, earlier; after that only a password or the like begins another.
 *
 * The tokens lie in sessionStorage: they outlive a reload, which memory would not without a hidden frame
 * that asks the identity server again, and they end with the tab, which localStorage would not. No foreign
 * script can read them, because the content security policy admits only this server's own files.
 */
export class Session implements Credentials {
  readonly api = new Api(this);
  private state: SessionState = { kind: 'starting' };
  private readonly listeners = new Set<() => void>();
  private users: UserManager | undefined;
  private renewal: Promise<User | null> | undefined;
  private user: User | undefined;
  private idle: ReturnType<typeof setTimeout> | undefined;
  private leaving = false;
  private endedByServer = false;
  private readonly presence = new Presence({
    tell: () => this.api.session(),
    onEndsSoon: (endsSoon) => {
      if (this.state.kind === 'signedIn') this.become({ ...this.state, endsSoon });
    },
  });

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): SessionState => this.state;

  /** Reads the configuration, ends a sign-in that is under way and finds a session that this tab has. */
  async start(): Promise<void> {
    this.become({ kind: 'starting' });
    if (!window.isSecureContext) {
      this.become({
        kind: 'unreachable',
        what: 'browser',
        detail: 'Browsers allow sign-in only over https, or on this machine at http://localhost.',
      });
      return;
    }
    let config: Config;
    try {
      config = await readConfig();
    } catch {
      this.become({ kind: 'unreachable', what: 'server', detail: 'GET /api/v1/config did not answer.' });
      return;
    }
    if (movedToIdentityHost(config.authority)) return;
    this.users = userManager(config);
    this.users.events.addUserLoaded((user) => this.watch(user));
    this.users.events.addUserUnloaded(() => this.end());
    window.addEventListener('keydown', this.onActivity);
    window.addEventListener('pointerdown', this.onActivity);
    window.addEventListener('wheel', this.onActivity, { passive: true });
    const isCallback = window.location.pathname === CALLBACK_PATH;
    // The small window in which a person signs in again: it tells the page that opened it, and closes.
    if (isCallback && window.opener !== null) await this.users.signinPopupCallback();
    else if (isCallback) await this.finishSignIn(this.users);
    else await this.resume(this.users);
  }

  async signIn(): Promise<void> {
    if (!this.users) return;
    const { pathname, search } = window.location;
    try {
      await this.users.signinRedirect({
        state: { returnTo: pathname + search },
        ...(this.endedByServer ? { prompt: 'login' } : {}),
      });
    } catch {
      this.become({
        kind: 'unreachable',
        what: 'identity',
        detail: `${this.users.settings.authority} did not answer.`,
      });
    }
  }

  async signOut(): Promise<void> {
    if (!this.users) return;
    this.leaving = true;
    await this.api.endSession().catch(() => undefined);
    try {
      await this.users.signoutRedirect();
    } catch {
      // The identity server is away: this tab at least must forget.
      await this.users.removeUser();
    }
  }

  async token(): Promise<string> {
    const user = await this.users?.getUser();
    if (user && !user.expired) return user.access_token;
    const renewed = user?.refresh_token ? await this.renew() : null;
    if (renewed) return renewed.access_token;
    this.end();
    throw new DOMException('signed out', 'AbortError');
  }

  /** A new token where that helps, a fresh sign-in where the server asks for one, or the end. */
  async rejected(problem?: Problem): Promise<boolean> {
    if (problem?.type === STEP_UP) return this.signInAgain();
    if (problem?.type === SESSION_ENDED) {
      this.endedByServer = true;
      this.end();
      return false;
    }
    // Perhaps the server's clock is ahead of this one.
    const renewed = await this.renew();
    if (!renewed) this.end();
    return renewed !== null;
  }

  isAway(): boolean {
    return this.presence.isAway();
  }

  /** A click on the warning is deed enough. */
  readonly stay = (): void => {
    void this.api.session().catch(() => undefined);
  };

  private readonly onActivity = (): void => {
    this.presence.deed();
    if (this.state.kind === 'signedIn' && this.user?.expired) void this.renew();
  };

  /** The refresh token ends when the identity server counts the person as gone. */
  private watch(user: User): void {
    this.user = user;
    clearTimeout(this.idle);
    const expiry = user.refresh_token === undefined ? undefined : expiryOf(user.refresh_token);
    if (expiry === undefined) return;
    const left = expiry * 1000 - Date.now();
    this.idle = setTimeout(() => this.end(), Math.min(left, LONGEST_TIMER_MS));
  }

  /** In a window of its own, so that what is on the page stays. The same person, or the session is over. */
  private async signInAgain(): Promise<boolean> {
    const before = this.user?.profile.sub;
    const user = await this.users?.signinPopup({ prompt: 'login' }).catch(() => null);
    if (!user) return false;
    if (user.profile.sub === before) return true;
    this.end();
    return false;
  }

  private renew(): Promise<User | null> {
    this.renewal ??= (this.users?.signinSilent() ?? Promise.resolve(null))
      .catch(() => null)
      .finally(() => {
        this.renewal = undefined;
      });
    return this.renewal;
  }

  private async finishSignIn(users: UserManager): Promise<void> {
    try {
      const user = await users.signinRedirectCallback();
      const returnTo = (user.state as { returnTo?: unknown } | undefined)?.returnTo;
      window.history.replaceState(null, '', localPath(returnTo));
      await this.welcome();
    } catch (error) {
      window.history.replaceState(null, '', '/');
      // A reloaded callback page: the code was used already, yet the session may well stand.
      if ((await users.getUser().catch(() => null)) !== null) return this.resume(users);
      this.become({
        kind: 'signedOut',
        notice: `Sign-in did not finish: ${error instanceof Error ? error.message : 'unknown reason'}. Please try again.`,
      });
    }
  }

  private async resume(users: UserManager): Promise<void> {
    const user = await users.getUser().catch(() => null);
    if (!user) {
      this.become({ kind: 'signedOut' });
      return;
    }
    this.watch(user);
    if (user.expired && !(user.refresh_token && (await this.renew()))) return this.end();
    await this.welcome();
  }

  private async welcome(): Promise<void> {
    try {
      this.presence.deed();
      const me = await this.api.me();
      const { idleSeconds } = await this.api.session();
      this.become({ kind: 'signedIn', me });
      this.presence.begin(idleSeconds);
    } catch (error) {
      const problem = problemFrom(error);
      if (problem?.status === 401 || !problem) this.end();
      else this.become({ kind: 'unreachable', what: 'server', detail: problem.detail ?? problem.title });
    }
  }

  private end(): void {
    clearTimeout(this.idle);
    this.presence.end();
    if (this.state.kind === 'signedOut') return;
    this.become(this.leaving ? { kind: 'signedOut' } : { kind: 'signedOut', notice: ENDED });
    void this.users?.removeUser();
  }

  private become(state: SessionState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

async function readConfig(): Promise<Config> {
  const response = await fetch('/api/v1/config', { headers: { accept: 'application/json' }, cache: 'no-store' });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Config;
}

function userManager({ authority, clientId }: Config): UserManager {
  return new UserManager({
    authority,
    client_id: clientId,
    redirect_uri: window.location.origin + CALLBACK_PATH,
    post_logout_redirect_uri: `${window.location.origin}/`,
    response_type: 'code',
    scope: 'openid',
    automaticSilentRenew: false,
    monitorSession: false,
    loadUserInfo: false,
    requestTimeoutInSeconds: 20,
    userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    stateStore: new WebStorageStateStore({ store: window.sessionStorage }),
  });
}

/** Tokens are bound to one name of this machine; 127.0.0.1 and localhost are two to a browser. */
function movedToIdentityHost(authority: string): boolean {
  const there = new URL(authority, window.location.href);
  const here = window.location;
  const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);
  const moves =
    there.hostname !== here.hostname &&
    there.port === here.port &&
    loopback.has(there.hostname) &&
    loopback.has(here.hostname);
  if (moves) here.replace(there.origin + here.pathname + here.search);
  return moves;
}
