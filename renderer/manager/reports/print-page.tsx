import { useState } from 'react';
import type { OfficeClient } from '../../client/office-client.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import type { ReportWords } from '../../text/report/report-words.ts';
import { takeReport } from './take-report.ts';
import type { Asked } from './use-report.ts';

type PrintPageProps = { readonly office: Pick<OfficeClient, 'takeFile'>; readonly asked: Asked; readonly words: ReportWords };

/** The stretch as one page of PDF. */
export function PrintPage({ office, asked, words }: PrintPageProps) {
  const [code, setCode] = useState<string | null>(null);
  return (
    <>
      <Button
        size="small"
        icon={<Icon name="printer" />}
        onPress={() => void takeReport(office, { what: 'report', format: 'pdf', ...asked }).then(setCode)}
      >
        {words.printPage}
      </Button>
      {code !== null && <span role="alert">{words.codes[code] ?? words.failed}</span>}
    </>
  );
}
