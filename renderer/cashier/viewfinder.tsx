import { useEffect, useRef } from 'react';
import { areaOf } from '../camera/area.ts';
import type { Camera } from '../camera/camera.ts';
import type { CameraState } from '../camera/session.ts';
import type { CameraText } from '../text/camera/camera-text.ts';
import styles from './viewfinder.module.css';

type ViewfinderProps = {
  readonly camera: Camera;
  readonly state: Extract<CameraState, { kind: 'asking' | 'running' }>;
  readonly words: CameraText;
};

/** Before the camera says its size: the shape that is asked for. */
const EXPECTED = { width: 1280, height: 720 };

/** What the camera sees, all of it, with corners around the part that is looked at first. Never what was read. */
export function Viewfinder({ camera, state, words }: ViewfinderProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current) camera.mount(host.current);
  }, [camera]);
  const isSeeing = state.kind === 'running' && state.isSeeing;
  return (
    <section
      className={styles.finder}
      aria-label={words.picture}
      data-camera={isSeeing ? 'seeing' : 'opening'}
      data-mirrored={state.kind === 'running' && state.isMirrored}
    >
      <div ref={host} className={styles.picture} aria-hidden="true" />
      {isSeeing ? (
        <>
          <Corners {...(state.width > 0 ? state : EXPECTED)} />
          <p className={styles.aim}>{words.aim}</p>
        </>
      ) : (
        <p className={styles.asking} role="status">
          <b>{words.asking.what}</b>
          <span>{words.asking.next}</span>
        </p>
      )}
    </section>
  );
}

/** The region of interest, at the place where it is in the picture. */
function Corners({ width, height }: { readonly width: number; readonly height: number }) {
  const { x, y, ...area } = areaOf('middle', { width, height });
  const [right, bottom, leg] = [x + area.width, y + area.height, area.height / 6];
  const path =
    `M${x} ${y + leg}V${y}h${leg}M${right - leg} ${y}H${right}v${leg}` +
    `M${right} ${bottom - leg}V${bottom}h${-leg}M${x + leg} ${bottom}H${x}v${-leg}`;
  return (
    <svg className={styles.corners} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path className={styles.casing} d={path} />
      <path className={styles.mark} d={path} />
    </svg>
  );
}
