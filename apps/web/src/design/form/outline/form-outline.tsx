import type { FormDocument } from '@mortise/metadata'
import { useLanguage, useText } from '@mortise/ui'
import {
  IconBolt,
  IconChevronRight,
  IconFileText,
  IconFolder,
  IconLayoutList,
  IconLayoutNavbar,
  IconListDetails,
  IconMinus,
  IconPhoto,
  IconSquareRounded,
  IconStairs,
  IconTable,
  IconTextCaption,
} from '@tabler/icons-react'
import { type CSSProperties, type KeyboardEvent, type MouseEvent, useState } from 'react'
import { useDesignModel } from '../../draft/design-context.ts'
import { FieldTypeIcon } from '../../table/fields/field-type-icon.tsx'
import { useFormDesign } from '../form-design-context.ts'
import { formDesignTexts } from '../form-design-texts.ts'
import { handleFormKey } from '../model/form-keys.ts'
import { nodeName } from '../model/node-name.ts'
import { useSelected } from '../model/selection-store.ts'
import { type FormIndex, type FormNode, formId, indexForm, type NodeKind } from '../tree/form-node.ts'
import classes from './form-outline.module.css'

/** The form as a tree: the same selection, keys and drops as on the canvas. */
export function FormOutline({ form }: { form: FormDocument }) {
  const t = useText(formDesignTexts)
  const design = useFormDesign()
  const { selection } = design
  const index = indexForm(form.items)
  const selected = useSelected(selection)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const rows = visibleRows(index, folded)
  const fold = (id: string, shut: boolean) =>
    setFolded((before) => (shut ? new Set([...before, id]) : new Set([...before].filter((other) => other !== id))))
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const node = index.get(selected.lead ?? '')
    const foldable = node !== undefined && node.children.length > 0 && !design.drag.isLifted() && !event.altKey
    if (foldable && event.key === 'ArrowLeft' && !folded.has(node.id)) {
      event.preventDefault()
      return fold(node.id, true)
    }
    if (foldable && event.key === 'ArrowRight' && folded.has(node.id)) {
      event.preventDefault()
      return fold(node.id, false)
    }
    handleFormKey(design, event)
  }
  const order = rows.map(({ id }) => id)
  return (
    <div
      className={classes.tree}
      role="tree"
      data-outline
      data-drag-scroll
      tabIndex={0}
      aria-label={t('outline')}
      aria-multiselectable
      aria-activedescendant={selected.lead === null ? undefined : rowId(selected.lead)}
      onKeyDown={onKeyDown}
    >
      {rows.map((node) => (
        <Row
          key={node.id}
          node={node}
          selected={selected.ids.has(node.id)}
          folded={folded.has(node.id)}
          onFold={(shut) => fold(node.id, shut)}
          order={order}
        />
      ))}
    </div>
  )
}

const rowId = (id: string) => `outline-${id}`

/** The nodes that are not in a folded one; the form itself is not a row. */
function visibleRows(index: FormIndex, folded: ReadonlySet<string>): FormNode[] {
  const hidden = new Set<string>()
  return [...index.values()].filter(({ id, parent }) => {
    if (parent !== null && (hidden.has(parent) || folded.has(parent))) hidden.add(id)
    return id !== formId && !hidden.has(id)
  })
}

interface RowProps {
  node: FormNode
  selected: boolean
  folded: boolean
  onFold(shut: boolean): void
  order: readonly string[]
}

function Row({ node, selected, folded, onFold, order }: RowProps) {
  const language = useLanguage()
  const model = useDesignModel()
  const { actions, selection, drag, openMenu } = useFormDesign()
  const entity = model.entities.get(actions.form().entity)
  const { id } = node
  function onClick(event: MouseEvent) {
    if (event.shiftKey) selection.extend(id, order)
    else if (event.ctrlKey || event.metaKey) selection.toggle(id)
    else selection.select([id])
  }
  return (
    // The keys are those of the tree around it.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      id={rowId(id)}
      className={classes.row}
      style={{ '--depth': node.depth - 1 } as CSSProperties}
      role="treeitem"
      aria-level={node.depth}
      aria-selected={selected}
      aria-expanded={node.children.length > 0 ? !folded : undefined}
      data-outline-node={id}
      onClick={onClick}
      onContextMenu={(event) => {
        event.preventDefault()
        if (!selected) selection.select([id])
        openMenu({ x: event.clientX, y: event.clientY })
      }}
      onPointerDown={(event) =>
        drag.press(event.nativeEvent, () => {
          if (!selection.get().ids.has(id)) selection.select([id])
          return actions.source([...selection.get().ids])
        })
      }
    >
      <span
        className={classes.fold}
        data-open={!folded || undefined}
        hidden={node.children.length === 0}
        aria-hidden
        onClick={(event) => {
          event.stopPropagation()
          onFold(!folded)
        }}
      >
        <IconChevronRight size={13} />
      </span>
      <RowIcon node={node} type={typeOf(node, entity?.fields)} />
      <span className="ui-truncate">{nodeName(node, { model, entity }, language)}</span>
    </div>
  )
}

function typeOf({ member }: FormNode, fields: ReadonlyMap<string, { type: string }> | undefined): string | null {
  return member && 'item' in member && (member.item === 'field' || member.item === 'sub_table')
    ? (fields?.get(member.field)?.type ?? null)
    : null
}

const icons: Record<NodeKind, typeof IconFolder> = {
  form: IconFileText,
  section: IconLayoutList,
  tabs: IconLayoutNavbar,
  tab: IconFolder,
  steps: IconStairs,
  step: IconFolder,
  field: IconSquareRounded,
  sub_table: IconListDetails,
  related_list: IconListDetails,
  text: IconTextCaption,
  divider: IconMinus,
  image: IconPhoto,
  button: IconBolt,
  view: IconTable,
}

function RowIcon({ node, type }: { node: FormNode; type: string | null }) {
  if (type !== null) return <FieldTypeIcon type={type} size={14} />
  const Icon = icons[node.kind]
  return (
    <span className="ui-icon" aria-hidden>
      <Icon size={14} stroke={1.75} />
    </span>
  )
}
