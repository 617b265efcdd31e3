import type { DraftState } from '@mortise/api'
import type { EntityDocument, FieldDocument } from '@mortise/metadata'
import {
  SegmentedControl,
  Select,
  TextInput,
  UnsavedBar,
  useLocalize,
  useRuntimeServices,
  useShortcuts,
  useText,
} from '@mortise/ui'
import { type ReactNode, useCallback } from 'react'
import { AdminPage } from '../frame/admin-page.tsx'
import { adminTexts } from '../frame/admin-texts.ts'
import { DeleteMenu } from '../frame/delete-menu.tsx'
import { NameFields } from '../frame/name-fields.tsx'
import { PendingNotice } from '../frame/pending-notice.tsx'
import classes from './computed.module.css'
import type { ComputedTable, ComputedType } from './computed-document.ts'
import { computedTexts } from './computed-texts.ts'
import { FormulaOptions } from './formula-options.tsx'
import { RollupOptions } from './rollup-options.tsx'
import { useComputedEditor } from './use-computed-editor.ts'
import { useDependents } from './use-dependents.ts'

interface ComputedEditorProps {
  app: string
  draft: DraftState
  tables: readonly ComputedTable[]
  entity: EntityDocument
  /** Null: a new one. */
  field: FieldDocument | null
  onEntity(entity: string): void
  /** Shows the changes of the draft, to be published. */
  onReview(): void
}

/** `/admin/computed/:app/:entity/:field`: how a field is computed, and what it is called. */
export function ComputedEditor(props: ComputedEditorProps) {
  const { app, draft, entity, field, onReview } = props
  const t = useText(computedTexts)
  const common = useText(adminTexts)
  const localize = useLocalize()
  const editor = useComputedEditor({ app, entity, field })
  const saveAndReview = async () => {
    if (await editor.save()) onReview()
  }
  useShortcuts({ 'mod+enter': () => void saveAndReview() }, editor.dirty)
  const users = useDependents(entity.key, field?.key ?? null)
  const pending = draft.changes.length
  return (
    <AdminPage
      section="computed"
      crumbs={[{ label: localize(entity.label) }, { label: field ? localize(field.label) : t('add') }]}
      actions={
        field ? (
          <DeleteMenu label={t('actions')} deleteLabel={t('remove')} onDelete={() => void editor.remove(users)} />
        ) : null
      }
      footer={
        editor.dirty ? (
          <UnsavedBar
            state={editor.state}
            detail={editor.message}
            onSave={() => void saveAndReview()}
            onDiscard={editor.discard}
            saveLabel={common('saveReview')}
          />
        ) : null
      }
    >
      {pending > 0 && !editor.dirty ? (
        <div className={classes.notice}>
          <PendingNotice onReview={onReview}>{t('draftNotice', { count: pending })}</PendingNotice>
        </div>
      ) : null}
      <div className={classes.page}>
        <Basics {...props} editor={editor} />
        <Definition key={editor.round} entity={entity.key} field={field?.key ?? null} editor={editor} />
        {field ? (
          <div className={classes.quiet}>
            <p>{users ? t('usedBy', { names: users }) : t('unused')}</p>
            <p>{t('whereShown')}</p>
          </div>
        ) : null}
      </div>
    </AdminPage>
  )
}

type Editor = ReturnType<typeof useComputedEditor>

function Basics({ tables, entity, field, onEntity, editor }: ComputedEditorProps & { editor: Editor }): ReactNode {
  const t = useText(computedTexts)
  const localize = useLocalize()
  const { draft, key, change } = editor
  return (
    <>
      {field ? null : (
        <div className={classes.columns}>
          <Select
            label={t('table')}
            size="md"
            searchable
            allowDeselect={false}
            data={tables.map((table) => ({ value: table.entity.key, label: localize(table.entity.label) }))}
            value={entity.key}
            onChange={(next) => next && onEntity(next)}
          />
          <div>
            <div className={classes.inputLabel}>{t('kind')}</div>
            <SegmentedControl
              fullWidth
              aria-label={t('kind')}
              value={draft.type}
              onChange={(type) => change((present) => ({ ...present, type: type as ComputedType }))}
              data={[
                { value: 'formula', label: t('formula') },
                { value: 'rollup', label: t('rollup') },
              ]}
            />
            <p className={classes.quiet}>{t(draft.type === 'formula' ? 'formulaHint' : 'rollupHint')}</p>
          </div>
        </div>
      )}
      <div className={classes.columns}>
        <NameFields
          names={draft.names}
          error={editor.nameError}
          inputRef={editor.nameInput}
          onChange={(names) => change((present) => ({ ...present, names }))}
        />
        {field ? null : (
          <TextInput
            label={t('key')}
            description={t('keyHint')}
            size="md"
            maxLength={41}
            autoComplete="off"
            spellCheck={false}
            value={key}
            onChange={(event) => {
              const typed = event.currentTarget.value
              change((present) => ({ ...present, key: typed }))
            }}
          />
        )}
      </div>
    </>
  )
}

interface DefinitionProps {
  entity: string
  field: string | null
  editor: Editor
}

function Definition({ entity, field, editor: { draft, change, setUnfinished } }: DefinitionProps) {
  const { app } = useRuntimeServices()
  const table = app.entities.get(entity)
  const setFormula = useCallback(
    (next: (options: typeof draft.formula) => typeof draft.formula) =>
      change((present) => ({ ...present, formula: next(present.formula) })),
    [change],
  )
  const setRollup = useCallback(
    (next: (options: typeof draft.rollup) => typeof draft.rollup) =>
      change((present) => ({ ...present, rollup: next(present.rollup) })),
    [change],
  )
  if (!table) return null
  return draft.type === 'formula' ? (
    <FormulaOptions entity={table} field={field} options={draft.formula} onChange={setFormula} />
  ) : (
    <RollupOptions entity={table} options={draft.rollup} onChange={setRollup} onUnfinished={setUnfinished} />
  )
}
