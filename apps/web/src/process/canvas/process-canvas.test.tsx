import { nodeTypes } from '@mortise/kinds/processes'
import { applyLanguage, UiProvider } from '@mortise/ui'
import axe from 'axe-core'
import { act, useCallback, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { CanvasDrawing, ProcessCanvasProps } from './canvas-props.ts'
import { nearestNode } from './nearest-node.ts'
import { nodeIconNames } from './node-icon.tsx'
import { placeProcess } from './place-process.ts'
import { ProcessCanvas } from './process-canvas.tsx'

const drawing: CanvasDrawing = {
  nodes: [
    { key: 'begin', type: 'start' },
    { key: 'ask', type: 'approval', label: { zh: '经理审批', en: 'Manager' } },
    { key: 'which', type: 'exclusive' },
    { key: 'tell', type: 'notice' },
    { key: 'done', type: 'end' },
  ],
  transitions: [
    { key: 'l1', from: 'begin', to: 'ask' },
    { key: 'l2', from: 'ask', to: 'which' },
    { key: 'l3', from: 'which', to: 'tell', label: { zh: '大额', en: 'Large' } },
    { key: 'l4', from: 'which', to: 'done', otherwise: true },
    { key: 'l5', from: 'tell', to: 'done' },
  ],
}

let container: HTMLElement
let root: Root

beforeEach(() => {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList
  applyLanguage('en')
  container = document.body.appendChild(document.createElement('div'))
  root = createRoot(container)
})

afterEach(() => {
  act(() => root.unmount())
  container.remove()
})

function Selecting(props: Partial<ProcessCanvasProps>) {
  const [selected, select] = useState<string | null>(null)
  return <ProcessCanvas drawing={drawing} selected={selected} onSelect={select} {...props} />
}

function show(props: Partial<ProcessCanvasProps> = {}): void {
  act(() =>
    root.render(
      <UiProvider env="test">
        <Selecting {...props} />
      </UiProvider>,
    ),
  )
}

const node = (key: string) => container.querySelector<HTMLElement>(`[data-node="${key}"]`) as HTMLElement

function press(key: string, target: HTMLElement): void {
  act(() => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  })
}

it('says what each node is and what follows it, and has nothing against the rules of accessibility', async () => {
  show({ nodeMarks: (key) => (key === 'ask' ? { tone: 'active', said: 'waiting' } : undefined) })
  expect(node('ask').textContent).toBe('ManagerApproval, waiting, then Choice')
  expect([...container.querySelectorAll('[data-line-label], span[title]')].map((one) => one.textContent)).toEqual([
    'Large',
    'Otherwise',
  ])
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id }) => id)).toEqual([])
})

it('is walked through by the arrows, one node in the order of Tab, and opened by Enter', () => {
  const onOpen = vi.fn()
  show({ onOpen })
  expect(container.querySelectorAll('[data-node][tabindex="0"]')).toHaveLength(1)
  press('ArrowDown', node('begin'))
  expect(document.activeElement).toBe(node('ask'))
  press('ArrowDown', node('ask'))
  press('ArrowDown', node('which'))
  expect(document.activeElement).toBe(node('tell'))
  press('Enter', node('tell'))
  expect(onOpen).toHaveBeenCalledWith('tell')
  expect(node('tell').ariaPressed).toBe('true')
})

it('selects by a click, opens by the second one, and lets go on the background', () => {
  const onOpen = vi.fn()
  show({ onOpen })
  act(() => node('ask').click())
  expect([node('ask').ariaPressed, onOpen.mock.calls.length]).toEqual(['true', 0])
  act(() => node('ask').click())
  expect(onOpen).toHaveBeenCalledWith('ask')
  act(() => (container.querySelector('section > div') as HTMLElement).click())
  expect(node('ask').ariaPressed).toBe('false')
})

it('selects lines by their labels where that is wanted', () => {
  const onSelect = vi.fn()
  show({ selectsLines: true, onSelect })
  act(() => (container.querySelector('[data-line-label="l3"]') as HTMLElement).click())
  expect(onSelect).toHaveBeenCalledWith('l3')
})

it('finds the nearest node on a side, along a line first', () => {
  const placed = placeProcess(drawing)
  expect(nearestNode(placed, 'begin', 'up')).toBeNull()
  expect(nearestNode(placed, 'done', 'up')).toBe('tell')
})

it('folds the branches of a choice by a button or by F, and says what it hides', async () => {
  function Folding() {
    const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
    const fold = useCallback((key: string) => setFolded((now) => new Set(now.has(key) ? [] : [key])), [])
    return (
      <Selecting folded={folded} onFold={fold} foldedMarks={(_fork, hidden) => ({ said: `${hidden.join()} hidden` })} />
    )
  }
  act(() =>
    root.render(
      <UiProvider env="test">
        <Folding />
      </UiProvider>,
    ),
  )
  expect(node('which').ariaExpanded).toBe('true')
  expect(node('ask').ariaExpanded).toBe(null)
  press('f', node('which'))
  expect(node('tell')).toBe(null)
  expect(node('which').ariaExpanded).toBe('false')
  expect(node('which').textContent).toContain('1 step folded · tell hidden')
  // Nothing that is not drawn is read out.
  expect(node('which').textContent).toContain('then End')
  expect(node('which').textContent).not.toContain('Notice')
  expect(container.querySelectorAll('path[data-line]')).toHaveLength(3)
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id }) => id)).toEqual([])
  act(() => (container.querySelector('[aria-label="Unfold Choice"]') as HTMLElement).click())
  expect(node('tell')).not.toBe(null)
})

it('keeps one node in the order of Tab where the selected one, and the first, are folded away', () => {
  const inside: CanvasDrawing = {
    nodes: [
      { key: 'inner', type: 'approval', in: 'part' },
      { key: 'part', type: 'subprocess' },
      { key: 'done', type: 'end' },
    ],
    transitions: [{ key: 'l1', from: 'part', to: 'done' }],
  }
  show({ drawing: inside, selected: 'inner', folded: new Set(['part']), onFold: () => undefined })
  expect(node('inner')).toBe(null)
  expect(
    [...container.querySelectorAll<HTMLElement>('[data-node][tabindex="0"]')].map((one) => one.dataset.node),
  ).toEqual(['part'])
})

it('has an icon of its own for every type of node', () => {
  for (const { type, icon } of nodeTypes.all()) expect([...nodeIconNames], type).toContain(icon)
})
