import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Sign } from '../../components/sign.tsx';
import { CameraPanel } from '../camera-panel.tsx';
import { Aside, StateWords } from '../stage-panel.tsx';
import styles from './screen-parts.module.css';
import { hasQr, type ScreenContent, type ScreenProps, Spacer, TellCustomer } from './screen-parts.tsx';
import { TimeLeft } from './time-left.tsx';

export function awaitingCodeScreen({ view, stage, receivedMs, text, act, openPhone, camera, cameraState }: ScreenProps): ScreenContent {
  const words = stage.origin === 'till' ? text.states.awaiting_code_till : text.states.awaiting_code;
  const isSeeing = cameraState.kind === 'asking' || cameraState.kind === 'running';
  const scannerReady = view.scanners.some(({ status }) => status === 'ready');
  return {
    look: 'plain',
    label: text.stage.due,
    said: words.word,
    middle: (
      <StateWords sign={<Sign name="scan" size="stage" />} words={words}>
        {stage.heldMs !== null && <HeldBack heldMs={stage.heldMs} receivedMs={receivedMs} text={text} />}
      </StateWords>
    ),
    foot: [scannerReady ? text.stage.scannerReady : null, view.practice ? text.stage.pasteCode : null],
    hand: (
      <>
        <CameraPanel camera={camera} state={cameraState} words={text.camera} />
        <TellCustomer text={text} say="showCode" />
        <Spacer />
        <Button
          look={isSeeing || scannerReady || view.practice ? 'plain' : 'strong'}
          icon={<Icon name="camera" />}
          keyCap="F12"
          onPress={() => act('toggle_camera')}
        >
          {isSeeing ? text.camera.close : text.camera.use}
        </Button>
        {view.practice && !isSeeing && (
          <Button look="strong" icon={<Icon name="phone" />} onPress={openPhone}>
            {text.bar.phone}
          </Button>
        )}
        {stage.origin === 'cashier' && hasQr(view) && (
          <Button look={stage.heldMs === null ? 'plain' : 'strong'} icon={<Icon name="qr" />} keyCap="F3" onPress={() => act('to_qr')}>
            {stage.heldMs === null ? text.offer.toQr : text.offer.showAgain}
          </Button>
        )}
        {stage.origin === 'cashier' && (
          <div className={styles.triple}>
            <Button keyCap="F4" onPress={() => act('take_cash')}>
              {text.cash.cash}
            </Button>
            <Button keyCap="←" onPress={() => act('change_amount')}>
              {text.hand.changeAmount}
            </Button>
            <Button keyCap="F7" onPress={() => act('park')}>
              {text.todo.park}
            </Button>
          </div>
        )}
        <div className={styles.pair}>
          <Button look="quiet" keyCap="F8" onPress={() => act('open_history')}>
            {text.inquiry.says}
          </Button>
          <Button look="quiet" keyCap="Esc" onPress={() => act('cancel')}>
            {text.hand.cancelSale}
          </Button>
        </div>
      </>
    ),
  };
}

/** The sale's QR was withdrawn and may be paid yet: a code that is scanned before it is closed does not leave. */
function HeldBack({ heldMs, receivedMs, text }: Pick<ScreenProps, 'receivedMs' | 'text'> & { readonly heldMs: number }) {
  return (
    <Aside isAmber>
      <TimeLeft
        wait={{ ms: heldMs, receivedMs }}
        write={(left) => {
          const { what, next, separator } = text.offer.held(left);
          return (
            <>
              <b>{what}</b>
              {separator}
              {next}
            </>
          );
        }}
      />
    </Aside>
  );
}
