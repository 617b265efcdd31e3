import type { CommandPreviewAnswer } from '@mortise/api'
import { localize } from '@mortise/core'
import { currentLanguage } from '@mortise/ui'
import { appQuery } from '../../api/app-description.ts'
import { queryClient } from '../../api/query-client.ts'
import { runTexts } from './run-texts.ts'

interface CountedConfirmProps {
  app: string
  text: string
  counts: CommandPreviewAnswer['related']
}

/** What an action asks before it runs, and how many records around would be changed. */
export function CountedConfirm({ app, text, counts }: CountedConfirmProps) {
  return (
    <>
      <p>{text}</p>
      <p style={{ marginTop: 8, color: 'var(--ui-text)' }}>{countsInWords(app, counts)}</p>
    </>
  )
}

function countsInWords(app: string, counts: CommandPreviewAnswer['related']): string {
  const { t } = runTexts
  const entities = queryClient.getQueryData(appQuery(app).queryKey)?.model.entities
  const records = counts.map(({ entity: key, count }) => {
    const entity = key === null ? undefined : entities?.get(key)
    const label = entity && (count === 1 ? entity.label : entity.plural)
    return t('countOne', { count, name: label ? localize(label, currentLanguage()) : t('otherRecords') })
  })
  return records.length > 0 ? t('willChange', { records: records.join(t('and')) }) : t('willChangeNone')
}
