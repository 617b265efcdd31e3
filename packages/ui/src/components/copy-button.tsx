import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { commonTexts } from '../text/common-texts.ts'
import { useText } from '../text/use-language.ts'

/** Copies a text and says so. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const t = useText(commonTexts)
  const [copied, setCopied] = useState(false)
  const name = copied ? t('copied') : (label ?? t('copy'))
  async function copy() {
    await navigator.clipboard.writeText(value)
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  return (
    <Tooltip label={name}>
      <ActionIcon size="sm" aria-label={name} onClick={() => void copy()}>
        {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  )
}
