// The acquirer in a process of its own, which survives every terminal. Forked by `open.ts`; ends when the run does.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemClock as clock, systemRandom as random } from '../../../src/app/system.ts';
import { Acquirer } from '../../../src/sandbox/acquirer.ts';
import { parseRequest } from '../../../src/sandbox/parse.ts';
import { seededDice } from '../../torture/dice.ts';
import { ACQUIRER_TERMS, PASSWORD_ABOVE_FEN } from '../terms.ts';
import { createCustomers } from './customers.ts';
import { createDoor } from './door.ts';
import type { Asked, Asks, Exchange, Line } from './messages.ts';
import { UNREST, WAYS } from './ways.ts';

const dice = seededDice(Number(process.argv[2]));
const host = process.argv[3] ?? '127.0.0.1';
const merchant = { appId: 'wx0123456789abcdef', mchId: '1900000109', apiKey: Buffer.from(random.bytes(16)).toString('hex') };
const acquirer = new Acquirer({
  merchant,
  clock,
  random,
  times: ACQUIRER_TERMS,
  walletSettings: { balanceFen: 1e12, passwordAbove: PASSWORD_ABOVE_FEN }, // a customer who never runs dry
});
const customers = createCustomers(acquirer);
const exchanges: Exchange[] = [];
const unanswered = new Set<ServerResponse>();
let line: Line = 'up';
let unrestShare = 0;

const door = createDoor(host, (request, response) => void serve(request, response));
await door.openAnywhere(dice);

const DEEDS: { readonly [Name in keyof Asks]: (ask: Asks[Name]['ask']) => Asks[Name]['answer'] | Promise<Asks[Name]['answer']> } = {
  code: ({ fate }) => customers.show(fate),
  line: async (ask) => {
    line = ask.line;
    if (line === 'refused') await door.close();
    else await door.open();
    for (const response of unanswered) response.socket?.resetAndDestroy();
    return null;
  },
  unrest: ({ share }) => {
    unrestShare = share;
    return null;
  },
  truth: () => ({ orders: acquirer.orders(), refunds: acquirer.refunds(), exchanges }),
};

process.on('message', async ({ id, name, ask }: Asked) => process.send?.({ id, answer: await DEEDS[name](ask) }));
process.on('disconnect', () => process.exit(0));
process.send?.({ endpoint: `http://${host}:${door.port()}`, ...merchant });

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.on('close', () => unanswered.delete(response));
  request.on('error', () => {});
  const body = Buffer.concat(await request.toArray().catch(() => [])) as Buffer;
  if (!request.complete) return;
  const struck = line === 'up' && dice.chance(unrestShare) ? dice.pick(UNREST) : line;
  const way = WAYS[struck];
  const path = request.url ?? '/';
  const parsed = parseRequest(body);
  const field = (name: string) => (parsed.ok ? (parsed.value.get(name) ?? '') : '');
  const orderNo = field('out_trade_no');
  const note = { atMs: Date.now(), path, orderNo, codeMark: markOf(field('auth_code')), line: struck, reached: way.arrives };
  if (way.beforeMs > 0) await pause(dice.int(0, way.beforeMs));
  let text = '';
  if (way.arrives) {
    if (path === '/secapi/pay/reverse') customers.undoing(orderNo);
    const reply = acquirer.handle(path, request.method ?? 'GET', body);
    if (path === '/pay/micropay') customers.submitted(orderNo, field('auth_code'));
    exchanges.push({ ...note, said: reply.outcome });
    text = reply.body;
  } else exchanges.push({ ...note, said: '' });
  if (way.afterMs > 0) await pause(dice.int(0, way.afterMs));
  if (way.answer === 'reset') response.socket?.resetAndDestroy();
  else if (way.answer === 'never') unanswered.add(response);
  else response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8', 'content-length': Buffer.byteLength(text) }).end(text);
}

/** The code itself is forgotten: whether the same one came again can be told from this. */
function markOf(authCode: string): string | null {
  return authCode === '' ? null : createHash('sha256').update(authCode).digest('hex').slice(0, 12);
}

function pause(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms));
}
