import { ActionIcon, Tooltip, UnstyledButton, useText } from '@mortise/ui'
import { IconMap, IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { canvasTexts } from './canvas-texts.ts'
import classes from './process-canvas.module.css'
import type { Viewport } from './use-viewport.ts'

interface CanvasToolsProps {
  viewport: Viewport
  /** Whether the overview map is shown; undefined: there is none. */
  map?: boolean | undefined
  onMap(shown: boolean): void
  children?: ReactNode
}

/** Larger, smaller, everything at once. */
export function CanvasTools({ viewport, map, onMap, children }: CanvasToolsProps) {
  const t = useText(canvasTexts)
  return (
    <div className={classes.tools}>
      {children}
      {map === undefined ? null : (
        <Tooltip label={t('map')}>
          <ActionIcon aria-label={t('map')} aria-pressed={map} onClick={() => onMap(!map)}>
            <IconMap size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={t('zoomOut')}>
        <ActionIcon aria-label={t('zoomOut')} onClick={() => viewport.zoom(1 / 1.2)}>
          <IconMinus size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('actualSize')}>
        <UnstyledButton className={classes.percent} onClick={viewport.actualSize}>
          {t('percent', { percent: Math.round(viewport.scale * 100) })}
        </UnstyledButton>
      </Tooltip>
      <Tooltip label={t('zoomIn')}>
        <ActionIcon aria-label={t('zoomIn')} onClick={() => viewport.zoom(1.2)}>
          <IconPlus size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('fit')}>
        <ActionIcon aria-label={t('fit')} onClick={viewport.fit}>
          <IconMaximize size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}
