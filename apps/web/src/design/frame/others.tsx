import { PersonAvatar, Tooltip, useLocalize, useText } from '@mortise/ui'
import { useContext } from 'react'
import { useDraft } from '../draft/design-context.ts'
import { designTexts } from './design-texts.ts'
import classes from './design-top-bar.module.css'
import { type Other, OthersContext } from './use-presence.ts'

const shownPeople = 4

/** Who else is in the draft. */
export function Others() {
  const t = useText(designTexts)
  const others = useContext(OthersContext)
  if (others.length === 0) return null
  return (
    <ul className={classes.people} aria-label={t('youToo')}>
      {others.slice(0, shownPeople).map((other) => (
        <Person key={other.user} other={other} />
      ))}
      {others.length > shownPeople ? (
        <li className={classes.more}>
          <span aria-hidden>+{others.length - shownPeople}</span>
          <span className="ui-visually-hidden">{t('peopleMore', { count: others.length - shownPeople })}</span>
        </li>
      ) : null}
    </ul>
  )
}

function Person({ other }: { other: Other }) {
  const t = useText(designTexts)
  const localize = useLocalize()
  const label = useDraft(({ documents }) => (other.document ? documents.get(other.document)?.label : undefined))
  const where = label
    ? t('inDocument', { name: other.name, document: localize(label) })
    : t('inOverview', { name: other.name })
  return (
    <Tooltip label={where}>
      <li>
        <PersonAvatar name={other.name} seed={other.user} size={24} />
        <span className="ui-visually-hidden">{where}</span>
      </li>
    </Tooltip>
  )
}
