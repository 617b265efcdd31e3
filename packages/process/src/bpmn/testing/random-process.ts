import fc from 'fast-check'
import type { Control, GraphNode, ProcessGraph, Repeat, Trigger } from '../../graph/process-graph.ts'
import { type BpmnParts, emptyParts } from '../bpmn-parts.ts'
import { handleSettings } from '../read/element-controls.ts'

/** A process as a tree: whatever it is made of begins and ends in one place. */
type Block =
  | { is: 'step'; step: Step }
  | { is: 'sequence'; blocks: Block[] }
  | { is: 'all' | 'some' | 'choose'; branches: Block[]; early: boolean }
  | { is: 'first_of'; branches: Block[] }
  | { is: 'back'; block: Block }
  | { is: 'scope'; block: Block; repeat: Repeat | null }
  | { is: 'repeated'; step: Step; repeat: Repeat }

interface Step {
  control: Control
  type: string
  caught: { trigger: Trigger; interrupting: boolean } | null
  undone: boolean
  irreversible: boolean
}

const word = fc.constantFrom('a', '付款', 'x<y & "z"', "it's", 'línea', '合同 A', '_1', '9z')

const trigger: fc.Arbitrary<Trigger> = fc.oneof(
  fc.constant<Trigger>({ on: 'timer' }),
  fc.constant<Trigger>({ on: 'condition' }),
  fc.record({ on: fc.constantFrom('message' as const, 'signal' as const), name: word }),
)

const step: fc.Arbitrary<Step> = fc.record({
  control: fc.oneof<fc.Arbitrary<Control>[]>(
    fc.constant<Control>({ do: 'people', settings: handleSettings }),
    fc.constant<Control>({
      do: 'people',
      settings: {
        task: 'decide',
        rule: { of: 'vote', by: 'share', pass: 0.5 },
        onReject: 'to_start',
        returns: { to: 'any', resubmit: 'choice' },
        rights: { transfer: true, addSigner: false },
        demands: { comment: 'on_reject', reasons: ['太贵', 'late'] },
        deadlines: [{ key: 'd1', action: 'remind' }],
      },
    }),
    fc.record({ do: fc.constant('run' as const), where: fc.constantFrom('here' as const, 'outside' as const) }),
    fc.constant<Control>({ do: 'call' }),
    fc.constant<Control>({ do: 'pass' }),
  ),
  type: fc.constantFrom('approval', 'user_task', 'send_task', 'task', 'update_record', 'receive_task'),
  caught: fc.option(
    fc.record({
      trigger: fc.oneof(trigger, fc.record({ on: fc.constant('error' as const), name: word })),
      interrupting: fc.boolean(),
    }),
    { freq: 5 },
  ),
  undone: fc.boolean(),
  irreversible: fc.boolean(),
})

const limit = fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined })

const repeat: fc.Arbitrary<Repeat> = fc
  .record({
    mode: fc.constantFrom<Repeat['mode'][]>('all_at_once', 'one_by_one', 'while', 'until'),
    early: fc.boolean(),
    limit,
  })
  .map(({ mode, early, limit: turns }) => ({
    mode,
    ...(early && mode !== 'while' && mode !== 'until' ? { early } : {}),
    ...(turns === undefined ? {} : { limit: turns }),
  }))

const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    step.map((made): Block => ({ is: 'step', step: made })),
    fc.record({ is: fc.constant('sequence' as const), blocks: fc.array(tie('block'), { minLength: 1, maxLength: 4 }) }),
    fc.record({
      is: fc.constantFrom('all' as const, 'some' as const, 'choose' as const),
      branches: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
      early: fc.boolean(),
    }),
    fc.record({
      is: fc.constant('first_of' as const),
      branches: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ is: fc.constant('back' as const), block: tie('block') }),
    fc.record({
      is: fc.constant('scope' as const),
      block: tie('block'),
      repeat: fc.option(repeat, { nil: null }),
    }),
    fc.record({ is: fc.constant('repeated' as const), step, repeat }),
  ),
}))

/** Any process of nested blocks, with texts beside it. */
export const randomProcess: fc.Arbitrary<{ graph: ProcessGraph; parts: BpmnParts }> = fc
  .record({ root: block, key: word, texts: fc.array(word, { minLength: 1, maxLength: 5 }) })
  .map(({ root, key, texts }) => new GraphBuilder(key, texts).build(root))

interface Place {
  scope: string | null
  from: string
  to: string
}

class GraphBuilder {
  private readonly nodes: { [key: string]: GraphNode & { incoming: string[]; outgoing: string[] } } = {}
  private readonly transitions: { [key: string]: ProcessGraph['transitions'][string] } = {}
  private readonly parts = emptyParts()
  private readonly key: string
  private readonly texts: readonly string[]
  private count = 0
  private readonly prefix: string

  constructor(key: string, texts: readonly string[]) {
    this.key = `p ${key}`
    this.texts = texts
    this.prefix = `${texts[0]}`
  }

  build(root: Block): { graph: ProcessGraph; parts: BpmnParts } {
    this.body(root, null)
    return { graph: { key: this.key, nodes: this.nodes, transitions: this.transitions }, parts: this.parts }
  }

  private text(): string {
    this.count += 1
    return `${this.texts[this.count % this.texts.length]}`
  }

  private node(control: Control, { type, scope, key }: { type: string; scope: string | null; key?: string }): string {
    this.count += 1
    const made = key ?? `${this.prefix}${this.count}`
    this.nodes[made] = { key: made, type, scope, control, incoming: [], outgoing: [] }
    if (this.count % 3 === 0 && !key) this.parts.labels[made] = this.text()
    return made
  }

  private line(
    from: string,
    to: string,
    more: { conditional?: boolean; otherwise?: boolean; key?: string } = {},
  ): void {
    this.count += 1
    const { key = `→${this.count}`, ...flags } = more
    this.transitions[key] = { key, from, to, ...flags }
    this.nodes[from]?.outgoing.push(key)
    this.nodes[to]?.incoming.unshift(key)
    if (flags.conditional && this.count % 2 === 0) this.parts.conditions[key] = `\${amount > ${this.count}}`
  }

  private body(block: Block, scope: string | null): void {
    const start = this.node({ do: 'start' }, { type: 'start_event', scope })
    const end = this.node({ do: 'end', ends: 'branch' }, { type: 'end_event', scope })
    this.put(block, { scope, from: start, to: end })
  }

  private put(block: Block, place: Place): void {
    const put = this.puts[block.is] as (block: Block, place: Place) => void
    put(block, place)
  }

  private readonly puts: { [Is in Block['is']]: (block: Extract<Block, { is: Is }>, place: Place) => void } = {
    step: ({ step: made }, place) => this.through(this.step(made, place.scope), place),
    sequence: ({ blocks }, place) => this.sequence(blocks, place),
    all: (block, place) => this.branches(block, place),
    some: (block, place) => this.branches(block, place),
    choose: (block, place) => this.branches(block, place),
    first_of: ({ branches }, place) => this.firstOf(branches, place),
    back: ({ block }, { scope, from, to }) => {
      const begin = this.node({ do: 'pass' }, { type: 'merge', scope })
      const again = this.node({ do: 'choose' }, { type: 'branch', scope })
      this.line(from, begin)
      this.put(block, { scope, from: begin, to: again })
      this.line(again, begin, { conditional: true })
      this.line(again, to, { otherwise: true })
    },
    scope: ({ block, repeat: turns }, place) => {
      const control: Control = { do: 'scope', ...(turns ? { repeat: turns } : {}) }
      const inner = this.node(control, { type: 'sub_process', scope: place.scope })
      this.body(block, inner)
      this.through(inner, place)
    },
    repeated: (block, place) => this.through(this.repeated(block.step, block.repeat, place.scope), place),
  }

  private through(node: string, { from, to }: Place): void {
    this.line(from, node)
    this.line(node, to)
  }

  private sequence(blocks: Block[], { scope, from, to }: Place): void {
    let before = from
    for (const one of blocks) {
      const after = this.node({ do: 'run', where: 'here' }, { type: 'note', scope })
      this.put(one, { scope, from: before, to: after })
      before = after
    }
    this.line(before, to)
  }

  private branches(
    { is, branches, early }: Extract<Block, { is: 'all' | 'some' | 'choose' }>,
    { scope, from, to }: Place,
  ): void {
    const join = this.node(is === 'choose' ? { do: 'pass' } : { do: 'join', rule: 'block' }, { type: 'merge', scope })
    const control: Control = is === 'choose' ? { do: 'choose' } : { do: 'fork', branches: is, join }
    const fork = this.node(control, { type: 'branch', scope })
    this.line(from, fork)
    branches.forEach((branch, index) => {
      const begin = this.node({ do: 'run', where: 'here' }, { type: 'note', scope })
      this.line(fork, begin, is === 'all' ? {} : index === 0 ? { otherwise: true } : { conditional: true })
      const target =
        early && index === 1 && branches.length > 2
          ? this.node({ do: 'end', ends: 'branch' }, { type: 'end_event', scope })
          : join
      this.put(branch, { scope, from: begin, to: target })
    })
    this.line(join, to)
  }

  private firstOf(branches: Block[], { scope, from, to }: Place): void {
    const gateway = this.node({ do: 'first_of' }, { type: 'first_of', scope })
    const merge = this.node({ do: 'pass' }, { type: 'merge', scope })
    this.line(from, gateway)
    branches.forEach((branch, index) => {
      const on: Trigger = index === 0 ? { on: 'timer' } : { on: 'message', name: this.text() }
      const wait = this.node({ do: 'wait', trigger: on }, { type: 'wait', scope })
      if (on.on === 'timer') this.parts.triggers[wait] = { after: 'PT2H' }
      this.line(gateway, wait)
      this.put(branch, { scope, from: wait, to: merge })
    })
    this.line(merge, to)
  }

  private step({ control, type, caught, undone, irreversible }: Step, scope: string | null): string {
    const key = this.node(control, { type, scope })
    const node = this.nodes[key] as GraphNode & { catches?: string[] }
    if (control.do === 'call') this.parts.calls[key] = this.text()
    if (control.do === 'pass') return key
    if (irreversible) Object.assign(node, { irreversible })
    if (caught) {
      const interrupting = caught.interrupting || caught.trigger.on === 'error'
      const catcher = this.node(
        { do: 'catch', at: key, trigger: caught.trigger, interrupting },
        { type: 'catch', scope },
      )
      if (caught.trigger.on === 'timer') this.parts.triggers[catcher] = { at: '2026-03-01T00:00:00Z' }
      const end = this.node({ do: 'end', ends: 'scope', outcome: 'late' }, { type: 'end_event', scope })
      this.line(catcher, end)
      node.catches = [catcher]
    }
    if (undone) {
      const handler = this.node({ do: 'run', where: 'outside' }, { type: 'undo', scope })
      Object.assign(node, { compensation: handler })
    }
    return key
  }

  /** What a marker of BPMN on a task stands for. */
  private repeated({ control, type, irreversible }: Step, repeat: Repeat, scope: string | null): string {
    const key = this.node({ do: 'scope', repeat }, { type: 'repeat', scope })
    this.parts.repeats[key] =
      repeat.mode === 'while' || repeat.mode === 'until' ? { condition: '= again' } : { items: 'lines', item: 'line' }
    const parts = { start: `${key}__start`, each: `${key}__each`, end: `${key}__end` }
    this.node({ do: 'start' }, { type: 'start_event', scope: key, key: parts.start })
    const isPass = control.do === 'pass'
    this.node(control, { type: isPass ? 'task' : type, scope: key, key: parts.each })
    this.node({ do: 'end', ends: 'branch' }, { type: 'end_event', scope: key, key: parts.end })
    if (irreversible) Object.assign(this.nodes[parts.each] as object, { irreversible })
    if (control.do === 'call') this.parts.calls[parts.each] = this.text()
    this.line(parts.start, parts.each, { key: `${parts.each}__in` })
    this.line(parts.each, parts.end, { key: `${parts.each}__out` })
    return key
  }
}
