import { type LocalizedText, localize } from '@mortise/core'
import { nodeGroups, type ProcessDocument } from '@mortise/metadata'
import { currentLanguage } from '@mortise/ui'
import { lookOf } from '../../process/canvas/canvas-look.ts'
import type { Choice } from './choice-menu.tsx'
import { choiceTexts } from './choice-texts.ts'
import { editTexts } from './edit-texts.ts'
import { removeLine } from './edits/graph-edits.ts'
import { insertableTypes, possibleEvents, possibleTargets } from './edits/insertable.ts'
import { lineAt, linesFrom } from './edits/process-lines.ts'
import * as edits from './edits/tree-edits.ts'
import { copiedFragment } from './process-clipboard.ts'
import { nameHere, type ProcessDesigning } from './process-designing.ts'

const { t } = choiceTexts
const { t: editText } = editTexts
const here = (text: LocalizedText) => localize(text, currentLanguage())

/** What the menus need of the designer around them. */
export interface MenuActions {
  design: ProcessDesigning
  mode: 'tree' | 'free'
  /** Shows what an edit led to and says what happened. */
  show(result: edits.Edited | null, said?: string): void
  /** Opens the drawer of a node or line. */
  open(key: string): void
  /** Another menu at the same place. */
  next(menu: { title: string; choices: Choice[] }): void
  /** Asks before nodes go; false: not wanted. */
  ask(run: (document: ProcessDocument) => edits.EditResult | edits.Edited | null): Promise<boolean>
}

/** Everything that can be put on a line, and what can be done with the line itself. */
export function lineChoices(lineKey: string, actions: MenuActions): Choice[] {
  const document = actions.design.current()
  if (!document) return []
  return [...ownChoices(document, lineKey, actions), ...typeChoices(document, lineKey, actions)]
}

function typeChoices(document: ProcessDocument, lineKey: string, actions: MenuActions): Choice[] {
  const { design, show } = actions
  const offered = insertableTypes(document, lineKey, design.edits)
  const order = nodeGroups.filter((group) => group !== 'start_end')
  return [...order, 'start_end' as const].flatMap((group) =>
    offered
      .filter(({ type }) => type.group === group)
      .map(({ type, refused }): Choice => {
        const beside = refused === 'beside'
        return {
          id: type.type,
          group: t(`group_${group}`),
          label: here(type.label),
          hint: beside ? `${here(type.description)} ${editText('refused_beside')}` : here(type.description),
          words: `${type.type} ${type.label.zh} ${type.label.en}`,
          icon: type.icon,
          hue: lookOf(type.type).hue,
          refused: refused && !beside ? editText(`refused_${refused}`) : undefined,
          run: () => {
            const insert = (now: ProcessDocument) =>
              beside
                ? edits.addBeside(now, scopeOf(now, lineKey), type.type, design.edits)
                : edits.insertNode(now, lineKey, type.type, design.edits)
            const place = placeOf(document, lineKey, design)
            const result = design.edit({ key: 'didInsert', name: type.label }, insert)
            show(result, editText('said_insert', { name: here(type.label), place }))
          },
        }
      }),
  )
}

function scopeOf(document: ProcessDocument, lineKey: string): string | undefined {
  const from = lineAt(document, lineKey)?.from
  return document.nodes.find(({ key }) => key === from)?.in
}

/** Between which two nodes a line is, in words. */
export function placeOf(document: ProcessDocument, lineKey: string, design: ProcessDesigning): string {
  const line = lineAt(document, lineKey)
  if (!line) return ''
  return t('moveBetween', { from: nameHere(design, line.from), to: nameHere(design, line.to) })
}

function ownChoices(document: ProcessDocument, lineKey: string, actions: MenuActions): Choice[] {
  const { design, show, open, next } = actions
  const line = lineAt(document, lineKey)
  if (!line) return []
  const group = t('group_line')
  const branch = edits.isBranch(document, line, design.edits)
  const beside = linesFrom(document, line.from)
  const choices: Choice[] = []
  const add = (id: string, label: string, more: Partial<Choice> & Pick<Choice, 'icon' | 'run'>) =>
    choices.push({ id: `line-${id}`, group, label, aside: true, ...more })

  const copied = copiedFragment()
  const entry = copied?.nodes.find(({ key }) => key === copied.entry)
  if (copied && entry) {
    const name = here(entry.label ?? lookOf(entry.type).type)
    const refusal = insertableTypes(document, lineKey, design.edits).find(
      ({ type }) => type.type === entry.type,
    )?.refused
    add('paste', t('paste', { name }), {
      ...{ hint: t('pasteHint'), icon: 'clipboard-check', refused: refusal && editText(`refused_${refusal}`) },
      run: () =>
        show(
          design.edit({ key: 'didPaste', name: entry.label ?? lookOf(entry.type).type }, (now) =>
            edits.pasteOnLine(now, lineKey, copied, design.edits),
          ),
        ),
    })
  }
  if (branch) add('edit', t('editLine'), { hint: t('editLineHint'), icon: 'pencil', run: () => open(lineKey) })
  if (possibleTargets(document, lineKey, design.edits).length > 0)
    add('lead', t('leadElsewhere'), {
      ...{ hint: t('leadElsewhereHint'), icon: 'git-branch' },
      run: () => next({ title: t('chooseTarget'), choices: targetChoices(lineKey, actions) }),
    })
  if (branch && !line.otherwise && beside.some(({ when, outcome, otherwise }) => when || outcome || otherwise))
    add('default', t('makeDefault'), {
      ...{ hint: t('makeDefaultHint'), icon: 'arrows-split-2' },
      run: () => show(design.edit({ key: 'didDefault' }, (now) => edits.makeOtherwise(now, lineKey))),
    })
  if (branch) {
    const at = beside.indexOf(line)
    for (const [by, id] of [
      [-1, 'branchEarlier'],
      [1, 'branchLater'],
    ] as const)
      if (beside[at + by])
        add(id, t(id), {
          ...{ hint: t('branchOrderHint'), icon: 'arrows-split' },
          run: () => show(design.edit({ key: 'didMoveBranch' }, (now) => edits.moveBranch(now, lineKey, by))),
        })
    const remove = (now: ProcessDocument) => edits.removeBranch(now, lineKey, design.edits)
    add('remove', t('removeBranch'), {
      ...{ hint: t('removeBranchHint'), icon: 'trash', hue: 'red' },
      run: () =>
        void actions
          .ask(remove)
          .then((wanted) => wanted && show(design.edit({ key: 'didRemoveBranch' }, remove), editText('said_removed'))),
    })
  }
  if (actions.mode === 'free')
    add('cut', t('removeLine'), {
      ...{ hint: t('removeLineHint'), icon: 'trash', hue: 'red' },
      run: () =>
        show(
          design.edit({ key: 'didRemoveLine' }, (now) => removeLine(now, lineKey)),
          editText('said_removed'),
        ),
    })
  return choices
}

function targetChoices(lineKey: string, actions: MenuActions): Choice[] {
  const { design, show } = actions
  const document = design.current()
  if (!document) return []
  return possibleTargets(document, lineKey, design.edits).map((key) =>
    nodeChoice(key, actions, () => {
      const lead = (now: ProcessDocument) => edits.leadLineTo(now, lineKey, key)
      void actions.ask(lead).then((wanted) => wanted && show(design.edit({ key: 'didLead' }, lead)))
    }),
  )
}

/** A node of the process as something to choose. */
export function nodeChoice(key: string, { design }: Pick<MenuActions, 'design'>, run: () => void): Choice {
  const look = lookOf(design.current()?.nodes.find((node) => node.key === key)?.type ?? '')
  return {
    id: key,
    group: t('processes'),
    label: nameHere(design, key),
    hint: here(look.type),
    icon: look.icon,
    hue: look.hue,
    run,
  }
}

/** Events that can be put on a node. */
export function eventChoices(host: string, { design, show }: MenuActions): Choice[] {
  const document = design.current()
  if (!document) return []
  return possibleEvents(document, host, design.edits).map((type) => ({
    id: type.type,
    group: t('group_events'),
    label: here(type.label),
    hint: here(type.description),
    icon: type.icon,
    hue: lookOf(type.type).hue,
    run: () =>
      show(
        design.edit({ key: 'didEvent', name: type.label }, (now) => edits.addEvent(now, host, type.type, design.edits)),
      ),
  }))
}

/** Lines that a block can be moved to. */
export function moveChoices(key: string, { design, show }: MenuActions): Choice[] {
  const document = design.current()
  if (!document) return []
  return document.transitions.flatMap((line) => {
    const tried = edits.moveBlock(document, key, line.key, design.edits)
    if ('refused' in tried || tried.document === document) return []
    const look = lookOf(document.nodes.find((node) => node.key === line.from)?.type ?? '')
    return [
      {
        ...{ id: line.key, group: t('moveTo'), icon: look.icon, hue: look.hue },
        label: placeOf(document, line.key, design),
        run: () =>
          show(
            design.edit({ key: 'didMove', name: design.nameOf(key) }, (now) =>
              edits.moveBlock(now, key, line.key, design.edits),
            ),
            editText('said_moved', { name: nameHere(design, key) }),
          ),
      },
    ]
  })
}
