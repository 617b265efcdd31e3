import type { MenuDocument } from '@mortise/metadata'
import { AppIcon, EmptyState, Select, useLocalize, useText } from '@mortise/ui'
import { useMemo, useState } from 'react'
import type { RunningApp } from '../../api/app-description.ts'
import { resolveMenu } from '../../shell/resolve-menu.ts'
import looks from '../../shell/sidebar-menu.module.css'
import { fullCapabilities, roleCapabilities } from '../draft/capabilities-of.ts'
import { useDesign, useDesignDocument, useDesignDocuments, useDesignModel } from '../draft/design-context.ts'
import type { PreviewWidth } from '../workbench/sheet-stage.tsx'
import { WidthChoice } from '../workbench/width-choice.tsx'
import { menuDesignTexts } from './menu-design-texts.ts'
import classes from './menu-designer.module.css'

/** The side bar, or the menu of a phone, as the people of a role get it. */
export function MenuPreview({ menu }: { menu: MenuDocument }) {
  const t = useText(menuDesignTexts)
  const localize = useLocalize()
  const roles = useDesignDocuments('role')
  const [role, setRole] = useState('')
  const [width, setWidth] = useState<PreviewWidth>('desktop')
  const groups = useShownMenu(menu, role)
  return (
    <section className={classes.preview} aria-label={t('preview')}>
      <header className={classes.previewHead}>
        <h3 className={classes.groupTitle}>{t('preview')}</h3>
        <Select
          size="xs"
          aria-label={t('as')}
          allowDeselect={false}
          data={[
            { value: '', label: t('everything') },
            ...roles.map(({ key, label }) => ({ value: key, label: localize(label) })),
          ]}
          value={role}
          onChange={(next) => setRole(next ?? '')}
        />
        <WidthChoice value={width} onChange={setWidth} />
      </header>
      <div className={classes.sidebar} data-width={width} data-menu-preview>
        {groups.length === 0 ? <EmptyState compact icon="inbox" title={t('nothing')} /> : null}
        {groups.map((group) => (
          <section key={group.key} className={looks.group}>
            {group.label ? <div className={looks.label}>{localize(group.label)}</div> : null}
            <ul className={looks.list}>
              {group.items.map((item) => (
                <li key={item.key} className={looks.entry}>
                  <AppIcon name={item.icon} size={16} />
                  <span className="ui-truncate">{localize(item.label)}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  )
}

/** By the rule of the server: entries for other roles are not there, nor are those that lead to what may not be read. */
function useShownMenu(menu: MenuDocument, roleKey: string) {
  const { app: key } = useDesign()
  const model = useDesignModel()
  const role = useDesignDocument(`role/${roleKey}`)
  return useMemo(() => {
    const groups = menu.groups.map((group) => ({
      ...group,
      items: group.items.filter(({ roles }) => !role || !roles || roles.includes(role.key)),
    }))
    const capabilities = role ? roleCapabilities(model, role) : fullCapabilities(model)
    const shown = { ...menu, groups }
    const app = { ...model.app, menu: menu.key }
    const running = { key, model: { ...model, app, menus: new Map([[menu.key, shown]]) }, capabilities }
    return resolveMenu(running as unknown as RunningApp)
  }, [menu, role, model, key])
}
