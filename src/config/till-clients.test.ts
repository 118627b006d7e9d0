import { describe, expect, it } from 'vitest';
import { complaint, read } from './test-config.ts';

describe('the clients of the till API', () => {
  const client = (name: string, more: object = {}) => ({
    name,
    token: `token-of-${name.replace(/[^a-z]/g, '')}${name.length}-0123`,
    scopes: ['charges'],
    ...more,
  });

  it('have a name, a token and scopes each', async () => {
    const clients = [
      client('self-checkout 1', { scopes: ['charges', 'refunds', 'shifts', 'reports'] }),
      client('자판기', { token: '$ENV{T}' }),
    ];
    expect(await read({ till: { clients } }, { T: 'from-outside' })).toMatchObject({
      ok: true,
      value: { till: { token: null, clients: [clients[0], { name: '자판기', token: 'from-outside', scopes: ['charges'] }] } },
    });
  });

  const NAME = 'must be a name of 1 to 40 characters, other than till';
  const SCOPES = 'must be at least one of charges, refunds, shifts, reports';
  const SHORT = 'must be at least 16 characters when till.listen opens the terminal to a network';
  it.each<[object, string]>([
    [{ clients: {} }, 'clients: must be a list of at most 16 clients'],
    [{ clients: Array.from({ length: 17 }, (_, at) => client('a'.repeat(at + 1))) }, 'clients: must be a list of at most 16 clients'],
    [{ clients: [client('a'), client('')] }, `clients[1].name: ${NAME}`],
    [{ clients: [client('till')] }, `clients[0].name: ${NAME}`],
    [{ clients: [client(' a')] }, `clients[0].name: ${NAME}`],
    [{ clients: [client('a\tb')] }, `clients[0].name: ${NAME}`],
    [{ clients: [client('店'.repeat(41))] }, `clients[0].name: ${NAME}`],
    [{ clients: [client('a', { token: 'with a space' })] }, 'clients[0].token: must be 1 to 256 characters without spaces'],
    [{ clients: [client('a'), client('b', { scopes: [] })] }, `clients[1].scopes: ${SCOPES}`],
    [{ clients: [client('a', { scopes: ['charges', 'all'] })] }, `clients[0].scopes[1]: ${SCOPES}`],
    [{ clients: [client('a', { scopes: 'charges' })] }, `clients[0].scopes: ${SCOPES}`],
    [{ clients: [client('a', { scope: 'charges' })] }, 'clients[0].scope: is not known here; write scopes'],
    [{ clients: [{ name: 'a', scopes: ['charges'] }] }, 'clients[0].token: is missing'],
    [{ clients: [client('a'), client('a', { token: 'other' })] }, 'clients[1].name: is the name of another client'],
    [
      { clients: [client('a'), client('b'), client('c', { token: client('a').token })] },
      'clients[2].token: is a token already; each client needs its own',
    ],
    [{ token: 'x', clients: [client('a', { token: 'x' })] }, 'clients[0].token: is a token already; each client needs its own'],
    [{ listen: '0.0.0.0', clients: [client('long enough'), client('b', { token: 'short' })] }, `clients[1].token: ${SHORT}`],
  ])('%j', async (till, message) => {
    expect(await complaint({ till })).toBe(`config.json: till.${message}`);
  });

  it('sixteen of them are taken', async () => {
    expect(await complaint({ till: { clients: Array.from({ length: 16 }, (_, at) => client('a'.repeat(at + 1))) } })).toBe('accepted');
  });
});
