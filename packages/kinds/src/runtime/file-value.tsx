import { type FieldCellProps, useRuntimeServices } from '@mortise/ui'
import { IconPaperclip } from '@tabler/icons-react'
import type { FileValue } from '../values/stored-files.ts'
import { FileList } from './file-list.tsx'
import classes from './files.module.css'
import { EmptyValue } from './text-value.tsx'

type FileValueProps = FieldCellProps<readonly FileValue[]> & { pictures: boolean }

/** Files as read: the list on a record, one line in a grid. */
export function FilesValue({ value, appearance, pictures }: FileValueProps) {
  if (!value || value.length === 0) return <EmptyValue appearance={appearance} />
  if (appearance === 'text') return <FileList files={value} pictures={pictures} />
  return pictures ? <SmallPictures files={value} /> : <FileCount files={value} />
}

function SmallPictures({ files }: { files: readonly FileValue[] }) {
  const { fileUrl } = useRuntimeServices()
  return (
    <span className={classes.small}>
      {files.map(({ id, name }) => (
        <img key={id} src={fileUrl(id, { thumbnail: true })} alt={name ?? id} loading="lazy" />
      ))}
    </span>
  )
}

function FileCount({ files }: { files: readonly FileValue[] }) {
  const [first] = files
  return (
    <span className={classes.clip}>
      <IconPaperclip size={14} stroke={1.6} aria-hidden />
      <span className={classes.name}>{first?.name ?? first?.id}</span>
      {files.length > 1 && <span className={classes.size}>+{files.length - 1}</span>}
    </span>
  )
}
