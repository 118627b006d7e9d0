import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SANDBOX, said, startTestHost, type TestHost } from './test-host.ts';

let t: TestHost;
beforeAll(async () => {
  t = await startTestHost();
});
afterAll(() => t.close());

describe('the OpenAPI document', () => {
  type Node = { readonly [key: string]: unknown };

  test('holds every call that is served, and every reference in it leads somewhere', async () => {
    const document = (await said(t.till('/openapi.json'))) as Node & { openapi: string; paths: Record<string, Node> };
    expect(document.openapi).toBe('3.1.0');
    const told = Object.entries(document.paths).flatMap(([path, calls]) =>
      Object.keys(calls).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const { tillRoutes } = await import('./till-routes.ts');
    const served = tillRoutes({ sandbox: SANDBOX, version: '' } as Parameters<typeof tillRoutes>[0]);
    expect(told.sort()).toEqual(served.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`).sort());
    const references = collect(document, '$ref') as string[];
    expect(references.length).toBeGreaterThan(50);
    for (const reference of references) {
      const found = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((node, key) => (node as Node)?.[key], document);
      expect(found, reference).toBeTypeOf('object');
    }
  });

  test('every parameter of a path is declared, every operation is named once, every problem told', async () => {
    const document = await said(t.till('/openapi.json'));
    const ids = collect(document, 'operationId');
    expect(new Set(ids).size).toBe(ids.length);
    for (const [path, calls] of Object.entries(
      document.paths as Record<string, Record<string, { parameters?: Node[]; responses: Node }>>,
    )) {
      for (const call of Object.values(calls)) {
        const declared = (call.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`);
        expect(declared).toEqual(path.match(/\{\w+\}/g) ?? []);
      }
    }
    const { PROBLEMS } = await import('../contract/till.ts');
    const told = JSON.stringify(document.paths);
    const untold = Object.keys(PROBLEMS).filter((code) => !told.includes(`\`${code}\``));
    expect(untold).toEqual(['method_not_allowed']); // what is not in the document
    expect(document.components.schemas.Problem.properties.code.enum).toEqual(Object.keys(PROBLEMS));
    expect(document.components.schemas.ChargeBody.properties.amount).toMatchObject({ type: 'integer', minimum: 1, maximum: 9_999_999_999 });
    expect(document.components.schemas.ChargeBody.required).toEqual(['amount']);
  });

  test('a report and a receipt may be files of several kinds', async () => {
    const { paths } = await said(t.till('/openapi.json'));
    const kinds = (path: string) => Object.keys(paths[path].get.responses[200].content);
    expect(kinds('/shifts/{id}/report')).toEqual(['application/json', 'text/csv', 'application/pdf']);
    expect(kinds('/charges/{id}/receipt')).toEqual(['application/pdf', 'text/plain', 'application/octet-stream']);
  });

  test('is not loaded before it is asked for', () => {
    expect(readFileSync(join(import.meta.dirname, 'till-routes.ts'), 'utf8')).not.toMatch(/^import .*openapi/m);
  });

  function collect(node: unknown, key: string): unknown[] {
    if (typeof node !== 'object' || node === null) return [];
    return Object.entries(node).flatMap(([name, value]) => (name === key && typeof value === 'string' ? [value] : collect(value, key)));
  }
});
