import type { LocalizedText } from '@mortise/core'
import type { OpenedProcess } from '@mortise/kinds/bpmn'
import type { ProcessDocument } from '@mortise/metadata'
import { Button, commonTexts, Group, Modal, Select, Stack, useText } from '@mortise/ui'
import { type FormEvent, useState } from 'react'
import { useDesign, useDesignModel } from '../../draft/design-context.ts'
import { useDesignAddress } from '../../frame/design-address.ts'
import { inBoth } from '../../in-both.ts'
import { firstFree } from '../../keys/free-key.ts'
import { keyForLabel } from '../../keys/key-for-label.ts'
import { FilePicker } from './file-picker.tsx'
import { FileProblems } from './file-problems.tsx'
import { NewProcessFields } from './new-process-fields.tsx'
import classes from './open-bpmn.module.css'
import { openTexts } from './open-texts.ts'
import { newDocument, withDrawing } from './opened-document.ts'
import { type BpmnFile, useBpmnFile } from './use-bpmn-file.ts'

interface OpenBpmnDialogProps {
  /** The process whose drawing is replaced; without one, a new process is made. */
  replaces?: ProcessDocument | undefined
  /** A file that was dropped somewhere else. */
  dropped?: File | undefined
  /** The drawing was replaced. */
  onReplaced?(document: ProcessDocument): void
  onClose(): void
}

/** Opens a BPMN file: what cannot be run is told with its element and is not opened; what is opened can be undone. */
export function OpenBpmnDialog({ replaces, dropped, onReplaced, onClose }: OpenBpmnDialogProps) {
  const t = useText(openTexts)
  const common = useText(commonTexts)
  const { file, pick, read, chosen, choose, process, ...fields } = useOpening(replaces, dropped)
  const put = usePutting(replaces, onReplaced)
  const { label, about } = fields
  // What is put in must be of the file, the process and the table that are chosen now.
  const ready =
    process !== null && read?.isReading === false && (replaces !== undefined || Boolean(label?.zh && label.en))
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!process || !file || !ready) return
    put({ process, label, about, file: file.name })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t(replaces ? 'replaceTitle' : 'openTitle')} size="lg">
      <form onSubmit={submit}>
        <Stack gap="md">
          {replaces ? <p className={classes.text}>{t('replaceText')}</p> : null}
          <FilePicker file={file} hint={read ? <FileHint read={read} /> : ''} onPick={pick} />
          {read && read.choices.length > 0 ? (
            <Select
              label={t('whichProcess')}
              allowDeselect={false}
              data={read.choices.map(({ id, name }) => ({ value: id, label: name }))}
              value={chosen}
              onChange={choose}
            />
          ) : null}
          {process && !replaces ? <NewProcessFields {...fields} /> : null}
          {read?.opened && read.opened.choices.length === 0 ? <FileProblems problems={read.opened.problems} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" disabled={!ready}>
              {t(replaces ? 'replace' : 'open')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** Which file, which of its processes, and what is said about it besides. */
function useOpening(replaces: ProcessDocument | undefined, dropped: File | undefined) {
  const model = useDesignModel()
  const [file, setFile] = useState<File | null>(dropped ?? null)
  const [chosen, choose] = useState<string | null>(null)
  const [table, setTable] = useState<string | null | undefined>(replaces ? (replaces.entity ?? null) : undefined)
  const [typed, setTyped] = useState<LocalizedText | undefined>(undefined)
  const entity = table === undefined ? undefined : (model.entities.get(table ?? '') ?? null)
  const read = useBpmnFile({ file, process: chosen, entity })
  const process = read?.opened?.process ?? null
  const named = model.entities.get(process?.settings.entity ?? '')?.key ?? null
  return {
    ...{ file, read, chosen, choose, process },
    pick(next: File) {
      choose(null)
      setFile(next)
    },
    about: table === undefined ? named : table,
    onAbout: setTable,
    label: typed ?? process?.label ?? undefined,
    onLabel: setTyped,
  }
}

function FileHint({ read: { name, opened } }: { read: BpmnFile }) {
  const t = useText(openTexts)
  if (!opened) return t('reading', { name })
  const { nodes, transitions } = opened.process?.drawing ?? { nodes: [], transitions: [] }
  return opened.process ? t('counts', { nodes: nodes.length, lines: transitions.length }) : ''
}

interface Putting {
  process: OpenedProcess
  label: LocalizedText | undefined
  about: string | null
  /** Name of the file. */
  file: string
}

/** Takes a file into the draft as one step of its history. */
function usePutting(replaces: ProcessDocument | undefined, onReplaced?: OpenBpmnDialogProps['onReplaced']) {
  const { store } = useDesign()
  const { open } = useDesignAddress()
  return ({ process, label, about, file }: Putting) => {
    const step = inBoth(openTexts, 'didOpen', () => ({ name: file }))
    if (replaces) {
      const document = withDrawing(replaces, process)
      store.change(step, ({ put }) => put(document))
      return onReplaced?.(document)
    }
    if (!label) return
    const { documents } = store.snapshot()
    const key = firstFree(keyForLabel(label, new Set(), 'process'), (one) => documents.has(`process/${one}`))
    store.change(step, ({ put }) => put(newDocument(process, { key, label, about })))
    open(`process/${key}`)
  }
}
