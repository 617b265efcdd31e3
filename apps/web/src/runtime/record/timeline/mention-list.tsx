import { PersonAvatar, type PersonInfo, useText } from '@mortise/ui'
import classes from './comment-box.module.css'
import { timelineTexts } from './timeline-texts.ts'

interface MentionListProps {
  id: string
  people: readonly PersonInfo[]
  active: number
  onChoose(person: PersonInfo): void
}

/** The colleagues who can be mentioned. The focus stays in the text; its keys move through the list. */
export function MentionList({ id, people, active, onChoose }: MentionListProps) {
  const t = useText(timelineTexts)
  if (people.length === 0) return <div className={classes.nobody}>{t('nobody')}</div>
  return (
    <div id={id} role="listbox" aria-label={t('mention')} className={classes.list}>
      {people.map((person, index) => (
        // The textarea keeps the focus and hears the keys.
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <div
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className={classes.option}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(person)}
        >
          <PersonAvatar name={person.name} seed={person.id} />
          {person.name}
        </div>
      ))}
    </div>
  )
}
