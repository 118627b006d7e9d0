import { describe, expect, test, vi } from 'vitest';
import type { NoticeRequest, Notices } from '../gateway.ts';
import { PATIENCE, payShown, show } from './deeds.ts';
import type { OpenWorld, World } from './world.ts';

/** What holds for what an acquirer reports by itself. */
export function noticeContract(openWorld: OpenWorld): void {
  describe('a report of a payment', () => {
    test('names order and amount, and is thanked for', async () => {
      const { world, notices, order, request } = await reported();
      const notice = notices.read(request);
      expect(notice).toMatchObject({ ok: true, value: { about: 'payment', orderNo: order.orderNo, amountFen: order.amountFen } });
      expect(notices.reply(null).status).toBe(200);
      expect(world.logText()).toBe('[]');
    });

    test('about another order than was signed: not believed, and the acquirer hears it', async () => {
      const { world, notices, order, request } = await reported();
      const other = world.order().orderNo;
      const body = Buffer.from(Buffer.from(request.body).toString().replaceAll(order.orderNo, other));
      refusedIn(notices, { ...request, body });
    });

    test.each([
      ['', 'empty'],
      ['{', 'half'],
      ['<xml>', 'half'],
      ['[]', 'of nothing'],
    ])('%j, %s: not believed', async (text) => {
      const { notices, request } = await reported();
      refusedIn(notices, { ...request, body: Buffer.from(text) });
    });
  });

  /** A payment, and the report of it. */
  async function reported() {
    const world = await openWorld();
    const { gateway } = world;
    const order = world.offered();
    payShown(world, order, await show(world, order));
    if (!gateway.notices) throw new Error('expects no reports');
    const { notices } = gateway;
    const request = await vi.waitFor(() => reportAbout(world, order.orderNo, order.amountFen), PATIENCE);
    return { world, notices, order, request };
  }
}

/** The last one that names it. Found by its text: an adapter that reads one twice may take it for a repeat. */
function reportAbout(world: World, orderNo: string, amount: number): NoticeRequest {
  const texts = world.reports().map((request) => [request, Buffer.from(request.body).toString()] as const);
  const [request] = texts.findLast(([, text]) => text.includes(orderNo) && text.includes(String(amount))) ?? [];
  if (!request) throw new Error('not reported yet');
  return request;
}

function refusedIn(notices: Notices, request: NoticeRequest): void {
  const read = notices.read(request);
  expect(read).toMatchObject({ ok: false });
  const why = read.ok ? null : read.error;
  expect(notices.reply(why)).not.toEqual(notices.reply(null));
}
