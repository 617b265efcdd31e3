import type { InsightPerson } from '@mortise/api'
import { PersonAvatar, useLanguage, useText } from '@mortise/ui'
import { useDirectory } from '../../api/directory.ts'
import classes from './insight.module.css'
import { insightTexts } from './insight-texts.ts'
import { lengthText } from './length-text.ts'
import { countText } from './number-text.ts'
import { WideTable } from './wide-table.tsx'

/** Who has how much to do, and how long it takes them. */
export function PeopleTable({ people }: { people: readonly InsightPerson[] }) {
  const t = useText(insightTexts)
  const language = useLanguage()
  const count = (of: number) => countText(of, language)
  const known = useDirectory().people
  const nameOf = (id: string) => known.find((person) => person.id === id)?.name ?? t('unknownPerson')
  return (
    <WideTable label={t('people')}>
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
            <td>{count(decided)}</td>
            <td>{lengthText(time.p50, language)}</td>
            <td>{lengthText(time.p90, language)}</td>
            <td>{count(pending)}</td>
            <td className={overdue > 0 ? classes.warm : undefined}>{count(overdue)}</td>
            <td className={late > 0 ? classes.warm : undefined}>{count(late)}</td>
            <td>{count(returned)}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  )
}
