import { SegmentedControl, TextInput } from '@mantine/core'
import { localize } from '@mortise/core'
import { IconChevronLeft, IconChevronRight, IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { useText } from '../text/use-language.ts'
import type { FormulaScope } from './formula-scope.ts'
import { formulaTexts } from './formula-texts.ts'
import { FunctionList } from './function-list.tsx'
import { type FieldChoice, type FieldPlace, nameInText, searchChoices } from './insert-choices.ts'
import classes from './insert-panel.module.css'
import { typeTag } from './type-tag.ts'

export interface InsertPanelProps {
  /** Of the formula that is inserted into. */
  label: string
  scope: FormulaScope
  /** `caret` is where in the text to go on typing. */
  onInsert(text: string, caret?: number): void
}

/** Fields and functions to be put into the formula by a click, found by searching; a way that needs no syntax. */
export function InsertPanel({ label, scope, onInsert }: InsertPanelProps) {
  const t = useText(formulaTexts)
  const [tab, setTab] = useState<'fields' | 'functions'>('fields')
  const [text, setText] = useState('')
  const search = t(tab === 'fields' ? 'searchFields' : 'searchFunctions')
  return (
    <section className={classes.panel} aria-label={t('insertInto', { label })} onKeyDown={moveFocus}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('insert')}
        value={tab}
        onChange={(next) => {
          setTab(next === 'functions' ? 'functions' : 'fields')
          setText('')
        }}
        data={[
          { value: 'fields', label: t('fields') },
          { value: 'functions', label: t('functions') },
        ]}
      />
      <TextInput
        type="search"
        aria-label={search}
        placeholder={search}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {tab === 'fields' ? (
        <FieldList scope={scope} text={text} onInsert={onInsert} onPlace={() => setText('')} />
      ) : (
        <FunctionList text={text} scope={scope} onInsert={onInsert} />
      )}
    </section>
  )
}

interface FieldListProps extends Omit<InsertPanelProps, 'label'> {
  text: string
  /** Another table is looked at now. */
  onPlace(): void
}

function FieldList({ scope, text, onInsert, onPlace }: FieldListProps) {
  const t = useText(formulaTexts)
  const { schema, entity, language } = scope
  const root: FieldPlace = useMemo(
    () => ({
      entity,
      label: localize(schema.entity(entity)?.label ?? { zh: '', en: '' }, language),
      path: [],
      relation: null,
    }),
    [schema, entity, language],
  )
  const [places, setPlaces] = useState<readonly FieldPlace[]>([])
  const place = places.at(-1) ?? root
  const choices = useMemo(() => searchChoices(schema, place, { text, language }), [schema, place, text, language])
  const goTo = (next: readonly FieldPlace[]) => {
    setPlaces(next)
    onPlace()
  }
  return (
    <>
      <ul className={classes.list}>
        {places.length > 0 ? (
          <li className={classes.row}>
            <button
              type="button"
              className={`${classes.choice} ${classes.back}`}
              onClick={() => goTo(places.slice(0, -1))}
            >
              <span>
                <IconChevronLeft size={14} aria-hidden /> {t('back', { name: places.at(-2)?.label ?? root.label })}
              </span>
            </button>
          </li>
        ) : null}
        {choices.map((choice) => (
          <ChoiceRow
            key={`${choice.label} ${choice.key}`}
            choice={choice}
            scope={scope}
            onInsert={() => onInsert(nameInText(choice, scope))}
            onInto={(into) => goTo([...places, into])}
          />
        ))}
        {choices.length === 0 ? <li className={classes.none}>{t('nothingFound')}</li> : null}
      </ul>
      {place.relation === null ? null : <p className={classes.note}>{t('manyHint', { name: place.label })}</p>}
    </>
  )
}

interface ChoiceRowProps {
  choice: FieldChoice
  scope: FormulaScope
  onInsert(): void
  onInto(place: FieldPlace): void
}

function ChoiceRow({ choice, scope, onInsert, onInto }: ChoiceRowProps): ReactNode {
  const t = useText(formulaTexts)
  const { label, type, into } = choice
  const detail = type ? typeTag(type, scope.schema, scope.language) : t('manyRecords')
  return (
    <li className={classes.row}>
      <button type="button" className={classes.choice} onClick={onInsert}>
        <span className="ui-truncate">{label}</span>
        <span className={classes.detail}>{detail}</span>
      </button>
      {into ? (
        <button
          type="button"
          className={classes.step}
          aria-label={t('into', { name: label })}
          onClick={() => onInto(into)}
        >
          <IconChevronRight size={14} aria-hidden />
        </button>
      ) : null}
    </li>
  )
}

/** Arrows move through the list, so that the way to its end is not a hundred tabs. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input[type=search], ul button')].filter(
    (stop) => !stop.hasAttribute('aria-label') || stop.tagName === 'INPUT',
  )
  const next = stops[stops.indexOf(document.activeElement as HTMLElement) + step]
  if (!next || !stops.includes(document.activeElement as HTMLElement)) return
  event.preventDefault()
  next.focus()
}
