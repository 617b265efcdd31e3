import { localize } from '@mortise/core'
import type { FieldModel } from '@mortise/metadata'
import { type FieldInputProps, Popover, UnstyledButton, useRuntimeServices } from '@mortise/ui'
import { IconPaperclip, IconUpload } from '@tabler/icons-react'
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react'
import { isAccepted } from '../values/file-size.ts'
import type { FileValue } from '../values/stored-files.ts'
import { useFieldText } from './field-texts.ts'
import { FileList } from './file-list.tsx'
import classes from './files.module.css'
import { useDescription } from './input-props.ts'
import { UploadList } from './upload-list.tsx'
import { useUploadQueue } from './upload-queue.ts'

export type FileEditorProps = FieldInputProps<readonly FileValue[]> & { pictures: boolean }

/** Files: chosen, dropped or pasted. In a cell, a button that opens the same in a small window. */
export function FileEditor(props: FileEditorProps) {
  return props.appearance === 'cell' ? <CellFileEditor {...props} /> : <FormFileEditor {...props} />
}

function CellFileEditor(props: FileEditorProps) {
  const { language } = useRuntimeServices()
  const t = useFieldText()
  const count = props.value?.length ?? 0
  return (
    <Popover width={340} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          id={props.id}
          className={classes.cellButton}
          disabled={props.disabled}
          {...focusProps(props)}
          aria-invalid={props.error ? true : undefined}
          aria-label={`${localize(props.field.label, language)}: ${t('fileCount', { count })}`}
        >
          <span className={classes.clip}>
            <IconPaperclip size={14} stroke={1.6} aria-hidden />
            {count}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={localize(props.field.label, language)}>
        <FormFileEditor {...props} id={`${props.id}-files`} autoFocus={false} />
      </Popover.Dropdown>
    </Popover>
  )
}

function FormFileEditor({ pictures, ...props }: FileEditorProps) {
  const { language } = useRuntimeServices()
  const t = useFieldText()
  const limits = limitsOf(props.field, pictures)
  const files = props.value ?? []
  // Uploads end one after the other, and each must see the files that came before it.
  const latest = useRef(files)
  latest.current = files
  const [over, setOver] = useState(false)
  const queue = useUploadQueue({
    failed: t('uploadFailed'),
    refuse(file, ahead) {
      if (latest.current.length + ahead >= limits.maxCount) return t('tooMany', { max: limits.maxCount })
      if (file.size > limits.maxSizeMb * 1024 * 1024) return t('tooLarge', { max: limits.maxSizeMb })
      return isAccepted(file, limits.accept) ? null : t('wrongType')
    },
    onDone(file) {
      latest.current = [...latest.current, file]
      props.onChange(latest.current)
    },
  })
  const inputRef = useDescription<HTMLInputElement>(props.describedBy)
  function take(list: FileList | null | undefined) {
    const taken = [...(list ?? [])]
    if (taken.length > 0 && !props.disabled) queue.add(taken)
  }
  return (
    <fieldset
      className={classes.zone}
      data-over={over || undefined}
      data-error={props.error ? true : undefined}
      aria-label={localize(props.field.label, language)}
      onDragOver={(event: DragEvent) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
      onPaste={(event: ClipboardEvent) => take(event.clipboardData.files)}
    >
      <FileList
        files={files}
        pictures={pictures}
        onRemove={props.disabled ? undefined : (id) => props.onChange(files.filter((file) => file.id !== id))}
      />
      <UploadList queue={queue} />
      <div className={classes.pick}>
        <span className={classes.button}>
          <IconUpload size={16} stroke={1.6} aria-hidden />
          {t(pictures ? 'uploadImage' : 'upload')}
          <input
            ref={inputRef}
            id={props.id}
            type="file"
            multiple={limits.maxCount > 1}
            accept={limits.accept?.join(',')}
            disabled={props.disabled}
            {...focusProps(props)}
            className={classes.input}
            aria-invalid={props.error ? true : undefined}
            onBlur={props.onBlur}
            onChange={(event) => {
              take(event.currentTarget.files)
              // The same file may be chosen again after it failed.
              event.currentTarget.value = ''
            }}
          />
        </span>
        <span>
          {t('dropHint')} · {t('limits', { count: limits.maxCount, size: limits.maxSizeMb })}
        </span>
      </div>
    </fieldset>
  )
}

/** Whoever draws the input decides whether it takes the focus: a grid cell does, because the user opened it. */
function focusProps({ autoFocus }: { autoFocus?: boolean }) {
  return { autoFocus }
}

interface FileLimits {
  maxCount: number
  maxSizeMb: number
  accept?: readonly string[]
}

/** Pictures that every browser shows; SVG is not among them, because it can hold programs. */
const rasterTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif']

function limitsOf(field: FieldModel, pictures: boolean): FileLimits {
  const options = field.options as unknown as FileLimits
  return pictures ? { ...options, accept: rasterTypes } : options
}
