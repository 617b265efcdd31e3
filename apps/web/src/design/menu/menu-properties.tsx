import type { MenuDocument, MenuEntry } from '@mortise/metadata'
import { AppIcon, Button, Group, Menu, MultiSelect, Select, useLocalize, useText } from '@mortise/ui'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useDesignDocuments, useDesignModel } from '../draft/design-context.ts'
import panel from '../form/properties/form-properties.module.css'
import { IconChoice } from '../table/icon-choice.tsx'
import { LocalizedInput } from '../table/localized-input.tsx'
import { menuDesignTexts } from './menu-design-texts.ts'
import { changeEntry, changeGroup, type MenuGroup, removeRow, rowId, rowsOfMenu, shiftRow } from './menu-edits.ts'
import { menuTargets, targetOf } from './menu-target.ts'
import { useMenuEdit } from './use-menu-edit.ts'

interface MenuPropertiesProps {
  menu: MenuDocument
  selected: string | null
  onSelect(id: string | null): void
}

/** What is selected: a group or an entry; else the menu itself. */
export function MenuProperties({ menu, selected, onSelect }: MenuPropertiesProps) {
  const t = useText(menuDesignTexts)
  const localize = useLocalize()
  const model = useDesignModel()
  const edit = useMenuEdit(menu.key)
  const row = rowsOfMenu(menu).find((one) => rowId(one) === selected)
  if (!row) {
    return (
      <div className={panel.panel}>
        <h2 className={panel.title}>{t('menu')}</h2>
        <LocalizedInput
          label={t('name')}
          maxLength={100}
          value={menu.label}
          onChange={(label) => label && edit('didChange', menu.label, (present) => ({ ...present, label }), 'label')}
        />
        <p className={panel.quiet}>{t('selectRow')}</p>
      </div>
    )
  }
  const id = rowId(row)
  const label =
    row.row === 'group' ? row.group.label : (row.entry.label ?? targetOf(model, row.entry)?.label ?? menu.label)
  const shift = (by: 1 | -1) => edit('didMove', label, (present) => shiftRow(present, id, by))
  return (
    <div className={panel.panel}>
      <h2 className={panel.title}>
        <span className="ui-truncate">{localize(label)}</span>
        <span className={panel.kind}>{t(row.row)}</span>
      </h2>
      {row.row === 'group' ? (
        <GroupFields menu={menu} group={row.group} />
      ) : (
        <EntryFields key={row.entry.key} menu={menu} entry={row.entry} />
      )}
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowUp size={14} aria-hidden />}
          onClick={() => shift(-1)}
        >
          {t('up')}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowDown size={14} aria-hidden />}
          onClick={() => shift(1)}
        >
          {t('down')}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={() => {
            edit('didRemove', label, (present) => removeRow(present, id))
            onSelect(null)
          }}
        >
          {t('remove')}
        </Button>
      </Group>
    </div>
  )
}

function GroupFields({ menu, group }: { menu: MenuDocument; group: MenuGroup }) {
  const t = useText(menuDesignTexts)
  const edit = useMenuEdit(menu.key)
  return (
    <LocalizedInput
      label={t('name')}
      maxLength={100}
      value={group.label}
      onChange={(label) =>
        label && edit('didChange', group.label, (present) => changeGroup(present, group.key, { label }), group.key)
      }
    />
  )
}

function EntryFields({ menu, entry }: { menu: MenuDocument; entry: MenuEntry }) {
  const t = useText(menuDesignTexts)
  const localize = useLocalize()
  const model = useDesignModel()
  const roles = useDesignDocuments('role')
  const edit = useMenuEdit(menu.key)
  const target = targetOf(model, entry)
  const { pages, tables, views } = menuTargets(model)
  const put = (change: Partial<MenuEntry>, merge?: string) =>
    edit(
      'didChange',
      target?.label ?? menu.label,
      (present) =>
        changeEntry(
          present,
          entry.key,
          (before) =>
            Object.fromEntries(
              Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined),
            ) as MenuEntry,
        ),
      merge && `${entry.key} ${merge}`,
    )
  const options = (list: typeof pages) => list.map(({ id, label }) => ({ value: id, label: localize(label) }))
  return (
    <>
      <LocalizedInput
        label={t('name')}
        description={t('nameHint')}
        optional
        maxLength={100}
        value={entry.label}
        onChange={(label) => put({ label }, 'label')}
      />
      <Select
        label={t('opens')}
        searchable
        allowDeselect={false}
        data={[
          { group: t('pages'), items: options(pages) },
          { group: t('tables'), items: options(tables) },
          { group: t('views'), items: options(views) },
        ]}
        value={target?.id ?? null}
        onChange={(id) => {
          const chosen = [...pages, ...tables, ...views].find((one) => one.id === id)
          if (chosen) put({ page: undefined, entity: undefined, view: undefined, ...chosen.entry })
        }}
      />
      <Menu width={280} closeOnItemClick={false}>
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            leftSection={<AppIcon name={entry.icon ?? target?.icon ?? 'table'} size={15} />}
          >
            {t('icon')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown p="sm" mah={320} style={{ overflowY: 'auto' }}>
          <Button size="xs" variant="subtle" onClick={() => put({ icon: undefined })}>
            {t('ownIcon')}
          </Button>
          <IconChoice value={entry.icon} onChange={(icon) => put({ icon })} />
        </Menu.Dropdown>
      </Menu>
      <MultiSelect
        label={t('visibleTo')}
        description={t('visibleHint')}
        placeholder={entry.roles?.length ? undefined : t('everybody')}
        data={roles.map(({ key, label }) => ({ value: key, label: localize(label) }))}
        value={entry.roles ?? []}
        onChange={(next) => put({ roles: next.length > 0 ? next : undefined })}
      />
    </>
  )
}
