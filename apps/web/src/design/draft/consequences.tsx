import { useText } from '@mortise/ui'
import classes from '../table/table-dialogs.module.css'
import { tableTexts } from '../table/table-texts.ts'
import type { EditConsequences } from './use-consequences.ts'

/** What an edit changes elsewhere and what it breaks, as lists. */
export function Consequences({ changes, breaks }: EditConsequences) {
  const t = useText(tableTexts)
  return (
    <>
      {changes.length + breaks.length === 0 ? <p className={classes.quiet}>{t('deleteFree')}</p> : null}
      <Entries title={t('deleteBreaks')} entries={breaks} alarming />
      <Entries title={t('deleteTakenOut')} entries={changes} />
    </>
  )
}

function Entries({ title, entries, alarming }: { title: string; entries: readonly string[]; alarming?: boolean }) {
  if (entries.length === 0) return null
  return (
    <section className={classes.entries} data-alarming={alarming}>
      <h3>{title}</h3>
      <ul>
        {entries.map((entry) => (
          <li key={entry}>{entry}</li>
        ))}
      </ul>
    </section>
  )
}
