import { parseArgs } from 'node:util';

/** @typedef {{ readonly platform: string, readonly env: Readonly<Record<string, string | undefined>> }} Surroundings */

/**
 * Whether a window can be shown at all: elsewhere than on Linux there is always somewhere to show it.
 * @param {Surroundings} where
 */
export function hasDisplay({ platform, env }) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * Whether these flags ask for a window that the desktop shell could be. All other flags are the terminal's to judge.
 * @param {readonly string[]} args
 * @param {Surroundings} where
 */
export function wantsElectron(args, where = process) {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: { shell: { type: 'string' }, headless: { type: 'boolean' }, help: { type: 'boolean' }, version: { type: 'boolean' } },
  });
  const windowless = values.headless || values.help || values.version;
  return !windowless && (values.shell ?? 'electron') === 'electron' && hasDisplay(where);
}
