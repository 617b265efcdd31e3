import type { PageDocument } from '@mortise/metadata'
import { AppIcon, useLanguage, useText } from '@mortise/ui'
import type { CSSProperties, KeyboardEvent, MouseEvent } from 'react'
import { useDesign } from '../../draft/design-context.ts'
import { useSelected } from '../../form/model/selection-store.ts'
import classes from '../../form/outline/form-outline.module.css'
import { dragOf, handlePageKey } from '../model/page-keys.ts'
import { usePageDesign } from '../page-design-context.ts'
import { pageDesignTexts } from '../page-design-texts.ts'
import { indexPage, isBlock, type PageNode, pageId } from '../tree/page-node.ts'

/** The page as a tree: the same selection, keys and drops as on the canvas. */
export function PageOutline({ page }: { page: PageDocument }) {
  const t = useText(pageDesignTexts)
  const design = usePageDesign()
  const selected = useSelected(design.selection)
  const rows = [...indexPage(page.blocks).values()].filter(({ id }) => id !== pageId)
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
      onKeyDown={(event: KeyboardEvent<HTMLElement>) => void handlePageKey(design, event)}
    >
      {rows.map((node) => (
        <Row key={node.id} node={node} selected={selected.ids.has(node.id)} order={order} />
      ))}
    </div>
  )
}

const rowId = (id: string) => `outline-${id}`

function Row({ node, selected, order }: { node: PageNode; selected: boolean; order: readonly string[] }) {
  const language = useLanguage()
  const design = usePageDesign()
  const { blockTypes } = useDesign()
  const { actions, selection, drag, openMenu } = design
  const { id, member } = node
  const type = member && isBlock(member) && blockTypes.has(member.block) ? blockTypes.get(member.block) : null
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
      data-page-row={id}
      onClick={onClick}
      onContextMenu={(event) => {
        event.preventDefault()
        if (!selected) selection.select([id])
        openMenu({ x: event.clientX, y: event.clientY })
      }}
      onPointerDown={(event) =>
        drag.press(event.nativeEvent, () => {
          if (!selection.get().ids.has(id)) selection.select([id])
          return dragOf(design, [...selection.get().ids])
        })
      }
    >
      <AppIcon name={type?.icon ?? 'folder'} size={14} />
      <span className="ui-truncate">{actions.nameOf(id, language)}</span>
    </div>
  )
}
