import { formFieldKeys } from '@mortise/metadata'
import { Tabs, useLocalize, useText, VisuallyHidden } from '@mortise/ui'
import { useContext, useEffect, useRef, useState } from 'react'
import { useFormEditing } from './editing-context.ts'
import { ExtraTabContext, extraTabValue, onlyTabsOf } from './extra-tab.ts'
import classes from './form-items.module.css'
import { formTexts } from './form-texts.ts'
import type { ItemProps } from './item-props.ts'
import { hasProblems } from './problem-map.ts'
import { useItemStates } from './rules/use-form-state.ts'

/** What was opened once stays, with all that is typed or pasted into it; what was not is not drawn. */
function useVisited(active: string | undefined): ReadonlySet<string> {
  const visited = useRef(new Set<string>())
  if (active) visited.current.add(active)
  return visited.current
}

/** Parts of a form of which one is seen. A field that wants the focus brings its tab to the front. */
export function TabsItem({ item, model, columns, renderItems }: ItemProps<'tabs'>) {
  const { focus } = useFormEditing()
  const items = useItemStates()
  const visible = item.tabs.filter(({ key }) => items.get(key)?.visible !== false)
  // Related records belong to a record that exists; a new one shows only what can be filled in.
  const tabs = model.isNew ? visible.filter((tab) => formFieldKeys(tab.items).length > 0) : visible
  const given = useContext(ExtraTabContext)
  const extra = onlyTabsOf(model.form) === item ? given : null
  const [chosen, setActive] = useState(tabs[0]?.key)
  const isThere = chosen === extraTabValue ? extra !== null : tabs.some(({ key }) => key === chosen)
  const active = isThere ? chosen : tabs[0]?.key
  const visited = useVisited(active)
  useEffect(() => {
    const wanted = focus && item.tabs.find((tab) => formFieldKeys(tab.items).includes(focus.field))
    if (wanted) setActive(wanted.key)
  }, [focus, item])
  const [first] = tabs
  if (!first || items.get(item.key)?.visible === false) return null
  if (tabs.length === 1) return <div className={classes.whole}>{renderItems(first.items, columns)}</div>
  return (
    <Tabs value={active} onChange={(key) => setActive(key ?? first.key)} keepMounted={false} className={classes.whole}>
      <Tabs.List className={classes.tabList}>
        <FormTab tab={first} model={model} />
        {/* Second, for at the end of a long row nobody would see it. */}
        {extra ? <Tabs.Tab value={extraTabValue}>{extra.label}</Tabs.Tab> : null}
        {tabs.slice(1).map((tab) => (
          <FormTab key={tab.key} tab={tab} model={model} />
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.key} value={tab.key} className={classes.tabPanel} keepMounted={visited.has(tab.key)}>
          {renderItems(tab.items, columns)}
        </Tabs.Panel>
      ))}
      {extra ? (
        <Tabs.Panel value={extraTabValue} className={classes.tabPanel}>
          {extra.content}
        </Tabs.Panel>
      ) : null}
    </Tabs>
  )
}

type TabsProps = ItemProps<'tabs'>

function FormTab({ tab, model }: { tab: TabsProps['item']['tabs'][number]; model: TabsProps['model'] }) {
  const t = useText(formTexts)
  const localize = useLocalize()
  return (
    <Tabs.Tab value={tab.key}>
      {localize(tab.label)}
      {hasProblems(model.problems, formFieldKeys(tab.items)) ? (
        <span className={classes.problemDot}>
          <VisuallyHidden>{t('hasProblem')}</VisuallyHidden>
        </span>
      ) : null}
    </Tabs.Tab>
  )
}
