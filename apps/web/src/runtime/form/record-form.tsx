import { Alert, Button, confirm, Group, UnsavedBar, useLanguage, useLocalize, useShortcuts, useText } from '@mortise/ui'
import { type KeyboardEvent, lazy, type ReactNode, type RefObject, Suspense, useEffect, useMemo, useRef } from 'react'
import { EditingContext, type EditingState } from './editing-context.ts'
import { FormItems } from './form-items.tsx'
import { FormMessages } from './form-messages.tsx'
import { formTexts } from './form-texts.ts'
import { isWritable } from './form-values.ts'
import { countProblems } from './problem-map.ts'
import classes from './record-form.module.css'
import { FormRunContext } from './rules/use-form-state.ts'
import type { RecordFormModel } from './use-record-form.ts'

const ConflictDialog = lazy(() =>
  import('./conflict-dialog.tsx').then((module) => ({ default: module.ConflictDialog })),
)
const DuplicateDialog = lazy(() =>
  import('./duplicate-dialog.tsx').then((module) => ({ default: module.DuplicateDialog })),
)

export interface RecordFormProps {
  model: RecordFormModel
  /** Id of the record, for related lists; null while it is new. */
  recordId: string | null
  /** May be edited at all. */
  editable: boolean
  /** A new record begins in its first field. Default: true. */
  startInside?: boolean
  /** It is filled in like a new record: inputs from the start, and Esc belongs to its dialog. */
  filling?: boolean
  /** Shown in place of the form: a page, with fields that are edited in place. */
  children?: ReactNode
  /** Goes from such a page to the form with all fields as inputs. */
  onEditAll?: () => void
}

/** A record: read like a document, and each value an input once it is clicked. New records start as a form. */
export function RecordForm(props: RecordFormProps) {
  const { model, recordId, editable, startInside = true, filling = model.isNew, children, onEditAll } = props
  const t = useText(formTexts)
  const root = useRef<HTMLDivElement>(null)
  const { editing, problems, reportUnread } = model
  const state = useMemo<EditingState>(
    () => ({
      ...editing,
      isEditing: (field) => editable && editing.isEditing(field),
      ...{ editable, recordId, problems, reportUnread },
    }),
    [editing, editable, recordId, problems, reportUnread],
  )
  const onKeyDown = useFormKeys({ ...props, filling }, root, onEditAll ?? (() => editAll(model)))
  useFirstField(model, filling && startInside)
  return (
    <EditingContext value={state}>
      {/* Keys of the inputs inside bubble up to here; nothing here is pressed itself. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
      <div
        ref={root}
        className={classes.form}
        onKeyDown={onKeyDown}
        // What is typed while a new record is being made would have nowhere to go.
        inert={filling && model.state === 'saving'}
      >
        <FormNotices model={model} />
        <FormRunContext value={model.run}>
          <FormMessages />
          {children ?? <FormItems items={model.form.items} model={model} columns={model.form.columns ?? 2} />}
        </FormRunContext>
        {model.fields.length === 0 && !children ? <p className={classes.empty}>{t('emptyForm')}</p> : null}
      </div>
      <Suspense>
        {model.conflict ? <ConflictDialog model={model} conflict={model.conflict} /> : null}
        {model.duplicates.length > 0 ? <DuplicateDialog model={model} duplicates={model.duplicates} /> : null}
      </Suspense>
    </EditingContext>
  )
}

/** A new record is filled in from its first field on. */
function useFirstField(model: RecordFormModel, wanted: boolean): void {
  const start = useRef(() => editAll(model))
  useEffect(() => {
    if (wanted) start.current()
  }, [wanted])
}

/** Ctrl+Enter saves, E edits, Esc goes back to reading and asks only when something would be lost. */
function useFormKeys(
  { model, editable, filling }: RecordFormProps,
  root: RefObject<HTMLDivElement | null>,
  edit: () => void,
) {
  const save = () => {
    if (!isOnTop(root.current)) return false
    void model.save()
    return true
  }
  const leave = () => {
    if (!model.editing.active || filling) return false
    void stopEditing(model)
    return true
  }
  useShortcuts({ 'mod+enter': save, 'mod+s': save, e: edit, escape: leave }, editable)
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
    // An open list or calendar takes this Esc for itself.
    const inList = (event.target as Element).getAttribute('aria-expanded') === 'true'
    if (inList || leave()) event.stopPropagation()
  }
}

/** Makes inputs of all fields and goes to the first. */
export function editAll({ editing, fields }: RecordFormModel): void {
  editing.start(undefined, fields.find(isWritable)?.key)
}

/** Back to reading; asks before unsaved changes go. */
export async function stopEditing(model: RecordFormModel): Promise<void> {
  if (!model.isDirty()) return model.discard()
  if (await confirmDiscard()) model.discard()
}

/** Whether what is unsaved may go. */
export function confirmDiscard(): Promise<boolean> {
  return confirm({
    title: formTexts.t('discardTitle'),
    text: formTexts.t('discardText'),
    confirmLabel: formTexts.t('discard'),
    cancelLabel: formTexts.t('keepEditing'),
    danger: true,
  })
}

/** Of forms that lie upon each other, the keyboard belongs to the one in the last dialog. */
function isOnTop(form: HTMLElement | null): boolean {
  const top = [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')].at(-1)
  return !top || top.contains(form)
}

/** The bar with what is unsaved; where it goes is up to the page, the panel or the dialog. */
export function RecordFormBar({ model }: { model: RecordFormModel }) {
  const t = useText(formTexts)
  const problems = countProblems(model.problems)
  if (model.state === 'clean' && !model.editing.active) return null
  const changed = model.changeCount > 0 ? t('fieldsChanged', { count: model.changeCount }) : null
  const detail = model.failure ?? (problems > 0 ? t('problems', { count: problems }) : changed)
  return (
    <UnsavedBar
      state={model.state}
      detail={detail}
      onSave={() => void model.save()}
      onDiscard={() => void stopEditing(model)}
    />
  )
}

function FormNotices({ model }: { model: RecordFormModel }) {
  const t = useText(formTexts)
  const language = useLanguage()
  const { draft } = model
  return (
    <>
      {draft ? (
        <Alert className={classes.notice} variant="light" color="indigo">
          <Group justify="space-between" gap="sm">
            <span>{t('draftFound', { time: timeOf(draft.at, language) })}</span>
            <Group gap="xs">
              <Button size="xs" variant="subtle" color="gray" onClick={draft.drop}>
                {t('draftDiscard')}
              </Button>
              <Button size="xs" variant="light" onClick={draft.restore}>
                {t('draftContinue')}
              </Button>
            </Group>
          </Group>
        </Alert>
      ) : null}
      {model.leftBehind.left.length > 0 ? <LeftBehindNotice model={model} /> : null}
      {model.changedElsewhere ? (
        <Alert className={classes.notice} variant="light" color="yellow" role="status">
          {t('changedElsewhere')}
        </Alert>
      ) : null}
    </>
  )
}

/** What was typed and cannot be saved any more is said with its words, to be put elsewhere. */
function LeftBehindNotice({ model: { leftBehind } }: { model: RecordFormModel }) {
  const t = useText(formTexts)
  const localize = useLocalize()
  const notice = useRef<HTMLDivElement>(null)
  // It stands above the form, which may be scrolled far down.
  useEffect(() => notice.current?.scrollIntoView({ block: 'nearest' }), [])
  return (
    <Alert
      ref={notice}
      className={classes.notice}
      variant="light"
      color="yellow"
      role="status"
      withCloseButton
      closeButtonLabel={t('leftBehindClose')}
      onClose={leftBehind.dismiss}
      title={t('leftBehind')}
    >
      {leftBehind.left.map(({ field, label, text }) => (
        <p key={field}>{t('otherProblem', { field: localize(label), message: localize(text) })}</p>
      ))}
    </Alert>
  )
}

/** The time alone today, else with its day. */
function timeOf(at: string, language: string): string {
  const date = new Date(at)
  const today = date.toDateString() === new Date().toDateString()
  return date.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...(today ? {} : { dateStyle: 'medium' }),
    timeStyle: 'short',
  })
}
