import { type EntityModel, printAligns } from '@mortise/metadata'
import { ActionIcon, NumberInput, Select, useLocalize, useText } from '@mortise/ui'
import { IconX } from '@tabler/icons-react'
import { buttonTexts } from '../../button/button-texts.ts'
import buttonClasses from '../../button/buttons.module.css'
import classes from '../print.module.css'
import { printTexts } from '../print-texts.ts'
import type { ItemOf, PartPanelProps } from './part-panel-props.ts'

interface LineColumnsProps extends Pick<PartPanelProps<ItemOf<'lines'>>, 'item' | 'put'> {
  lines: EntityModel | undefined
}

/** The columns of the lines, each with its share of the width and where it stands. */
export function LineColumns({ item, lines, put }: LineColumnsProps) {
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
