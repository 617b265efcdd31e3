import { Button, Code, commonTexts, EmptyState } from '@mortise/ui'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { shellTexts } from './shell-texts.ts'

interface Props {
  children: ReactNode
}

/** Catches what no route caught, so that the user never sees a white page. */
export class CrashScreen extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack)
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <main style={{ minHeight: '100dvh', display: 'grid', placeContent: 'center' }}>
        <EmptyState
          icon="alert-triangle"
          title={shellTexts.t('crashTitle')}
          text={
            <>
              <p>{shellTexts.t('crashText')}</p>
              <Code block>{`${error.name}: ${error.message}`}</Code>
            </>
          }
          actions={<Button onClick={() => location.reload()}>{commonTexts.t('reload')}</Button>}
        />
      </main>
    )
  }
}
