import type { FormDocument } from '@mortise/metadata'
import { Tabs, useText } from '@mortise/ui'
import { type ReactNode, useState } from 'react'
import { ExtraTabContext, onlyTabsOf } from '../form/extra-tab.ts'
import classes from './details-and-activity.module.css'
import { recordTexts } from './record-texts.ts'

export interface DetailsAndActivityProps {
  /** Null where a page shows the record. */
  form: FormDocument | null
  /** Has the form of the record in it. */
  details: ReactNode
  /** Null where it stands beside the details. */
  activity: ReactNode
}

/**
 * The two sides of a record as tabs; where the form is itself made of tabs, activity is one more of them. The form keeps
 * its place in the tree when the window changes its width, and so everything typed into it.
 */
export function DetailsAndActivity({ form, details, activity }: DetailsAndActivityProps) {
  const t = useText(recordTexts)
  const [tab, setTab] = useState('details')
  const merged = activity !== null && form !== null && onlyTabsOf(form) !== null
  const separate = activity !== null && !merged
  return (
    <ExtraTabContext value={merged ? { label: t('activity'), content: activity } : null}>
      <Tabs
        value={separate ? tab : 'details'}
        onChange={(next) => setTab(next ?? 'details')}
        keepMounted={false}
        className={classes.tabs}
      >
        {separate ? (
          <Tabs.List>
            <Tabs.Tab value="details">{t('details')}</Tabs.Tab>
            <Tabs.Tab value="activity">{t('activity')}</Tabs.Tab>
          </Tabs.List>
        ) : null}
        <Tabs.Panel value="details" keepMounted>
          {details}
        </Tabs.Panel>
        {separate ? <Tabs.Panel value="activity">{activity}</Tabs.Panel> : null}
      </Tabs>
    </ExtraTabContext>
  )
}
