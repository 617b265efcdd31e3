import { globSync, readdirSync, readFileSync } from 'node:fs'
import {
  type AppDocumentAny,
  compileApp,
  nodePlace,
  ProcessDocument,
  type ProcessNode,
  validateApp,
} from '@mortise/metadata'
import { fits } from '@mortise/metadata/schema'
import { processKnowledge } from '@mortise/process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadFieldTypes, loadNodeTypes } from '../load.server.ts'
import { openBpmn } from './open-bpmn.ts'
import { writeBpmn } from './write-bpmn.ts'

const [fieldTypes, nodeTypes] = await Promise.all([loadFieldTypes(), loadNodeTypes()])
const processes = processKnowledge(nodeTypes)
const crm = globSync('../../../../templates/crm/{app.json,{entities,option-sets,roles,processes}/*.json}', {
  cwd: import.meta.dirname,
}).map((file) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as AppDocumentAny)
const model = compileApp(crm, { fieldTypes, revision: 1 })
const quote = model.entities.get('quote') ?? null
const target = { nodeTypes, model, entity: quote }

const namespace = 'http://www.omg.org/spec/BPMN/20100524/MODEL'
const file = (content: string, more = '') =>
  `<b:definitions xmlns:b="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">
   ${more}<b:process id="Order" name="采购审批">${content}</b:process></b:definitions>`
const line = (from: string, to: string, more = '', inner = '') =>
  `<b:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" ${more}>${inner}</b:sequenceFlow>`
const when = (text: string) => `<b:conditionExpression xsi:type="b:tFormalExpression">${text}</b:conditionExpression>`

const straight = `<b:startEvent id="s"/><b:endEvent id="e"/>`

async function opened(xml: string) {
  const { process, problems } = await openBpmn(xml, target)
  if (!process) throw new Error(problems.map(({ text }) => text.en).join('\n'))
  return { ...process, problems, nodes: new Map(process.drawing.nodes.map((node) => [node.key, node])) }
}

const documentOf = (drawing: Pick<ProcessDocument, 'nodes' | 'transitions'>): ProcessDocument => ({
  ...{ kind: 'process', key: 'opened', label: { zh: '开', en: 'Opened' }, entity: 'quote', start: { hand: {} } },
  ...drawing,
})

const issuesOf = (document: ProcessDocument) =>
  validateApp([...crm, document], { fieldTypes, processes }).filter((issue) => issue.document === 'process/opened')

describe('a process of ours that was written as BPMN', () => {
  const own = crm.filter((document): document is ProcessDocument => document.kind === 'process')
  const writing = { nodeTypes, model, shapes: {} }

  it.each(own.map((document) => [document.key, document] as const))(
    '%s is the same when it is opened',
    async (_key, document) => {
      for (const language of ['zh', 'en'] as const) {
        const read = await openBpmn(await writeBpmn(document, { ...writing, language }), {
          ...target,
          entity: model.entities.get(document.entity ?? '') ?? null,
        })
        expect(read.problems).toEqual([])
        const { label, settings, drawing } = read.process ?? expect.fail('refused')
        const { layout: _layout, ...whole } = document
        expect({ kind: 'process', key: document.key, label, ...settings, ...drawing }).toEqual(whole)
      }
    },
  )

  it.each(nodeTypes.all().map((type) => [type.type, type] as const))('keeps the options of %s', async (_name, type) => {
    const bare: ProcessNode = { key: 'tried', type: type.type, ...(type.catches ? { on: 'host' } : {}) }
    const nodes = (node: ProcessNode): ProcessNode[] => [
      { key: 'begin', type: 'start' },
      { key: 'host', type: 'handle', label: { zh: '办', en: 'Do' }, options: { approvers: [{ by: 'initiator' }] } },
      node,
      { key: 'done', type: 'end' },
      ...(type.holds ? [{ key: 'inner', type: 'start', in: 'tried' } as ProcessNode] : []),
    ]
    const transitions = [
      { key: 'a', from: 'begin', to: 'host' },
      { key: 'b', from: 'host', to: 'done' },
    ]
    const options = type.defaultOptions(
      nodePlace(documentOf({ nodes: nodes(bare), transitions }), bare, { model, nodeTypes }),
    )
    const node = { ...bare, ...(Object.keys(options).length > 0 ? { options } : {}) }
    const document = documentOf({ nodes: nodes(node), transitions })
    const xml = await writeBpmn(document, { ...writing, language: 'zh' })
    const read = await openBpmn(xml, target)
    const found = read.process?.drawing.nodes.find(({ key }) => key === 'tried')
    if (type.type === 'start') expect(read.process).toBe(null)
    else expect(found).toEqual(node)
  })

  it('takes over what another program changed, and keeps the rest', async () => {
    const [document] = own.filter(({ key }) => key === 'quote_approval')
    if (!document) expect.fail('no process')
    const xml = await writeBpmn(document, { ...writing, language: 'en' })
    const before = document.nodes.find(({ type }) => type === 'approval') as ProcessNode
    const renamed = xml.replace(`name="${before.label?.en}"`, 'name="The boss"')
    const read = await opened(renamed)
    expect(read.nodes.get(before.key)).toEqual({ ...before, label: { zh: 'The boss', en: 'The boss' } })
    const automatic = xml.replaceAll('bpmn:userTask', 'bpmn:serviceTask')
    const other = await opened(automatic)
    expect(other.nodes.get(before.key)).toMatchObject({ type: 'webhook' })
    expect(other.problems.map(({ element, text }) => [element, text.en])).toContainEqual([
      before.key,
      expect.stringContaining('changed elsewhere'),
    ])
  })
})

describe('a file of another program', () => {
  it('becomes steps, ways and conditions that can be gone on with', async () => {
    const xml = file(
      `${straight}<b:laneSet id="ls"><b:lane id="l" name="财务部"><b:flowNodeRef>Task_Check</b:flowNodeRef></b:lane></b:laneSet>
       <b:userTask id="Task_Check" name="核对金额"><b:documentation>对照合同</b:documentation></b:userTask>
       <b:exclusiveGateway id="G1" default="G1_m"/><b:userTask id="Activity_0Ab1" name="总经理审批"/><b:exclusiveGateway id="m"/>
       <b:intermediateCatchEvent id="w" name="等三天"><b:timerEventDefinition id="td"><b:timeDuration>P3D</b:timeDuration></b:timerEventDefinition></b:intermediateCatchEvent>
       <b:serviceTask id="pay" name="付款"/>
       ${line('s', 'Task_Check')}${line('Task_Check', 'G1')}
       ${line('G1', 'Activity_0Ab1', 'name="大额"', when('$' + '{total &gt; 1000}'))}${line('G1', 'm')}
       ${line('Activity_0Ab1', 'm')}${line('m', 'w')}${line('w', 'pay')}${line('pay', 'e')}`,
    )
    const { drawing, label, problems } = await opened(xml)
    expect(label).toEqual({ zh: '采购审批', en: '采购审批' })
    expect(drawing.nodes).toEqual([
      { key: 's', type: 'start' },
      { key: 'e', type: 'end' },
      {
        ...{ key: 'task_check', type: 'handle', label: { zh: '核对金额', en: '核对金额' } },
        description: { zh: '泳道：财务部\n对照合同', en: 'Lane: 财务部\n对照合同' },
      },
      { key: 'g1', type: 'exclusive' },
      { key: 'activity_0ab1', type: 'approval', label: { zh: '总经理审批', en: '总经理审批' } },
      {
        key: 'w',
        type: 'delay',
        label: { zh: '等三天', en: '等三天' },
        options: { after: { amount: 3, unit: 'day' } },
      },
      { key: 'pay', type: 'webhook', label: { zh: '付款', en: '付款' } },
    ])
    expect(drawing.transitions).toContainEqual({
      ...{ key: 'g1_activity_0ab1', from: 'g1', to: 'activity_0ab1', label: { zh: '大额', en: '大额' } },
      when: { v: 1, expr: { '>': [{ var: 'total' }, 1000] } },
    })
    expect(drawing.transitions).toContainEqual({ key: 'g1_m', from: 'g1', to: 'w', otherwise: true })
    expect(problems.map(({ severity, element, text }) => [severity, element, text.zh])).toEqual([
      ['warning', 'pay', '作为「调用接口」打开，内容需要补充，也可以换成其他动作。'],
      ['warning', null, '2 个由人处理的步骤还没有处理人。发布前的检查会在这些节点上指出。'],
    ])
  })

  it('has its open steps pointed out where they are', async () => {
    const { drawing } = await opened(
      file(
        `${straight}<b:userTask id="t" name="审批"/><b:serviceTask id="x"/>${line('s', 't')}${line('t', 'x')}${line('x', 'e')}`,
      ),
    )
    const issues = issuesOf(documentOf(drawing))
    expect(issues.map(({ pointer, severity }) => [pointer, severity])).toEqual([
      ['/nodes/2/options', 'error'],
      ['/nodes/3/options', 'error'],
    ])
  })

  it('has decisions where the ways behind a task are named after them', async () => {
    const { nodes, drawing } = await opened(
      file(
        `${straight}<b:userTask id="t" name="经理意见"/><b:exclusiveGateway id="g"/><b:userTask id="u" name="修改"/>
         ${line('s', 't')}${line('t', 'g')}${line('g', 'e', 'name="同意"')}${line('g', 'u', 'name="驳回"')}${line('u', 'e')}`,
      ),
    )
    expect(nodes.get('t')).toMatchObject({ type: 'approval', options: { onReject: 'go_on' } })
    expect(nodes.get('u')).toMatchObject({ type: 'handle' })
    expect(drawing.transitions.flatMap(({ outcome }) => outcome ?? [])).toEqual([
      { of: 't', is: 'approved' },
      { of: 't', is: 'rejected' },
    ])
  })

  it('keeps conditions that are no formulas as words', async () => {
    const { drawing, problems } = await opened(
      file(
        `${straight}<b:exclusiveGateway id="g" default="g_e"/><b:userTask id="u"/>${line('s', 'g')}${line('g', 'e')}
         ${line('g', 'u', '', when('$' + '{risk.score() &gt; 3}'))}${line('u', 'e')}`,
      ),
    )
    const way = drawing.transitions.find(({ key }) => key === 'g_u')
    expect(way).toMatchObject({ label: { zh: `$${'{'}risk.score() > 3}` } })
    expect(way).not.toHaveProperty('when')
    expect(problems).toContainEqual(expect.objectContaining({ element: 'g_u', severity: 'warning' }))
  })

  it('repeats a task over a sub-table, and a part of it while a condition holds', async () => {
    const { nodes } = await opened(
      file(
        `${straight}<b:userTask id="t" name="逐行审核"><b:multiInstanceLoopCharacteristics camunda:collection="lines"/></b:userTask>
         <b:subProcess id="p"><b:standardLoopCharacteristics id="l" testBefore="true"><b:loopCondition xsi:type="b:tFormalExpression">total &lt; 9</b:loopCondition></b:standardLoopCharacteristics>
           <b:userTask id="u" name="改"/></b:subProcess>${line('s', 't')}${line('t', 'p')}${line('p', 'e')}`,
      ).replace('<b:definitions', '<b:definitions xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'),
    )
    expect(nodes.get('t')).toMatchObject({ type: 'each', options: { over: { lines: 'lines' }, mode: 'all_at_once' } })
    expect(nodes.get('t_each')).toMatchObject({ type: 'approval', in: 't', label: { zh: '逐行审核' } })
    expect(nodes.get('p')).toMatchObject({
      type: 'loop',
      options: { condition: { v: 1, expr: { '<': [{ var: 'total' }, 9] } } },
    })
    expect(nodes.get('u')).toMatchObject({ type: 'handle', in: 'p' })
  })

  it('is refused with everything that cannot be run, by its element', async () => {
    const { process, problems } = await openBpmn(
      file(
        `<b:startEvent id="s"/><b:startEvent id="s2" name="另一个开始"/><b:endEvent id="e"/><b:transaction id="tr" name="结算"/>
         <b:adHocSubProcess id="ad"/><b:userTask id="w"/>${line('s', 'e')}${line('s2', 'w')}${line('w', 'e')}`,
      ),
      target,
    )
    expect(process).toBe(null)
    expect(problems.filter(({ severity }) => severity === 'error').map(({ element, name }) => [element, name])).toEqual(
      [
        ['tr', '结算'],
        ['ad', null],
        ['s', null],
        ['s2', '另一个开始'],
      ],
    )
    expect(problems.find(({ element }) => element === 'tr')?.text).toEqual({
      zh: '事务子流程无法运行。请改用普通子流程。',
      en: 'A transaction cannot be run. Use an ordinary sub-process.',
    })
  })

  it('has one start where several lead to the same place, and says what was not taken over', async () => {
    const timed =
      '<b:startEvent id="daily" name="每天"><b:timerEventDefinition id="t"><b:timeCycle>R/P1D</b:timeCycle></b:timerEventDefinition></b:startEvent>'
    const merged = `${timed}<b:startEvent id="asked" name="申请"/><b:exclusiveGateway id="meet"/><b:userTask id="work"/><b:endEvent id="e"/>`
    const lines = line('daily', 'meet') + line('asked', 'meet') + line('meet', 'work') + line('work', 'e')
    const { drawing, problems } = await opened(file(merged + lines))
    expect(drawing.nodes.map(({ key, type }) => [key, type])).toEqual([
      ['asked', 'start'],
      ['work', 'handle'],
      ['e', 'end'],
    ])
    expect(drawing.transitions.map(({ from, to }) => [from, to])).toEqual([
      ['asked', 'work'],
      ['work', 'e'],
    ])
    const told = problems.flatMap(({ element, text }) => (element === 'daily' ? text.en : []))
    expect(told).toContainEqual(expect.stringMatching(/leads to the same place as "申请"/))
    expect(told).toContainEqual(expect.stringMatching(/by a timer/))
  })

  it.each([
    [
      'lead to different places',
      `<b:userTask id="work"/>`,
      line('asked', 'work') + line('work', 'e') + line('other', 'e'),
    ],
    [
      'have to be waited for together',
      '<b:parallelGateway id="meet"/>',
      line('asked', 'meet') + line('other', 'meet') + line('meet', 'e'),
    ],
  ])('is refused with several starts that %s', async (_name, nodes, lines) => {
    const starts = '<b:startEvent id="asked"/><b:startEvent id="other"/><b:endEvent id="e"/>'
    const { process, problems } = await openBpmn(file(starts + nodes + lines), target)
    expect(process).toBe(null)
    const told = problems.filter(({ text }) => text.en.includes('2 starts that lead to different places'))
    expect(told.map(({ element }) => element)).toEqual(['asked', 'other'])
  })

  it('with several processes asks which one', async () => {
    const two = file(line('s', 'e') + straight, '<b:process id="Other" name="退货"><b:startEvent id="x"/></b:process>')
    const { process, choices } = await openBpmn(two, target)
    expect(process).toBe(null)
    expect(choices).toEqual([
      { id: 'Other', name: 'Other (退货)' },
      { id: 'Order', name: 'Order (采购审批)' },
    ])
    const chosen = await openBpmn(two, { ...target, process: 'Other' })
    expect(chosen.process?.drawing.nodes.map(({ key }) => key)).toContain('x')
  })

  it.each([
    [
      'a signal',
      '<b:signalEventDefinition id="x" signalRef="sig"/>',
      { type: 'wait_message', options: { message: 'dingdan' } },
    ],
    [
      'a date',
      '<b:timerEventDefinition id="x"><b:timeDate>2030-01-01T00:00:00Z</b:timeDate></b:timerEventDefinition>',
      { type: 'delay' },
    ],
    [
      'a day in a field',
      `<b:timerEventDefinition id="x"><b:timeDate>$${'{'}validUntil}</b:timeDate></b:timerEventDefinition>`,
      { type: 'delay', options: { until: 'valid_until' } },
    ],
    [
      'a condition',
      `<b:conditionalEventDefinition id="x"><b:condition xsi:type="b:tFormalExpression">total &gt; 5</b:condition></b:conditionalEventDefinition>`,
      { type: 'wait_record', options: { condition: { v: 1, expr: { '>': [{ var: 'total' }, 5] } } } },
    ],
  ])('waits for %s', async (_what, definition, expected) => {
    const xml = file(
      `${straight}<b:intermediateCatchEvent id="w">${definition}</b:intermediateCatchEvent>${line('s', 'w')}${line('w', 'e')}`,
      '<b:signal id="sig" name="订单"/>',
    )
    const { process } = await openBpmn(xml, { ...target, spell: () => 'dingdan' })
    const { label: _label, ...node } = process?.drawing.nodes.find(({ key }) => key === 'w') ?? {}
    expect(node).toEqual({ key: 'w', ...expected })
  })
})

describe('any file', () => {
  const folder = new URL('../../../process/src/bpmn/corpus/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.bpmn'))
  const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')

  it.each(files)('of the corpus is opened or refused: %s', async (name) => {
    const { process, problems } = await openBpmn(read(name), target)
    if (!process) expect(problems.some(({ severity }) => severity === 'error')).toBe(true)
    else {
      const document = documentOf(process.drawing)
      expect(fits(ProcessDocument, document)).toBe(true)
      const keys = [...document.nodes, ...document.transitions].map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
      expect(issuesOf(document).map(({ code }) => code)).not.toContain('PROCESS_NODE_UNKNOWN')
    }
  })

  it('of ours may say anything in our settings', async () => {
    const xml = await writeBpmn(crm.find((one): one is ProcessDocument => one.kind === 'process') as ProcessDocument, {
      ...{ nodeTypes, model, language: 'en', shapes: {} },
    })
    const anything = fc.jsonValue({ maxDepth: 3 })
    await fc.assert(
      fc.asyncProperty(anything, fc.nat(40), async (value, at) => {
        let count = 0
        const changed = xml.replaceAll(/"own":(\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})/g, (all) => {
          count += 1
          return count % 7 === at % 7
            ? `"own":${JSON.stringify(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}`
            : all
        })
        expect(count).toBeGreaterThan(10)
        const { process } = await openBpmn(changed, target)
        if (process) expect(fits(ProcessDocument, documentOf(process.drawing))).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
    ['no BPMN', '<html/>'],
    ['no XML', '\u0000PK\u0003\u0004'],
    ['five megabytes', ' '.repeat(5_000_001)],
    ['nested without end', '<a>'.repeat(500)],
  ])('that is hostile is refused in words: %s', async (_what, xml) => {
    const { process, problems } = await openBpmn(xml, target)
    expect(process).toBe(null)
    expect(problems).toEqual([expect.objectContaining({ severity: 'error', element: null })])
  })
})
