import { Component, type ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import styles from './shell.module.css';

type BoundaryProps = { readonly words: { readonly failed: string; readonly again: string }; readonly children: ReactNode };

/** A part whose code does not come, or that fails, leaves the others standing. After an update of the terminal the page is loaded anew. */
export class PartBoundary extends Component<BoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    const { words, children } = this.props;
    if (!this.state.hasFailed) return children;
    return (
      <div className={styles.failed} role="alert">
        <p>{words.failed}</p>
        <Button look="strong" size="small" onPress={() => location.reload()}>
          {words.again}
        </Button>
      </div>
    );
  }
}
