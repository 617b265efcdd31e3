import type { EntityModel } from '@mortise/metadata'
import { Button, CloseButton, useText } from '@mortise/ui'
import { noSelection, type RowSelection, selectedCount } from '@mortise/ui/grid'
import { IconArchive, IconLock, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { records } from '../../../api/records.ts'
import { useApp, useCapabilities } from '../../../api/use-app.ts'
import { FailedDialog } from '../../command/failed-dialog.tsx'
import { openPrint } from '../../command/open-print.ts'
import { SelectionCommands } from '../../command/selection-commands.tsx'
import { useCommandRun } from '../../command/use-command-run.tsx'
import type { ListData } from '../data/use-list-data.ts'
import { listTexts } from '../list-texts.ts'
import classes from './bulk.module.css'
import { BulkEditDialog } from './bulk-edit-dialog.tsx'
import { idTarget } from './bulk-target.ts'
import { useAllowed } from './use-allowed.ts'
import { useBulk } from './use-bulk.ts'

/** At most so many records at once. */
const maxCommandRecords = 500
const maxPrintRecords = 200

interface BulkBarProps {
  entity: EntityModel
  data: ListData
  selection: RowSelection
  onSelection(selection: RowSelection): void
}

/** Appears while records are selected: how many, and what can be done with them together. */
export function BulkBar({ entity, data, selection, onSelection }: BulkBarProps) {
  const t = useText(listTexts)
  const capabilities = useCapabilities(entity.key)
  const [editing, setEditing] = useState(false)
  const [busy, setBusy] = useState(false)
  const { total } = data.snapshot
  const count = selectedCount(selection, total)
  const bulk = useBulk({ entity, data, selection, count })
  const commands = useCommandRun(entity)
  const { key: app } = useApp()
  const target = { selection, what: data.what }
  const fixed = count - (useAllowed({ entity, data, selection, count }) ?? count)
  // One more than is possible, so that the server says what is.
  const ids = (limit: number) => idTarget(target, (query) => records.query(app, entity.key, query), limit + 1)
  const reasons = bulk.left && (
    <FailedDialog
      name={t('bulkEdit')}
      failed={bulk.left.reasons}
      count={bulk.left.refused}
      done={bulk.left.updated}
      onClose={bulk.forget}
    />
  )
  if (count === 0)
    return (
      <>
        {commands.dialogs}
        {reasons}
      </>
    )
  const finish = async (work: Promise<boolean>, refresh = false) => {
    setBusy(true)
    const done = await work
    setBusy(false)
    if (done) onSelection(noSelection)
    if (refresh) data.store.refresh()
    return done
  }
  return (
    <section className={classes.bar} aria-label={t('selected', { shown: count.toLocaleString() })}>
      <span className={classes.count} role="status">
        {t('selected', { shown: count.toLocaleString() })}
      </span>
      {!selection.all && count < total && (
        <Button size="xs" variant="subtle" onClick={() => onSelection({ all: true, keys: new Set() })}>
          {t('selectAllMatching', { shown: total.toLocaleString() })}
        </Button>
      )}
      {fixed > 0 && (
        <span className={classes.fixed} role="status">
          <IconLock size={13} aria-hidden />
          {fixed < count ? t('bulkSomeFixed', { count: fixed, fixed: fixed.toLocaleString() }) : t('bulkAllFixed')}
        </span>
      )}
      {capabilities.update && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPencil size={14} aria-hidden />}
          disabled={busy || fixed === count}
          onClick={() => setEditing(true)}
        >
          {t('bulkEdit')}
        </Button>
      )}
      {capabilities.delete && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArchive size={14} aria-hidden />}
          loading={busy && !editing}
          onClick={() => void finish(bulk.archive())}
        >
          {t('bulkArchive')}
        </Button>
      )}
      <SelectionCommands
        entity={entity}
        busy={commands.busy}
        onRun={(command) =>
          void ids(maxCommandRecords).then((chosen) => finish(commands.run(command, { ids: chosen }), true))
        }
        onPrint={(template) =>
          void ids(maxPrintRecords).then((chosen) => openPrint({ app, entity: entity.key, template, ids: chosen }))
        }
      />
      {commands.dialogs}
      {reasons}
      <CloseButton size="sm" aria-label={t('clearSelection')} onClick={() => onSelection(noSelection)} />
      {editing && (
        <BulkEditDialog
          entity={entity}
          count={count}
          fixed={fixed}
          progress={bulk.progress}
          onApply={(values) => finish(bulk.edit(values))}
          onClose={() => setEditing(false)}
        />
      )}
    </section>
  )
}
