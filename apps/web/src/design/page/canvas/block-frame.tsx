import type { PageBlock } from '@mortise/metadata'
import { ActionIcon, Tooltip, useLanguage, useText } from '@mortise/ui'
import { IconCopy, IconDots, IconGripVertical, IconTrash } from '@tabler/icons-react'
import { type PointerEvent, type ReactNode, useCallback, useSyncExternalStore } from 'react'
import { useDesign } from '../../draft/design-context.ts'
import { useIsSelected } from '../../form/model/selection-store.ts'
import { kindOf } from '../model/page-actions.ts'
import { usePageDesign } from '../page-design-context.ts'
import { pageDesignTexts } from '../page-design-texts.ts'
import { fullSpan } from '../tree/edit-page.ts'
import classes from './page-canvas.module.css'

/** What lies in the cell of a block. What is in it cannot be used here; containers let their blocks be reached. */
export function BlockFrame({ block, children }: { block: PageBlock; children: ReactNode }) {
  const language = useLanguage()
  const { blockTypes } = useDesign()
  const { selection, actions } = usePageDesign()
  const selected = useIsSelected(selection, block.key)
  const part = useSelectedTab(block)
  const holds = block.blocks !== undefined || block.tabs !== undefined
  const name = kindOf(blockTypes, block, language)
  return (
    <>
      {holds ? (
        children
      ) : (
        <div inert className={classes.content} data-name={actions.nameOf(block.key, language) || name}>
          {children}
        </div>
      )}
      {selected === 'alone' ? <FrameBar id={block.key} kind={name} /> : null}
      {selected === 'alone' ? <ResizeHandle block={block} /> : null}
      {part !== null ? <FrameBar id={part} kind={actions.nameOf(part, language)} /> : null}
    </>
  )
}

/** The tab of this block that is selected alone. */
function useSelectedTab({ tabs }: PageBlock): string | null {
  const { selection } = usePageDesign()
  const read = useCallback(() => {
    const { ids, lead } = selection.get()
    return ids.size === 1 && tabs?.some(({ key }) => key === lead) ? lead : null
  }, [selection, tabs])
  return useSyncExternalStore(selection.subscribe, read)
}

function FrameBar({ id, kind }: { id: string; kind: string }) {
  const t = useText(pageDesignTexts)
  const language = useLanguage()
  const { actions, openMenu } = usePageDesign()
  const name = actions.nameOf(id, language)
  return (
    <div className={classes.bar} data-canvas-control>
      <span className={classes.handle} data-drag-handle title={t('dragHandle', { name })}>
        <IconGripVertical size={13} aria-hidden />
        {kind}
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

/** Pulled, or moved by the arrow keys, it changes how many of the twelve columns a block takes. */
function ResizeHandle({ block }: { block: PageBlock }) {
  const t = useText(pageDesignTexts)
  const language = useLanguage()
  const { actions, announce } = usePageDesign()
  const span = block.span ?? fullSpan
  const resize = (to: number) => announce(t('saidSpan', { span: actions.resize(block.key, to) }))
  function onPointerDown(event: PointerEvent<HTMLElement>) {
    event.preventDefault()
    event.stopPropagation()
    const handle = event.currentTarget
    const cell = handle.closest<HTMLElement>('[data-page-node]')
    const column = (cell?.parentElement?.getBoundingClientRect().width ?? 0) / fullSpan
    const left = cell?.getBoundingClientRect().left ?? 0
    if (column === 0) return
    handle.setPointerCapture(event.pointerId)
    const ended = new AbortController()
    const { signal } = ended
    handle.addEventListener(
      'pointermove',
      (moved: globalThis.PointerEvent) => resize((moved.clientX - left) / column),
      { signal },
    )
    handle.addEventListener('pointerup', () => ended.abort(), { signal })
    handle.addEventListener('pointercancel', () => ended.abort(), { signal })
  }
  return (
    <button
      type="button"
      role="slider"
      className={classes.resize}
      data-canvas-control
      data-resize
      aria-label={t('resize', { name: actions.nameOf(block.key, language) })}
      aria-valuemin={1}
      aria-valuemax={fullSpan}
      aria-valuenow={span}
      onPointerDown={onPointerDown}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key]
        if (step === undefined) return
        event.preventDefault()
        event.stopPropagation()
        resize(span + step)
      }}
    />
  )
}
