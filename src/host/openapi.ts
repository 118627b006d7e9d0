import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
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
import { OPERATIONS, type Operation } from './openapi-operations.ts';

/** What any call can be refused with, and any call that needs the token. */
const ALWAYS: readonly ProblemCode[] = ['foreign_host', 'foreign_origin', 'internal_error'];
const WITH_TOKEN: readonly ProblemCode[] = ['unauthorized', 'too_many_attempts'];

const SCHEMAS: Readonly<Record<string, GenericSchema>> = {
  Charge,
  ChargePage,
  ChargeBody,
  CodeBody,
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

/** The till API as an OpenAPI 3.1 document, made from the schemas that check the requests. Loaded when it is first asked for. */
export function openapiDocument(version: string): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Saoma till API', version, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/till/v1' }],
    security: [{ token: [] }],
    paths: paths(),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
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

function paths(): object {
  const byPath: Record<string, Record<string, object>> = {};
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    const [method = '', path = ''] = name.split(' ');
    byPath[path] = { ...byPath[path], [method.toLowerCase()]: describe(name, operation) };
  }
  return byPath;
}

function describe(name: string, { summary, parameters = [], body, isBodyOptional = false, answers, problems, isOpen }: Operation): object {
  return {
    operationId: name
      .toLowerCase()
      .replace(/[^a-z]+/g, '_')
      .replace(/_$/, ''),
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(isOpen && { security: [] }),
    ...(body && { requestBody: { required: !isBodyOptional, content: content('application/json', body) } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { schema, text, mediaType = 'application/json', files = [] }]) => [
          status,
          { description: text, content: Object.assign(content(mediaType, schema), ...files.map((type) => content(type, 'File'))) },
        ]),
      ),
      ...refusals([...problems, ...ALWAYS, ...(isOpen ? [] : WITH_TOKEN)]),
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
