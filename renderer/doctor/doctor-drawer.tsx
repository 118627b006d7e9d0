import type { Client } from '../client/client.ts';
import { Button } from '../components/button.tsx';
import { Drawer } from '../components/drawer.tsx';
import type { Text } from '../text/text.ts';
import { DoctorContent } from './doctor-content.tsx';
import { useDoctor } from './use-doctor.ts';

type DoctorProps = {
  readonly client: Pick<Client, 'send' | 'watchDoctor'>;
  readonly text: Text;
  readonly timeZone: string;
  readonly isAwaitingCode: boolean; // then a scan is money, and no test may begin
  readonly onClose: () => void;
};

/** The page about scanners over the counter. */
export default function DoctorDrawer({ client, text, timeZone, isAwaitingCode, onClose }: DoctorProps) {
  const doctor = useDoctor(client, isAwaitingCode);
  const words = text.doctor;
  return (
    <Drawer
      title={words.title}
      closeWord={text.lists.close}
      onClose={onClose}
      actions={
        doctor.seen && (
          <Button size="small" onPress={doctor.save}>
            {words.save}
          </Button>
        )
      }
      isWide
    >
      <DoctorContent {...{ doctor, words, timeZone, isAwaitingCode }} />
    </Drawer>
  );
}
