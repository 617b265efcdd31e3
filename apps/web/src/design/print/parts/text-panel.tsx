import { textSizes } from '@mortise/metadata'
import { Select, Switch, useText } from '@mortise/ui'
import buttonClasses from '../../button/buttons.module.css'
import { PlaceholderList } from '../../button/placeholder-list.tsx'
import { LocalizedInput } from '../../table/localized-input.tsx'
import { printTexts } from '../print-texts.ts'
import { AlignChoice } from './align-choice.tsx'
import type { ItemOf, PartPanelProps } from './part-panel-props.ts'

/** A text with values of the record in it. */
export function TextPanel({ item, entity, put }: PartPanelProps<ItemOf<'text'>>) {
  const t = useText(printTexts)
  return (
    <>
      <LocalizedInput
        rows={2}
        label={t('text')}
        description={t('placeholderHint', { name: '{name}' })}
        maxLength={2000}
        value={item.text}
        onChange={(text) => text && put({ text }, 'text')}
      />
      <div className={buttonClasses.pair}>
        <Select
          size="xs"
          label={t('textSize')}
          allowDeselect={false}
          data={textSizes.map((size) => ({ value: size, label: t(`size_${size}`) }))}
          value={item.size ?? 'normal'}
          onChange={(size) => put({ size: size === 'normal' ? undefined : (size as ItemOf<'text'>['size']) })}
        />
        <Switch
          style={{ alignSelf: 'end' }}
          label={t('bold')}
          checked={item.bold ?? false}
          onChange={(event) => put({ bold: event.currentTarget.checked || undefined })}
        />
      </div>
      <AlignChoice value={item.align} onChange={(align) => put({ align })} />
      <PlaceholderList
        formatted
        table={entity}
        values={item.values ?? []}
        onChange={(values, added) => {
          const { zh, en } = item.text
          const text = added ? { text: { ...item.text, zh: `${zh}{${added}}`, en: `${en}{${added}}` } } : {}
          put({ values: values.length > 0 ? values : undefined, ...text })
        }}
      />
    </>
  )
}
