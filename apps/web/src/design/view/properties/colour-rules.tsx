import { type ColourRule, colourNames, type EntityModel, type Filter, type ViewDocument } from '@mortise/metadata'
import { ActionIcon, Button, Modal, Select, TextInput, useLanguage, useLocalize, useText } from '@mortise/ui'
import { IconFilter, IconGripVertical, IconPlus, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { GroupNode } from '../../../runtime/filter/filter-tree.ts'
import { FilterEditor } from '../../../runtime/list/toolbar/filter-editor.tsx'
import { useColumnField } from '../../../runtime/list/views/use-column-field.ts'
import { dragIntoList } from '../../drop-list/drag-into-list.ts'
import { firstFree } from '../../keys/free-key.ts'
import { ColourDots } from '../../table/colour-dots.tsx'
import { withMain } from '../../with-main.ts'
import { useViewDesign } from '../use-view-design.ts'
import { viewDesignTexts } from '../view-design-texts.ts'
import classes from '../view-designer.module.css'

const noRules: readonly ColourRule[] = []

/** The rules that give records a colour: the first one that holds decides. */
export function ColourRules({ view, entity }: { view: ViewDocument; entity: EntityModel }) {
  const t = useText(viewDesignTexts)
  const { setOptions } = useViewDesign()
  const rules: readonly ColourRule[] = view.options.colours ?? noRules
  const put = (next: readonly ColourRule[], merge?: string) => setOptions({ colours: next }, merge)
  const [fresh, setFresh] = useState<string | null>(null)
  function add() {
    const key = firstFree('rule', (taken) => rules.some((rule) => rule.key === taken))
    const colour = colourNames[(rules.length % (colourNames.length - 1)) + 1] ?? 'red'
    setFresh(key)
    put([...rules, { key, when: { and: [] }, colour }])
  }
  function move(from: number, to: number) {
    const place = Math.max(0, Math.min(to > from ? to - 1 : to, rules.length - 1))
    const moved = rules[from]
    if (moved && place !== from) put(rules.toSpliced(from, 1).toSpliced(place, 0, moved))
  }
  return (
    <>
      <h3 className={classes.partTitle}>{t('colours')}</h3>
      <p className={classes.hint}>{t('coloursHint')}</p>
      <ul className={classes.rules} data-drop-list aria-label={t('colours')}>
        {rules.map((rule, place) => (
          <Rule
            key={rule.key}
            entity={entity}
            view={view}
            rule={rule}
            place={place}
            fresh={fresh === rule.key}
            onChange={(next, merge) => put(rules.with(place, next), merge && `${rule.key} ${merge}`)}
            onMove={(to) => move(place, to)}
            onRemove={() => put(rules.toSpliced(place, 1))}
          />
        ))}
      </ul>
      <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
        {t('addColour')}
      </Button>
    </>
  )
}

interface RuleProps {
  entity: EntityModel
  view: ViewDocument
  rule: ColourRule
  place: number
  /** Just made: its condition is asked for at once. */
  fresh: boolean
  onChange(rule: ColourRule, merge?: string): void
  onMove(to: number): void
  onRemove(): void
}

function Rule({ entity, view, rule, place, fresh, onChange, onMove, onRemove }: RuleProps) {
  const t = useText(viewDesignTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const [asking, ask] = useState(fresh)
  const name = rule.label ? localize(rule.label) : t('colourUnnamed', { index: place + 1 })
  const { label: _, ...unnamed } = rule
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowUp: -1, ArrowDown: 2 }[event.key]
    if (!event.altKey || step === undefined) return
    event.preventDefault()
    onMove(place + step)
  }
  return (
    <li className={classes.rule} data-drop-row data-colour-rule={rule.key} onKeyDown={onKeyDown}>
      <div className={classes.ruleLine}>
        <button
          type="button"
          className={classes.handle}
          title={t('moveHint')}
          aria-label={`${t('move', { name })}（${t('moveHint')}）`}
          onPointerDown={(event) => dragIntoList(event, { what: rule.key, onDrop: onMove })}
        >
          <IconGripVertical size={13} aria-hidden />
        </button>
        <TextInput
          size="xs"
          className={classes.ruleName}
          aria-label={t('colourName')}
          placeholder={t('colourName')}
          maxLength={100}
          value={rule.label ? localize(rule.label) : ''}
          onChange={(event) => {
            const label = withMain(rule.label, event.currentTarget.value, language)
            onChange(label ? { ...unnamed, label } : unnamed, 'label')
          }}
        />
        <ActionIcon size="sm" aria-label={t('colourRemove', { name })} onClick={onRemove}>
          <IconX size={13} aria-hidden />
        </ActionIcon>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons, not the fields of a form */}
      <div className={classes.dots} role="group" aria-label={t('colourOf', { name })}>
        <ColourDots value={rule.colour} onChange={(colour) => onChange({ ...rule, colour })} />
      </div>
      <div className={classes.ruleLine}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFilter size={13} aria-hidden />}
          onClick={() => ask(true)}
        >
          {t('colourWhen', { count: conditionsIn(rule.when as Filter) })}
        </Button>
        {view.type === 'list' ? <RuleTarget entity={entity} view={view} rule={rule} onChange={onChange} /> : null}
      </div>
      {asking ? (
        <ConditionDialog
          entity={entity}
          title={t('colourWhenTitle', { name })}
          when={rule.when as Filter}
          onChange={(when) => onChange({ ...rule, when }, 'when')}
          onClose={() => ask(false)}
        />
      ) : null}
    </li>
  )
}

/** The whole record, or the cell of one column. */
function RuleTarget({ entity, view, rule, onChange }: Pick<RuleProps, 'entity' | 'view' | 'rule' | 'onChange'>) {
  const t = useText(viewDesignTexts)
  const columnField = useColumnField(entity)
  const { field: _, ...whole } = rule
  const columns = (view.options.columns ?? []).flatMap((column) => {
    const found = columnField(column)
    return found ? [{ value: column.field, label: found.label }] : []
  })
  return (
    <Select
      size="xs"
      className={classes.ruleName}
      aria-label={t('colourTarget')}
      allowDeselect={false}
      data={[{ value: '', label: t('colourRow') }, ...columns]}
      value={rule.field ?? ''}
      onChange={(field) => onChange(field ? { ...rule, field } : whole)}
    />
  )
}

interface ConditionDialogProps {
  entity: EntityModel
  title: string
  when: Filter
  onChange(when: Filter): void
  onClose(): void
}

function ConditionDialog({ entity, title, when, onChange, onClose }: ConditionDialogProps) {
  const t = useText(viewDesignTexts)
  const left = useRef<GroupNode | null>(null)
  return (
    <Modal opened onClose={onClose} title={title} size={720}>
      <FilterEditor
        entity={entity}
        filter={conditionsIn(when) > 0 ? when : undefined}
        onChange={(next) => onChange(next ?? { and: [] })}
        left={left}
      />
      <div className={classes.dialogFoot}>
        <Button onClick={onClose}>{t('done')}</Button>
      </div>
    </Modal>
  )
}

function conditionsIn(filter: Filter): number {
  const members = 'and' in filter ? filter.and : 'or' in filter ? filter.or : null
  return members ? members.reduce((count, member) => count + conditionsIn(member), 0) : 1
}
