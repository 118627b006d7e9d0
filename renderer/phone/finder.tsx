import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import type { Camera } from '../camera/camera.ts';
import type { CameraState } from '../camera/session.ts';
import { Icon } from '../components/icon.tsx';
import { Sign } from '../components/sign.tsx';
import type { ScanText } from '../text/phone/scan-text.ts';
import styles from './finder.module.css';
import { PasteField } from './paste-field.tsx';
import type { ScanRefusal } from './scanned.ts';
import type { Scan } from './use-phone.ts';

type FinderProps = {
  readonly camera: Camera;
  readonly scan: Scan;
  readonly words: ScanText;
  /** What was scanned is going to be paid: nothing is left to look for. */
  readonly onDone: () => void;
};

/** Scans a merchant's QR. The camera's light is on as long as the finder is open. */
export function Finder({ camera, scan, words, onDone }: FinderProps) {
  const state = useSyncExternalStore(camera.onChange, camera.state);
  const [told, setTold] = useState<ScanRefusal | 'opening' | null>(null);
  const isAsking = useRef(false);

  async function open(content: string): Promise<void> {
    if (isAsking.current) return; // one text at a time, once
    isAsking.current = true;
    setTold('opening');
    const refusal = await scan(content);
    isAsking.current = false;
    if (refusal) setTold(refusal);
    else onDone();
  }

  const onFound = useEffectEvent((content: string) => void open(content));
  const [look] = useState(() => () => camera.switchOn((content) => onFound(content)));
  useEffect(() => {
    look();
    return camera.switchOff;
  }, [look, camera]);

  const isSeeing = state.kind === 'running' && state.isSeeing;
  return (
    <div className={styles.finder} data-camera={isSeeing ? 'seeing' : state.kind}>
      <Picture camera={camera} state={state} label={words.picture} />
      <div className={styles.middle}>
        {isSeeing ? <Square isStill={told === 'opening'} /> : <WhyNot state={state} words={words} onAgain={look} />}
        <div className={styles.below}>
          <div role="alert">{told && <Message told={told} words={words} />}</div>
          {isSeeing && !told && <p className={styles.aim}>{words.aim}</p>}
        </div>
        {state.kind === 'running' && <Switches camera={camera} state={state} words={words} />}
      </div>
      <div className={styles.foot}>
        <PasteField example="weixin://…" label={words.paste} word={words.open} onOpen={(content) => void open(content)} />
      </div>
    </div>
  );
}

type PictureProps = { readonly camera: Camera; readonly state: CameraState; readonly label: string };

/** What the camera sees, over the whole height. */
function Picture({ camera, state, label }: PictureProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current) camera.mount(host.current);
  }, [camera]);
  const isMirrored = state.kind === 'running' && state.isMirrored;
  return <div ref={host} className={styles.picture} role="img" aria-label={label} data-mirrored={isMirrored} />;
}

/** Where to hold the code. It is read anywhere in the picture, here first. */
function Square({ isStill }: { readonly isStill: boolean }) {
  const path = 'M3 30V3h27M70 3h27v27M97 70v27H70M30 97H3V70';
  return (
    <div className={styles.square} data-still={isStill}>
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <path className={styles.casing} d={path} />
        <path className={styles.mark} d={path} />
      </svg>
      <span className={styles.beam} />
    </div>
  );
}

type WhyNotProps = { readonly state: CameraState; readonly words: ScanText; readonly onAgain: () => void };

/** These come back by themselves when a camera is plugged in, or not at all. */
const WITHOUT_KEY: ReadonlySet<CameraState['kind']> = new Set(['off', 'asking', 'running', 'none', 'lost', 'broken']);

function WhyNot({ state, words, onAgain }: WhyNotProps) {
  const { what, next } = words.camera[reasonOf(state)];
  return (
    <div className={styles.why} role="status">
      <Icon name="camera" />
      <p>
        <b>{what}</b>
        <span>{next}</span>
      </p>
      {!WITHOUT_KEY.has(state.kind) && (
        <button type="button" onClick={onAgain}>
          {words.again}
        </button>
      )}
    </div>
  );
}

function reasonOf(state: CameraState): keyof ScanText['camera'] {
  if (state.kind === 'stopped') return state.why;
  return state.kind === 'off' || state.kind === 'running' ? 'asking' : state.kind;
}

function Message({ told, words }: { readonly told: ScanRefusal | 'opening'; readonly words: ScanText }) {
  if (told === 'opening') return <p className={styles.opening}>{words.opening}</p>;
  const { what, next } = words.not[told];
  return (
    <div className={styles.message} data-refusal={told}>
      <Sign name="advice" size="list" />
      <p>
        <b>{what}</b>
        <span>{next}</span>
      </p>
    </div>
  );
}

type SwitchesProps = {
  readonly camera: Camera;
  readonly state: Extract<CameraState, { kind: 'running' }>;
  readonly words: ScanText;
};

/** Only what this camera can do. */
function Switches({ camera, state: { hasTorch, isTorchOn, cameraCount }, words }: SwitchesProps) {
  return (
    <div className={styles.switches}>
      {hasTorch && (
        <button type="button" aria-label={words.torch} aria-pressed={isTorchOn} onClick={() => camera.setTorch(!isTorchOn)}>
          <Icon name="torch" />
        </button>
      )}
      {cameraCount > 1 && (
        <button type="button" aria-label={words.another} onClick={camera.nextCamera}>
          <Icon name="swap" />
        </button>
      )}
    </div>
  );
}
