import { expect, test } from 'vitest';
import { plainBuiltins } from './plain-builtins.ts';

function rendered(code: string): string {
  const { renderChunk } = plainBuiltins() as unknown as { renderChunk(code: string): { code: string } };
  return renderChunk(code).code;
}

test.each([
  ['import path from "node:path";', 'const path = process.getBuiltinModule("node:path");'],
  ['import * as http from "node:http";', 'const http = process.getBuiltinModule("node:http");'],
  ['import { once, on as hear } from "events";', 'const { once, on: hear } = process.getBuiltinModule("events");'],
  [
    'import path, { join } from "node:path";',
    'const path = process.getBuiltinModule("node:path"); const { join } = process.getBuiltinModule("node:path");',
  ],
  ['import { once } from "./events.js";', 'import { once } from "./events.js";'],
  ['import Database from "better-sqlite3";', 'import Database from "better-sqlite3";'],
  ['import "./first.js";', 'import "./first.js";'],
])('%s', (statement, plain) => {
  expect(rendered(`${statement}\nrun();\n`)).toBe(`${plain}\nrun();\n`);
});
