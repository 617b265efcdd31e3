import { RowSkeletons, Tabs } from '@mortise/ui'
import { type ReactNode, Suspense } from 'react'
import type { WorkbenchState } from './use-workbench.ts'
import classes from './workbench.module.css'

interface PropertiesSideProps {
  bench: WorkbenchState
  label: string
  children: ReactNode
}

/** The properties of what is selected, where there is nothing else on the right. */
export function PropertiesSide({ bench, label, children }: PropertiesSideProps) {
  return (
    <aside className={classes.right} aria-label={label}>
      <div ref={bench.properties} className={classes.panel}>
        {children}
      </div>
    </aside>
  )
}

interface TabbedSideProps {
  bench: WorkbenchState
  open: string | null
  onOpen(tab: string | null): void
  /** That with the key `properties` is what the keyboard goes to. */
  tabs: readonly { key: string; label: string; content: ReactNode }[]
}

/** Properties beside other things of what is designed; what is fetched for one shows skeletons meanwhile. */
export function TabbedSide({ bench, open, onOpen, tabs }: TabbedSideProps) {
  return (
    <Tabs value={open} onChange={onOpen} className={classes.right} keepMounted={false}>
      <Tabs.List grow>
        {tabs.map(({ key, label }) => (
          <Tabs.Tab key={key} value={key}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ key, content }) => (
        <Tabs.Panel
          key={key}
          value={key}
          className={classes.panel}
          {...(key === 'properties' && { ref: bench.properties })}
        >
          <Suspense fallback={<RowSkeletons rows={3} height={48} />}>{content}</Suspense>
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
