import { connect } from 'node:net';
import { HandClock } from '../../../src/basics/hand-clock.ts';
import { startHost } from '../../../src/host/start-host.ts';
import { memoryJournal } from '../../../src/store/memory-journal.ts';
import { bootTerminal } from '../../../src/terminal/test-terminal.ts';
import { bytesOf, type Door, holds, type OpenDoor, PLANTED_CODE, refused, TAKEN, type Tried } from '../door.ts';
import { TOKEN } from './host-app.ts';

/** A port that no host has: it is filled in when there is one. */
const PORT = '65535';
/** Longer than any answer takes that does not wait on purpose. */
const PATIENCE_MS = 80;

const head = (first: string, more = '') => `${first}\r\nHost: 127.0.0.1:${PORT}\r\nAuthorization: Bearer ${TOKEN}\r\n${more}\r\n`;
const BODY = JSON.stringify({ amount: 1, authCode: PLANTED_CODE });
const POST =
  head('POST /till/v1/charges HTTP/1.1', `Content-Type: application/json\r\nIdempotency-Key: k1\r\nContent-Length: ${BODY.length}\r\n`) +
  BODY;

/** Bytes on a real socket of a real host. Slow, so few of a run's inputs come this way. */
export const httpDoor: Door = {
  name: 'http',
  guards: 'a listening host, byte by byte',
  share: 0.05,
  isPunctual: false, // a host that is slow to answer is left before it does
  seeds: [
    head('GET /till/v1/health HTTP/1.1'),
    POST,
    POST + head('GET /till/v1/health HTTP/1.1'),
    head('POST /till/v1/charges HTTP/1.1', 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n') +
      '5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n',
    head('GET /till/v1/events HTTP/1.1'),
    head('GET /till/v1/charges/x?wait=1 HTTP/1.0'),
    head('GET /cashier HTTP/1.1', 'Connection: Upgrade\r\nUpgrade: websocket\r\n'),
    head('OPTIONS * HTTP/1.1'),
    head('CONNECT 127.0.0.1:80 HTTP/1.1'),
  ].map(bytesOf),
  words: [
    '\r\n',
    '\n',
    '\r\n\r\n',
    ':',
    'HTTP/1.1',
    'HTTP/2.0',
    'Transfer-Encoding: chunked\r\n',
    'Content-Length: 5\r\n',
    'Content-Length: -1\r\n',
    'Expect: 100-continue\r\n',
    'Host: evil\r\n',
    'ffffffffffffffff\r\n',
    '0\r\n\r\n',
    'http://127.0.0.1/',
    '/%',
    '/..%2f..%2f',
    'PRI * HTTP/2.0',
  ],
  secrets: [PLANTED_CODE, TOKEN],
  open,
};

async function open(): Promise<OpenDoor> {
  const clock = new HandClock();
  const { terminal } = bootTerminal(clock, memoryJournal());
  const failures: string[] = [];
  const started = await startHost({
    terminal,
    config: { listen: '127.0.0.1', port: 0, tillToken: TOKEN, mode: 'live' },
    sandbox: null,
    pagesDir: '/nowhere',
    version: '0',
    log: { write: (event, fields) => void (event === 'host_failed' && failures.push(JSON.stringify(fields))) },
    clock,
    random: { bytes: (count) => new Uint8Array(count).fill(9) },
  });
  if (!started.ok) throw new Error(started.error.message);
  const host = started.value;
  return {
    async take(input) {
      const sent = Buffer.from(Buffer.from(input).toString('latin1').replaceAll(PORT, String(host.port)), 'latin1');
      const answer = await exchange(host.port, sent);
      holds(failures.length === 0, `the host failed: ${failures.splice(0).join()}`);
      return judge(answer);
    },
    async close() {
      const closed = host.close();
      clock.advance(60_000);
      await closed;
    },
  };
}

/** What came back until the host closed, or fell silent as it does in a stream. */
function exchange(port: number, sent: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const patience = setTimeout(() => socket.destroy(), PATIENCE_MS);
    socket.on('data', (piece) => {
      answer += piece.toString('latin1');
    });
    socket.on('end', () => socket.destroy());
    socket.on('error', () => {}); // closed on us in the middle: its right
    socket.on('close', () => {
      clearTimeout(patience);
      resolve(answer);
    });
    socket.end(sent);
  });
}

/** Which of several requests is answered first depends on the socket; that something is said, and what, does not. */
function judge(answer: string): Tried {
  if (answer === '') return refused('closed', 'closed');
  holds(answer.startsWith('HTTP/1.1 '), `no HTTP: ${answer.slice(0, 40)}`);
  holds(!/^HTTP\/1\.1 500/m.test(answer), 'an answer of 500');
  return Number(answer.slice(9, 12)) < 400 ? { ...TAKEN, told: '' } : refused(answer.slice(9, 12), answer);
}
