import { ActionIcon, Tooltip, useText } from '@mortise/ui'
import {
  IconArrowsMove,
  IconArrowsSplit2,
  IconBolt,
  IconCopy,
  IconLink,
  IconPlus,
  IconSettings,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react'
import { memo } from 'react'
import type { PlacedProcess } from '../../process/canvas/drawing.ts'
import { isFoldedLine } from '../../process/canvas/fold-branches.ts'
import { choiceTexts } from './choice-texts.ts'
import classes from './process-designer.module.css'

interface LineButtonsProps {
  placed: PlacedProcess
  nameOf(key: string): string
  onInsert(line: string, button: HTMLElement): void
}

/** A button on every line: what can be put there. */
export const LineButtons = memo(function LineButtons({ placed, nameOf, onInsert }: LineButtonsProps) {
  const t = useText(choiceTexts)
  return placed.lines
    .filter(({ kind, key }) => kind === 'line' && !isFoldedLine(key))
    .map(({ key, from, to, middle }) => (
      <button
        key={key}
        type="button"
        className={classes.plus}
        style={{ left: middle.x, top: middle.y }}
        tabIndex={-1}
        aria-label={t('insertOn', { from: nameOf(from), to: nameOf(to) })}
        data-canvas-item
        data-insert={key}
        onClick={(event) => onInsert(key, event.currentTarget)}
      >
        <IconPlus size={13} stroke={2.25} aria-hidden />
      </button>
    ))
})

export type NodeAct = 'openNode' | 'addBranch' | 'addEvent' | 'connect' | 'moveTo' | 'copy' | 'deleteNode'

const icons: { readonly [Act in NodeAct]: TablerIcon } = {
  openNode: IconSettings,
  addBranch: IconArrowsSplit2,
  addEvent: IconBolt,
  connect: IconLink,
  moveTo: IconArrowsMove,
  copy: IconCopy,
  deleteNode: IconTrash,
}

interface NodeBarProps {
  placed: PlacedProcess
  node: string
  name: string
  acts: readonly NodeAct[]
  onAct(act: NodeAct, button: HTMLElement): void
}

/** What can be done with the node that is selected, above it. */
export function NodeBar({ placed, node, name, acts, onAct }: NodeBarProps) {
  const t = useText(choiceTexts)
  const at = placed.nodes.get(node)
  if (!at) return null
  return (
    <div
      role="toolbar"
      aria-label={t('nodeBar', { name })}
      className={classes.bar}
      style={{ left: at.x + at.width / 2, top: at.y - 8 }}
      data-canvas-item
    >
      {acts.map((act) => {
        const Icon = icons[act]
        return (
          <Tooltip key={act} label={t(act)}>
            <ActionIcon
              size="sm"
              aria-label={t(act)}
              data-act={act}
              onClick={(event) => onAct(act, event.currentTarget)}
            >
              <Icon size={15} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )
      })}
    </div>
  )
}
