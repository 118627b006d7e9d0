import { readConfig } from './read-config.ts';

export const KEY = 'k'.repeat(32);
export const GATEWAY = { kind: 'wechat-v2', appId: 'wx0123456789abcdef', mchId: '1900000109', apiKey: KEY };

export function unreadable(): never {
  throw new Error('ENOENT');
}

/** Reads a configuration that is in memory, with other files beside it. */
export function read(config: unknown, env: Record<string, string> = {}, files: Record<string, string> = {}) {
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  const readFile = (path: string) => {
    const content = path === '/shop/config.json' ? text : files[path];
    return content === undefined ? unreadable() : new TextEncoder().encode(content);
  };
  return readConfig('/shop/config.json', { env, readFile });
}

/** What is said of it; `accepted` when nothing is. */
export async function complaint(config: unknown, env: Record<string, string> = {}): Promise<string> {
  const result = await read(config, env);
  return result.ok ? 'accepted' : result.error.message;
}
