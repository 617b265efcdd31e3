import type { EntityRecord } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { ActionIcon, Button, useText, useViewServices } from '@mortise/ui'
import { IconChevronDown, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { FieldValue, isBlank, type ShownPath } from '../../../view-parts/field-value.tsx'
import { FixedMark } from '../../../view-parts/fixed-mark.tsx'
import { useRecordColour } from '../../../view-parts/use-record-colour.tsx'
import { useTitleOf } from '../../../view-parts/use-title-of.tsx'
import { viewTexts } from '../../../view-parts/view-texts.tsx'
import type { TreeOptions } from '../tree.ts'
import classes from './tree.module.css'
import { treeTexts } from './tree-texts.ts'
import type { TreeState } from './use-tree.tsx'
import type { TreeMoves, TreePlace } from './use-tree-moves.tsx'

interface TreeBranchProps {
  entity: EntityModel
  options: TreeOptions
  fields: readonly ShownPath[]
  tree: TreeState
  moves: TreeMoves
  /** Whose branch it is; the empty text for the roots. */
  id: string
  /** Those above, so that a circle ends. */
  above: readonly string[]
  label?: string
}

/** The records of one level, each with those below it. */
export function TreeBranch(props: TreeBranchProps) {
  const { tree, id, above, label } = props
  const t = useText(treeTexts)
  const words = useText(viewTexts)
  const branch = tree.branches.get(id)
  if (!branch) return null
  return (
    <ul className={classes.branch} aria-label={label}>
      {branch.records.map((record) => (
        <TreeNode key={record.id} {...props} record={record} looped={above.includes(record.id)} />
      ))}
      {branch.state === 'failed' && (
        <li className={classes.note} role="alert">
          {t('failed')}{' '}
          <Button size="xs" variant="subtle" onClick={tree.refresh}>
            {words('retry')}
          </Button>
        </li>
      )}
      {branch.state === 'loading' && branch.records.length === 0 && <li className={classes.skeleton} aria-hidden />}
      {branch.next !== null && branch.state === 'ready' && (
        <li className={classes.note}>
          <Button size="xs" variant="subtle" color="gray" onClick={() => tree.more(id)}>
            {words('more')}
          </Button>
        </li>
      )}
    </ul>
  )
}

function TreeNode(props: TreeBranchProps & { record: EntityRecord; looped: boolean }) {
  const { entity, options, tree, moves, above, record, looped } = props
  const view = useViewServices()
  const t = useText(treeTexts)
  const title = useTitleOf(entity)(record)
  const count = looped || tree.flat ? 0 : (tree.counts.get(record.id) ?? 0)
  const open = count > 0 && tree.unfolded.has(record.id)
  const colour = useRecordColour(entity, options.colour)(record)
  const { create } = view
  const place: TreePlace = { record, above }
  const fixed = moves.whyFixed(record)
  return (
    <li>
      <div
        className={classes.box}
        data-node={record.id}
        data-movable={(moves.movable && !fixed) || undefined}
        data-dragged={moves.held?.place.record.id === record.id || undefined}
        data-aimed={moves.held?.target === record.id || undefined}
        onPointerDown={(event) => moves.grab(event, place)}
        data-open={view.openId === record.id || undefined}
        title={colour?.rule ?? undefined}
        style={colour ? ({ '--node-stripe': `var(--ui-hue-${colour.hue}-dot)` } as object) : undefined}
      >
        <Fold title={title} count={count} open={open} looped={looped} onToggle={() => tree.toggle(record.id)} />
        <button
          type="button"
          className={classes.title}
          data-title=""
          aria-describedby={moves.movable ? 'tree-help' : undefined}
          onClick={() => view.open(record.id)}
          onKeyDown={(event) => moves.press(event, place)}
        >
          {title}
        </button>
        <FixedMark why={fixed} />
        {count > 0 && (
          <span className={classes.count} title={t('below', { count })}>
            {count.toLocaleString()}
          </span>
        )}
        <NodeFields fields={props.fields} record={record} />
        {create && !tree.flat && (
          <ActionIcon
            size="sm"
            className={classes.add}
            aria-label={t('create', { title })}
            onClick={() =>
              void create({ [options.parent]: record.id }).then((made) => {
                if (!made) return
                tree.refresh()
                if (!tree.unfolded.has(record.id)) tree.toggle(record.id)
              })
            }
          >
            <IconPlus size={14} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {open && <TreeBranch {...props} id={record.id} above={[...above, record.id]} label={title} />}
    </li>
  )
}

interface FoldProps {
  title: string
  count: number
  open: boolean
  looped: boolean
  onToggle(): void
}

function Fold({ title, count, open, looped, onToggle }: FoldProps) {
  const t = useText(treeTexts)
  if (count === 0) return <span className={classes.fold} title={looped ? t('loops', { title }) : undefined} />
  return (
    <button
      type="button"
      className={classes.fold}
      aria-expanded={open}
      aria-label={open ? t('close', { title }) : t('open', { title, count })}
      onClick={onToggle}
    >
      {open ? <IconChevronDown size={15} aria-hidden /> : <IconChevronRight size={15} aria-hidden />}
    </button>
  )
}

function NodeFields({ fields, record }: { fields: readonly ShownPath[]; record: EntityRecord }) {
  return (
    <span className={classes.fields}>
      {fields.map(({ path, field, label }) => (
        <span key={path} className={classes.field} title={label}>
          {!isBlank(record[path]) && <FieldValue path={path} field={field} record={record} />}
        </span>
      ))}
    </span>
  )
}
