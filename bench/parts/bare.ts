import { once } from 'node:events';
import { closeSync, fdatasyncSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { connect, type TLSSocket } from 'node:tls';
import Database from 'better-sqlite3';
import { type Fields, type SignType, sign } from '../../src/sandbox/sign.ts';
import { writeXml } from '../../src/sandbox/wire.ts';
import { freshCode, freshOrderNo, MERCHANT } from './merchant.ts';

/** A submission that lacks nothing. */
export function preparedBody(): string {
  const { appId, mchId, apiKey } = MERCHANT;
  const type: SignType = 'HMAC-SHA256';
  const fields: Fields = new Map([
    ['appid', appId],
    ['mch_id', mchId],
    ['device_info', 'T01'],
    ['nonce_str', '5K8264ILTKCH16CQ2502SI8ZNMTM67VS'],
    ['sign_type', type],
    ['body', '人民路店'],
    ['out_trade_no', freshOrderNo()],
    ['total_fee', '2350'],
    ['spbill_create_ip', '127.0.0.1'],
    ['auth_code', freshCode()],
  ]);
  return writeXml(new Map([...fields, ['sign', sign(fields, apiKey, type)]]));
}

/** Node's own client with connections kept: no journal, no signature to make, nothing verified. */
export function bareClient(origin: string): (body: string) => Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const headers = { 'content-type': 'text/xml; charset=utf-8' };
  return (body) =>
    new Promise((resolve, reject) => {
      const asked = request(`${origin}/pay/micropay`, {
        agent,
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      });
      asked.on('response', (response) => response.resume().on('end', () => resolve()));
      asked.on('error', reject);
      asked.end(body);
    });
}

export type RawClient = { send(body: string): Promise<void>; close(): void };

/** A connection and nothing else: what the machine itself allows. */
export async function rawClient(port: number): Promise<RawClient> {
  const socket: TLSSocket = connect({ port, host: '127.0.0.1', servername: 'localhost' });
  await once(socket, 'secureConnect');
  socket.setNoDelay(true);
  return {
    send: (body) =>
      new Promise((resolve) => {
        let answer = '';
        const hear = (bytes: Buffer) => {
          answer += bytes.toString('latin1');
          if (!answer.endsWith('</xml>')) return;
          socket.off('data', hear);
          resolve();
        };
        socket.on('data', hear);
        const length = Buffer.byteLength(body);
        socket.write(
          `POST /pay/micropay HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: ${length}\r\n\r\n${body}`,
        );
      }),
    close: () => socket.destroy(),
  };
}

/** One durable insert, as plain as it can be. */
export function bareCommit(file: string): { commit(orderNo: string): void; close(): void } {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    'CREATE TABLE orders (seq INTEGER PRIMARY KEY, order_no TEXT NOT NULL, amount_fen INTEGER NOT NULL, at_ms INTEGER NOT NULL) STRICT',
  );
  const insert = db.prepare('INSERT INTO orders (order_no, amount_fen, at_ms) VALUES (?, ?, ?)');
  return { commit: (orderNo) => void insert.run(orderNo, 2350, Date.now()), close: () => db.close() };
}

/** The wait for the disk alone: one page over an old one, so that not even the file's length changes. */
export function bareSync(file: string): { sync(): number; close(): void } {
  const page = Buffer.alloc(4_096, 1);
  const fd = openSync(file, 'w');
  const write = () => writeSync(fd, page, 0, page.length, 0);
  write();
  fsyncSync(fd);
  return {
    /** @returns µs */
    sync() {
      const begunMs = performance.now();
      write();
      fdatasyncSync(fd);
      return (performance.now() - begunMs) * 1_000;
    },
    close: () => closeSync(fd),
  };
}
