import http from 'node:http';

export type Heard = { readonly status: number; readonly body: string; readonly headers: http.IncomingHttpHeaders };
export type Call = { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: object };

/** Calls the host as a till does, on connections that it keeps. */
export function createCaller(base: string) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });

  function call(route: string, { method = 'GET', headers = {}, body }: Call = {}): Promise<Heard> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const typed = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
    return new Promise((resolve, reject) => {
      const request = http.request(`${base}${route}`, { method, agent, headers: { ...headers, ...typed } }, (response) => {
        let heard = '';
        response.setEncoding('utf8').on('data', (piece: string) => {
          heard += piece;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: heard, headers: response.headers }));
      });
      request.on('error', reject).end(text);
    });
  }

  /** Reads a stream until it is left. @param heard hears each piece */
  function listen(
    route: string,
    headers: Readonly<Record<string, string>>,
    heard: (piece: string) => void,
  ): { leave(): void; readonly begun: Promise<void> } {
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const request = http.request(`${base}${route}`, { headers, agent: false }, (response) => {
      begin();
      response.setEncoding('utf8').on('data', heard);
      response.on('error', () => {});
    });
    request.on('error', () => begin()).end();
    return { begun, leave: () => void request.destroy() };
  }

  return { call, listen, close: () => agent.destroy() };
}

export type Caller = ReturnType<typeof createCaller>;
