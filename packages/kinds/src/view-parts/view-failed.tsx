import { ErrorState, useViewServices } from '@mortise/ui'

interface ViewFailedProps {
  title: string
  error: unknown
  onRetry(): void
}

/** Nothing could be loaded: why, and another try. */
export function ViewFailed({ title, error, onRetry }: ViewFailedProps) {
  const { message, id } = useViewServices().describeError(error)
  return <ErrorState title={title} message={message} errorId={id} onRetry={onRetry} />
}
