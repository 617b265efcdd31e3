import { type EntityModel, type PrintItem, printAligns, shownField, textSizes } from '@mortise/metadata'
import {
  ActionIcon,
  Button,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Switch,
  toastError,
  useLocalize,
  useText,
} from '@mortise/ui'
import { IconX } from '@tabler/icons-react'
import { type ReactNode, useRef } from 'react'
import { buttonTexts } from '../button/button-texts.ts'
import buttonClasses from '../button/buttons.module.css'
import { PlaceholderList } from '../button/placeholder-list.tsx'
import { useDesignModel } from '../draft/design-context.ts'
import { ConditionSetting } from '../form/properties/condition-setting.tsx'
import { LocalizedInput } from '../table/localized-input.tsx'
import classes from './print.module.css'
import { printTexts } from './print-texts.ts'

type ItemOf<Name extends PrintItem['item']> = Extract<PrintItem, { item: Name }>

export interface PartPanelProps<Item extends PrintItem = PrintItem> {
  item: Item
  entity: EntityModel
  /** What differs; undefined takes a property away. */
  put(change: { [Property in keyof Item]?: Item[Property] | undefined }, merge?: string): void
}

type Panels = { [Name in PrintItem['item']]?: (props: PartPanelProps<ItemOf<Name>>) => ReactNode }

const panels: Panels = {
  text: TextPanel,
  fields: FieldsPanel,
  lines: LinesPanel,
  image: ImagePanel,
  space: SpacePanel,
}

/** The properties of a part of a print template. */
export function PartPanel({ item, entity, put }: PartPanelProps) {
  const t = useText(printTexts)
  const Panel = panels[item.item] as ((props: PartPanelProps) => ReactNode) | undefined
  return (
    <div className={classes.partBody}>
      {Panel ? <Panel item={item} entity={entity} put={put} /> : null}
      <ConditionSetting
        label={t('when')}
        entity={entity}
        value={item.when}
        none={t('always')}
        onChange={(when) => put({ when })}
      />
    </div>
  )
}

function AlignChoice({ value, onChange }: { value: string | undefined; onChange(align: never): void }) {
  const t = useText(printTexts)
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('align')}
      data={printAligns.map((align) => ({ value: align, label: t(`align_${align}`) }))}
      value={value ?? 'left'}
      onChange={(align) => onChange((align === 'left' ? undefined : align) as never)}
    />
  )
}

function TextPanel({ item, entity, put }: PartPanelProps<ItemOf<'text'>>) {
  const t = useText(printTexts)
  return (
    <>
      <LocalizedInput
        rows={2}
        label={t('text')}
        description={t('placeholderHint', { name: '{name}' })}
        maxLength={2000}
        value={item.text}
        onChange={(text) => text && put({ text }, 'text')}
      />
      <div className={buttonClasses.pair}>
        <Select
          size="xs"
          label={t('textSize')}
          allowDeselect={false}
          data={textSizes.map((size) => ({ value: size, label: t(`size_${size}`) }))}
          value={item.size ?? 'normal'}
          onChange={(size) => put({ size: size === 'normal' ? undefined : (size as ItemOf<'text'>['size']) })}
        />
        <Switch
          style={{ alignSelf: 'end' }}
          label={t('bold')}
          checked={item.bold ?? false}
          onChange={(event) => put({ bold: event.currentTarget.checked || undefined })}
        />
      </div>
      <AlignChoice value={item.align} onChange={(align) => put({ align })} />
      <PlaceholderList
        formatted
        table={entity}
        values={item.values ?? []}
        onChange={(values, added) => {
          const { zh, en } = item.text
          const text = added ? { text: { ...item.text, zh: `${zh}{${added}}`, en: `${en}{${added}}` } } : {}
          put({ values: values.length > 0 ? values : undefined, ...text })
        }}
      />
    </>
  )
}

function FieldsPanel({ item, entity, put }: PartPanelProps<ItemOf<'fields'>>) {
  const t = useText(printTexts)
  const localize = useLocalize()
  const own = [...entity.fields.values()].filter(({ kind }) => kind.relation !== 'children')
  const paths = item.fields.filter((path) => path.includes('.')).map((path) => ({ value: path, label: path }))
  return (
    <>
      <MultiSelect
        label={t('fields')}
        searchable
        data={[...own.map(({ key, label }) => ({ value: key, label: localize(label) })), ...paths]}
        value={item.fields}
        onChange={(fields) => fields.length > 0 && put({ fields })}
      />
      <NumberInput
        size="xs"
        label={t('columns')}
        min={1}
        max={3}
        value={item.columns ?? 2}
        onChange={(columns) => typeof columns === 'number' && put({ columns })}
      />
      <Switch
        label={t('hideBlank')}
        checked={item.hideBlank ?? false}
        onChange={(event) => put({ hideBlank: event.currentTarget.checked || undefined })}
      />
    </>
  )
}

function LinesPanel({ item, entity, put }: PartPanelProps<ItemOf<'lines'>>) {
  const t = useText(printTexts)
  const localize = useLocalize()
  const model = useDesignModel()
  const subTables = entity.ownFields.filter(({ kind }) => kind.relation === 'children')
  const lines = model.entities.get(entity.fields.get(item.field)?.target ?? '')
  const own = [...(lines?.fields.values() ?? [])]
  const used = new Set(item.columns.map(({ field }) => field))
  const summed = own
    .filter(({ key }) => used.has(key))
    .filter((field) => shownField(field).kind.aggregates?.includes('sum'))
  return (
    <>
      <Select
        label={t('subTable')}
        allowDeselect={false}
        placeholder={subTables.length === 0 ? t('noSubTable') : undefined}
        data={subTables.map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={item.field}
        onChange={(field) => {
          const first = model.entities.get(entity.fields.get(field ?? '')?.target ?? '')?.ownFields[0]
          if (field && first) put({ field, columns: [{ field: first.key }], totals: undefined, filter: undefined })
        }}
      />
      <LineColumns item={item} lines={lines} put={put} />
      <MultiSelect
        label={t('totals')}
        data={summed.map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={item.totals ?? []}
        onChange={(totals) => put({ totals: totals.length > 0 ? totals : undefined })}
      />
      <Switch
        label={t('numbered')}
        checked={item.numbered ?? false}
        onChange={(event) => put({ numbered: event.currentTarget.checked || undefined })}
      />
      {lines ? (
        <ConditionSetting
          label={t('filter')}
          entity={lines}
          value={item.filter}
          none={t('allLines')}
          onChange={(filter) => put({ filter })}
        />
      ) : null}
    </>
  )
}

interface LineColumnsProps extends Pick<PartPanelProps<ItemOf<'lines'>>, 'item' | 'put'> {
  lines: EntityModel | undefined
}

/** The columns of the lines, each with its share of the width and where it stands. */
function LineColumns({ item, lines, put }: LineColumnsProps) {
  const t = useText(printTexts)
  const b = useText(buttonTexts)
  const localize = useLocalize()
  const name = (path: string) => {
    const field = lines?.fields.get(path)
    return field ? localize(field.label) : path
  }
  const used = new Set(item.columns.map(({ field }) => field))
  const free = [...(lines?.fields.values() ?? [])].filter(
    ({ key, kind }) => !used.has(key) && kind.relation !== 'children',
  )
  const set = (at: number, change: object) =>
    put({ columns: item.columns.map((column, place) => (place === at ? clean({ ...column, ...change }) : column)) })
  return (
    <div>
      <span className={buttonClasses.labelled}>{t('lineColumns')}</span>
      {item.columns.map((column, at) => (
        <div key={column.field} className={classes.column}>
          <span className="ui-truncate">{name(column.field)}</span>
          <NumberInput
            size="xs"
            aria-label={`${name(column.field)} · ${t('width')}`}
            min={1}
            max={100}
            placeholder="20"
            value={column.width ?? ''}
            onChange={(width) => set(at, { width: typeof width === 'number' ? width : undefined })}
          />
          <Select
            size="xs"
            aria-label={`${name(column.field)} · ${t('align')}`}
            allowDeselect={false}
            data={printAligns.map((align) => ({ value: align, label: t(`align_${align}`) }))}
            value={column.align ?? 'left'}
            onChange={(align) => set(at, { align: align === 'left' ? undefined : align })}
          />
          <ActionIcon
            size="sm"
            disabled={item.columns.length === 1}
            aria-label={b('removeValue', { name: name(column.field) })}
            onClick={() => put({ columns: item.columns.toSpliced(at, 1), totals: without(item.totals, column.field) })}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Select
        mt={6}
        size="xs"
        searchable
        placeholder={b('addValue')}
        aria-label={b('addValue')}
        data={free.map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={null}
        onChange={(field) => field && put({ columns: [...item.columns, { field }] })}
      />
    </div>
  )
}

type Column = ItemOf<'lines'>['columns'][number]

const clean = (column: object): Column =>
  Object.fromEntries(Object.entries(column).filter(([, value]) => value !== undefined)) as Column

function without(totals: string[] | undefined, field: string): string[] | undefined {
  const left = totals?.filter((one) => one !== field)
  return left?.length ? left : undefined
}

const largest = 250_000

function ImagePanel({ item, entity, put }: PartPanelProps<ItemOf<'image'>>) {
  const t = useText(printTexts)
  const localize = useLocalize()
  const input = useRef<HTMLInputElement>(null)
  const fields = entity.ownFields.filter(({ kind }) => kind.group === 'file')
  async function choose(file: File | undefined) {
    if (!file) return
    if (file.size > largest) toastError(t('tooLarge'))
    else put({ source: await dataUrlOf(file), field: undefined })
  }
  return (
    <>
      {item.source ? <img className={classes.image} src={item.source} alt="" /> : null}
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg"
        hidden
        onChange={(event) => void choose(event.currentTarget.files?.[0])}
      />
      <Button size="xs" variant="default" onClick={() => input.current?.click()}>
        {t('choose')}
      </Button>
      {fields.length > 0 ? (
        <Select
          label={t('imageField')}
          clearable={item.source !== undefined}
          data={fields.map(({ key, label }) => ({ value: key, label: localize(label) }))}
          value={item.field ?? null}
          onChange={(field) => field && put({ field, source: undefined })}
        />
      ) : null}
      <NumberInput
        size="xs"
        label={t('height')}
        min={5}
        max={250}
        value={item.height ?? 20}
        onChange={(height) => typeof height === 'number' && put({ height })}
      />
      <AlignChoice value={item.align} onChange={(align) => put({ align })} />
    </>
  )
}

function dataUrlOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}

function SpacePanel({ item, put }: PartPanelProps<ItemOf<'space'>>) {
  const t = useText(printTexts)
  return (
    <NumberInput
      size="xs"
      label={t('height')}
      min={1}
      max={250}
      value={item.height}
      onChange={(height) => typeof height === 'number' && put({ height })}
    />
  )
}
