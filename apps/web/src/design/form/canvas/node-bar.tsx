import { ActionIcon, Tooltip, useLanguage, useText } from '@mortise/ui'
import { IconCopy, IconDots, IconGripVertical, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFormDesign } from '../form-design-context.ts'
import { formDesignTexts } from '../form-design-texts.ts'
import { kindName } from '../model/node-name.ts'
import classes from './form-canvas.module.css'

/** What is at the edge of what is selected: its kind to drag it by, and what is done most often. */
export function NodeBar({ id }: { id: string }) {
  const t = useText(formDesignTexts)
  const language = useLanguage()
  const { actions, openMenu } = useFormDesign()
  const node = actions.index().get(id)
  if (!node) return null
  const name = actions.nameOf(id, language)
  return (
    <div className={classes.bar} data-canvas-control>
      <span className={classes.handle} data-drag-handle title={t('dragHandle', { name })}>
        <IconGripVertical size={13} aria-hidden />
        {kindName(node.kind, language)}
      </span>
      <BarButton label={t('duplicate')} onClick={() => actions.duplicate([id])}>
        <IconCopy size={13} aria-hidden />
      </BarButton>
      <BarButton label={t('removeOf', { name })} onClick={() => actions.remove([id])}>
        <IconTrash size={13} aria-hidden />
      </BarButton>
      <BarButton label={t('more', { name })} onClick={(box) => openMenu({ x: box.left, y: box.bottom + 2 })}>
        <IconDots size={13} aria-hidden />
      </BarButton>
    </div>
  )
}

function BarButton({ label, onClick, children }: { label: string; onClick(box: DOMRect): void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={20}
        className={classes.barButton}
        aria-label={label}
        onClick={(event) => onClick(event.currentTarget.getBoundingClientRect())}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
