import { type LocalizedText, localize } from '@mortise/core'
import { Loader, PersonAvatar, UnstyledButton, useLanguage, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { api } from '../api/api-client.ts'
import { queryKeys } from '../api/query-keys.ts'
import classes from './demo-logins.module.css'
import { loginTexts } from './login-texts.ts'

/** An account that the server offers to everyone, because it was started with demo data. */
export interface DemoLogin {
  email: string
  password: string
  label: string | LocalizedText
}

/** The demo accounts of an evaluation server; nothing on any other. */
export function DemoLogins({ busy, onChoose }: { busy: string | null; onChoose(login: DemoLogin): void }) {
  const t = useText(loginTexts)
  const language = useLanguage()
  const { data } = useQuery({
    queryKey: queryKeys.health,
    queryFn: ({ signal }) => api.get<{ demo?: DemoLogin[] }>('/health', { signal }),
  })
  if (!data?.demo?.length) return null
  return (
    <section className={classes.demo} aria-labelledby="demo-logins">
      <div className={classes.head}>
        <h2 id="demo-logins" className={classes.title}>
          {t('demo')}
        </h2>
        <span className={classes.hint}>{t('demoHint')}</span>
      </div>
      <div className={classes.list}>
        {data.demo.map((login) => {
          const label = typeof login.label === 'string' ? login.label : localize(login.label, language)
          return (
            <UnstyledButton
              key={login.email}
              className={classes.login}
              disabled={busy !== null}
              onClick={() => onChoose(login)}
            >
              <PersonAvatar name={nameIn(login.email)} seed={login.email} size={28} />
              <span className={classes.words}>
                <span className={classes.label}>{label}</span>
                <span className={classes.email}>{login.email}</span>
              </span>
              {busy === login.email ? <Loader size={16} /> : null}
            </UnstyledButton>
          )
        })}
      </div>
    </section>
  )
}

/** li.ming@example.com → "li ming": labels name the work, and those of two people may begin or end alike. */
function nameIn(email: string): string {
  return email.replace(/@.*/, '').replaceAll(/[._-]+/g, ' ')
}
