import { ActionIcon, AppIcon, Tooltip, useText } from '@mortise/ui'
import { Link } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import { shellTexts } from './shell-texts.ts'

/** From a list to the designer of its table, for who may design the app. */
export function DesignTableLink({ app, entity }: { app: string; entity: string }) {
  const t = useText(shellTexts)
  const { apps } = useSession()
  if (!apps.find(({ key }) => key === app)?.canDesign) return null
  return (
    <Tooltip label={t('designTable')}>
      <ActionIcon
        size="lg"
        aria-label={t('designTable')}
        renderRoot={(props) => (
          <Link to="/design/$app/$" params={{ app, _splat: `entity/${entity}` }} search={{}} {...props} />
        )}
      >
        <AppIcon name="tools" size={16} />
      </ActionIcon>
    </Tooltip>
  )
}
