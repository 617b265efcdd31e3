import { AppIcon, Menu, UnstyledButton, useLocalize, useText } from '@mortise/ui'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import classes from './app-switch.module.css'
import { useShell } from './shell-context.ts'
import { shellTexts } from './shell-texts.ts'

/** Which app is open, and the others. With one app it leads to its start. */
export function AppSwitch({ folded = false, onFollow }: { folded?: boolean; onFollow?(): void }) {
  const t = useText(shellTexts)
  const localize = useLocalize()
  const { apps, workspace } = useSession()
  const { appKey } = useShell()
  const current = apps.find((app) => app.key === appKey)
  const name = current ? localize(current.label) : localize(workspace.name)
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.button} data-folded={folded || undefined}>
          <span className="ui-visually-hidden">{folded ? `${t('switchApp')}: ${name}` : t('switchApp')}</span>
          <AppIcon name={current?.icon ?? 'stack-2'} colour={current?.colour} size={18} tile />
          {folded ? null : (
            <>
              <span className={classes.names}>
                <span className={classes.app}>{name}</span>
                <span className={classes.workspace}>{localize(workspace.name)}</span>
              </span>
              <IconSelector size={15} aria-hidden className={classes.chevron} />
            </>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('apps')}</Menu.Label>
        {apps.map((app) => (
          <Menu.Item
            key={app.key}
            leftSection={<AppIcon name={app.icon} colour={app.colour} size={14} tile />}
            rightSection={app.key === appKey ? <IconCheck size={14} aria-hidden /> : null}
            renderRoot={(props) => <Link to="/a/$app" params={{ app: app.key }} {...props} />}
            onClick={onFollow}
          >
            {localize(app.label)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {current?.canDesign ? (
          <Menu.Item
            leftSection={<AppIcon name="tools" size={15} />}
            renderRoot={(props) => (
              <Link to="/design/$app/$" params={{ app: current.key, _splat: '' }} search={{}} {...props} />
            )}
            onClick={onFollow}
          >
            {t('designApp')}
          </Menu.Item>
        ) : null}
        <Menu.Item
          leftSection={<AppIcon name="home" size={15} />}
          renderRoot={(props) => <Link to="/" {...props} />}
          onClick={onFollow}
        >
          {t('workbench')}
        </Menu.Item>
        <Menu.Item
          leftSection={<AppIcon name="stack-2" size={15} />}
          renderRoot={(props) => <Link to="/apps" {...props} />}
          onClick={onFollow}
        >
          {t('allApps')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
