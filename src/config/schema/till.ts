import * as v from 'valibot';
import { TILL_SCOPES, type TillClientConfig } from '../config.ts';
import { text } from './store.ts';
import { section, strict } from './strict.ts';

export const LISTEN = 'must be an address of this machine: 127.0.0.1, or 0.0.0.0 for every network it is in';

const USUAL_LISTEN = '127.0.0.1';

/** A token that a whole network may try to guess. */
const OPEN_TOKEN_LENGTH = 16;
const TOKEN_TOO_SHORT = `must be at least ${OPEN_TOKEN_LENGTH} characters when till.listen opens the terminal to a network`;

/** As many programs as one terminal has to do with. */
const MOST_CLIENTS = 16;

const Token = text('must be 1 to 256 characters without spaces', /^[\x21-\x7e]{1,256}$/);
const SCOPES = `must be at least one of ${TILL_SCOPES.join(', ')}`;

const Client = strict({
  // Neither edge is a space, and no control is within: a name stands in the journal, and before the keys of its requests.
  name: text('must be a name of 1 to 40 characters, other than till', /^(?!till$)(?!\s)[^\p{C}\p{Zl}\p{Zp}]{1,40}(?<!\s)$/u),
  token: Token,
  scopes: v.pipe(v.array(v.picklist(TILL_SCOPES, SCOPES), SCOPES), v.minLength(1, SCOPES)),
});

const CLIENTS = `must be a list of at most ${MOST_CLIENTS} clients`;

/** The `till` part of the file. */
export const Till = v.pipe(
  section({
    token: v.optional(v.nullable(Token), null),
    listen: v.optional(v.pipe(v.string(LISTEN), v.check(isAddress, LISTEN)), USUAL_LISTEN),
    clients: v.optional(v.pipe(v.array(Client, CLIENTS), v.maxLength(MOST_CLIENTS, CLIENTS)), []),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { token, listen, clients } = dataset.value;
    const isTooShort = (one: string) => one.length < OPEN_TOKEN_LENGTH && !isLoopback(listen);
    const complain = (keys: readonly (string | number)[], message: string) => addIssue({ message, path: pathTo(dataset.value, keys) });
    if (token !== null && isTooShort(token)) complain(['token'], TOKEN_TOO_SHORT);
    clients.forEach((client, at) => {
      const others: readonly TillClientConfig[] = clients.slice(0, at);
      const isTokenTaken = client.token === token || others.some((other) => other.token === client.token);
      if (others.some((other) => other.name === client.name)) complain(['clients', at, 'name'], 'is the name of another client');
      if (isTokenTaken) complain(['clients', at, 'token'], 'is a token already; each client needs its own');
      if (isTooShort(client.token)) complain(['clients', at, 'token'], TOKEN_TOO_SHORT);
    });
  }),
);

/** Whether a text is an address that this machine may have. */
export function isAddress(address: string): boolean {
  if (address === USUAL_LISTEN || address === 'localhost') return true; // the pattern of all addresses takes 2 ms of the start
  return v.is(v.pipe(v.string(), v.ip()), address);
}

function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || address.startsWith('127.');
}

/** Where an issue is, as the library says it; who reads it looks at the keys alone. */
function pathTo(input: unknown, keys: readonly (string | number)[]): [v.IssuePathItem, ...v.IssuePathItem[]] {
  const items = keys.map((key): v.IssuePathItem => ({ type: 'unknown', origin: 'value', input, key, value: undefined }));
  return items as [v.IssuePathItem, ...v.IssuePathItem[]];
}
