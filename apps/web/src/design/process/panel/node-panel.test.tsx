import { languages } from '@mortise/core'
import { nodeTypes } from '@mortise/kinds/processes'
import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { NodePanel } from './node-panel.tsx'
import { openPanel, type PanelDriver, processWith } from './testing/panel-stage.tsx'

let panel: PanelDriver
afterEach(() => panel.unmount())

const open = async (type: string, options?: object, language: 'zh' | 'en' = 'en') => {
  panel = await openPanel(
    processWith(type, options as never),
    (props) => <NodePanel {...props} nodeKey="tried" />,
    language,
  )
}
const options = () => panel.process().nodes.find(({ key }) => key === 'tried')?.options ?? {}

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(panel.host, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

const kinds = nodeTypes.all().map(({ type }) => type)

describe.each(kinds)('the panel of %s', (type) => {
  it.each(languages)(
    'shows every option by its name, with nothing in the way of a screen reader: %s',
    async (language) => {
      await open(type, undefined, language)
      const { properties = {} } = nodeTypes.get(type).options as unknown as {
        properties?: { [option: string]: { label: { zh: string; en: string }; section?: string } }
      }
      for (const tab of [null, ...panel.host.querySelectorAll<HTMLElement>('[role="tab"]')].toReversed()) {
        if (tab) await panel.click(tab.textContent ?? '')
        expect(await violations()).toEqual([])
      }
      for (const { label, section = 'main' } of Object.values(properties))
        if (section === 'main') expect(panel.text()).toContain(label[language])
    },
  )

  it('renames the node as one step that is undone as one', async () => {
    await open(type)
    const before = panel.process()
    await panel.type('Name', 'Called so')
    await panel.type('Name', 'Called so now')
    expect(panel.process().nodes.find(({ key }) => key === 'tried')?.label?.en).toBe('Called so now')
    panel.design.store.undo()
    expect(panel.process()).toEqual(before)
    expect(options()).toEqual(before.nodes.find(({ key }) => key === 'tried')?.options)
  })
})
