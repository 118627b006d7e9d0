import { useEffect, useEffectEvent, useState } from 'react';
import type { OfficeAnswer } from '../../../src/contract/office.ts';
import type { OfficeCommand } from '../../../src/contract/office-view.ts';
import type { PersonRow } from '../../../src/contract/people.ts';
import type { OfficeClient } from '../../client/office-client.ts';
import { Button } from '../../components/button.tsx';
import { Drawer } from '../../components/drawer.tsx';
import { Icon } from '../../components/icon.tsx';
import type { PeopleWords } from '../../text/manager/people-text.ts';
import { Choice, Field, Form, SubmitButton } from '../parts/field.tsx';
import { Held } from '../parts/held.tsx';
import styles from './people.module.css';
import { checkName, checkPin, type FormProblems, problemAt, problemOf } from './person-form.ts';

type SheetProps = {
  readonly office: Pick<OfficeClient, 'sendOffice'>;
  readonly words: PeopleWords;
  readonly person: PersonRow | null; // null: somebody new
  readonly onClose: () => void;
};

/** Somebody new, or what can be changed about somebody. */
export function PersonSheet({ person, onClose, ...props }: SheetProps) {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    function down(event: KeyboardEvent): void {
      if (event.code !== 'Escape') return;
      event.preventDefault();
      close();
    }
    window.addEventListener('keydown', down, { capture: true });
    return () => window.removeEventListener('keydown', down, { capture: true });
  }, []);
  const { words } = props;
  return (
    <Drawer title={person?.name ?? words.add} closeWord={words.close} onClose={onClose}>
      {person === null && <NewPerson {...props} onAdded={onClose} />}
      {person?.isActive && <NameAndRole key={`${person.name} ${person.role}`} {...props} person={person} />}
      {person?.isActive && <Pin {...props} person={person} />}
      {person && <Stay {...props} person={person} />}
    </Drawer>
  );
}

type Send = (command: OfficeCommand) => Promise<OfficeAnswer>;
type PartProps = Pick<SheetProps, 'office' | 'words'>;
const ROLES = ['cashier', 'manager'] as const;

function rolesOf(words: PeopleWords) {
  return ROLES.map((value) => ({ value, word: words.roles[value], note: words.roleNotes[value] }));
}

/** Sends once at a time. */
function useSending(send: Send): readonly [isBusy: boolean, sendOnce: Send] {
  const [isBusy, setBusy] = useState(false);
  async function sendOnce(command: OfficeCommand): Promise<OfficeAnswer> {
    setBusy(true);
    try {
      return await send(command);
    } finally {
      setBusy(false);
    }
  }
  return [isBusy, sendOnce];
}

function NewPerson({ office, words, onAdded }: PartProps & { readonly onAdded: () => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<(typeof ROLES)[number]>('cashier');
  const [pin, setPin] = useState('');
  const [pinAgain, setPinAgain] = useState('');
  const [problems, setProblems] = useState<FormProblems>({});
  const [isBusy, send] = useSending(office.sendOffice);

  async function submit(): Promise<void> {
    const wrong = { ...checkPin({ pin, pinAgain }, words), ...checkName(name, words) };
    setProblems(wrong);
    if (isBusy || Object.keys(wrong).length > 0) return;
    const answer = await send({ kind: 'add_person', name: name.trim(), role, pin });
    if (answer.ok) onAdded();
    else setProblems(problemAt(answer.code, words));
  }

  return (
    <section className={styles.group}>
      <Form onSubmit={() => void submit()}>
        <Field label={words.name} hint={words.nameHint} problem={problems.name ?? null} value={name} onChange={setName} hasFocus />
        <Choice label={words.roleLabel} value={role} choices={rolesOf(words)} onChange={setRole} />
        <PinFields {...{ words, pin, pinAgain, problems, setPin, setPinAgain }} label={words.pin} />
        <SubmitButton isBusy={isBusy}>{words.add}</SubmitButton>
      </Form>
    </section>
  );
}

function NameAndRole({ office, words, person }: PartProps & { readonly person: PersonRow }) {
  const [name, setName] = useState(person.name);
  const [role, setRole] = useState(person.role);
  const [problems, setProblems] = useState<FormProblems>({});
  const [isSaved, setSaved] = useState(false);
  const [isBusy, send] = useSending(office.sendOffice);

  async function submit(): Promise<void> {
    const wrong = checkName(name, words);
    setProblems(wrong);
    setSaved(false);
    if (isBusy || wrong.name) return;
    const answer = await send({ kind: 'change_person', personId: person.id, name: name.trim(), role });
    if (!answer.ok) setProblems({ name: problemOf(answer.code, words) });
    else setSaved(true);
  }

  return (
    <section className={styles.group}>
      <Form onSubmit={() => void submit()}>
        <Field label={words.name} hint={words.nameHint} problem={problems.name ?? null} value={name} onChange={setName} />
        <Choice label={words.roleLabel} value={role} choices={rolesOf(words)} onChange={setRole} />
        <SubmitButton isBusy={isBusy}>{words.save}</SubmitButton>
        <Done isDone={isSaved}>{words.saved}</Done>
      </Form>
    </section>
  );
}

function Pin({ office, words, person }: PartProps & { readonly person: PersonRow }) {
  const [pin, setPin] = useState('');
  const [pinAgain, setPinAgain] = useState('');
  const [problems, setProblems] = useState<FormProblems>({});
  const [isSet, setIsSet] = useState(false);
  const [isBusy, send] = useSending(office.sendOffice);

  async function submit(): Promise<void> {
    const wrong = checkPin({ pin, pinAgain }, words);
    setProblems(wrong);
    setIsSet(false);
    if (isBusy || Object.keys(wrong).length > 0) return;
    const answer = await send({ kind: 'set_pin', personId: person.id, pin });
    if (!answer.ok) return setProblems({ pin: problemOf(answer.code, words) });
    setPin('');
    setPinAgain('');
    setIsSet(true);
  }

  return (
    <section className={styles.group}>
      <h3>{words.setPin}</h3>
      <Form onSubmit={() => void submit()}>
        <PinFields {...{ words, pin, pinAgain, problems, setPin, setPinAgain }} label={words.newPin} />
        <Button look="strong" onPress={() => void submit()}>
          {words.setPin}
        </Button>
        <Done isDone={isSet}>{words.pinSet}</Done>
      </Form>
    </section>
  );
}

function Stay({ office, words, person }: PartProps & { readonly person: PersonRow }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [, send] = useSending(office.sendOffice);

  async function change(isActive: boolean): Promise<void> {
    const answer = await send({ kind: 'change_person', personId: person.id, isActive });
    setProblem(answer.ok ? null : problemOf(answer.code, words));
  }

  return (
    <section className={styles.group}>
      {person.isActive && <p className={styles.note}>{words.leaveNote}</p>}
      {person.isActive ? (
        <Held keyCap={words.hold} onHeld={() => void change(false)}>
          {words.leave}
        </Held>
      ) : (
        <Button size="small" onPress={() => void change(true)}>
          {words.comeBack}
        </Button>
      )}
      {problem && <p role="alert">{problem}</p>}
    </section>
  );
}

type PinFieldsProps = {
  readonly words: PeopleWords;
  readonly label: string;
  readonly pin: string;
  readonly pinAgain: string;
  readonly problems: FormProblems;
  readonly setPin: (pin: string) => void;
  readonly setPinAgain: (pin: string) => void;
};

/** A PIN is typed twice: nobody can read what was typed. */
export function PinFields({ words, label, pin, pinAgain, problems, setPin, setPinAgain }: PinFieldsProps) {
  return (
    <>
      <Field label={label} hint={words.pinHint} problem={problems.pin ?? null} value={pin} onChange={setPin} isPin maxLength={8} />
      <Field label={words.pinAgain} problem={problems.pinAgain ?? null} value={pinAgain} onChange={setPinAgain} isPin maxLength={8} />
    </>
  );
}

function Done({ isDone, children }: { readonly isDone: boolean; readonly children: string }) {
  return (
    <p className={styles.done} role="status">
      {isDone && (
        <>
          <Icon name="check" />
          {children}
        </>
      )}
    </p>
  );
}
