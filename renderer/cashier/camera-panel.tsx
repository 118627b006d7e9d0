import type { Camera } from '../camera/camera.ts';
import type { CameraState } from '../camera/session.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Sign } from '../components/sign.tsx';
import type { CameraText } from '../text/camera/camera-text.ts';
import type { Advice } from '../text/text.ts';
import styles from './camera-panel.module.css';
import { Viewfinder } from './viewfinder.tsx';

type CameraPanelProps = { readonly camera: Camera; readonly state: CameraState; readonly words: CameraText };

/** The camera in the hand: the viewfinder with its switches, or why there is none and what to do. */
export function CameraPanel({ camera, state, words }: CameraPanelProps) {
  switch (state.kind) {
    case 'off':
      return null;
    case 'asking':
    case 'running':
      return (
        <>
          <Viewfinder camera={camera} state={state} words={words} />
          {state.kind === 'running' && <Switches camera={camera} state={state} words={words} />}
        </>
      );
    case 'stopped':
      return <WhyNot {...words[state.why]} kind="stopped" />;
    default:
      return <WhyNot {...words[state.kind]} kind={state.kind} />;
  }
}

type SwitchesProps = Omit<CameraPanelProps, 'state'> & { readonly state: Extract<CameraState, { kind: 'running' }> };

/** Only what this camera can do. A camera that looks away from the cashier needs no mirror. */
function Switches({ camera, state, words }: SwitchesProps) {
  const { isUserFacing, isMirrored, hasTorch, isTorchOn, cameraCount } = state;
  return (
    <div className={styles.switches}>
      {isUserFacing && (
        <Button size="small" icon={<Icon name="mirror" />} isPressed={isMirrored} onPress={() => camera.setMirror(!isMirrored)}>
          {words.mirror}
        </Button>
      )}
      {hasTorch && (
        <Button size="small" icon={<Icon name="torch" />} isPressed={isTorchOn} onPress={() => camera.setTorch(!isTorchOn)}>
          {words.torch}
        </Button>
      )}
      {cameraCount > 1 && (
        <Button size="small" icon={<Icon name="swap" />} onPress={camera.nextCamera}>
          {words.another}
        </Button>
      )}
    </div>
  );
}

function WhyNot({ what, next, kind }: Advice & { readonly kind: string }) {
  return (
    <div className={styles.why} role="status" data-camera={kind}>
      <Sign name="advice" size="list" />
      <p>
        <b>{what}</b>
        <span>{next}</span>
      </p>
    </div>
  );
}
