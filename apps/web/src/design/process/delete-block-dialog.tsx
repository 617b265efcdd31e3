import { localize } from '@mortise/core'
import type { ProcessDocument, ProcessTransition } from '@mortise/metadata'
import { Button, Group, Modal, Radio, Stack, useLanguage, useText } from '@mortise/ui'
import { useState } from 'react'
import { choiceTexts } from './choice-texts.ts'
import { editTexts } from './edit-texts.ts'
import { blockOf } from './edits/block.ts'
import { controlAt, forkOf, parts } from './edits/node-knowledge.ts'
import { linesFrom, nodeAt } from './edits/process-lines.ts'
import { type Edited, keepBranch, removeBlock } from './edits/tree-edits.ts'
import { processDesignTexts } from './process-design-texts.ts'
import { useProcess } from './process-designing.ts'

interface DeleteBlockDialogProps {
  document: ProcessDocument
  /** What is to be deleted: a split, its join, or what holds others or has events. */
  node: string
  onClose(): void
  onDone(result: Edited | null, said: string): void
}

/** Asks what goes with a node: all of its branches, or all but one. */
export function DeleteBlockDialog({ document, node: key, onClose, onDone }: DeleteBlockDialogProps) {
  const t = useText(choiceTexts)
  const editText = useText(editTexts)
  const designText = useText(processDesignTexts)
  const language = useLanguage()
  const design = useProcess()
  const [kept, setKept] = useState('')
  const own = nodeAt(document, key)
  const split = (own && forkOf(own, design.edits.nodeTypes)) ?? key
  const node = nodeAt(document, split)
  if (!node) return null
  const branches = parts(controlAt(document, node, design.edits.nodeTypes)) ? linesFrom(document, split) : []
  const block = blockOf(document, split, design.edits)
  const name = localize(design.nameOf(split), language)
  const nameOfWay = (line: ProcessTransition) =>
    `${line.label ? `${localize(line.label, language)} → ` : ''}${localize(design.nameOf(line.to), language)}`
  function remove() {
    onClose()
    const result = design.edit({ key: 'didRemove', name: design.nameOf(split) }, (now) =>
      kept === '' ? removeBlock(now, split, design.edits) : keepBranch(now, kept, design.edits),
    )
    onDone(result, editText('said_removed'))
  }
  return (
    <Modal opened onClose={onClose} title={designText('deleteBlockTitle', { name })}>
      <Stack gap="md">
        <p style={{ margin: 0 }}>{designText('deleteBlockText', { count: (block?.keys.size ?? 1) - 1 })}</p>
        {branches.length > 0 ? (
          <Radio.Group value={kept} onChange={setKept} label={designText('keepOne')}>
            <Stack gap={6} mt={6}>
              <Radio value="" label={designText('removeAll')} />
              {branches.map((line) => (
                <Radio key={line.key} value={line.key} label={designText('keepWay', { name: nameOfWay(line) })} />
              ))}
            </Stack>
          </Radio.Group>
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {designText('cancel')}
          </Button>
          <Button color="red" data-autofocus onClick={remove}>
            {t('deleteNode')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
