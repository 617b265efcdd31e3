import { AppIcon, useText } from '@mortise/ui'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Crumb } from '../../shell/breadcrumb.tsx'
import { TopBar } from '../../shell/top-bar.tsx'
import classes from './admin-page.module.css'
import { type AdminSection, adminSections } from './admin-sections.ts'
import { adminTexts } from './admin-texts.ts'

export interface AdminPageProps {
  section: AdminSection
  /** Beyond the section: where inside it. */
  crumbs?: readonly Crumb[]
  /** The primary action last. */
  actions?: ReactNode
  /** A side panel. */
  panel?: ReactNode
  /** Stays at the bottom: the unsaved bar. */
  footer?: ReactNode
  children: ReactNode
}

/** The frame of a page of the administration: where it is, the other sections, its content. */
export function AdminPage({ section, crumbs = [], actions, panel, footer, children }: AdminPageProps) {
  const t = useText(adminTexts)
  const { label = 'system' } = adminSections.find(({ key }) => key === section) ?? {}
  const here = { label: t(label), link: { to: '/admin/$', params: { _splat: section } } as const }
  const root = {
    label: t('administration'),
    icon: 'settings',
    link: { to: '/admin/$', params: { _splat: 'users' } } as const,
  }
  return (
    <div className={classes.page}>
      <TopBar crumbs={[root, here, ...crumbs]} actions={actions} />
      <div className={classes.body}>
        <SectionLinks section={section} />
        <div className={classes.column}>
          <div className={classes.main}>{children}</div>
          {footer}
        </div>
        {panel}
      </div>
    </div>
  )
}

/** On a phone the sections are a strip that is wider than the screen. */
function scrollIntoStrip(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function SectionLinks({ section }: { section: AdminSection }) {
  const t = useText(adminTexts)
  return (
    <nav className={classes.sections} aria-label={t('administration')}>
      <ul className={classes.links}>
        {adminSections.map(({ key, label, icon }) => (
          <li key={key}>
            <Link
              to="/admin/$"
              params={{ _splat: key }}
              className={classes.link}
              ref={key === section ? scrollIntoStrip : undefined}
              data-active={key === section || undefined}
              aria-current={key === section ? 'page' : undefined}
            >
              <AppIcon name={icon} size={16} />
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
