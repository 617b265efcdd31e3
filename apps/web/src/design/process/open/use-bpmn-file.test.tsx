import { act, useState } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { openPanel, type PanelDriver, processWith } from '../panel/testing/panel-stage.tsx'
import { type BpmnFile, type FileChoice, useBpmnFile } from './use-bpmn-file.ts'

const flow = (of: string) =>
  `<b:startEvent id="s${of}"/><b:endEvent id="e${of}"/><b:sequenceFlow id="f${of}" sourceRef="s${of}" targetRef="e${of}"/>`
const bpmn = (...processes: string[]) =>
  `<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">${processes
    .map((name) => `<b:process id="${name}" name="${name}">${flow(name)}</b:process>`)
    .join('')}</b:definitions>`

/** A file on a slow disk: it is read when the test says so. */
function slowFile(name: string, xml: string): { file: File; arrive(): Promise<void> } {
  const file = new File([xml], name)
  const read = Promise.withResolvers<string>()
  file.text = () => read.promise
  return {
    file,
    async arrive() {
      read.resolve(xml)
      await act(() => vi.dynamicImportSettled())
      await act(() => new Promise((resolve) => setTimeout(resolve, 100)))
    },
  }
}

let choose: (choice: Partial<FileChoice>) => Promise<void>
let read: BpmnFile | null
/** Everything that was ever drawn: with which file the answer of which was shown. */
let drawn: { chosen: string | undefined; label: string | undefined }[]
let panel: PanelDriver | null = null

async function open(): Promise<void> {
  drawn = []
  function Probe() {
    const [choice, setChoice] = useState<FileChoice>({ file: null, process: null, entity: undefined })
    read = useBpmnFile(choice)
    drawn.push({ chosen: choice.file?.name, label: read?.opened?.process?.label?.en })
    choose = (next) => act(async () => setChoice((before) => ({ ...before, ...next })))
    return null
  }
  panel = await openPanel(processWith('approval'), () => <Probe />)
}

afterEach(() => {
  panel?.unmount()
  panel = null
})

it('shows of a second file nothing of the first, however late that one arrives', async () => {
  await open()
  const [slow, second] = [slowFile('first.bpmn', bpmn('First')), slowFile('second.bpmn', bpmn('Second'))]
  await choose({ file: slow.file })
  expect(read).toMatchObject({ name: 'first.bpmn', opened: null, isReading: true })
  await choose({ file: second.file })
  await second.arrive()
  await slow.arrive()
  expect(read).toMatchObject({ name: 'second.bpmn', isReading: false })
  expect(read?.opened?.process?.label?.en).toBe('Second')
  const third = slowFile('third.bpmn', bpmn('Third'))
  await choose({ file: third.file })
  expect(read).toMatchObject({ name: 'third.bpmn', opened: null, isReading: true })
  expect(drawn.filter(({ chosen, label }) => label && !chosen?.startsWith(label.toLowerCase()))).toEqual([])
})

it('keeps what it shows of a file while another of its processes is read, and says that it reads', async () => {
  await open()
  const both = slowFile('both.bpmn', bpmn('One', 'Two'))
  await choose({ file: both.file })
  await both.arrive()
  expect(read?.choices.map(({ id }) => id)).toEqual(['One', 'Two'])
  await choose({ process: 'Two' })
  await both.arrive()
  expect(read?.opened?.process?.label?.en).toBe('Two')
  const again = slowFile('both.bpmn', bpmn('One', 'Two'))
  both.file.text = () => again.file.text()
  await choose({ process: 'One' })
  expect(read).toMatchObject({ isReading: true })
  expect(read?.opened?.process?.label?.en).toBe('Two')
  await again.arrive()
  expect(read).toMatchObject({ isReading: false })
  expect(read?.opened?.process?.label?.en).toBe('One')
  expect(read?.choices).toHaveLength(2)
})
