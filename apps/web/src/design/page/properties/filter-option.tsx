import type { EntityModel, Filter } from '@mortise/metadata'
import { Button, Group, Modal, Stack, useText } from '@mortise/ui'
import { IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import { FilterBuilder } from '../../../runtime/filter/filter-builder.tsx'
import { countConditions, toFilter, toTree } from '../../../runtime/filter/filter-tree.ts'
import { pageDesignTexts } from '../page-design-texts.ts'
import classes from './block-options.module.css'

interface FilterOptionProps {
  label: string
  table: EntityModel
  value: Filter | undefined
  onChange(value: Filter | undefined): void
}

/** Which records: read here, put together in a dialog that has room for it. */
export function FilterOption({ label, table, value, onChange }: FilterOptionProps) {
  const t = useText(pageDesignTexts)
  const [open, setOpen] = useState(false)
  return (
    <div className={classes.option}>
      <span className={classes.label}>{label}</span>
      <p className={classes.quiet}>{value ? t('filterCount', { count: countConditions(value) }) : t('noFilter')}</p>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFilter size={14} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {t('editFilter')}
        </Button>
        {value ? (
          <Button size="xs" variant="subtle" color="gray" onClick={() => onChange(undefined)}>
            {t('clear')}
          </Button>
        ) : null}
      </Group>
      {open ? <FilterDialog {...{ label, table, value, onChange }} onClose={() => setOpen(false)} /> : null}
    </div>
  )
}

function FilterDialog({ label, table, value, onChange, onClose }: FilterOptionProps & { onClose(): void }) {
  const t = useText(pageDesignTexts)
  const [tree, setTree] = useState(() => toTree(value))
  function apply() {
    onChange(toFilter(tree))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={label} size="xl">
      <Stack gap="md">
        <FilterBuilder entity={table} value={tree} onChange={setTree} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button onClick={apply}>{t('apply')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
