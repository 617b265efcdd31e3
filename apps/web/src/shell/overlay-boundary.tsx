import { toastError } from '@mortise/ui'
import { Component, type ReactNode } from 'react'
import { messageOf, networkError } from '../api/api-error.ts'
import { isChunkError } from './chunk-error.ts'

interface Props {
  children: ReactNode
  onFail(): void
}

/** An overlay that cannot be loaded or drawn says so and goes; the page under it and what was typed there stay. */
export class OverlayBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch(error: Error) {
    toastError(messageOf(isChunkError(error) ? networkError() : error))
    if (!isChunkError(error)) console.error(error)
    this.props.onFail()
  }

  override render() {
    return this.state.failed ? null : this.props.children
  }
}
