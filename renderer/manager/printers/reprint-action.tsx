import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import type { RecordActionProps } from '../records/record-actions.ts';
import { useKey } from '../use-key.ts';

/** The charge's receipt once more, marked as such by the terminal. */
export function ReprintAction({ detail: { charge }, office, people, words: { printers: words } }: RecordActionProps) {
  const [said, setSaid] = useState<string | null>(null);
  const canPrint = charge.status === 'paid' && people.printers.length > 0;

  async function print(): Promise<void> {
    if (!canPrint) return;
    const answer = await office.sendOffice({ kind: 'print', document: { kind: 'charge', id: charge.id }, copy: 'customer' });
    setSaid(answer.ok ? words.reprinted : (words.codes[answer.code] ?? words.codes.other));
  }

  useKey('F11', () => void print());
  return (
    <>
      <Button size="small" icon={<Icon name="printer" />} keyCap="F11" isOff={!canPrint} onPress={() => void print()}>
        {people.printers.length === 0 ? words.none.what : words.reprint}
      </Button>
      {said !== null && <span role="status">{said}</span>}
    </>
  );
}
