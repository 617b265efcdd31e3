import { type BlockProps, defineBlockRuntime, Tabs, useLocalize, usePageServices } from '@mortise/ui'
import { useRef, useState } from 'react'
import classes from '../../block-parts/blocks.module.css'
import tabs from './tabs.ts'

/** Groups of blocks of which one is seen. What is on a tab is read once it is opened, and stays then. */
function TabsBlock({ block }: BlockProps<Record<string, never>>) {
  const localize = useLocalize()
  const { parts } = usePageServices()
  const all = block.tabs ?? []
  const [chosen, choose] = useState(all[0]?.key)
  const active = all.some(({ key }) => key === chosen) ? chosen : all[0]?.key
  const visited = useRef(new Set<string>())
  if (active) visited.current.add(active)
  if (all.length === 0) return null
  return (
    <Tabs value={active} onChange={(key) => choose(key ?? undefined)} keepMounted={false}>
      <Tabs.List className={classes.tabList}>
        {all.map((tab) => (
          <Tabs.Tab key={tab.key} value={tab.key} data-tab={tab.key}>
            {localize(tab.label)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {all.map((tab) => (
        <Tabs.Panel
          key={tab.key}
          value={tab.key}
          className={classes.tabPanel}
          keepMounted={visited.current.has(tab.key)}
        >
          <parts.Blocks blocks={tab.blocks} />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

export default defineBlockRuntime<Record<string, never>>(tabs, { Block: TabsBlock })
