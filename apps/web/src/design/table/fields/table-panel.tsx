import type { EntityDocument } from '@mortise/metadata'
import { Button, commonTexts, confirm, Select, Stack, useLocalize, useText } from '@mortise/ui'
import { IconTrash } from '@tabler/icons-react'
import { useDesign } from '../../draft/design-context.ts'
import { useDesignAddress } from '../../frame/design-address.ts'
import { dropTable } from '../edits/drop-table.ts'
import { ColourChoice, IconChoice } from '../icon-choice.tsx'
import { LocalizedInput } from '../localized-input.tsx'
import classes from '../table-designer.module.css'
import { liveFields, stepLabel, type TableActions } from '../use-table.ts'
import { fieldTexts } from './field-texts.ts'

interface TablePanelProps {
  table: EntityDocument
  actions: TableActions
}

/** The properties of the table itself, while no field is selected. */
export function TablePanel({ table, actions }: TablePanelProps) {
  const t = useText(fieldTexts)
  const localize = useLocalize()
  const { fieldTypes } = useDesign()
  const set = (part: Partial<EntityDocument>, merge?: string) =>
    actions.changeTable((present) => withoutUndefined({ ...present, ...part }), merge)
  const titles = liveFields(table).filter(({ type }) => fieldTypes.has(type) && fieldTypes.get(type).title)
  return (
    <aside className={classes.tablePanel} aria-label={t('tableProperties')}>
      <h3 className={classes.panelTitle}>{t('tableProperties')}</h3>
      <Stack gap="sm">
        <LocalizedInput
          label={t('label')}
          maxLength={100}
          value={table.label}
          onChange={(label) => label && set({ label }, 'label')}
        />
        <LocalizedInput
          optional
          label={t('plural')}
          description={t('pluralHint')}
          maxLength={100}
          value={table.plural}
          onChange={(plural) => set({ plural }, 'plural')}
        />
        <IconChoice value={table.icon} onChange={(icon) => set({ icon })} />
        <ColourChoice value={table.colour} onChange={(colour) => set({ colour })} />
        <Select
          label={t('titleField')}
          description={t('titleHint')}
          allowDeselect={false}
          data={titles.map(({ key, label }) => ({ value: key, label: localize(label) }))}
          value={table.titleField}
          onChange={(key) => key && set({ titleField: key })}
        />
        <LocalizedInput
          optional
          label={t('description')}
          rows={2}
          maxLength={1000}
          value={table.description}
          onChange={(description) => set({ description }, 'description')}
        />
        <DeleteTable table={table} />
      </Stack>
    </aside>
  )
}

function withoutUndefined(table: EntityDocument): EntityDocument {
  return Object.fromEntries(Object.entries(table).filter(([, value]) => value !== undefined)) as EntityDocument
}

function DeleteTable({ table }: { table: EntityDocument }) {
  const t = useText(fieldTexts)
  const common = useText(commonTexts)
  const localize = useLocalize()
  const { store, published, blockTypes, commandActions } = useDesign()
  const { open } = useDesignAddress()
  const kept = published.has(`entity/${table.key}`)
  async function remove() {
    const agreed = await confirm({
      title: t('deleteTableTitle', { name: localize(table.label) }),
      text: t(kept ? 'archiveTable' : 'removeTable'),
      confirmLabel: common('delete'),
      danger: true,
    })
    if (!agreed) return
    open(null)
    const { model } = store.snapshot()
    store.change(
      stepLabel('didDeleteTable', table.label),
      dropTable(table.key, kept, { model, blockTypes, commandActions }),
    )
  }
  return (
    <Button
      variant="subtle"
      color="red"
      leftSection={<IconTrash size={15} aria-hidden />}
      onClick={() => void remove()}
    >
      {t('deleteTable')}
    </Button>
  )
}
