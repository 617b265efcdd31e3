import type { EntityDocument, FieldGroup, FieldType } from '@mortise/metadata'
import { fieldGroups } from '@mortise/metadata'
import { Switch, TextInput, Tooltip, UnstyledButton, useLocalize, useText } from '@mortise/ui'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useDesign } from '../../draft/design-context.ts'
import { dragIntoList } from '../../drop-list/drag-into-list.ts'
import { lazyPart } from '../../lazy-part.tsx'
import { besideFigures } from '../edits/figure-field-edits.ts'
import classes from '../table-designer.module.css'
import { fieldTexts } from './field-texts.ts'
import { FieldTypeIcon } from './field-type-icon.tsx'
import type { FieldBuilder } from './use-field-builder.ts'

const groupTexts = {
  text: 'groupText',
  number: 'groupNumber',
  choice: 'groupChoice',
  date: 'groupDate',
  people: 'groupPeople',
  relation: 'groupRelation',
  file: 'groupFile',
  computed: 'groupComputed',
} as const satisfies Record<FieldGroup, string>

const FigureTypes = lazyPart(async () => (await import('./figure-types.tsx')).FigureTypes)

interface FieldPaletteProps {
  table: EntityDocument
  builder: FieldBuilder
  folded: boolean
}

/** All types of field that the table may have: typed for, clicked, or dragged into the list. */
export function FieldPalette({ table, builder, folded }: FieldPaletteProps) {
  const t = useText(fieldTexts)
  const [text, setText] = useState('')
  const found = useFoundTypes(text, table)
  const [first] = found
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && first) {
      event.preventDefault()
      builder.start(first.type)
      setText('')
    }
    if (event.key === 'Escape') setText('')
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      document.querySelector<HTMLElement>('[data-field-type]')?.focus()
    }
  }
  return (
    <section className={classes.palette} aria-label={t('palette')} data-folded={folded || undefined}>
      <h3 className={classes.paletteTitle}>{t('palette')}</h3>
      <TextInput
        ref={builder.paletteInput}
        size="xs"
        leftSection={<IconSearch size={14} aria-hidden />}
        placeholder={t('searchTypes')}
        aria-label={t('searchTypes')}
        data-field-search
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={classes.types}>
        {table.figures ? <FigureTypes table={table} shown={builder.shown} /> : null}
        {fieldGroups.map((group) => (
          <Group key={group} group={group} kinds={found.filter((kind) => kind.group === group)} builder={builder} />
        ))}
        {found.length === 0 ? <p className={classes.quiet}>{t('noTypes')}</p> : null}
      </div>
      <Switch
        className={classes.shown}
        size="xs"
        label={t('show')}
        checked={builder.shown}
        onChange={(event) => builder.setShown(event.currentTarget.checked)}
      />
    </section>
  )
}

/** The types that people can use, by a part of their name or description in any language. */
function useFoundTypes(text: string, { figures }: EntityDocument): FieldType[] {
  const { fieldTypes } = useDesign()
  const wanted = text.trim().toLowerCase()
  const words = ({ type, label }: FieldType) => [type, ...Object.values(label)]
  const kinds = [...fieldTypes.all()].filter((kind) => !kind.internal && (!figures || besideFigures(kind)))
  const found = kinds.filter((kind) => words(kind).some((word) => word.toLowerCase().includes(wanted)))
  const rank = ({ group }: FieldType) => fieldGroups.indexOf(group)
  return found.toSorted((a, b) => rank(a) - rank(b))
}

function Group({ group, kinds, builder }: { group: FieldGroup; kinds: readonly FieldType[]; builder: FieldBuilder }) {
  const t = useText(fieldTexts)
  if (kinds.length === 0) return null
  return (
    <div className={classes.typeGroup}>
      <h4 className={classes.groupTitle}>{t(groupTexts[group])}</h4>
      {kinds.map((kind) => (
        <TypeButton key={kind.type} kind={kind} builder={builder} />
      ))}
    </div>
  )
}

function TypeButton({ kind, builder }: { kind: FieldType; builder: FieldBuilder }) {
  const localize = useLocalize()
  return (
    <Tooltip label={localize(kind.description)} position="right" openDelay={600} multiline maw={240}>
      <UnstyledButton
        className={classes.type}
        data-field-type={kind.type}
        onClick={() => builder.start(kind.type)}
        onPointerDown={(event) =>
          dragIntoList(event, { what: kind.type, onDrop: (at) => builder.start(kind.type, at) })
        }
        onKeyDown={walk}
      >
        <FieldTypeIcon type={kind.type} />
        <span className="ui-truncate">{localize(kind.label)}</span>
      </UnstyledButton>
    </Tooltip>
  )
}

/** Arrows walk through the types. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  event.preventDefault()
  const all = [...document.querySelectorAll<HTMLElement>('[data-field-type]')]
  all[all.indexOf(event.currentTarget) + step]?.focus()
}
