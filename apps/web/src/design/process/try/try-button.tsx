import { ActionIcon, Button, Tooltip, useText } from '@mortise/ui'
import { IconClock, IconPlayerPlay } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useDesign } from '../../draft/design-context.ts'
import { processDesignTexts } from '../process-design-texts.ts'

interface TryButtonProps {
  app: string
  process: string
  trying: boolean
  onTry(): void
}

/** Trying the process, and how it goes in truth where it is in force. */
export function TryButton({ app, process, trying, onTry }: TryButtonProps) {
  const t = useText(processDesignTexts)
  const { published } = useDesign()
  return (
    <>
      {published.has(`process/${process}`) ? (
        <Tooltip label={t('times')}>
          <ActionIcon
            aria-label={t('times')}
            renderRoot={(props) => <Link to="/a/$app/-/insight/$process" params={{ app, process }} {...props} />}
          >
            <IconClock size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ) : null}
      <Tooltip label={t('tryHint')}>
        <Button
          size="xs"
          variant={trying ? 'light' : 'default'}
          aria-pressed={trying}
          leftSection={<IconPlayerPlay size={14} aria-hidden />}
          onClick={onTry}
        >
          {t('try')}
        </Button>
      </Tooltip>
    </>
  )
}
