import { formFieldKeys } from '@mortise/metadata'
import { ActionIcon, useLocalize, useText } from '@mortise/ui'
import { IconChevronDown, IconPencil } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useFormEditing } from './editing-context.ts'
import { hueOf, useFieldAccess } from './form-field.tsx'
import classes from './form-items.module.css'
import { formTexts } from './form-texts.ts'
import type { ItemProps } from './item-props.ts'
import { hasProblems } from './problem-map.ts'
import { useEveryField, useItemState } from './rules/use-form-state.ts'
import type { RecordFormModel } from './use-record-form.ts'

/** A headed part of a form. It can be folded if its document says so; what is wrong inside opens it. */
export function SectionItem({ item, model, columns, renderItems }: ItemProps<'section'>) {
  const localize = useLocalize()
  const body = useId()
  const fields = formFieldKeys(item.items)
  const [open, setOpen] = useState(item.collapsed !== true)
  const shown = open || hasProblems(model.problems, fields)
  const label = localize(item.label)
  const { visible, colour } = useItemState(item.key)
  const isEmpty = useNothingToShow(item, model)
  if (!visible || isEmpty) return null
  return (
    <section className={classes.section} style={hueOf(colour)} data-coloured={colour !== null || undefined}>
      <div className={classes.head}>
        <h2 className={classes.heading}>
          {item.collapsed === undefined ? (
            label
          ) : (
            <button
              type="button"
              className={classes.fold}
              aria-expanded={shown}
              aria-controls={body}
              onClick={() => setOpen(!shown)}
            >
              <IconChevronDown size={16} className={classes.chevron} aria-hidden />
              {label}
            </button>
          )}
        </h2>
        <EditSection label={label} fields={fields} shown={shown} />
      </div>
      <div id={body} hidden={!shown}>
        {shown ? renderItems(item.items, item.columns ?? columns) : null}
      </div>
    </section>
  )
}

/** What nobody may see, what rules hide, and what a new record lacks yet: a head over nothing is left out. */
function useNothingToShow({ items }: ItemProps<'section'>['item'], model: RecordFormModel): boolean {
  const accessOf = useFieldAccess(model)
  const fields = new Map(items.flatMap((one) => (one.item === 'field' ? [[one.field, one] as const] : [])))
  const isHidden = useEveryField([...fields.keys()], (key, state) => {
    const item = fields.get(key)
    return item !== undefined && accessOf(item, state) === 'hidden'
  })
  return items.length > 0 && fields.size === items.length && isHidden
}

function EditSection({ label, fields, shown }: { label: string; fields: readonly string[]; shown: boolean }) {
  const t = useText(formTexts)
  const { editable, isEditing, start } = useFormEditing()
  if (!editable || !shown || fields.length < 2 || fields.every(isEditing)) return null
  return (
    <ActionIcon
      className={classes.editSection}
      size="sm"
      aria-label={t('editSection', { name: label })}
      onClick={() => start(fields)}
    >
      <IconPencil size={14} aria-hidden />
    </ActionIcon>
  )
}
