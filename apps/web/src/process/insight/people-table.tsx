import type { InsightPerson } from '@mortise/api'
import { PersonAvatar, useLanguage, useText } from '@mortise/ui'
import { useDirectory } from '../../api/directory.ts'
import classes from './insight.module.css'
import { insightTexts } from './insight-texts.ts'
import { lengthText } from './length-text.ts'

/** Who has how much to do, and how long it takes them. */
export function PeopleTable({ people }: { people: readonly InsightPerson[] }) {
  const t = useText(insightTexts)
  const language = useLanguage()
  const known = useDirectory().people
  const nameOf = (id: string) => known.find((person) => person.id === id)?.name ?? t('unknownPerson')
  return (
    <div className={classes.table}>
      <table>
        <thead>
          <tr>
            <th>{t('person')}</th>
            <th>{t('decided')}</th>
            <th>{t('p50')}</th>
            <th>{t('p90')}</th>
            <th>{t('pending')}</th>
            <th>{t('overdue')}</th>
            <th>{t('late')}</th>
            <th>{t('returned')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ user, decided, time, pending, overdue, late, returned }) => (
            <tr key={user}>
              <td>
                <span className={classes.rowName}>
                  <PersonAvatar name={nameOf(user)} seed={user} />
                  {nameOf(user)}
                </span>
              </td>
              <td>{decided}</td>
              <td>{lengthText(time.p50, language)}</td>
              <td>{lengthText(time.p90, language)}</td>
              <td>{pending}</td>
              <td className={overdue > 0 ? classes.warm : undefined}>{overdue}</td>
              <td className={late > 0 ? classes.warm : undefined}>{late}</td>
              <td>{returned}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
