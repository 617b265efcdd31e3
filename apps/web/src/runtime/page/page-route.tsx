import { RuntimeServicesContext, useLocalize, useText } from '@mortise/ui'
import { useParams } from '@tanstack/react-router'
import { useContext } from 'react'
import { useSession } from '../../api/session.ts'
import { useApp } from '../../api/use-app.ts'
import { NotFound } from '../../shell/not-found.tsx'
import { RoutePending } from '../../shell/route-pending.tsx'
import { TopBar } from '../../shell/top-bar.tsx'
import { PageBody } from './page-body.tsx'
import classes from './page-route.module.css'
import { pageTexts } from './page-texts.ts'

/** A page that stands alone: its blocks on a grid of twelve columns, one column on a phone. */
export function PageRoute() {
  const { page: key } = useParams({ from: '/shell/a/$app/-/page/$page' })
  const app = useApp()
  const localize = useLocalize()
  const services = useContext(RuntimeServicesContext)
  const page = app.model.pages.get(key)
  if (!page || page.entity !== undefined) return <NotFound />
  if (!services) return <RoutePending />
  return (
    <>
      <TopBar crumbs={[{ label: localize(page.label), icon: page.icon ?? 'layout-dashboard' }]} />
      <div className={classes.page}>
        {app.model.app.home === page.key ? <Greeting /> : null}
        <PageBody blocks={page.blocks} entity={null} record={null} />
      </div>
    </>
  )
}

/** The home page greets; the hour is that of the workspace, as all other times are. */
function Greeting() {
  const t = useText(pageTexts)
  const { user, workspace } = useSession()
  const clock = new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: workspace.timeZone })
  const hour = Number(clock.format(new Date()))
  const time = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
  return <p className={classes.greeting}>{t(time, { name: user.name })}</p>
}
