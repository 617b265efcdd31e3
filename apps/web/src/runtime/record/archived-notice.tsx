import type { EntityRecord } from '@mortise/data'
import type { EntityModel } from '@mortise/metadata'
import { Alert, Button, Group, useLanguage, useText } from '@mortise/ui'
import { useRecordRights } from '../form/use-record-rights.ts'
import classes from './record-page.module.css'
import { recordTexts } from './record-texts.ts'
import { useArchive } from './use-archive.ts'

/** Says that a record is out of use, and offers the way back to who may take it. */
export function ArchivedNotice({
  entity,
  record,
  title,
}: {
  entity: EntityModel
  record: EntityRecord
  title: string
}) {
  const t = useText(recordTexts)
  const language = useLanguage()
  const { delete: mayRestore } = useRecordRights(entity.key, record)
  const { restore } = useArchive(entity, record, title)
  const time = new Date(String(record.archived_at)).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  return (
    <Alert className={classes.notice} variant="light" color="gray">
      <Group justify="space-between" gap="sm">
        <span>{t('archivedNotice', { time })}</span>
        {mayRestore ? (
          <Button size="xs" variant="default" onClick={() => void restore()}>
            {t('restore')}
          </Button>
        ) : null}
      </Group>
    </Alert>
  )
}
