import type { EntityModel } from '@mortise/metadata'
import { Button, EmptyState, ErrorState, FormSkeletons, useLocalize, useText } from '@mortise/ui'
import { Link } from '@tanstack/react-router'
import { messageOf, requestIdOf } from '../../api/api-error.ts'
import { recordTexts } from './record-texts.ts'
import type { RecordQuery } from './use-record.ts'

/** What stands where a record would be while there is none: loading, gone, or failed. */
export function RecordAbsent({ entity, query, columns }: { entity: EntityModel; query: RecordQuery; columns: number }) {
  const t = useText(recordTexts)
  if (query.missing) return <RecordMissing entity={entity} />
  if (!query.error) return <FormSkeletons columns={columns} />
  return (
    <ErrorState
      title={t('loadFailed')}
      message={messageOf(query.error)}
      errorId={requestIdOf(query.error)}
      onRetry={query.retry}
    />
  )
}

function RecordMissing({ entity }: { entity: EntityModel }) {
  const t = useText(recordTexts)
  const localize = useLocalize()
  return (
    <EmptyState
      icon="map"
      title={t('notFoundTitle')}
      text={t('notFoundText')}
      actions={
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link to="/a/$app/$entity" params={{ app: entity.app, entity: entity.key }} {...props} />
          )}
        >
          {t('toList', { name: localize(entity.plural) })}
        </Button>
      }
    />
  )
}

/** The address names a table that the user's app does not have. */
export function TableMissing() {
  const t = useText(recordTexts)
  return <EmptyState icon="table" title={t('noTableTitle')} text={t('noTableText')} />
}
