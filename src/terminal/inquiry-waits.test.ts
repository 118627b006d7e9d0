import { describe, expect, test } from 'vitest';
import { ELSEWHERE, inquiryTill, OTHERS, TRANSACTION } from './test-inquiry-till.ts';

describe('two seconds', () => {
  test('nobody answers: that is said, and no sooner', () => {
    const { clock, told, typed } = inquiryTill();
    typed(OTHERS);
    clock.advance(1_999);
    expect(told()).toEqual(['asking', null]);
    clock.advance(1);
    expect(told()).toEqual(['answered', 'no_answer']);
  });

  test('a late answer replaces it while the panel is open', async () => {
    const { clock, told, typed, hear } = inquiryTill();
    typed(OTHERS);
    clock.advance(2_000);
    await hear(ELSEWHERE);
    expect(told()).toEqual(['answered', 'paid_elsewhere']);
  });

  test('a late answer to a panel that was closed, or asks about another number, says nothing', async () => {
    const { gateway, terminal, inquiry, told, typed } = inquiryTill();
    typed(OTHERS);
    terminal.command({ kind: 'close_inquiry' });
    await gateway.lookUps[0]?.answer(ELSEWHERE);
    expect(inquiry()).toBeNull();
    typed(OTHERS);
    typed(TRANSACTION);
    await gateway.lookUps[1]?.answer(ELSEWHERE);
    expect(told()).toEqual(['asking', null]);
  });

  test('the line comes back: it is asked again by itself; so it is by hand', async () => {
    const { gateway, terminal, told, typed, hear } = inquiryTill();
    typed(OTHERS);
    gateway.setLine('offline');
    await hear({ kind: 'unknown', doubt: 'no_answer' });
    gateway.setLine('online');
    expect([gateway.lookUps.length, ...told()]).toEqual([2, 'asking', null]);
    expect(terminal.command({ kind: 'inquire_again' })).toEqual({ ok: false, code: 'not_now' });
    await hear({ kind: 'unknown', doubt: 'unsure' });
    expect(terminal.command({ kind: 'inquire_again' })).toEqual({ ok: true });
    await hear(ELSEWHERE);
    expect(told()).toEqual(['answered', 'paid_elsewhere']);
  });

  test('asked again, a late silence says nothing, and a late answer does', async () => {
    const { clock, gateway, terminal, told, typed } = inquiryTill();
    typed(OTHERS);
    clock.advance(2_000);
    terminal.command({ kind: 'inquire_again' });
    await gateway.lookUps[0]?.answer({ kind: 'unknown', doubt: 'no_answer' });
    expect(told()).toEqual(['asking', null]);
    clock.advance(2_000);
    terminal.command({ kind: 'inquire_again' });
    await gateway.lookUps[1]?.answer(ELSEWHERE);
    expect(told()).toEqual(['answered', 'paid_elsewhere']);
  });

  test('a gun that reads the number twice, or by two paths, asks once; a person who scans it again asks again', async () => {
    const { scan, gateway, terminal, hear } = inquiryTill();
    const byTheOtherPath = () => terminal.scanned({ scannerId: 'the same gun as a keyboard', text: OTHERS });
    scan(OTHERS);
    scan(OTHERS);
    byTheOtherPath();
    await hear({ kind: 'absent' });
    byTheOtherPath();
    expect(gateway.lookUps.length).toBe(1);
    scan(OTHERS);
    expect(gateway.lookUps.length).toBe(2);
  });

  test('the till is answered within them too, and eight at once ask the acquirer', async () => {
    const { clock, gateway, terminal } = inquiryTill();
    const answers = Array.from({ length: 9 }, () => terminal.lookUp(OTHERS));
    expect(gateway.lookUps.length).toBe(8);
    expect(await answers[8]).toMatchObject({ ok: true, value: { answer: 'no_answer' } });
    await gateway.lookUps[0]?.answer(ELSEWHERE);
    expect(await answers[0]).toMatchObject({ ok: true, value: { answer: 'paid_elsewhere', amount: 1280 } });
    clock.advance(2_000);
    expect(await answers[1]).toMatchObject({ ok: true, value: { answer: 'no_answer', isConfirmed: false } });
  });
});
