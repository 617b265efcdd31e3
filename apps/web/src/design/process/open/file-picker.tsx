import { Button, useText } from '@mortise/ui'
import { IconFile, IconUpload } from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'
import classes from './open-bpmn.module.css'
import { openTexts } from './open-texts.ts'

interface FilePickerProps {
  file: File | null
  /** What is said about the file below its name. */
  hint: ReactNode
  onPick(file: File): void
}

/** A place for a file: dropped there, or chosen. */
export function FilePicker({ file, hint, onPick }: FilePickerProps) {
  const t = useText(openTexts)
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const choose = () => input.current?.click()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping; by keyboard the file is chosen with the button
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const [dropped] = event.dataTransfer.files
        if (dropped) onPick(dropped)
      }}
    >
      <input
        ref={input}
        hidden
        type="file"
        accept=".bpmn,.xml,application/xml,text/xml"
        onChange={(event) => {
          const [picked] = event.currentTarget.files ?? []
          if (picked) onPick(picked)
          // The same file can be chosen again once it was mended.
          event.currentTarget.value = ''
        }}
      />
      {file ? (
        <div className={classes.file} data-over={over || undefined}>
          <IconFile size={18} aria-hidden />
          <span className={classes.fileWords}>
            <span className={classes.fileName}>{file.name}</span>
            <span className={classes.hint} role="status">
              {hint}
            </span>
          </span>
          <Button size="xs" variant="default" onClick={choose}>
            {t('chooseOther')}
          </Button>
        </div>
      ) : (
        <div className={classes.drop} data-over={over || undefined}>
          <IconUpload size={22} aria-hidden />
          <span>{t('drop')}</span>
          <Button data-autofocus variant="default" onClick={choose}>
            {t('choose')}
          </Button>
          <span className={classes.hint}>{t('dropHint')}</span>
        </div>
      )}
    </div>
  )
}
