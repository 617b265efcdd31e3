import { Button, EmptyState, useText } from '@mortise/ui'
import { Link } from '@tanstack/react-router'
import { shellTexts } from './shell-texts.ts'

/** The address leads nowhere. */
export function NotFound() {
  const t = useText(shellTexts)
  return (
    <EmptyState
      icon="map"
      title={t('notFoundTitle')}
      text={t('notFoundText')}
      actions={
        <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
          {t('toHome')}
        </Button>
      }
    />
  )
}
