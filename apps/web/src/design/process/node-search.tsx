import { localize } from '@mortise/core'
import type { ProcessDocument } from '@mortise/metadata'
import { ActionIcon, TextInput, useLanguage, useText } from '@mortise/ui'
import { IconChevronDown, IconChevronUp, IconSearch, IconX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { lookOf, nameOfNode } from '../../process/canvas/canvas-look.ts'
import { processDesignTexts } from './process-design-texts.ts'
import classes from './process-designer.module.css'

interface NodeSearchProps {
  document: ProcessDocument
  /** The one that was come to. */
  onShow(key: string): void
  onClose(): void
}

/** Finds nodes in the drawing by their names, types and keys, one after the other. */
export function NodeSearch({ document, onShow, onClose }: NodeSearchProps) {
  const t = useText(processDesignTexts)
  const language = useLanguage()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const found = useMemo(() => nodesFound(document, text, language), [document, text, language])
  function go(place: number) {
    if (found.length === 0) return
    const next = (place + found.length) % found.length
    setAt(next)
    onShow(found[next] ?? '')
  }
  return (
    <search className={classes.search}>
      <TextInput
        size="xs"
        autoFocus
        leftSection={<IconSearch size={14} aria-hidden />}
        aria-label={t('search')}
        placeholder={t('searchHint')}
        value={text}
        onChange={(event) => {
          const wanted = event.currentTarget.value
          setText(wanted)
          setAt(0)
          const [first] = nodesFound(document, wanted, language)
          if (first !== undefined) onShow(first)
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          event.stopPropagation()
          if (event.key === 'Escape') onClose()
          if (event.key !== 'Enter') return
          event.preventDefault()
          go(at + (event.shiftKey ? -1 : 1))
        }}
      />
      <span className={classes.searchCount} role="status">
        {text === ''
          ? ''
          : found.length === 0
            ? t('searchNothing', { text })
            : t('searchFound', { at: at + 1, count: found.length })}
      </span>
      <ActionIcon size="sm" aria-label={t('previous')} onClick={() => go(at - 1)}>
        <IconChevronUp size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon size="sm" aria-label={t('next')} onClick={() => go(at + 1)}>
        <IconChevronDown size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon size="sm" aria-label={t('close')} onClick={onClose}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </search>
  )
}

function nodesFound({ nodes }: ProcessDocument, text: string, language: 'zh' | 'en'): string[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return []
  const words = (node: ProcessDocument['nodes'][number]) =>
    `${node.key} ${localize(nameOfNode(node), language)} ${localize(lookOf(node.type).type, language)}`.toLowerCase()
  return nodes.filter((node) => words(node).includes(wanted)).map(({ key }) => key)
}
