import type { FieldModel } from '@mortise/metadata'
import { ActionIcon, Button, type FieldInputProps, Menu, useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { settableFields } from './public-edits.ts'
import classes from './public-panel.module.css'
import type { PublicPartProps } from './public-panel.tsx'
import { publicTexts } from './public-texts.ts'

/** Values that every record gets, entered with the inputs of their fields. */
export function PublicValues({ document, entity, put }: PublicPartProps) {
  const t = useText(publicTexts)
  const localize = useLocalize()
  const values = document.values ?? {}
  const free = settableFields(entity, document).filter((field) => field.kind.group !== 'file')
  const set = (next: { [field: string]: unknown }, merge?: string) =>
    put({ values: Object.keys(next).length > 0 ? next : undefined }, merge)
  return (
    <>
      <h3 className={classes.head}>{t('values')}</h3>
      <p className={classes.quiet}>{t('valuesHint')}</p>
      {Object.entries(values).map(([key, value]) => {
        const field = entity.fields.get(key)
        if (!field) return null
        const { [key]: _, ...others } = values
        return (
          <FixedValue
            key={key}
            field={field}
            value={value}
            onChange={(next) => set({ ...values, [key]: next }, `value ${key}`)}
            onRemove={() => set(others)}
          />
        )
      })}
      <Menu position="bottom-start" width={220}>
        <Menu.Target>
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />}>
            {t('addValue')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={280} style={{ overflowY: 'auto' }}>
          {free
            .filter(({ key }) => !Object.hasOwn(values, key))
            .map((field) => (
              <Menu.Item key={field.key} onClick={() => set({ ...values, [field.key]: field.kind.blank ?? null })}>
                {localize(field.label)}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

interface FixedValueProps {
  field: FieldModel
  value: unknown
  onChange(value: unknown): void
  onRemove(): void
}

function FixedValue({ field, value, onChange, onRemove }: FixedValueProps) {
  const t = useText(publicTexts)
  const localize = useLocalize()
  const { Input } = useRuntimeServices().fieldRuntimes.get(field.type)
  const Editor = Input as ComponentType<FieldInputProps>
  const id = `public-value-${field.key}`
  const name = localize(field.label)
  return (
    <div className={classes.row}>
      <div>
        <label id={`${id}-label`} htmlFor={id} className={classes.quiet}>
          {name}
        </label>
        <Editor id={id} field={{ ...field, required: false }} value={value} appearance="form" onChange={onChange} />
      </div>
      <ActionIcon aria-label={t('removeValue', { name })} onClick={onRemove}>
        <IconX size={15} aria-hidden />
      </ActionIcon>
    </div>
  )
}
