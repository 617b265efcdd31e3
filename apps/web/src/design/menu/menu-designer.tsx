import type { MenuDocument } from '@mortise/metadata'
import { AppIcon, Button, TextInput, toast, UnstyledButton, useLocalize, useText } from '@mortise/ui'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useDesignDocument, useDesignModel } from '../draft/design-context.ts'
import { DraftAppServices } from '../draft/draft-app-services.tsx'
import type { DesignerProps } from '../frame/designers.tsx'
import { inBoth } from '../in-both.ts'
import { menuDesignTexts } from './menu-design-texts.ts'
import classes from './menu-designer.module.css'
import { addEntry, addGroup } from './menu-edits.ts'
import { MenuPreview } from './menu-preview.tsx'
import { MenuProperties } from './menu-properties.tsx'
import { MenuStructure } from './menu-structure.tsx'
import { type MenuTarget, menuTargets } from './menu-target.ts'
import { useMenuEdit } from './use-menu-edit.ts'

/** The menu of the app: what can be put on it, its groups and entries, and how it is for the people of a role. */
export function MenuDesigner({ documentKey }: DesignerProps) {
  const menu = useDesignDocument(`menu/${documentKey}`)
  return menu ? (
    <DraftAppServices>
      <Designer key={documentKey} menu={menu} />
    </DraftAppServices>
  ) : null
}

function Designer({ menu }: { menu: MenuDocument }) {
  const t = useText(menuDesignTexts)
  const [selected, select] = useState<string | null>(null)
  const edit = useMenuEdit(menu.key)
  function add(target: MenuTarget) {
    const made = addEntry(menu, target.entry, selected)
    if (!made) return toast(t('empty'))
    edit('didAdd', target.label, () => made.menu)
    select(made.id)
  }
  function makeGroup() {
    const label = inBoth(menuDesignTexts, 'newGroup')
    const made = addGroup(menu, label)
    edit('didAdd', label, () => made.menu)
    select(made.id)
  }
  return (
    <div className={classes.designer}>
      <Targets onAdd={add} />
      <main className={classes.middle}>
        <MenuStructure menu={menu} selected={selected} onSelect={select} />
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={makeGroup}>
          {t('addGroup')}
        </Button>
        <MenuPreview menu={menu} />
      </main>
      <aside className={classes.right} aria-label={t('properties')}>
        <MenuProperties menu={menu} selected={selected} onSelect={select} />
      </aside>
    </div>
  )
}

/** What can be put on the menu: searched for, and added with a click behind what is selected. */
function Targets({ onAdd }: { onAdd(target: MenuTarget): void }) {
  const t = useText(menuDesignTexts)
  const localizeText = useLocalize()
  const model = useDesignModel()
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const matches = ({ label }: MenuTarget) => Object.values(label).some((name) => name.toLowerCase().includes(wanted))
  const found = Object.entries(menuTargets(model)) as ['pages' | 'tables' | 'views', MenuTarget[]][]
  return (
    <section className={classes.left} aria-label={t('targets')}>
      <TextInput
        size="xs"
        leftSection={<IconSearch size={14} aria-hidden />}
        placeholder={t('search')}
        aria-label={t('search')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.scroll}>
        {found.map(([group, targets]) => {
          const shown = targets.filter(matches)
          return shown.length > 0 ? (
            <div key={group}>
              <h3 className={classes.groupTitle}>{t(group)}</h3>
              {shown.map((target) => (
                <UnstyledButton
                  key={target.id}
                  className={classes.target}
                  data-menu-target={target.id}
                  onClick={() => onAdd(target)}
                >
                  <AppIcon name={target.icon} size={15} />
                  <span className="ui-truncate">{localizeText(target.label)}</span>
                  <IconPlus size={13} aria-hidden />
                </UnstyledButton>
              ))}
            </div>
          ) : null
        })}
      </div>
    </section>
  )
}
