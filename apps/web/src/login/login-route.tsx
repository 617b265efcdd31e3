import type { Language } from '@mortise/core'
import { SegmentedControl, setLanguage, useLanguage, useText } from '@mortise/ui'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { JoineryPicture } from './joinery-picture.tsx'
import { LoginForm } from './login-form.tsx'
import classes from './login-route.module.css'
import { loginTexts } from './login-texts.ts'
import { MortiseMark } from './mortise-mark.tsx'

/** The login page; leads back to where the user came from. */
export function LoginRoute() {
  const t = useText(loginTexts)
  const language = useLanguage()
  const navigate = useNavigate()
  const { back } = useSearch({ from: '/login' })
  const [chosen, setChosen] = useState<Language>()
  function choose(next: Language) {
    setChosen(next)
    setLanguage(next)
  }
  return (
    <main className={classes.page}>
      <div className={classes.side}>
        <header className={classes.head}>
          <MortiseMark />
          <SegmentedControl
            aria-label={t('languageSwitch')}
            value={language}
            onChange={(value) => choose(value === 'zh' ? 'zh' : 'en')}
            data={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </header>
        <div className={classes.form}>
          <h1 className={classes.title}>{t('title')}</h1>
          <p className={classes.lead}>{t('lead')}</p>
          <LoginForm language={chosen} onSignedIn={() => void navigate({ href: back ?? '/', replace: true })} />
        </div>
      </div>
      <aside className={classes.picture}>
        <JoineryPicture />
        <div className={classes.motto}>
          <p className={classes.mottoTitle}>{t('motto')}</p>
          <p>{t('mottoText')}</p>
        </div>
      </aside>
    </main>
  )
}
