import { EventEmitter } from 'node:events';
import type { Frame, Page, Route } from 'playwright-core';
import { app } from './app.ts';
import { newPage } from './chromium.ts';
import { invoke } from './ipc-main.ts';
import { CALL_SCRIPT, CALLS, preloadScript, WINDOW_OPEN_SCRIPT } from './preload.ts';

type Preferences = {
  readonly preload?: string;
  readonly contextIsolation?: boolean;
  readonly sandbox?: boolean;
  readonly nodeIntegration?: boolean;
  readonly webSecurity?: boolean;
};
type Options = { readonly width?: number; readonly height?: number; readonly webPreferences?: Preferences };
type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' };

/** Chromium's number for a refused connection, in the place of any. */
const FAILED = -102;

const windows = new Set<BrowserWindow>();

class WebContents extends EventEmitter {
  openHandler: OpenHandler = () => ({ action: 'allow' });

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  /** What the shell does with a page that hangs; here none does. */
  forcefullyCrashRenderer(): void {}
}

/** A window of the real Chromium. One whose settings would be unsafe in Electron is refused. */
export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  readonly #options: Options;
  #page: Promise<Page>;
  #loading: string | null = null;

  constructor(options: Options) {
    super();
    const { contextIsolation, sandbox, nodeIntegration, webSecurity } = options.webPreferences ?? {};
    if (!contextIsolation || !sandbox || nodeIntegration || !webSecurity)
      throw new Error('the stand-in refuses a window that is not closed');
    this.#options = options;
    this.#page = this.#open();
    windows.add(this);
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#page;
    this.#loading = url;
    await page
      .goto(url)
      .catch((cause: Error) => {
        this.webContents.emit('did-fail-load', {}, FAILED, cause.message.split('\n')[0], url, true);
        throw cause;
      })
      .finally(() => {
        this.#loading = null;
      });
  }

  focus(): void {}
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
  removeMenu(): void {}
  isDestroyed(): boolean {
    return !windows.has(this);
  }
  destroy(): void {
    void this.#page.then((page) => page.close());
  }

  async #open(): Promise<Page> {
    const page = await newPage();
    await page.setViewportSize({ width: this.#options.width ?? 800, height: this.#options.height ?? 600 });
    await page.addInitScript({ content: CALL_SCRIPT });
    await page.addInitScript({ content: WINDOW_OPEN_SCRIPT });
    const preload = this.#options.webPreferences?.preload;
    if (preload) await page.addInitScript({ content: preloadScript(preload) });
    await page.route('**/*', (route) => this.#guardNavigation(page, route));
    await page.route(`**${CALLS}*`, (route) => this.#called(route)); // the newest route is asked first
    page.once('crash', () => this.#crashed(page));
    page.once('close', () => this.#closed(page));
    return page;
  }

  /** A call of the page's: over its bridge, or for another window. */
  async #called(route: Route): Promise<void> {
    const request = route.request();
    const { channel = '', args = [], url = '' } = request.postDataJSON() as { channel?: string; args?: readonly unknown[]; url?: string };
    if (request.url().endsWith('open') && this.webContents.openHandler({ url }).action === 'allow')
      throw new Error('the stand-in opens no window that the shell did not open');
    const answer = request.url().endsWith('invoke') ? await this.#invoke(request.frame(), channel, args) : {};
    await route.fulfill({ json: answer });
  }

  async #invoke(frame: Frame, channel: string, args: readonly unknown[]): Promise<{ value?: unknown; error?: string }> {
    const senderFrame = { url: frame.url(), parent: frame.parentFrame() ? {} : null };
    try {
      return { value: await invoke(channel, { sender: this.webContents, senderFrame }, args) };
    } catch (cause) {
      return { error: String(cause) };
    }
  }

  /** Asks the shell about every navigation that the page itself begins. */
  async #guardNavigation(page: Page, route: Route): Promise<void> {
    const request = route.request();
    const isOurs = !request.isNavigationRequest() || request.frame() !== page.mainFrame() || request.url() === this.#loading?.split('#')[0];
    let prevented = false;
    if (!isOurs) {
      const preventDefault = () => {
        prevented = true;
      };
      this.webContents.emit('will-navigate', { url: request.url(), preventDefault });
    }
    if (prevented) await route.abort('aborted');
    else await route.fallback();
  }

  /** A crashed page cannot be used again from outside; the window lives on with a new one behind it. */
  #crashed(page: Page): void {
    page.removeAllListeners('close');
    this.#page = this.#open();
    void page.close();
    this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  }

  async #closed(page: Page): Promise<void> {
    if ((await this.#page) !== page || !windows.delete(this)) return;
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }
}
