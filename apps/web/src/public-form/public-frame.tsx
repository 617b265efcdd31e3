import { applyLanguage, SegmentedControl, useLanguage, useText } from '@mortise/ui'
import { type ReactNode, useEffect } from 'react'
import classes from './public-form-route.module.css'
import { publicFormTexts } from './public-form-texts.ts'

interface PublicFrameProps {
  /** Of the workspace. */
  name: string
  title: string
  children: ReactNode
}

/** What stands around pages for people without an account. */
export function PublicFrame({ name, title, children }: PublicFrameProps) {
  const t = useText(publicFormTexts)
  const language = useLanguage()
  useEffect(() => {
    if (title) document.title = name ? `${title} · ${name}` : title
  }, [title, name])
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <span className={classes.name}>
          <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden>
            <rect width="32" height="32" rx="8" fill="var(--ui-accent)" />
            <path fill="#fff" d="M7 8h7.5v5.5H18V8h7v7h-5.5v3H25v6h-7v-5.5h-3.5V24H7v-7h5.5v-3H7z" />
          </svg>
          {name}
        </span>
        <SegmentedControl
          size="xs"
          aria-label={t('language')}
          value={language}
          onChange={(value) => applyLanguage(value === 'zh' ? 'zh' : 'en')}
          data={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </header>
      <div className={classes.sheet}>{children}</div>
      <footer className={classes.foot}>{t('poweredBy')}</footer>
    </main>
  )
}
