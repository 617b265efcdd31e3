import type { CommandPreviewAnswer, CommandResult, CommandRunInput, RefusedRelated } from '@mortise/api'
import { localize } from '@mortise/core'
import { commandRuntimes } from '@mortise/kinds/actions'
import type { CommandDocument, EntityModel } from '@mortise/metadata'
import { type CommandServices, confirm, currentLanguage, toast, toastWithUndo } from '@mortise/ui'
import type { ReactNode } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { records } from '../../api/records.ts'
import { CountedConfirm } from './counted-confirm.tsx'
import { FailedDialog } from './failed-dialog.tsx'
import { InputDialog } from './input-dialog.tsx'
import { refreshRecords } from './refresh-records.ts'
import { runKeys } from './run-keys.ts'
import { runTexts } from './run-texts.ts'
import type { CommandTarget } from './use-command-run.tsx'

/** Where a command is run, and where its dialogs are drawn. */
export interface CommandStage {
  entity: EntityModel
  services: CommandServices
  show(dialog: ReactNode): void
}

/** A press of a button. */
interface CommandPress {
  stage: CommandStage
  command: CommandDocument
  target: CommandTarget
  name: string
  /** Of what is sent: sent again unchanged, nothing happens twice. */
  keyOf(content: object): string
}

type Done = Extract<CommandResult, { done: true }>
type Failed = Exclude<CommandResult, Done>

/** So many records can be put back by one click. */
const undoLimit = 50

/** Asks what there is to ask before a command, runs it, and tells how it went; true when something was done. */
export async function carryOut(stage: CommandStage, command: CommandDocument, target: CommandTarget): Promise<boolean> {
  const name = localize(command.label, currentLanguage())
  const press = { stage, command, target, name, keyOf: runKeys() }
  const asks = asksOf(command)
  // What is typed decides how many records are meant: then they are counted when it is sent.
  if (asks.form) {
    const { form } = await preview(press)
    if (form) return fillIn(press, form)
  }
  if (command.input) return ask(press, asks.count)
  return (await isSure(press, asks.count ? {} : null)) && run(press)
}

function asksOf({ actions }: CommandDocument): { form: boolean; count: boolean } {
  const asked = actions.flatMap(({ type }) => (commandRuntimes.has(type) ? [commandRuntimes.get(type).asks] : []))
  return { form: asked.includes('form'), count: asked.includes('count') }
}

function preview({ stage: { entity }, command, target }: CommandPress, input?: object): Promise<CommandPreviewAnswer> {
  return records.previewCommand(entity.app, entity.key, command.key, {
    ...whichOf(target),
    ...(input && { input: input as { [field: string]: unknown } }),
  })
}

/** Asks for consent where the command does; with `input` it is told how many records around would be changed. */
async function isSure(press: CommandPress, input: object | null): Promise<boolean> {
  const { command, name, stage } = press
  if (!command.confirm) return true
  const text = localize(command.confirm, currentLanguage())
  const counted = input && (await preview(press, input)).related
  return confirm({
    title: name,
    text: counted ? <CountedConfirm app={stage.entity.app} text={text} counts={counted} /> : text,
    confirmLabel: name,
  })
}

/** Asks for the fields that a command wants to know. */
async function ask(press: CommandPress, counts: boolean): Promise<boolean> {
  const { stage, command, target } = press
  const { entity } = stage
  if (!counts && !(await isSure(press, null))) return false
  const id = 'record' in target ? target.record.id : null
  const fields = (command.input ?? []).map(({ field }) => field)
  const values = id ? await records.get(entity.app, entity.key, id, fields) : {}
  return new Promise((resolve) => {
    const end = (done: boolean) => {
      stage.show(null)
      resolve(done)
    }
    const question = {
      ...{ command, values, cancel: () => end(false) },
      count: 'record' in target ? 1 : 'ids' in target ? target.ids.length : target.count,
      async submit(input: object) {
        if (counts && !(await isSure(press, input))) return false
        const outcome = await send(press, { input: input as CommandRunInput['input'] & {} })
        end(outcome.done.length > 0)
        tell(press, outcome)
        return true
      },
    }
    stage.show(<InputDialog entity={entity} question={question} />)
  })
}

/** Opens the form that a command begins with; it is run when the form is saved. */
async function fillIn(press: CommandPress, { form, values: given }: NonNullable<CommandPreviewAnswer['form']>) {
  const { stage, target, command, name } = press
  const { entity, services } = stage
  if (!('record' in target)) throw new Error('unreachable: a form is filled in for one record')
  const { id } = target.record
  let outcome: Outcome | null = null
  const saved = await services.fillForm({
    ...{ entity: entity.key, id, form, values: given, title: name, keptAs: `${id} ${command.key}` },
    async save(filled) {
      if (!(await isSure(press, filled.values))) throw new ApiError(400, 'NOT_YET', runTexts.t('notYet'))
      outcome = await send(press, { form: filled })
    },
  })
  if (outcome) tell(press, outcome)
  return saved
}

async function run(press: CommandPress): Promise<boolean> {
  const { stage, name } = press
  try {
    const outcome = await send(press, {})
    tell(press, outcome)
    return outcome.done.length > 0
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'COMMAND_RELATED_REFUSED') throw error
    const { refused, unnamed } = (error.body?.params ?? {}) as { refused: RefusedRelated[]; unnamed: number }
    stage.show(
      <FailedDialog
        around
        name={name}
        failed={refused}
        done={0}
        count={refused.length + unnamed}
        onClose={() => stage.show(null)}
      />,
    )
    void refreshRecords(stage.entity.app)
    return false
  }
}

/** What a press came to. */
interface Outcome {
  done: Done[]
  failed: Failed[]
}

async function send(
  { stage: { entity }, command, target, keyOf }: CommandPress,
  filled: Pick<CommandRunInput, 'input' | 'form'>,
): Promise<Outcome> {
  const content = { ...whichOf(target), ...filled }
  const { results } = await records.runCommand(entity.app, entity.key, command.key, {
    ...content,
    key: keyOf(content),
  })
  const done = results.filter((result): result is Done => result.done)
  return { done, failed: results.filter((result): result is Failed => !result.done) }
}

function whichOf(target: CommandTarget): Pick<CommandRunInput, 'ids' | 'filter' | 'seen'> {
  if ('filter' in target) return { filter: target.filter }
  if ('ids' in target) return { ids: [...target.ids] }
  const { id, version } = target.record
  return { ids: [id], ...(version !== undefined && { seen: version }) }
}

/** Says how it went, offers the way back, and does what is left for the browser. */
function tell({ stage, name }: CommandPress, { done, failed }: Outcome): void {
  void refreshRecords(stage.entity.app)
  if (done.length > 0) tellDone(stage, name, done)
  carryOn(stage, done)
  if (failed.length > 0)
    stage.show(<FailedDialog name={name} failed={failed} done={done.length} onClose={() => stage.show(null)} />)
}

function tellDone({ entity }: CommandStage, name: string, done: readonly Done[]): void {
  const { t } = runTexts
  const message = done.length === 1 ? t('done', { name }) : t('doneMany', { name, count: done.length })
  const undos = done.flatMap(({ id, undo }) => (undo ? [{ id, ...undo }] : []))
  const wrote = undos.length > 0 || done.some(({ steps }) => steps.length === 0)
  if (!wrote) return
  if (undos.length === 0 || undos.length < done.length || undos.length > undoLimit) {
    toast(message)
    return
  }
  toastWithUndo(message, async () => {
    for (const { id, ...back } of undos) await records.update(entity.app, entity.key, id, back)
    await refreshRecords(entity.app)
    toast(t('undone'))
  })
}

function carryOn({ services }: CommandStage, done: readonly Done[]): void {
  for (const action of new Set(done.flatMap(({ steps }) => steps.map((step) => step.action)))) {
    if (!commandRuntimes.has(action)) continue
    const half = commandRuntimes.get(action)
    const all = done.flatMap(({ steps }) => steps.filter((step) => step.action === action)) as never[]
    for (const step of half.together ? all.slice(0, 1) : all) half.run(step, services, all)
  }
}
