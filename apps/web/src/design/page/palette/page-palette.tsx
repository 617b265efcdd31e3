import { localize } from '@mortise/core'
import type { BlockType, PageDocument } from '@mortise/metadata'
import { AppIcon, TextInput, Tooltip, UnstyledButton, useLocalize, useText } from '@mortise/ui'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { useDesign } from '../../draft/design-context.ts'
import classes from '../../form/palette/form-palette.module.css'
import { usePageDesign } from '../page-design-context.ts'
import { pageDesignTexts } from '../page-design-texts.ts'

interface PagePaletteProps {
  page: PageDocument
  search: RefObject<HTMLInputElement | null>
}

const groups = ['groupRecord', 'groupData', 'groupLayout'] as const

/** Where a type of block stands in the palette: by what it says of itself. */
function groupOf(type: BlockType): (typeof groups)[number] {
  if (type.contents !== undefined || Object.keys(type.roles).length === 0)
    return type.ofRecord ? 'groupRecord' : 'groupLayout'
  return type.ofRecord ? 'groupRecord' : 'groupData'
}

/** What can be put on the page: searched for, clicked, or dragged onto the canvas. */
export function PagePalette({ page, search }: PagePaletteProps) {
  const t = useText(pageDesignTexts)
  const { blockTypes } = useDesign()
  const { actions } = usePageDesign()
  const [text, setText] = useState('')
  const types = blockTypes.all().filter((type) => (page.entity !== undefined || !type.ofRecord) && matches(type, text))
  const found = groups.map((group) => ({ group, types: types.filter((type) => groupOf(type) === group) }))
  const first = found.flatMap((one) => one.types)[0]
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && first) {
      event.preventDefault()
      actions.insert(first)
      setText('')
    }
    if (event.key === 'Escape') setText('')
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      document.querySelector<HTMLElement>('[data-palette-item]')?.focus()
    }
  }
  return (
    <section className={classes.palette} aria-label={t('palette')}>
      <TextInput
        ref={search}
        className={classes.search}
        size="xs"
        leftSection={<IconSearch size={14} aria-hidden />}
        placeholder={t('searchPalette')}
        aria-label={t('searchPalette')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={classes.groups} data-drag-scroll>
        {found.map((one) =>
          one.types.length > 0 ? (
            <div key={one.group} className={classes.group}>
              <h3 className={classes.groupTitle}>{t(one.group)}</h3>
              <div className={classes.items}>
                {one.types.map((type) => (
                  <Entry key={type.type} type={type} />
                ))}
              </div>
            </div>
          ) : null,
        )}
        {first ? null : <p className={classes.quiet}>{t('nothingFound', { text: text.trim() })}</p>}
      </div>
      <p className={classes.hint}>{t('clickToAdd')}</p>
    </section>
  )
}

function matches({ type, label }: BlockType, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  return [type, localize(label, 'zh'), localize(label, 'en')].some((name) => name.toLowerCase().includes(wanted))
}

function Entry({ type }: { type: BlockType }) {
  const words = useLocalize()
  const { actions, drag } = usePageDesign()
  const source = { from: 'palette', type, name: type.label } as const
  return (
    <Tooltip label={words(type.description)} position="right" openDelay={600} multiline maw={240}>
      <UnstyledButton
        className={classes.item}
        data-palette-item={type.type}
        data-long={words(type.label).length > 4 || undefined}
        onClick={() => actions.insert(type)}
        onPointerDown={(event) => drag.press(event.nativeEvent, () => source)}
        onKeyDown={(event) => {
          if (event.key === ' ') {
            // Space lifts as it does on the canvas, which then has the keys.
            event.preventDefault()
            drag.lift(source)
            document.querySelector<HTMLElement>('[data-page-canvas]')?.focus()
          } else walk(event)
        }}
      >
        <AppIcon name={type.icon} size={15} />
        <span className="ui-truncate">{words(type.label)}</span>
      </UnstyledButton>
    </Tooltip>
  )
}

/** Arrows walk through the entries. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
  if (step === undefined) return
  event.preventDefault()
  const all = [...document.querySelectorAll<HTMLElement>('[data-palette-item]')]
  all[all.indexOf(event.currentTarget) + step]?.focus()
}
