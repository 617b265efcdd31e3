import { ActionIcon, Progress } from '@mortise/ui'
import { IconAlertCircle, IconRefresh, IconUpload, IconX } from '@tabler/icons-react'
import { useFieldText } from './field-texts.ts'
import classes from './files.module.css'
import type { Upload, UploadQueue } from './upload-queue.ts'

/** Files on their way, with progress, and those that failed, with a way to try again. */
export function UploadList({ queue }: { queue: UploadQueue }) {
  if (queue.uploads.length === 0) return null
  return (
    <ul className={classes.list}>
      {queue.uploads.map((upload) => (
        <li key={upload.key} className={classes.item}>
          {upload.problem === null ? <Running upload={upload} /> : <Failed upload={upload} queue={queue} />}
          <CancelUpload upload={upload} queue={queue} />
        </li>
      ))}
    </ul>
  )
}

function Running({ upload }: { upload: Upload }) {
  const t = useFieldText()
  return (
    <>
      <IconUpload size={16} stroke={1.6} aria-hidden />
      <span className={classes.name}>{upload.file.name}</span>
      <Progress
        className={classes.progress}
        size="sm"
        value={Math.round(upload.fraction * 100)}
        aria-label={t('uploading', { name: upload.file.name })}
      />
    </>
  )
}

function Failed({ upload, queue }: { upload: Upload; queue: UploadQueue }) {
  const t = useFieldText()
  return (
    <>
      <IconAlertCircle size={16} stroke={1.6} color="var(--ui-danger)" aria-hidden />
      <span className={classes.name}>{upload.file.name}</span>
      <span className={classes.problem} role="alert">
        {upload.problem}
      </span>
      {upload.retryable && (
        <ActionIcon
          size="sm"
          aria-label={t('retryFile', { name: upload.file.name })}
          onClick={() => queue.retry(upload.key)}
        >
          <IconRefresh size={14} stroke={1.8} />
        </ActionIcon>
      )}
    </>
  )
}

function CancelUpload({ upload, queue }: { upload: Upload; queue: UploadQueue }) {
  const t = useFieldText()
  const label = upload.problem === null ? 'cancelFile' : 'dismissFile'
  return (
    <ActionIcon size="sm" aria-label={t(label, { name: upload.file.name })} onClick={() => queue.cancel(upload.key)}>
      <IconX size={14} stroke={1.8} />
    </ActionIcon>
  )
}
