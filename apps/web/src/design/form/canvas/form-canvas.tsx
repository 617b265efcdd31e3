import type { EntityModel, FormDocument, FormItem } from '@mortise/metadata'
import { useText } from '@mortise/ui'
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useMemo, useRef } from 'react'
import { EditingContext } from '../../../runtime/form/editing-context.ts'
import { type FormCanvas as Canvas, FormCanvasContext } from '../../../runtime/form/form-canvas-context.ts'
import { FormItems } from '../../../runtime/form/form-items.tsx'
import formClasses from '../../../runtime/form/record-form.module.css'
import { FormRunContext } from '../../../runtime/form/rules/use-form-state.ts'
import { tabHeads } from '../drag/drop-line.ts'
import { useFormDesign } from '../form-design-context.ts'
import { formDesignTexts } from '../form-design-texts.ts'
import { handleFormKey } from '../model/form-keys.ts'
import { columnsOfForm } from '../tree/columns.ts'
import { type FormIndex, formId, indexForm, memberId } from '../tree/form-node.ts'
import { CanvasNode } from './canvas-node.tsx'
import { EmptySlot } from './empty-slot.tsx'
import classes from './form-canvas.module.css'
import { programmatic, revealNode } from './reveal-node.ts'
import { useCanvasModel } from './use-canvas-model.ts'

interface FormCanvasProps {
  form: FormDocument
  entity: EntityModel
}

/** The form as users get it, with what is needed to select and to move what is on it. */
export function FormCanvas({ form, entity }: FormCanvasProps) {
  const t = useText(formDesignTexts)
  const hint = useId()
  const design = useFormDesign()
  const { model, editing, known } = useCanvasModel(entity, form)
  const canvas = useDrawing(form.items, known)
  useReveal()
  const root = useRef<HTMLDivElement>(null)
  useRootPresses(root)
  return (
    <>
      <p id={hint} className="ui-visually-hidden">
        {t('canvasHint')}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of what is drawn, not of inputs */}
      <div
        ref={root}
        role="group"
        className={`${classes.canvas} ${formClasses.form}`}
        data-form-canvas
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the canvas work while it has the focus
        tabIndex={0}
        aria-label={t('canvas')}
        aria-describedby={hint}
        onKeyDown={(event: KeyboardEvent<HTMLElement>) => void handleFormKey(design, event)}
      >
        <EditingContext value={editing}>
          <FormRunContext value={model.run}>
            <FormCanvasContext value={canvas}>
              <FormItems items={form.items} model={model} columns={columnsOfForm(form)} />
            </FormCanvasContext>
          </FormRunContext>
        </EditingContext>
      </div>
    </>
  )
}

/** How items are drawn: each in a node, sections unfolded, what is empty with a place to put things. */
function useDrawing(items: readonly FormItem[], known: ReadonlySet<string>): Canvas {
  const containers = useMemo(() => containersOf(items), [items])
  return useMemo(
    () => ({
      aroundItem: (item, columns, draw) => (
        <CanvasNode key={memberId(item)} item={item} columns={columns} known={known}>
          {draw(unfolded(item))}
        </CanvasNode>
      ),
      gridProps: (inner) => ({ 'data-container': containers.get(inner) ?? formId }),
      afterItems: (inner) => (inner.length === 0 ? <EmptySlot container={containers.get(inner) ?? formId} /> : null),
    }),
    [containers, known],
  )
}

/** The node whose items an array is. */
function containersOf(items: readonly FormItem[]): WeakMap<readonly FormItem[], string> {
  const containers = new WeakMap<readonly FormItem[], string>([[items, formId]])
  for (const { id, member } of indexForm(items).values()) {
    if (member && 'items' in member) containers.set(member.items, id)
  }
  return containers
}

const shownOpen = new WeakMap<FormItem, FormItem>()

/** Sections are open where they are designed, whatever they begin with. */
function unfolded(item: FormItem): FormItem {
  if (item.item !== 'section' || item.collapsed !== true) return item
  const known = shownOpen.get(item)
  if (known) return known
  const open = { ...item, collapsed: false }
  shownOpen.set(item, open)
  return open
}

/** What is selected elsewhere comes into sight here. */
function useReveal(): void {
  const { selection, actions } = useFormDesign()
  useEffect(
    () =>
      selection.subscribe(() => {
        const { lead } = selection.get()
        if (lead !== null) requestAnimationFrame(() => revealNode(actions.index(), lead))
      }),
    [selection, actions],
  )
}

/** One listener each for the whole canvas: presses begin drags, clicks select. */
function useRootPresses(root: { current: HTMLElement | null }): void {
  const design = useFormDesign()
  useEffect(() => {
    const element = root.current
    if (!element) return
    const ended = new AbortController()
    const { signal } = ended
    element.addEventListener('pointerdown', (event) => press(design, event), { signal })
    element.addEventListener('click', (event) => click(design, event as unknown as MouseEvent), { signal })
    element.addEventListener('contextmenu', (event) => menu(design, event), { signal })
    return () => ended.abort()
  }, [root, design])
}

type Design = ReturnType<typeof useFormDesign>

/** The node under a press: that of a tab where its heading is pressed. */
function nodeAt(target: EventTarget | null, index: FormIndex): string | null {
  if (!(target instanceof Element)) return null
  const node = target.closest<HTMLElement>('[data-node]')
  const head = target.closest<HTMLElement>('[role="tab"]')
  if (node && head) return index.get(node.dataset.node ?? '')?.children[tabHeads(node).indexOf(head)] ?? null
  return node?.dataset.node ?? null
}

const isControl = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[data-canvas-control]') !== null

function press({ drag, selection, actions }: Design, event: PointerEvent): void {
  const { target } = event
  const handle = target instanceof Element && target.closest('[data-drag-handle]') !== null
  if (isControl(target) && !handle) return
  const id = handle ? selection.get().lead : nodeAt(target, actions.index())
  if (id === null) return
  drag.press(event, () => {
    // What is not selected is dragged alone.
    if (!selection.get().ids.has(id)) selection.select([id])
    return actions.source([...selection.get().ids])
  })
}

function click({ selection, actions }: Design, event: MouseEvent): void {
  if (isControl(event.target) || event.detail === programmatic) return
  const id = nodeAt(event.target, actions.index())
  const order = [...actions.index().keys()].filter((other) => other !== formId)
  if (id === null) selection.select([])
  else if (event.shiftKey) selection.extend(id, order)
  else if (event.ctrlKey || event.metaKey) selection.toggle(id)
  else selection.select([id])
}

function menu({ selection, actions, openMenu }: Design, event: globalThis.MouseEvent): void {
  const id = nodeAt(event.target, actions.index())
  if (id === null) return
  event.preventDefault()
  if (!selection.get().ids.has(id)) selection.select([id])
  openMenu({ x: event.clientX, y: event.clientY })
}
