import { isBuiltin } from 'node:module';
import type { Plugin } from 'vite';

/** One import statement of a built chunk, alone on its line: default, namespace and names, each if present. */
const IMPORT = /^import (?:(?<first>[\w$]+)(?:, )?)?(?:\* as (?<all>[\w$]+)|\{ (?<names>[^}]*) \})? ?from "(?<from>[^"]+)";$/gm;

/**
 * Takes Node's own modules as they are, in a built module.
 *
 * An `import` of one gives a copy of all that it offers, and to make the copy everything is looked at: of `node:http` also the
 * WebSocket, for which Node loads its whole second HTTP client; of `node:fs` its streams. That was half of a start.
 */
export function plainBuiltins(): Plugin {
  return {
    name: 'plain-builtins',
    renderChunk: (code) => ({ code: code.replace(IMPORT, (statement, ...rest) => plainImport(rest.at(-1)) ?? statement), map: null }),
  };
}

/** @returns the statement in its stead, or null when it imports something else */
function plainImport({ first, all, names, from }: Readonly<Record<string, string | undefined>>): string | null {
  if (from === undefined || !isBuiltin(from)) return null;
  const whole = [first, all].filter((name) => name !== undefined);
  const wanted = names === undefined ? whole : [...whole, `{ ${names.replaceAll(' as ', ': ')} }`];
  return wanted.map((name) => `const ${name} = process.getBuiltinModule(${JSON.stringify(from)});`).join(' ');
}
