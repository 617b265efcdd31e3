import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProcessGraph } from '../graph/process-graph.ts'
import { exportBpmn } from './export-bpmn.ts'
import { importBpmn } from './import-bpmn.ts'

const namespace = 'http://www.omg.org/spec/BPMN/20100524/MODEL'
const straight = `<b:startEvent id="s"/><b:endEvent id="e"/><b:sequenceFlow id="f" sourceRef="s" targetRef="e"/>`
const inside = (content: string, id = 'p'): string => `<b:process id="${id}">${content}</b:process>`
const file = (content: string, attributes = ''): string =>
  `<b:definitions xmlns:b="${namespace}" id="d" targetNamespace="t" ${attributes}>${content}</b:definitions>`

async function codes(xml: string, process?: string): Promise<string[]> {
  const { problems } = await importBpmn(xml, process === undefined ? {} : { process })
  return problems.map(({ code, element }) => (element === null ? code : `${code} ${element}`))
}

describe('a file that is no BPMN', () => {
  it.each([
    ['is empty', '', ['xml_malformed']],
    ['is text', 'hello', ['xml_malformed']],
    ['is cut off', file(inside(straight)).slice(0, 120), ['xml_malformed']],
    ['is other XML', '<html><body/></html>', ['not_bpmn']],
    ['has another name space', `<definitions xmlns="http://example.org/x"/>`, ['not_bpmn']],
    ['has a DOCTYPE', `<!DOCTYPE d [<!ENTITY a "b">]>${file(inside(straight))}`, ['xml_doctype']],
    ['has nothing in it', file(''), ['no_process']],
    ['has an empty process', file(inside('')), ['process_empty p']],
  ])('is refused when it %s', async (_what, xml, expected) => {
    const read = await importBpmn(xml)
    expect(read.ok).toBe(false)
    expect(await codes(xml)).toEqual(expected)
  })

  it.each([
    ['no XML', 'PK', '没有任何元素', 'there is no element in it'],
    [
      'cut off',
      file(inside(straight)).slice(0, 120),
      '第 1 行，内容不完整，有没有结束的部分',
      'line 1, it ends before everything is closed',
    ],
    [
      'a tag too many',
      `${file(inside(straight))}</b:x>`,
      '第 1 行，开始标签和结束标签不对应',
      'line 1, a closing tag does not fit the one that is open',
    ],
    [
      'a prefix of nobody',
      file(inside(`${straight}<x:y/>`)),
      '第 1 行，前缀「x」没有声明命名空间',
      'line 1, no name space is declared for "x"',
    ],
  ])('says in words what is wrong with the XML: %s', async (_what, xml, zh, en) => {
    const { problems } = await importBpmn(xml)
    expect(problems.map(({ params }) => params.reason)).toEqual([
      { zh: expect.stringContaining(zh), en: expect.stringContaining(en) },
    ])
  })

  it('is refused before it is parsed when it is too large or nested too deep', async () => {
    expect(await codes(file(inside(`${straight}${' '.repeat(5_000_001)}`)))).toEqual(['xml_too_large'])
    expect(await codes(file(`${'<b:subProcess>'.repeat(300)}${'</b:subProcess>'.repeat(300)}`))).toEqual([
      'xml_too_deep',
    ])
    const deep = Array.from({ length: 25 }, (_, index) => `<b:subProcess id="s${index}">`).join('')
    expect(await codes(file(inside(`${deep}${'</b:subProcess>'.repeat(25)}`)))).toContain('too_deep s20')
    const many = Array.from({ length: 2001 }, (_, index) => `<b:userTask id="t${index}"/>`).join('')
    expect(await codes(file(inside(many)))).toEqual(['too_many_elements p'])
  })

  it('may speak of a DOCTYPE in a comment or in character data', async () => {
    const talk = '<!-- <!DOCTYPE x> --><b:documentation><![CDATA[<!ENTITY x "y">]]></b:documentation>'
    expect(await codes(file(inside(`${talk}${straight}`)))).toEqual([])
  })
})

describe('ids and references', () => {
  it.each([
    ['twice', `${straight}<b:userTask id="s"/>`, ['id_twice']],
    ['illegal', `${straight}<b:userTask id="任务"/>`, ['id_illegal']],
    ['reserved', `${straight}<b:userTask id="__proto__"/>`, ['id_reserved __proto__']],
    ['missing', `${straight}<b:userTask name="Pay"/>`, ['id_missing']],
    [
      'leading nowhere',
      `<b:startEvent id="s"/><b:sequenceFlow id="f" sourceRef="s" targetRef="x"/>`,
      ['reference_unknown f'],
    ],
  ])('are refused when %s', async (_what, content, expected) => {
    expect(await codes(file(inside(content)))).toEqual(expected)
  })

  it('can be the names that objects have by themselves', async () => {
    const content = straight.replaceAll('"s"', '"constructor"').replaceAll('"e"', '"toString"')
    const read = await importBpmn(file(inside(content)))
    expect(read.ok && Object.keys(read.graph.nodes)).toEqual(['constructor', 'toString'])
  })
})

describe('several processes', () => {
  const two = file(
    `<b:collaboration id="c"><b:participant id="buyer" name="Buyer" processRef="p"/><b:participant id="seller" processRef="q"/>
     <b:messageFlow id="m" sourceRef="s" targetRef="s2"/></b:collaboration>
     ${inside(straight)}${inside('<b:startEvent id="s2"/>', 'q')}`,
  )

  it('are not guessed among', async () => {
    const read = await importBpmn(two)
    expect(read).toMatchObject({
      ok: false,
      problems: [{ code: 'several_processes', params: { processes: ['p (Buyer)', 'q'] } }],
    })
    expect(await codes(two, 'r')).toEqual(['process_unknown'])
  })

  it('are chosen by their own id or that of the participant', async () => {
    for (const [wanted, key] of [
      ['q', 'q'],
      ['seller', 'q'],
      ['buyer', 'p'],
    ] as const) {
      const read = await importBpmn(two, { process: wanted })
      expect(read.ok && read.graph.key).toBe(key)
      expect(read.problems.map(({ code }) => code)).toEqual(['message_flows_ignored'])
    }
  })
})

describe('what other programs wrote', () => {
  const foreign = file(
    inside(
      `<b:documentation>All of it</b:documentation>
       <b:startEvent id="s"/>
       <b:userTask id="t" name="Check &amp; sign" x:assignee="li.na"><b:documentation>How to</b:documentation>
         <b:extensionElements><x:form key="a"><x:field>one</x:field></x:form></b:extensionElements></b:userTask>
       <b:scriptTask id="c" scriptFormat="js"><b:script>1 &lt; 2</b:script></b:scriptTask>
       <b:sequenceFlow id="f" name="go" sourceRef="s" targetRef="t"/><b:sequenceFlow id="g" sourceRef="t" targetRef="c"/>`,
    ),
    'xmlns:x="http://x.example"',
  )

  it('is there again when the process is written', async () => {
    const read = await importBpmn(foreign)
    if (!read.ok) throw new Error('refused')
    expect(read.parts.labels).toEqual({ t: 'Check & sign', f: 'go' })
    const xml = await exportBpmn(read.graph, read.parts)
    const again = await importBpmn(xml)
    expect(again.ok && again.parts.kept).toEqual({
      ...read.parts.kept,
      p: { ...read.parts.kept.p, attributes: { isExecutable: true } },
    })
    for (const kept of [
      '<x:field>one</x:field>',
      'x:assignee="li.na"',
      'How to',
      'All of it',
      '1 &lt; 2',
      'scriptFormat="js"',
    ]) {
      expect(xml).toContain(kept)
    }
  })

  it('may contradict what we stored: then the file counts, and that is said', async () => {
    const read = await importBpmn(file(inside(straight)))
    if (!read.ok) throw new Error('refused')
    const xml = await exportBpmn(read.graph, read.parts)
    const broken = xml.replace('"do":"start"', '"do":"fly"')
    expect(await codes(broken)).toEqual(['settings_unreadable s'])
    const changed = xml.replace(
      '</bpmn:process>',
      '<bpmn:userTask id="n"/><bpmn:sequenceFlow id="h" sourceRef="s" targetRef="n"/></bpmn:process>',
    )
    const again = await importBpmn(changed)
    expect(again.problems.map(({ code, element }) => `${code} ${element}`)).toEqual(['settings_outdated s'])
    expect(again.ok && again.graph.nodes.s__fork?.control).toEqual({ do: 'fork', branches: 'all', join: null })
  })
})

describe('any file', () => {
  const folder = new URL('./corpus/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.bpmn'))
  const contents = files.map((name) => readFileSync(new URL(name, folder), 'utf8'))

  it('is answered, however it is damaged', async () => {
    const damaged = fc.record({
      xml: fc.constantFrom(...contents),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.integer({ min: 0, max: 60 }),
      instead: fc.constantFrom('', '"', '<', '/>', 'Fork', 'A', '&#0;', '<b:x>', 'true'),
    })
    await fc.assert(
      fc.asyncProperty(damaged, async ({ xml, at, length, instead }) => {
        const from = Math.floor(at * xml.length)
        const read = await importBpmn(xml.slice(0, from) + instead + xml.slice(from + length))
        expect(read.ok || read.problems.length > 0).toBe(true)
        const { nodes, transitions }: Pick<ProcessGraph, 'nodes' | 'transitions'> = read.ok
          ? read.graph
          : { nodes: {}, transitions: {} }
        for (const { from: source, to } of Object.values(transitions)) expect(nodes[source] && nodes[to]).toBeDefined()
      }),
      { numRuns: 300 },
    )
  })
})
