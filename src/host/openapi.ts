import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { TILL_SCOPES } from '../config/config.ts';
import { Charge, ChargePage } from '../contract/charge.ts';
import { Finding, FindingPage } from '../contract/finding.ts';
import { Health } from '../contract/health.ts';
import { PaymentAnswer } from '../contract/inquiry.ts';
import { ParkedSale, ParkedSaleList } from '../contract/parked-sale.ts';
import { Refund } from '../contract/refund.ts';
import { Shift, ShiftPage, ShiftReport } from '../contract/shift.ts';
import {
  ChargeBody,
  CodeBody,
  OpenId,
  Parameters,
  ParkBody,
  PROBLEMS,
  Problem,
  type ProblemCode,
  RefundBody,
  SandboxAnswer,
  SandboxCode,
  ShiftBody,
  ShiftCloseBody,
} from '../contract/till.ts';
import type { Operation } from './openapi-operation.ts';
import { OPERATIONS } from './openapi-operations.ts';
import type { TillRoute } from './till-scope.ts';

/** What any call can be refused with, and any call that needs the token. */
const ALWAYS: readonly ProblemCode[] = ['foreign_host', 'foreign_origin', 'internal_error'];
const WITH_TOKEN: readonly ProblemCode[] = ['unauthorized', 'too_many_attempts'];

/** What a token of `till.clients` may be good for. The one of `till.token` is good for all of it. */
const SCOPE_TEXT: Readonly<Record<(typeof TILL_SCOPES)[number], string>> = {
  charges: 'take and cancel payments, read them; parked sales, findings, payments by number, the sandbox',
  refunds: 'give money back, read refunds',
  shifts: 'open, close, compare and read shifts',
  reports: 'reports and receipts as files',
};
const TOKEN_TEXT = `A client of \`till.clients\` acts under its own name, within its scopes. ${TILL_SCOPES.map((scope) => `\`${scope}\`: ${SCOPE_TEXT[scope]}.`).join(' ')} The token of \`till.token\` has them all. Events come within the same scopes.`;

const SCHEMAS: Readonly<Record<string, GenericSchema>> = {
  Charge,
  ChargePage,
  ChargeBody,
  CodeBody,
  OpenId,
  Parameters,
  Finding,
  FindingPage,
  Health,
  PaymentAnswer,
  ParkBody,
  ParkedSale,
  ParkedSaleList,
  Problem,
  Refund,
  RefundBody,
  SandboxAnswer,
  SandboxCode,
  Shift,
  ShiftBody,
  ShiftCloseBody,
  ShiftPage,
  ShiftReport,
};

/**
 * The till API as an OpenAPI 3.1 document, made from the schemas that check the requests. Loaded when it is first asked for.
 * @param routes what is served: each call's scope is told as it is asked for
 */
export function openapiDocument(version: string, routes: readonly TillRoute[]): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Saoma till API', version, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/till/v1' }],
    security: [{ token: [] }],
    paths: paths(routes),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: TOKEN_TEXT } },
      schemas: {
        ...Object.fromEntries(Object.entries(SCHEMAS).map(([name, schema]) => [name, jsonSchema(schema)])),
        EventStream: { type: 'string', description: 'Blocks of id, event and one line of data: the thing itself as JSON.' },
        AnyObject: { type: 'object' },
        File: { type: 'string', format: 'binary' },
      },
    },
  };
}

function jsonSchema(schema: GenericSchema): object {
  // What JSON Schema cannot say (bytes of UTF-8, no control characters) stands in the field's description.
  const { $schema, ...rest } = toJsonSchema(schema, { errorMode: 'ignore', target: 'draft-2020-12', typeMode: 'input' });
  return rest;
}

function paths(routes: readonly TillRoute[]): object {
  const scopes = new Map(routes.map(({ method, path, scope }) => [`${method} ${path.replace(/:(\w+)/g, '{$1}')}`, scope]));
  const byPath: Record<string, Record<string, object>> = {};
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    const [method = '', path = ''] = name.split(' ');
    byPath[path] = { ...byPath[path], [method.toLowerCase()]: describe(name, operation, scopes.get(name)) };
  }
  return byPath;
}

function describe(name: string, operation: Operation, scope: TillRoute['scope'] = 'every'): object {
  const { summary, parameters = [], body, isBodyOptional = false, answers, problems, isOpen } = operation;
  const scoped = scope === 'every' ? [] : [scope];
  return {
    operationId: name
      .toLowerCase()
      .replace(/[^a-z]+/g, '_')
      .replace(/_$/, ''),
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(isOpen && { security: [] }),
    ...(scoped.length > 0 && { security: [{ token: scoped }] }),
    ...(body && { requestBody: { required: !isBodyOptional, content: content('application/json', body) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { schema, text, mediaType = 'application/json', files = [] }]) => [
          status,
          { description: text, content: Object.assign(content(mediaType, schema), ...files.map((type) => content(type, 'File'))) },
        ]),
      ),
      ...refusals([...problems, ...ALWAYS, ...(isOpen ? [] : WITH_TOKEN), ...(scoped.length > 0 ? (['scope_missing'] as const) : [])]),
    },
  };
}

/** One answer for each status, naming the codes that come with it. */
function refusals(codes: readonly ProblemCode[]): object {
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const own = codes.filter((code) => PROBLEMS[code].status === status);
      const description = own.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(' ');
      return [status, { description, content: content('application/problem+json', 'Problem') }];
    }),
  );
}

function content(mediaType: string, schema: string): object {
  return { [mediaType]: { schema: { $ref: `#/components/schemas/${schema}` } } };
}
