import type { DraftChange } from '@mortise/api'
import { StatusChip, useLocalize, useText } from '@mortise/ui'
import { IconPencil, IconPlus, IconTrash, type TablerIcon } from '@tabler/icons-react'
import { useId } from 'react'
import { revisionTexts } from '../../admin/revisions/revision-texts.ts'
import classes from '../../admin/revisions/revisions.module.css'

type GroupKey = 'groupWidened' | 'groupData' | 'groupNarrowed' | 'groupTables' | 'groupOther'

/** What needs a second look first. */
const order: readonly GroupKey[] = ['groupWidened', 'groupData', 'groupNarrowed', 'groupTables', 'groupOther']

/** Changes in words, those that widen rights or touch data at the top. */
export function ChangeList({ changes }: { changes: readonly DraftChange[] }) {
  const groups = Map.groupBy(changes, groupOf)
  return (
    <div className={classes.groups}>
      {order.map((key) => {
        const members = groups.get(key)
        return members ? <Group key={key} name={key} changes={members} /> : null
      })}
    </div>
  )
}

function groupOf({ impact }: DraftChange): GroupKey {
  if (!impact) return 'groupOther'
  if (impact.kind === 'rights') return impact.widened ? 'groupWidened' : 'groupNarrowed'
  return impact.kind === 'data' ? 'groupData' : 'groupTables'
}

function Group({ name, changes }: { name: GroupKey; changes: readonly DraftChange[] }) {
  const t = useText(revisionTexts)
  const id = useId()
  return (
    <section aria-labelledby={id} className={classes.group} data-alarming={name === 'groupWidened' || undefined}>
      <h3 id={id} className={classes.groupTitle}>
        {t(name)} <span className={classes.groupCount}>{changes.length}</span>
      </h3>
      <ul className={classes.changes}>
        {changes.map((change) => (
          <Change key={`${change.document} ${change.pointer} ${change.text.en}`} change={change} />
        ))}
      </ul>
    </section>
  )
}

const marks: { readonly [Change in DraftChange['change']]: TablerIcon } = {
  added: IconPlus,
  changed: IconPencil,
  removed: IconTrash,
}
const colours = { data: 'orange', table: 'blue', rights: 'grey' } as const

function Change({ change: { change, text, impact } }: { change: DraftChange }) {
  const t = useText(revisionTexts)
  const localize = useLocalize()
  const Mark = marks[change]
  const colour = impact?.widened ? 'red' : impact ? colours[impact.kind] : 'grey'
  return (
    <li className={classes.change}>
      <Mark size={15} aria-hidden className={classes.mark} data-change={change} />
      <span className="ui-visually-hidden">{t(change)}: </span>
      <span className={classes.changeText}>{localize(text)}</span>
      {impact ? (
        <StatusChip size="sm" colour={colour}>
          {localize(impact.text)}
        </StatusChip>
      ) : null}
    </li>
  )
}
