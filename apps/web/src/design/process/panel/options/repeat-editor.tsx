import { shownField } from '@mortise/metadata'
import { type RepeatRule, repeatRules } from '@mortise/process'
import { Select, useRuntimeServices, useText } from '@mortise/ui'
import { useId } from 'react'
import { pathLabel } from '../../../../runtime/filter/field-choices.ts'
import { FieldPicker } from '../../../../runtime/filter/field-picker.tsx'
import { ListOption } from '../../../page/properties/list-option.tsx'
import { usePanelPlace } from '../panel-context.ts'
import { OptionFrame } from './option-frame.tsx'
import type { NodeOptionProps } from './option-props.ts'
import { optionTexts } from './option-texts.ts'

/** Whether who agreed before is asked again, and the changes after which they are in any case. */
export function RepeatEditor({ label, value, pointer, onChange }: NodeOptionProps) {
  const t = useText(optionTexts)
  const id = useId()
  const { app, language } = useRuntimeServices()
  const { entity } = usePanelPlace().place
  const rule = (value ?? { of: 'off' }) as RepeatRule
  const watched = rule.watched ?? []
  const set = (paths: string[]) => onChange({ of: rule.of, ...(paths.length > 0 ? { watched: paths } : {}) })
  return (
    <OptionFrame label={label} pointer={pointer} id={id}>
      <Select
        aria-labelledby={id}
        allowDeselect={false}
        data={repeatRules.map((of) => ({ value: of, label: t(`repeat_${of}`) }))}
        value={rule.of}
        onChange={(of) => onChange(of === 'off' ? undefined : { ...rule, of })}
      />
      {rule.of !== 'off' && entity ? (
        <ListOption
          label={t('watched')}
          members={watched}
          nameOf={(path) => pathLabel(app, entity, path, language)}
          onChange={set}
        >
          <FieldPicker
            entity={entity}
            value={null}
            label={t('watched')}
            placeholder={t('watchedAdd')}
            accepts={(field, path) => !shownField(field).kind.internal && !watched.includes(path)}
            onChange={(path) => set([...watched, path])}
          />
        </ListOption>
      ) : null}
    </OptionFrame>
  )
}
