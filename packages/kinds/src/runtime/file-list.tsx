import { ActionIcon, useRuntimeServices } from '@mortise/ui'
import { IconFile, IconX } from '@tabler/icons-react'
import { fileSize } from '../values/file-size.ts'
import type { FileValue } from '../values/stored-files.ts'
import { useFieldText } from './field-texts.ts'
import classes from './files.module.css'

interface FileListProps {
  files: readonly FileValue[]
  pictures: boolean
  /** Absent: the files can only be read. */
  onRemove?(id: string): void
}

/** The files of a value: name and size, or thumbnails. A click downloads. */
export function FileList({ files, pictures, onRemove }: FileListProps) {
  if (files.length === 0) return null
  return (
    <ul className={pictures ? `${classes.list} ${classes.thumbnails}` : classes.list}>
      {files.map((file) => (
        <li key={file.id} className={pictures ? classes.picture : classes.item}>
          {pictures ? <Thumbnail file={file} /> : <FileName file={file} />}
          {onRemove && <RemoveFile file={file} onRemove={onRemove} />}
        </li>
      ))}
    </ul>
  )
}

function FileName({ file }: { file: FileValue }) {
  const { fileUrl } = useRuntimeServices()
  return (
    <>
      <IconFile size={16} stroke={1.6} aria-hidden />
      <a className={classes.name} href={fileUrl(file.id)} download={file.name}>
        {nameOf(file)}
      </a>
      {file.size !== undefined && <span className={classes.size}>{fileSize(file.size)}</span>}
    </>
  )
}

function Thumbnail({ file }: { file: FileValue }) {
  const { fileUrl } = useRuntimeServices()
  const t = useFieldText()
  return (
    <a
      href={fileUrl(file.id)}
      download={file.name}
      title={nameOf(file)}
      aria-label={t('downloadFile', { name: nameOf(file) })}
    >
      <img src={fileUrl(file.id, { thumbnail: true })} alt={nameOf(file)} loading="lazy" />
    </a>
  )
}

function RemoveFile({ file, onRemove }: { file: FileValue; onRemove(id: string): void }) {
  const t = useFieldText()
  return (
    <ActionIcon
      size="sm"
      className={classes.remove}
      aria-label={t('removeFile', { name: nameOf(file) })}
      onClick={() => onRemove(file.id)}
    >
      <IconX size={14} stroke={1.8} />
    </ActionIcon>
  )
}

function nameOf(file: FileValue): string {
  return file.name ?? file.id
}
