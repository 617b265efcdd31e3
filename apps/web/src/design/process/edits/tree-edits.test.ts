import { type Chance, seededChance } from '@mortise/expressions/testing'
import { nodeTypes } from '@mortise/kinds/processes'
import { fieldTypes } from '@mortise/kinds/runtime'
import { compileApp, type ProcessDocument } from '@mortise/metadata'
import { checkProcess, compileProcess } from '@mortise/process'
import { describe, expect, it } from 'vitest'
import { blockOf } from './block.ts'
import { insertableTypes, possibleEvents } from './insertable.ts'
import type { EditContext } from './node-knowledge.ts'
import {
  addBranch,
  addEvent,
  addOtherwise,
  copyBlock,
  type Edited,
  type EditResult,
  insertNode,
  keepBranch,
  leadLineTo,
  makeOtherwise,
  moveBlock,
  moveBranch,
  pasteOnLine,
  removeBlock,
  removeBranch,
} from './tree-edits.ts'

const model = compileApp(
  [
    { kind: 'app', key: 'app', version: '1.0.0', label: { zh: '应用', en: 'App' } },
    {
      kind: 'entity',
      key: 'order',
      label: { zh: '订单', en: 'Order' },
      titleField: 'name',
      fields: [{ key: 'name', type: 'text', label: { zh: '名称', en: 'Name' } }],
    } as never,
  ],
  { fieldTypes, revision: 0, partial: true },
)
const context: EditContext = { nodeTypes, model }

const plain: ProcessDocument = {
  kind: 'process',
  key: 'p',
  label: { zh: '流程', en: 'Process' },
  entity: 'order',
  nodes: [
    { key: 'begin', type: 'start' },
    { key: 'ask', type: 'approval', options: { approvers: [{ by: 'manager' }] } },
    { key: 'done', type: 'end' },
  ],
  transitions: [
    { key: 'l1', from: 'begin', to: 'ask' },
    { key: 'l2', from: 'ask', to: 'done' },
  ],
}

/** Not yet said, or said in a way that has no effect: nothing that is wrong with how it is built. */
const unfinished = new Set(['CONDITION_MISSING', 'DEFAULT_MISSING', 'SPLIT_OF_ONE', 'JOIN_OF_ONE'])

function faultsOf(document: ProcessDocument): string[] {
  return checkProcess(compileProcess(document, nodeTypes))
    .filter(({ severity, code }) => severity === 'error' && !unfinished.has(code))
    .map(({ code, nodes, transitions }) => `${code} ${[...nodes, ...transitions].join(' ')}`)
}

const done = (result: EditResult | Edited | null): ProcessDocument => {
  if (!result || 'refused' in result) throw new Error(`refused: ${result?.refused}`)
  return result.document
}

const insert = (document: ProcessDocument, line: string, type: string) =>
  done(insertNode(document, line, type, context))
const insertable = insertableTypes(plain, 'l2', context).flatMap(({ type, refused }) => (refused ? [] : [type.type]))
const ways = ({ transitions }: ProcessDocument) => transitions.map(({ from, to }) => `${from}>${to}`)

describe('a node that is put on a line', () => {
  it('stands between what the line connected, which keeps its key', () => {
    const document = insert(plain, 'l2', 'notice')
    expect(ways(document)).toEqual(['begin>ask', 'ask>notice', 'notice>done'])
    expect(document.transitions[1]?.key).toBe('l2')
  })

  it.each(insertable.map((type) => [type]))('%s leaves the process sound', (type) => {
    expect(faultsOf(insert(plain, 'l2', type))).toEqual([])
  })

  it('comes with the branches, the join, the inside that it needs', () => {
    expect(ways(insert(plain, 'l2', 'parallel'))).toEqual([
      ...['begin>ask', 'ask>parallel', 'parallel>join', 'parallel>join', 'join>done'],
    ])
    expect(insert(plain, 'l2', 'sub_process').nodes.filter((node) => node.in === 'sub_process')).toHaveLength(2)
    expect(insert(plain, 'l2', 'exclusive').transitions.filter(({ otherwise }) => otherwise)).toHaveLength(1)
  })

  it('never gets the key of a node that running instances stand at', () => {
    const taken = { ...context, takenKeys: new Set(['notice', 'notice_2']) }
    expect(done(insertNode(plain, 'l2', 'notice', taken)).nodes.map(({ key }) => key)).toContain('notice_3')
  })
})

describe('a block', () => {
  const drawn = insert(insert(plain, 'l2', 'exclusive'), 'way', 'notice')

  it('is a split with its branches up to where they meet', () => {
    expect(blockOf(drawn, 'exclusive', context)).toMatchObject({ exit: 'done', closed: true })
    expect([...(blockOf(drawn, 'exclusive', context)?.keys ?? [])].sort()).toEqual(['exclusive', 'notice'])
  })

  it('goes as a whole, or leaves one branch behind', () => {
    expect(ways(done(removeBlock(drawn, 'exclusive', context)))).toEqual(['begin>ask', 'ask>done'])
    expect(ways(done(keepBranch(drawn, 'way', context)))).toEqual(['begin>ask', 'ask>notice', 'notice>done'])
    expect(ways(done(removeBranch(drawn, 'way', context)))).toEqual(['begin>ask', 'ask>done'])
  })

  it('goes with its join, whichever of the two is deleted', () => {
    const forked = insert(insert(plain, 'l2', 'parallel'), 'way', 'notice')
    expect(ways(done(removeBlock(forked, 'join', context)))).toEqual(['begin>ask', 'ask>done'])
    expect(ways(done(removeBranch(forked, 'way', context)))).toEqual(['begin>ask', 'ask>done'])
  })

  it('moves as a whole, and never into itself', () => {
    expect(ways(done(moveBlock(drawn, 'exclusive', 'l1', context)))).toContain('begin>exclusive')
    expect(faultsOf(done(moveBlock(drawn, 'exclusive', 'l1', context)))).toEqual([])
    expect(moveBlock(drawn, 'exclusive', 'way', context)).toEqual({ refused: 'not_into_itself' })
  })

  it('is copied with keys of its own; what its members say of each other follows', () => {
    const forked = insert(plain, 'l2', 'parallel')
    const copied = copyBlock(forked, 'parallel', context)
    const pasted = done(copied && pasteOnLine(forked, 'l1', copied, context))
    expect(pasted.nodes.find(({ key }) => key === 'join_2')?.options).toEqual({ of: 'parallel_2' })
    expect(faultsOf(pasted)).toEqual([])
  })

  it('is not what lines lead out of in several places', () => {
    const jumping = {
      ...drawn,
      nodes: [...drawn.nodes, { key: 'no', type: 'end' }],
      transitions: [
        ...drawn.transitions,
        { key: 'jump', from: 'ask', to: 'no' },
        { key: 'j2', from: 'exclusive', to: 'no' },
      ],
    }
    expect(blockOf(jumping, 'exclusive', context)?.closed).toBe(false)
    expect(moveBlock(jumping, 'exclusive', 'l1', context)).toEqual({ refused: 'not_a_block' })
  })
})

describe('start and end', () => {
  it('stay', () => {
    expect(removeBlock(plain, 'begin', context)).toEqual({ refused: 'start_stays' })
    expect(removeBlock(plain, 'done', context)).toEqual({ refused: 'end_stays' })
  })

  it('an end of a branch goes with the branch', () => {
    const ended = insert(insert(plain, 'l2', 'exclusive'), 'way', 'end')
    expect(ended.nodes.map(({ key }) => key)).toContain('end')
    expect(ways(done(removeBlock(ended, 'end', context)))).toEqual(['begin>ask', 'ask>done'])
  })
})

describe('branches', () => {
  const split = insert(plain, 'l2', 'exclusive')

  it('come before the one for all other cases, and change places', () => {
    const three = done(addBranch(split, 'exclusive', context))
    const keys = three.transitions.filter(({ from }) => from === 'exclusive').map(({ key }) => key)
    expect(keys).toEqual(['way', 'way_2', 'otherwise'])
    const moved = done(moveBranch(three, 'way_2', -1))
    expect(moved.transitions.filter(({ from }) => from === 'exclusive').map(({ key }) => key)[0]).toBe('way_2')
    expect(moveBranch(three, 'way', -1)).toBeNull()
  })

  it('have one for all other cases, added where it is missing', () => {
    expect(done(makeOtherwise(split, 'way')).transitions.filter(({ otherwise }) => otherwise)).toHaveLength(1)
    const without = { ...split, transitions: split.transitions.map(({ otherwise: _, ...line }) => line) }
    expect(
      done(addOtherwise(without, 'exclusive', context)).transitions.filter(({ otherwise }) => otherwise),
    ).toHaveLength(1)
  })

  it('wait for something where the first thing to happen counts', () => {
    const first = insert(plain, 'l2', 'first_of')
    const more = done(addBranch(first, 'first_of', context))
    expect(faultsOf(more)).toEqual([])
    expect(more.transitions.filter(({ from }) => from === 'first_of')).toHaveLength(3)
  })

  it('may lead elsewhere; what only they led to goes', () => {
    const longer = insert(split, 'way', 'notice')
    expect(done(leadLineTo(longer, 'way', 'ask')).nodes.map(({ key }) => key)).not.toContain('notice')
  })
})

it('an event stands on a node and goes with it', () => {
  const events = possibleEvents(plain, 'ask', context).map(({ type }) => type)
  expect(events).toContain('on_timer')
  expect(events).not.toContain('on_error')
  const timed = done(addEvent(plain, 'ask', 'on_timer', context))
  expect(faultsOf(timed)).toEqual([])
  expect(done(removeBlock(timed, 'ask', context)).nodes.map(({ key }) => key)).toEqual(['begin', 'done'])
})

describe('whatever is done in the tree', () => {
  it('the process stays sound', () => {
    const rounds = Number(process.env.EDIT_RUNS ?? 60)
    for (let seed = 1; seed <= rounds; seed += 1) {
      const chance = seededChance(seed)
      let document = plain
      const trail: string[] = []
      for (let count = 0; count < 25; count += 1) {
        const [name, next] = randomEdit(document, chance)
        if (!next) continue
        trail.push(name)
        document = next
        expect(faultsOf(document), `seed ${seed}: ${trail.join(', ')}`).toEqual([])
      }
      expect(new Set(document.nodes.map(({ key }) => key)).size).toBe(document.nodes.length)
      expect(new Set(document.transitions.map(({ key }) => key)).size).toBe(document.transitions.length)
    }
  })
})

function randomEdit(document: ProcessDocument, chance: Chance): [string, ProcessDocument | null] {
  const line = chance.pick(document.transitions).key
  const node = chance.pick(document.nodes).key
  const took = (result: EditResult | Edited | null) => (result && 'document' in result ? result.document : null)
  const edits: (() => [string, ProcessDocument | null])[] = [
    () => {
      const types = insertableTypes(document, line, context).filter(({ refused }) => !refused)
      const { type } = chance.pick(types)
      return [`${type.type} on ${line}`, took(insertNode(document, line, type.type, context))]
    },
    () => [`without ${node}`, took(removeBlock(document, node, context))],
    () => [`${node} to ${line}`, took(moveBlock(document, node, line, context))],
    () => [`without branch ${line}`, took(removeBranch(document, line, context))],
    () => [`only branch ${line}`, isSplitLine(document, line) ? took(keepBranch(document, line, context)) : null],
    () => [`branch at ${node}`, took(addBranch(document, node, context))],
    () => {
      const copied = insertableHere(document, line, copyBlock(document, node, context))
      return [`copy of ${node} on ${line}`, took(copied && pasteOnLine(document, line, copied, context))]
    },
    () => {
      const [event] = possibleEvents(document, node, context)
      return [`event at ${node}`, event ? took(addEvent(document, node, event.type, context)) : null]
    },
  ]
  return chance.pick([...edits, edits[0], edits[0]] as typeof edits)()
}

const isSplitLine = (document: ProcessDocument, line: string) => 'document' in removeBranch(document, line, context)

/** Behind "whichever comes first" only what waits; elsewhere anything. */
function insertableHere(document: ProcessDocument, line: string, copied: ReturnType<typeof copyBlock>) {
  const entry = copied?.nodes.find(({ key }) => key === copied.entry)
  const offered = insertableTypes(document, line, context).find(({ type }) => type.type === entry?.type)
  return offered && !offered.refused ? copied : null
}
