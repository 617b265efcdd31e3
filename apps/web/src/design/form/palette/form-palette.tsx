import type { EntityModel, FormDocument } from '@mortise/metadata'
import { TextInput, Tooltip, UnstyledButton, useLocalize, useText } from '@mortise/ui'
import {
  IconBolt,
  IconLayoutList,
  IconLayoutNavbar,
  IconListDetails,
  IconMinus,
  IconPhoto,
  IconSearch,
  IconStairs,
  IconTable,
  IconTextCaption,
} from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useMemo, useState } from 'react'
import { useDesign, useDesignModel } from '../../draft/design-context.ts'
import { FieldTypeIcon } from '../../table/fields/field-type-icon.tsx'
import { useFormDesign } from '../form-design-context.ts'
import { formDesignTexts } from '../form-design-texts.ts'
import type { LayoutKind } from '../tree/new-items.ts'
import classes from './form-palette.module.css'
import { matchesSearch, type PaletteGroup, type PaletteItem, paletteGroups } from './palette-entries.ts'

interface FormPaletteProps {
  form: FormDocument
  entity: EntityModel
  search: RefObject<HTMLInputElement | null>
}

const groupTexts = {
  unplaced: 'unplaced',
  system: 'groupSystem',
  layout: 'layout',
  related: 'relatedLists',
  button: 'buttons',
  view: 'embeddedViews',
  new: 'newFields',
} as const satisfies Record<PaletteGroup['group'], string>

/** What can be put on the form: searched for, clicked, or dragged onto the canvas. */
export function FormPalette({ form, entity, search }: FormPaletteProps) {
  const t = useText(formDesignTexts)
  const model = useDesignModel()
  const { fieldTypes } = useDesign()
  const [text, setText] = useState('')
  const groups = useMemo(() => paletteGroups({ model, entity, form, fieldTypes }), [model, entity, form, fieldTypes])
  const found = groups.map(({ group, items }) => ({ group, items: items.filter((item) => matchesSearch(item, text)) }))
  const first = found.flatMap(({ items }) => items)[0]
  const add = useAdd()
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && first) {
      event.preventDefault()
      add(first)
      setText('')
    }
    if (event.key === 'Escape') setText('')
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      document.querySelector<HTMLElement>('[data-palette-item]')?.focus()
    }
  }
  const allPlaced = text === '' && found[0]?.items.length === 0
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
        {allPlaced ? <p className={classes.quiet}>{t('allPlaced')}</p> : null}
        {found.map(({ group, items }) =>
          items.length > 0 ? (
            <div key={group} className={classes.group}>
              <h3 className={classes.groupTitle}>{t(groupTexts[group])}</h3>
              <div className={classes.items}>
                {items.map((item) => (
                  <Entry key={item.id} item={item} onAdd={add} />
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

function useAdd() {
  const { actions, askForField } = useFormDesign()
  return ({ entry }: PaletteItem) => {
    if (entry.adds === 'new_field') askForField(entry.type)
    else actions.insert(entry)
  }
}

function Entry({ item, onAdd }: { item: PaletteItem; onAdd(item: PaletteItem): void }) {
  const localize = useLocalize()
  const { drag } = useFormDesign()
  const words = item.description ? localize(item.description) : null
  return (
    <Tooltip label={words ?? ''} disabled={!words} position="right" openDelay={600} multiline maw={240}>
      <UnstyledButton
        className={classes.item}
        data-palette-item={item.id}
        data-long={localize(item.label).length > 4 || undefined}
        onClick={() => onAdd(item)}
        onPointerDown={(event) =>
          drag.press(event.nativeEvent, () => ({ from: 'palette', entry: item.entry, name: item.label }))
        }
        onKeyDown={(event) => {
          if (event.key === ' ') {
            // Space lifts as it does on the canvas, which then has the keys.
            event.preventDefault()
            drag.lift({ from: 'palette', entry: item.entry, name: item.label })
            document.querySelector<HTMLElement>('[data-form-canvas]')?.focus()
          } else walk(event)
        }}
      >
        <EntryIcon item={item} />
        <span className="ui-truncate">{localize(item.label)}</span>
      </UnstyledButton>
    </Tooltip>
  )
}

const layoutIcons: Record<LayoutKind, typeof IconMinus> = {
  section: IconLayoutList,
  tabs: IconLayoutNavbar,
  steps: IconStairs,
  text: IconTextCaption,
  divider: IconMinus,
  image: IconPhoto,
}

const partIcons: { readonly [part: string]: typeof IconMinus } = { button: IconBolt, view: IconTable }

function EntryIcon({ item: { type, entry } }: { item: PaletteItem }) {
  if (type !== null) return <FieldTypeIcon type={type} />
  const Icon = entry.adds === 'layout' ? layoutIcons[entry.kind] : (partIcons[entry.adds] ?? IconListDetails)
  return (
    <span className="ui-icon" aria-hidden>
      <Icon size={15} stroke={1.75} />
    </span>
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
