import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Sign } from '../../components/sign.tsx';
import { CameraPanel } from '../camera-panel.tsx';
import { StateWords } from '../stage-panel.tsx';
import styles from './screen-parts.module.css';
import { type ScreenContent, type ScreenProps, Spacer, TellCustomer } from './screen-parts.tsx';

export function awaitingCodeScreen({ view, stage, text, act, openPhone, camera, cameraState }: ScreenProps): ScreenContent {
  const words = stage.origin === 'till' ? text.states.awaiting_code_till : text.states.awaiting_code;
  const isSeeing = cameraState.kind === 'asking' || cameraState.kind === 'running';
  const scannerReady = view.scanners.some(({ status }) => status === 'ready');
  return {
    look: 'plain',
    label: text.stage.due,
    said: words.word,
    middle: <StateWords sign={<Sign name="scan" size="stage" />} words={words} />,
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
