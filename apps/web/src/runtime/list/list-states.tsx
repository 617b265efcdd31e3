import type { EntityModel } from '@mortise/metadata'
import { Button, EmptyState, ErrorState, useLocalize, useText } from '@mortise/ui'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { listTexts } from './list-texts.ts'

interface ListEmptyProps {
  entity: EntityModel
  /** A filter or a search is set. */
  narrowed: boolean
  onClear(): void
  /** Absent where the user may not make records. */
  onCreate?: (() => void) | undefined
}

/** Nothing to show: because there is nothing yet, or because nothing matches. */
export function ListEmpty({ entity, narrowed, onClear, onCreate }: ListEmptyProps) {
  const t = useText(listTexts)
  const label = useLocalize()
  const names = { entity: label(entity.plural) }
  if (narrowed) {
    return (
      <EmptyState
        icon="search"
        title={t('noMatchTitle', names)}
        text={t('noMatchText')}
        actions={
          <Button variant="default" onClick={onClear}>
            {t('clearFilters')}
          </Button>
        }
      />
    )
  }
  return (
    <EmptyState
      icon={entity.document.icon ?? 'table'}
      title={t('emptyTitle', names)}
      text={entity.document.description ? label(entity.document.description) : t('emptyText', names)}
      actions={onCreate && <Button onClick={onCreate}>{t('newRecordOf', { entity: label(entity.label) })}</Button>}
    />
  )
}

/** The list could not be loaded at all. */
export function ListFailed({ entity, error, onRetry }: { entity: EntityModel; error: unknown; onRetry(): void }) {
  const t = useText(listTexts)
  const label = useLocalize()
  return (
    <ErrorState
      title={t('failedTitle', { entity: label(entity.plural) })}
      message={messageOf(error)}
      errorId={requestIdOf(error)}
      onRetry={onRetry}
    />
  )
}
