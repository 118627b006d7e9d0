import { readFileSync } from 'node:fs';

/** The names of the two functions that the stand-in puts into a page. */
export const INVOKE = '__standinInvoke';
export const OPEN = '__standinOpen';
/** Where they call, on the page's own origin; no request to it reaches a host. A second client that attaches to the browser takes exposed bindings away, routes it leaves alone. */
export const CALLS = '/__standin/';

/** Both functions, in every frame. */
export const CALL_SCRIPT = `(() => {
  const call = async (name, body) => (await fetch('${CALLS}' + name, { method: 'POST', body: JSON.stringify(body) })).json();
  Object.defineProperty(window, '${INVOKE}', { value: (channel, args) => call('invoke', { channel, args }) });
  Object.defineProperty(window, '${OPEN}', { value: (url) => call('open', { url }) });
})();`;

/** What a sandboxed preload may require, in the page's own world. Text, because it runs in the browser. */
const ELECTRON = `{
  ipcRenderer: {
    async invoke(channel, ...args) {
      const { value, error } = await window.${INVOKE}(channel, structuredClone(args));
      if (error) throw new Error("Error invoking remote method '" + channel + "': " + error);
      return value;
    },
  },
  contextBridge: {
    exposeInMainWorld(name, api) {
      const cross = (value) => (typeof value === 'function' ? (...args) => value(...structuredClone(args)) : structuredClone(value));
      const copy = Object.fromEntries(Object.entries(api).map(([key, value]) => [key, cross(value)]));
      Object.defineProperty(window, name, { value: Object.freeze(copy) });
    },
  },
}`;

/** A built preload as a script that runs before the page's own, in the main frame alone, as Electron does it. */
export function preloadScript(file: string): string {
  const source = readFileSync(file, 'utf8');
  return `if (window.top === window) (() => {
    const require = (name) => { if (name !== 'electron') throw new Error('a sandboxed preload cannot require ' + name); return ${ELECTRON}; };
    const module = { exports: {} }, exports = module.exports;
    ${source}
  })();`;
}

/** Every way in which a page asks for a new window goes to the shell, and opens none by itself. */
export const WINDOW_OPEN_SCRIPT = `(() => {
  window.open = (url) => { void window.${OPEN}(new URL(url, location.href).href); return null; };
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[target=_blank]') : null;
    if (!link) return;
    event.preventDefault();
    void window.${OPEN}(link.href);
  }, true);
})();`;
