import type { FormItem } from '@mortise/metadata'
import { Button, NumberInput, toastError, useLocalize, useText } from '@mortise/ui'
import { useRef } from 'react'
import { LocalizedInput } from '../../table/localized-input.tsx'
import classes from './form-properties.module.css'
import type { NodePanelProps } from './form-properties.tsx'
import { propertyTexts } from './property-texts.ts'
import { useNodeEdit } from './use-node-edit.ts'

type TextItem = Extract<FormItem, { item: 'text' }>
type ImageItem = Extract<FormItem, { item: 'image' }>

export function TextPanel({ node, member }: NodePanelProps<TextItem>) {
  const t = useText(propertyTexts)
  const put = useNodeEdit<TextItem>(node.id)
  return (
    <LocalizedInput rows={4} label={t('text')} value={member.text} onChange={(text) => text && put({ text }, 'text')} />
  )
}

const largest = 250_000

export function ImagePanel({ node, member }: NodePanelProps<ImageItem>) {
  const t = useText(propertyTexts)
  const localize = useLocalize()
  const put = useNodeEdit<ImageItem>(node.id)
  const input = useRef<HTMLInputElement>(null)
  async function choose(file: File | undefined) {
    if (!file) return
    if (file.size > largest) toastError(t('imageTooLarge'))
    else put({ source: await dataUrlOf(file) })
  }
  return (
    <>
      <img className={classes.image} src={member.source} alt={localize(member.alt)} />
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp,image/svg+xml"
        hidden
        onChange={(event) => void choose(event.currentTarget.files?.[0])}
      />
      <Button variant="default" onClick={() => input.current?.click()}>
        {t('chooseImage')}
      </Button>
      <LocalizedInput label={t('alt')} value={member.alt} onChange={(alt) => alt && put({ alt }, 'alt')} />
      <NumberInput
        label={t('height')}
        min={16}
        max={800}
        allowDecimal={false}
        value={member.height ?? ''}
        onChange={(next) =>
          put({ height: typeof next === 'number' ? Math.min(800, Math.max(16, next)) : undefined }, 'height')
        }
      />
    </>
  )
}

function dataUrlOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
