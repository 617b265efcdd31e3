import type { PublicParameter } from '@mortise/metadata'
import { ActionIcon, Button, Select, useLocalize, useText } from '@mortise/ui'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useDesignModel } from '../../draft/design-context.ts'
import { firstFree } from '../../keys/free-key.ts'
import { LiveInput } from '../../table/live-input.tsx'
import { settableFields } from './public-edits.ts'
import classes from './public-panel.module.css'
import type { PublicPartProps } from './public-panel.tsx'
import { publicTexts } from './public-texts.ts'

const isName = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/

/** Which names in the address set which fields. */
export function PublicParameters(props: PublicPartProps) {
  const t = useText(publicTexts)
  const { document, put } = props
  const parameters = document.parameters ?? []
  const fields = useParameterFields(props)
  const set = (next: PublicParameter[], merge?: string) =>
    put({ parameters: next.length > 0 ? next : undefined }, merge)
  function add() {
    const [field] = fields
    if (!field) return
    const name = firstFree(field.value, (one) => parameters.some((other) => other.name === one))
    set([...parameters, withMatch({ name, field: field.value }, field.match)])
  }
  return (
    <>
      <h3 className={classes.head}>{t('parameters')}</h3>
      <p className={classes.quiet}>{t('parametersHint')}</p>
      {parameters.map((parameter, at) => (
        <div key={at} className={classes.group}>
          <Parameter
            parameter={parameter}
            fields={fields}
            onChange={(next, merge) => set(parameters.with(at, next), merge && `parameter ${at} ${merge}`)}
            onRemove={() => set(parameters.toSpliced(at, 1))}
          />
        </div>
      ))}
      <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
        {t('addParameter')}
      </Button>
    </>
  )
}

interface ParameterField {
  value: string
  label: string
  /** Text fields of the other table, for relations. */
  match: { value: string; label: string }[] | null
}

/** Fields that are filled in, and all others that can be set in the background. */
function useParameterFields({ document, entity }: PublicPartProps): ParameterField[] {
  const localize = useLocalize()
  const model = useDesignModel()
  const plain = new Set([...document.fields, ...settableFields(entity, document).map(({ key }) => key)])
  return entity.ownFields.flatMap((field): ParameterField[] => {
    const own = { value: field.key, label: localize(field.label) }
    if (field.kind.relation === 'one') {
      const target = model.entities.get(field.target ?? '')
      const texts = target?.ownFields.filter(({ kind }) => kind.group === 'text' && kind.writable !== false) ?? []
      return [{ ...own, match: texts.map(({ key, label }) => ({ value: key, label: localize(label) })) }]
    }
    return plain.has(field.key) && field.kind.relation === undefined ? [{ ...own, match: null }] : []
  })
}

function withMatch(
  parameter: Pick<PublicParameter, 'name' | 'field'>,
  match: ParameterField['match'],
): PublicParameter {
  const first = match?.find(({ value }) => value === 'code') ?? match?.[0]
  return first ? { ...parameter, match: first.value } : parameter
}

interface ParameterProps {
  parameter: PublicParameter
  fields: ParameterField[]
  onChange(next: PublicParameter, merge?: string): void
  onRemove(): void
}

function Parameter({ parameter, fields, onChange, onRemove }: ParameterProps) {
  const t = useText(publicTexts)
  const field = fields.find(({ value }) => value === parameter.field)
  return (
    <>
      <div className={classes.row}>
        <LiveInput
          label={t('parameterName')}
          value={parameter.name}
          problem={(name) => (isName.test(name) ? null : t('parameterName'))}
          onChange={(name) => onChange({ ...parameter, name }, 'name')}
        />
        <Select
          label={t('parameterField')}
          searchable
          allowDeselect={false}
          data={fields}
          value={parameter.field}
          onChange={(next) => {
            const chosen = fields.find(({ value }) => value === next)
            if (chosen) onChange(withMatch({ name: parameter.name, field: chosen.value }, chosen.match))
          }}
        />
        <ActionIcon aria-label={t('removeParameter', { name: parameter.name })} onClick={onRemove}>
          <IconX size={15} aria-hidden />
        </ActionIcon>
      </div>
      {field?.match ? (
        <Select
          label={t('parameterMatch')}
          allowDeselect={false}
          data={field.match}
          value={parameter.match ?? null}
          onChange={(match) => match && onChange({ ...parameter, match })}
        />
      ) : null}
    </>
  )
}
