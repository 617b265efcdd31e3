import { Button, NumberInput, Select, toastError, useLocalize, useText } from '@mortise/ui'
import { useRef } from 'react'
import classes from '../print.module.css'
import { printTexts } from '../print-texts.ts'
import { AlignChoice } from './align-choice.tsx'
import type { ItemOf, PartPanelProps } from './part-panel-props.ts'

/** Bytes. */
const largest = 250_000

/** A picture: kept in the template, or out of a field. */
export function ImagePanel({ item, entity, put }: PartPanelProps<ItemOf<'image'>>) {
  const t = useText(printTexts)
  const localize = useLocalize()
  const input = useRef<HTMLInputElement>(null)
  const fields = entity.ownFields.filter(({ kind }) => kind.group === 'file')
  async function choose(file: File | undefined) {
    if (!file) return
    if (file.size > largest) toastError(t('tooLarge'))
    else put({ source: await dataUrlOf(file), field: undefined })
  }
  return (
    <>
      {item.source ? <img className={classes.image} src={item.source} alt="" /> : null}
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg"
        hidden
        onChange={(event) => void choose(event.currentTarget.files?.[0])}
      />
      <Button size="xs" variant="default" onClick={() => input.current?.click()}>
        {t('choose')}
      </Button>
      {fields.length > 0 ? (
        <Select
          label={t('imageField')}
          clearable={item.source !== undefined}
          data={fields.map(({ key, label }) => ({ value: key, label: localize(label) }))}
          value={item.field ?? null}
          onChange={(field) => field && put({ field, source: undefined })}
        />
      ) : null}
      <NumberInput
        size="xs"
        label={t('height')}
        min={5}
        max={250}
        value={item.height ?? 20}
        onChange={(height) => typeof height === 'number' && put({ height })}
      />
      <AlignChoice value={item.align} onChange={(align) => put({ align })} />
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
