import type { RefObject } from 'react';
import { RECORD_GROUPS } from '../../../src/contract/records.ts';
import { Icon } from '../../components/icon.tsx';
import { Sign, type SignName } from '../../components/sign.tsx';
import type { RecordsText } from '../../text/manager/records-text.ts';
import { dayChoices } from './days.ts';
import type { Search } from './record-list.ts';
import styles from './search-bar.module.css';

type SearchBarProps = {
  readonly search: Search;
  readonly hasCode: boolean; // a payment code came in: it was not looked for
  readonly names: readonly string[]; // of who works here
  readonly words: RecordsText;
  readonly timeZone: string;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onChange: (search: Search) => void;
  readonly onDown: () => void; // to the rows
};

const GROUP_SIGNS: Readonly<Record<(typeof RECORD_GROUPS)[number], SignName>> = {
  paid: 'paid',
  refunded: 'reversed',
  open: 'unresolved',
  declined: 'declined',
  undone: 'canceled',
};

/** One field for everything that a receipt or a customer can tell, and below it what narrows the list. */
export function SearchBar({ search, hasCode, names, words, timeZone, field, onChange, onDown }: SearchBarProps) {
  const days = dayChoices(Date.now(), timeZone);
  const chosenDays = days.find(({ fromDay, untilDay }) => fromDay === search.fromDay && untilDay === search.untilDay)?.name ?? 'any';
  return (
    <search className={styles.bar}>
      <label className={styles.field}>
        <Icon name="ask" />
        <input
          ref={field}
          type="text"
          inputMode="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          aria-label={words.searchLabel}
          placeholder={words.search}
          value={search.text ?? ''}
          onChange={(event) => onChange({ ...search, text: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.code === 'ArrowDown' || event.code === 'Enter') {
              event.preventDefault();
              onDown();
            }
            if (event.code === 'Escape' && search.text) {
              event.preventDefault();
              onChange({ ...search, text: '' });
            }
          }}
        />
        {search.text && (
          <button
            type="button"
            aria-label={words.clear}
            onClick={() => {
              onChange({ ...search, text: '' });
              field.current?.focus();
            }}
          >
            <Icon name="cross" />
          </button>
        )}
      </label>
      {hasCode && (
        <p className={styles.refusal} role="alert">
          <Sign name="advice" size="list" />
          <b>{words.isCode.what}</b>
          {words.isCode.next}
        </p>
      )}
      <div className={styles.chips}>
        <fieldset aria-label={words.groupsLabel}>
          <Chip isOn={search.group === undefined} onPress={() => onChange(without(search, 'group'))}>
            {words.all}
          </Chip>
          {RECORD_GROUPS.map((group) => (
            <Chip key={group} sign={GROUP_SIGNS[group]} isOn={search.group === group} onPress={() => onChange({ ...search, group })}>
              {words.groups[group]}
            </Chip>
          ))}
        </fieldset>
        <select
          aria-label={words.days.label}
          value={chosenDays}
          onChange={(event) => {
            const chosen = days.find(({ name }) => name === event.currentTarget.value);
            const rest = without(without(search, 'fromDay'), 'untilDay');
            onChange(chosen?.fromDay ? { ...rest, fromDay: chosen.fromDay, untilDay: chosen.untilDay } : rest);
          }}
        >
          {days.map(({ name }) => (
            <option key={name} value={name}>
              {words.days[name]}
            </option>
          ))}
        </select>
        {names.length > 0 && (
          <select
            aria-label={words.cashier}
            value={search.cashier ?? ''}
            onChange={(event) => {
              const cashier = event.currentTarget.value;
              onChange(cashier ? { ...search, cashier } : without(search, 'cashier'));
            }}
          >
            <option value="">{words.anyCashier}</option>
            {names.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
      </div>
    </search>
  );
}

type ChipProps = { readonly sign?: SignName; readonly isOn: boolean; readonly onPress: () => void; readonly children: string };

function Chip({ sign, isOn, onPress, children }: ChipProps) {
  return (
    <button type="button" aria-pressed={isOn} onClick={onPress}>
      {sign && <Sign name={sign} size="row" />}
      {children}
    </button>
  );
}

function without<Key extends keyof Search>(search: Search, key: Key): Search {
  const { [key]: _, ...rest } = search;
  return rest;
}
