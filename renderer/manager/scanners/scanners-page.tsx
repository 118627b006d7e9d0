import { useEffect } from 'react';
import { Button } from '../../components/button.tsx';
import { DoctorContent } from '../../doctor/doctor-content.tsx';
import { useDoctor } from '../../doctor/use-doctor.ts';
import { Page } from '../page.tsx';
import type { PageProps } from '../page-props.ts';
import { useGun } from '../use-gun.ts';

/** The page about scanners, as the counter has it. */
export default function ScannersPage({ client, view, text }: PageProps) {
  const isAwaitingCode = view.stage.kind === 'charge' && view.stage.charge.status === 'awaiting_code';
  const doctor = useDoctor(client, isAwaitingCode);
  const words = text.doctor;
  const { seen, send } = doctor;
  useGun({ onScan: (scan, { atMs, end }) => send({ kind: 'scan', text: scan, device: 'keyboard', atMs: [...atMs], end }) });
  useEffect(() => {
    function down(event: KeyboardEvent): void {
      if (event.code !== 'F5' || event.repeat || !seen) return;
      event.preventDefault();
      send({ kind: 'doctor', on: seen.view.test === null });
    }
    window.addEventListener('keydown', down, { capture: true });
    return () => window.removeEventListener('keydown', down, { capture: true });
  }, [seen, send]);
  return (
    <Page
      title={words.title}
      actions={
        seen && (
          <Button size="small" onPress={doctor.save}>
            {words.save}
          </Button>
        )
      }
    >
      <DoctorContent {...{ doctor, words, isAwaitingCode }} timeZone={view.store.timeZone} />
    </Page>
  );
}
