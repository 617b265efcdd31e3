import type { EntityRecord } from '@mortise/data'
import { type EntityModel, shownField } from '@mortise/metadata'
import { PersonAvatar, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { useFieldKind } from '../form/use-field-kind.ts'
import { keyFacts } from './key-facts.ts'
import classes from './record-summary.module.css'
import { recordTexts } from './record-texts.ts'

/** The line under a record's title: what tells most about it, and whose it is. */
export function RecordSummary({ entity, record }: { entity: EntityModel; record: EntityRecord }) {
  const t = useText(recordTexts)
  const facts = keyFacts(entity, record)
  const { people } = useRuntimeServices()
  const owner = people.find((person) => person.id === record.owner)
  if (facts.length === 0 && !owner) return null
  return (
    <ul className={classes.facts} aria-label={t('recordFacts')}>
      {facts.map((field) => (
        <Fact key={field.key} field={field} value={record[field.key]} />
      ))}
      {owner ? (
        <li className={classes.owner} title={t('ownerIs', { name: owner.name })}>
          <PersonAvatar name={owner.name} seed={owner.id} />
          {owner.name}
        </li>
      ) : null}
    </ul>
  )
}

function Fact({ field, value }: { field: EntityModel['title']; value: unknown }) {
  const localize = useLocalize()
  const { Cell } = useFieldKind(field)
  const labelled = shownField(field).kind.group !== 'choice'
  return (
    <li className={classes.fact} title={localize(field.label)}>
      {labelled ? <span className={classes.label}>{localize(field.label)}</span> : null}
      <Cell field={field} value={value} appearance="cell" />
    </li>
  )
}
