import type { ProcessDocument } from '@mortise/metadata'
import { confirm, useText } from '@mortise/ui'
import { useMemo, useRef, useState } from 'react'
import type { Point } from '../../process/canvas/drawing.ts'
import { layoutOf } from '../../process/canvas/place-process.ts'
import type { NodeAct } from './canvas-overlay.tsx'
import type { Choice } from './choice-menu.tsx'
import { choiceTexts } from './choice-texts.ts'
import { editTexts } from './edit-texts.ts'
import { blockOf } from './edits/block.ts'
import { canConnect, connect, movedBy, placeNodes, removeNode } from './edits/graph-edits.ts'
import { possibleEvents } from './edits/insertable.ts'
import { controlAt, parts } from './edits/node-knowledge.ts'
import { linesFrom, linesInto, nodeAt } from './edits/process-lines.ts'
import {
  addBranch,
  copyBlock,
  type Edited,
  type EditResult,
  moveBlock,
  moveBranch,
  pasteOnLine,
  removeBlock,
} from './edits/tree-edits.ts'
import { eventChoices, lineChoices, type MenuActions, moveChoices, nodeChoice } from './line-choices.ts'
import { copiedFragment, copyFragment } from './process-clipboard.ts'
import { processDesignTexts } from './process-design-texts.ts'
import { nameHere, useProcess } from './process-designing.ts'
import { useView } from './process-view.ts'

interface OpenMenu {
  title: string
  choices: Choice[]
  at: { left: number; top: number; width: number; height: number }
}

/** Everything that is done with nodes and lines of the drawing, by pointer or by keyboard. */
export interface ProcessActs {
  /** What was said last, for screen readers. */
  said: string
  menu: OpenMenu | null
  closeMenu(): void
  /** The node whose deletion is being asked about. */
  deleting: string | null
  stopDeleting(): void
  show(result: Edited | null, said?: string): void
  openLine(line: string, button: HTMLElement): void
  act(act: NodeAct, button: HTMLElement): void
  /** What can be done with a node. */
  possible(node: string): NodeAct[]
  moveTo(node: string, line: string): void
  /** Up and down over what stands before and behind it. */
  moveAlong(node: string, by: 1 | -1): void
  /** The branch that a node begins, among its neighbours. */
  moveBranch(line: string, by: 1 | -1, node: string): void
  placeBy(node: string, by: Point): void
  insertAfter(node: string, element: HTMLElement): void
  remove(node: string): void
  copy(node: string): boolean
  paste(node: string): void
  nodeMenu(act: 'connect' | 'moveTo' | 'addEvent', node: string, element: HTMLElement): void
}

export function useProcessActs(document: ProcessDocument): ProcessActs {
  const t = useText(choiceTexts)
  const editText = useText(editTexts)
  const designText = useText(processDesignTexts)
  const design = useProcess()
  const view = useView()
  const { mode, select, setDrawer, controls } = view
  const [said, say] = useState('')
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const [deleting, setDeleting] = useState<string | null>(null)
  const selected = useRef(view.selected)
  selected.current = view.selected
  return useMemo((): ProcessActs => {
    const open = (key: string) => {
      select(key, false)
      setDrawer('selected')
    }
    const show = (result: Edited | null, words = '') => {
      if (!result) return
      if (words) say(words)
      if (result.select !== null) {
        select(result.select)
        const isNew = !nodeAt(document, result.select) && nodeAt(result.document, result.select)
        if (isNew) setDrawer('selected')
      }
    }
    const openAt = (element: HTMLElement, title: string, choices: Choice[]) => {
      const { left, top, width, height } = element.getBoundingClientRect()
      setMenu({ title, choices, at: { left, top, width, height } })
    }
    const actionsAt = (element: HTMLElement): MenuActions => ({
      ...{ design, mode, show, open, ask },
      next: ({ title, choices }) => openAt(element, title, choices),
    })
    async function ask(run: (now: ProcessDocument) => EditResult | Edited | null): Promise<boolean> {
      const now = design.current()
      const result = now ? run(now) : null
      if (!now || !result || 'refused' in result) return true
      const lost = now.nodes.length - result.document.nodes.length
      if (lost <= 0) return true
      return confirm({
        title: t('removeBranch'),
        text: designText('removesToo', { count: lost }),
        confirmLabel: designText('goOn'),
        danger: true,
      })
    }
    const removeNow = (key: string) => {
      const run = (now: ProcessDocument) => (mode === 'free' ? removeNode : removeBlock)(now, key, design.edits)
      show(design.edit({ key: 'didRemove', name: design.nameOf(key) }, run), editText('said_removed'))
    }
    const acts: ProcessActs = {
      ...{ said, menu, deleting, show },
      closeMenu: () => setMenu(null),
      stopDeleting: () => setDeleting(null),
      openLine: (line, button) => openAt(button, t('insertFor'), lineChoices(line, actionsAt(button))),
      insertAfter(node, element) {
        const [line] = linesFrom(document, node)
        if (line) openAt(element, t('insertFor'), lineChoices(line.key, actionsAt(element)))
      },
      remove(key) {
        const block = blockOf(document, key, design.edits)
        const node = nodeAt(document, key)
        const split = node !== undefined && parts(controlAt(document, node, design.edits.nodeTypes))
        if (mode === 'tree' && (split || (block?.keys.size ?? 1) > 1)) setDeleting(key)
        else removeNow(key)
      },
      copy(key) {
        const copied = copyBlock(document, key, design.edits)
        if (copied) {
          copyFragment(copied)
          say(editText('said_copied', { name: nameHere(design, key) }))
        }
        return copied !== null
      },
      paste(key) {
        const [copied, [line]] = [copiedFragment(), linesFrom(document, key)]
        const entry = copied?.nodes.find((node) => node.key === copied.entry)
        if (!copied || !line || !entry) return
        const name = entry.label ?? { zh: entry.type, en: entry.type }
        show(design.edit({ key: 'didPaste', name }, (now) => pasteOnLine(now, line.key, copied, design.edits)))
      },
      moveTo(key, line) {
        const name = design.nameOf(key)
        const result = design.edit({ key: 'didMove', name }, (now) => moveBlock(now, key, line, design.edits))
        show(result, editText('said_moved', { name: nameHere(design, key) }))
      },
      moveAlong(key, by) {
        const block = blockOf(document, key, design.edits)
        if (!block) return
        const before = linesInto(document, block.entry)[0]?.from
        const line = by > 0 ? linesFrom(document, block.exit ?? '')[0] : linesInto(document, before ?? '')[0]
        if (line) acts.moveTo(key, line.key)
      },
      moveBranch(line, by, key) {
        const result = design.edit({ key: 'didMoveBranch' }, (now) => moveBranch(now, line, by))
        show(result && { ...result, select: key }, editText('said_moved', { name: nameHere(design, key) }))
      },
      placeBy(key, by) {
        const placed = controls.current?.placed()
        if (!placed) return
        const now = layoutOf(placed)
        design.edit({ key: 'didPlace' }, (current) => placeNodes(current, now, movedBy(current, key, now, by)))
      },
      possible(key) {
        const node = nodeAt(document, key)
        if (!node) return []
        const control = controlAt(document, node, design.edits.nodeTypes)
        const plain = control.do !== 'start'
        const able: [NodeAct, boolean][] = [
          ['openNode', true],
          ['addBranch', parts(control)],
          ['addEvent', possibleEvents(document, key, design.edits).length > 0],
          [
            'connect',
            mode === 'free' && document.nodes.some((one) => canConnect(document, key, one.key, design.edits)),
          ],
          ['moveTo', mode === 'tree' && plain && control.do !== 'end' && node.on === undefined],
          ['copy', plain && node.on === undefined],
          ['deleteNode', plain],
        ]
        return able.filter(([, can]) => can).map(([act]) => act)
      },
      nodeMenu(act, key, element) {
        const actions = actionsAt(element)
        if (act === 'addEvent') return openAt(element, t('chooseEvent'), eventChoices(key, actions))
        if (act === 'moveTo') return openAt(element, t('chooseMove'), moveChoices(key, actions))
        const targets = document.nodes.filter((node) => canConnect(document, key, node.key, design.edits))
        const choices = targets.map((node) =>
          nodeChoice(node.key, actions, () =>
            show(design.edit({ key: 'didConnect' }, (now) => connect(now, key, node.key, design.edits))),
          ),
        )
        openAt(element, t('chooseConnect'), choices)
      },
      act(act, button) {
        const key = selected.current
        if (key === null) return
        if (act === 'openNode') open(key)
        else if (act === 'addBranch')
          show(design.edit({ key: 'didBranch' }, (now) => addBranch(now, key, design.edits)))
        else if (act === 'copy') acts.copy(key)
        else if (act === 'deleteNode') acts.remove(key)
        else acts.nodeMenu(act, key, button)
      },
    }
    return acts
  }, [t, design, mode, select, setDrawer, controls, said, menu, deleting, document])
}
