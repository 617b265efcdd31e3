import { openBpmn, writeBpmn } from '@mortise/kinds/bpmn'
import { nodeTypes } from '@mortise/kinds/processes'
import type { AppModel, ProcessDocument, ProcessNode } from '@mortise/metadata'
import { describe, expect, it } from 'vitest'
import { canvasPlacing } from '../../../process/canvas/canvas-look.ts'
import type { PlacedNode } from '../../../process/canvas/drawing.ts'
import { placeFreely, placeProcess } from '../../../process/canvas/place-process.ts'
import { type FileShape, layoutOfFile } from './file-layout.ts'
import { withDrawing } from './opened-document.ts'

const node = (key: string, type: string, more: Partial<ProcessNode> = {}): ProcessNode => ({ key, type, ...more })
const line = (from: string, to: string) => ({ key: `${from}_to_${to}`, from, to })
const document: ProcessDocument = {
  ...{ kind: 'process', key: 'trial', label: { zh: '试', en: 'Trial' } },
  nodes: [
    node('begin', 'start'),
    node('split', 'parallel'),
    node('check', 'approval', { options: { approvers: [{ by: 'manager' }] } }),
    node('late', 'on_timer', { on: 'check', options: { after: { amount: 2, unit: 'day' } } }),
    node('group', 'sub_process'),
    node('inner_begin', 'start', { in: 'group' }),
    node('inner_end', 'end', { in: 'group' }),
    node('both', 'join', { options: { of: 'split' } }),
    node('done', 'end'),
    node('gone', 'end'),
  ],
  transitions: [
    line('begin', 'split'),
    line('split', 'check'),
    line('split', 'group'),
    line('inner_begin', 'inner_end'),
    line('check', 'both'),
    line('group', 'both'),
    line('both', 'done'),
    line('late', 'gone'),
  ],
}
const model = { entities: new Map(), processes: new Map(), optionSets: new Map() } as unknown as AppModel

async function throughFile(given: ProcessDocument): Promise<ProcessDocument> {
  const { nodes: shapes } = (given.layout ? placeFreely : placeProcess)(given, canvasPlacing)
  const xml = await writeBpmn(given, { nodeTypes, model, language: 'zh', shapes })
  const { process } = await openBpmn(xml, { nodeTypes, model, entity: null })
  return process ? withDrawing({ ...given, nodes: [], transitions: [] }, process) : expect.fail('refused')
}

describe('a drawing of ours that went through a file', () => {
  it('is placed by itself again when it was', async () => {
    expect(await throughFile(document)).toEqual(document)
  })

  it('stands where people put it when they did', async () => {
    const places = [...placeProcess(document, canvasPlacing).nodes.values()].filter(({ frame }) => !frame)
    const moved = {
      ...document,
      layout: Object.fromEntries(
        places.map(({ key, x, y }, at) => [key, { x: Math.round(x) + at * 90, y: Math.round(y) - at * 7 }]),
      ),
    }
    const again = await throughFile(moved)
    expect(again.layout).toEqual(moved.layout)
    expect(placeFreely(again, canvasPlacing)).toEqual(placeFreely(moved, canvasPlacing))
  })
})

describe('a drawing of another program', () => {
  const shapes = new Map<string, FileShape>(
    (
      [
        ['begin', 100, 102, 36, 36],
        ['split', 190, 95, 50, 50],
        ['check', 290, 80, 100, 80],
        ['late', 340, 142, 36, 36],
        ['gone', 440, 200, 36, 36],
        ['group', 290, 300, 300, 160],
        ['inner_begin', 330, 362, 36, 36],
        ['inner_end', 500, 362, 36, 36],
        ['both', 650, 95, 50, 50],
        ['done', 760, 102, 36, 36],
      ] as const
    ).map(([key, x, y, width, height]) => [key, { x, y, width, height }]),
  )
  const layout = layoutOfFile(document, shapes)
  const placed = placeFreely({ ...document, layout }, canvasPlacing).nodes
  const at = (key: string) => placed.get(key) as PlacedNode

  it('keeps what stands beside and below what', () => {
    for (const [left, right] of [
      ['begin', 'split'],
      ['split', 'check'],
      ['check', 'both'],
      ['both', 'done'],
      ['inner_begin', 'inner_end'],
    ] as const)
      expect(at(left).x + at(left).width).toBeLessThan(at(right).x)
    expect(at('group').y).toBeGreaterThan(at('check').y + at('check').height)
    expect(at('late').y).toBeGreaterThanOrEqual(at('check').y + at('check').height)
  })

  it('covers no node with another', () => {
    const all = [...placed.values()].filter(({ frame }) => !frame)
    const over = all.flatMap((a, index) =>
      all
        .slice(index + 1)
        .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
        .map((b) => [a.key, b.key]),
    )
    expect(over).toEqual([])
  })

  it('without places is placed by itself', () => expect(layoutOfFile(document, new Map())).toBeUndefined())
})
