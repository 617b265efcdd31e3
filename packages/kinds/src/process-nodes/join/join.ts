import { Key, nodeOption } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import { defineNodeType } from '@mortise/process'

const JoinOptions = Type.Object(
  {
    of: Type.Optional(
      nodeOption(Key, { label: { zh: '对应的分支节点', en: 'The node where the ways part' }, editor: 'node' }),
    ),
    rule: Type.Optional(
      nodeOption(Type.Enum(['all', 'arrivals', 'each_incoming', 'reachable'], { default: 'all' }), {
        label: { zh: '何时继续', en: 'When it goes on' },
        choices: {
          all: { zh: '所有已开始的分支到齐', en: 'When all ways that began have come' },
          arrivals: { zh: '到达若干条后，其余取消', en: 'When so many have come; the others end' },
          each_incoming: {
            zh: '每条进线都到过（无对应分支）',
            en: 'When every line has brought something (without a fork)',
          },
          reachable: { zh: '不会再有到达（无对应分支）', en: 'When nothing more can come (without a fork)' },
        },
      }),
    ),
    arrivals: Type.Optional(
      nodeOption(Type.Integer({ minimum: 1, maximum: 100 }), { label: { zh: '到达条数', en: 'How many' } }),
    ),
  },
  { additionalProperties: false },
)
export type JoinOptions = Type.Static<typeof JoinOptions>

export default defineNodeType({
  type: 'join',
  label: { zh: '汇合', en: 'Join' },
  description: { zh: '等分支到齐后继续。', en: 'Waits for the ways to meet.' },
  icon: 'arrows-join',
  group: 'ways',
  options: JoinOptions,
  joins: ({ of }) => of ?? null,
  ports: { in: [1, null], out: [1, 1] },
  parts: ({ of, rule = 'all', arrivals }) => [
    ...(of === undefined ? [] : [{ part: 'node' as const, pointer: '/of', node: of, types: forkTypes }]),
    ...(paired.has(rule) === (of !== undefined)
      ? []
      : [{ part: 'problem' as const, pointer: '', problem: paired.has(rule) ? forkMissing : forkTooMany }]),
    ...((rule === 'arrivals') === (arrivals !== undefined)
      ? []
      : [{ part: 'problem' as const, pointer: '', problem: arrivalsWrong }]),
  ],
  defaultOptions({ document, node }) {
    const taken = new Set(document.nodes.map(({ options }) => options?.of))
    const forks = document.nodes.filter(
      (one) => one.in === node.in && forkTypes.includes(one.type) && !taken.has(one.key),
    )
    const [fork] = forks.reverse()
    return fork ? { of: fork.key } : { rule: 'each_incoming' as const }
  },
  control: ({ rule = 'all', arrivals = 1 }) => ({
    do: 'join',
    rule: rule === 'all' ? 'block' : rule === 'arrivals' ? { arrivals } : rule,
  }),
})

const forkTypes = ['parallel', 'inclusive']

/** Rules that look at the ways of one fork. */
const paired: ReadonlySet<string> = new Set(['all', 'arrivals'])
const forkMissing = { zh: '请选择对应的分支节点。', en: 'Say at which node the ways part that meet here.' }
const forkTooMany = {
  zh: '这种汇合方式不看分支节点，请去掉 of。',
  en: 'With this rule there is no fork to look at; leave "of" out.',
}
const arrivalsWrong = {
  zh: '「到达若干条」须填写条数，其他方式不能填写。',
  en: 'How many have to come is said for that rule, and for no other.',
}
