import { shownField } from '@mortise/metadata'
import { useLocalize, useRuntimeServices, useText } from '@mortise/ui'
import { useId } from 'react'
import { pathLabel } from '../../../../runtime/filter/field-choices.ts'
import { FieldPicker } from '../../../../runtime/filter/field-picker.tsx'
import { ListOption } from '../../../page/properties/list-option.tsx'
import classes from '../panel.module.css'
import { usePanelPlace } from '../panel-context.ts'
import { panelTexts } from '../panel-texts.ts'
import { OptionFrame } from './option-frame.tsx'
import type { NodeOptionProps } from './option-props.ts'
import { optionTexts } from './option-texts.ts'

/** Several fields of the record, or behind it, in their order. */
export function FieldPathsEditor({ label, schema, value, pointer, onChange }: NodeOptionProps) {
  const t = useText(optionTexts)
  const panelText = useText(panelTexts)
  const id = useId()
  const localize = useLocalize()
  const { app, language } = useRuntimeServices()
  const { root } = usePanelPlace().place
  const paths = Array.isArray(value) ? value.map(String) : []
  const put = (next: string[]) => onChange(next.length > 0 ? next : undefined)
  return (
    <OptionFrame label={label} hint={schema.hint && localize(schema.hint)} pointer={pointer} id={id}>
      {root ? (
        <ListOption
          label={label}
          members={paths}
          nameOf={(path) => pathLabel(app, root, path, language)}
          onChange={put}
        >
          <FieldPicker
            entity={root}
            value={null}
            label={label}
            placeholder={t('fieldAdd')}
            accepts={(field, path) =>
              !shownField(field).kind.internal && field.kind.relation !== 'children' && !paths.includes(path)
            }
            onChange={(path) => put([...paths, path])}
          />
        </ListOption>
      ) : (
        <p className={classes.quiet}>{panelText('needsTable')}</p>
      )}
    </OptionFrame>
  )
}
