import { Button, Select, useLocalize, useText } from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { useDesign, useDesignDocuments } from '../../draft/design-context.ts'
import { newSubTable } from '../edits/sub-table.ts'
import { stepLabel } from '../use-table.ts'
import type { OptionProps } from './option-panel.tsx'
import { optionTexts } from './option-texts.ts'

/** The table that a relation leads to; lines can get a new table of their own at once. */
export function EntityOption({ schema, value, onChange, table, field }: OptionProps) {
  const t = useText(optionTexts)
  const localize = useLocalize()
  const { store, fieldTypes } = useDesign()
  const lines = fieldTypes.get(field.type).relation === 'children'
  const tables = useDesignDocuments('entity').filter(
    ({ archived, key, figures }) => !archived && !figures && (!lines || key !== table.key),
  )
  // Figures are about the records of their process, and of no other table.
  if (table.figures) return null
  function make() {
    store.change(
      stepLabel('didNewSubTable', field.label),
      newSubTable({ table: table.key, field: field.key, label: field.label }),
    )
  }
  return (
    <>
      <Select
        label={localize(schema.label)}
        required
        searchable
        allowDeselect={false}
        placeholder={t(lines ? 'chooseSubTable' : 'chooseTable')}
        data={tables.map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={typeof value === 'string' ? value : null}
        onChange={(next) => onChange(next ?? undefined)}
      />
      {lines && value === undefined ? (
        <Button variant="light" leftSection={<IconPlus size={15} aria-hidden />} onClick={make}>
          {t('newSubTable')}
        </Button>
      ) : null}
    </>
  )
}
