import { Tooltip, useText } from '@mortise/ui'
import { IconInfoCircle } from '@tabler/icons-react'
import { useFormEditing } from './editing-context.ts'
import classes from './form-field.module.css'
import { formTexts } from './form-texts.ts'

/** How a value comes about that nobody fills in: on pointing at the mark, or on reaching it with the keyboard. */
export function FieldHelp({ text }: { text: string }) {
  const t = useText(formTexts)
  // While a form is filled in, the Tab key goes from input to input.
  const { active } = useFormEditing()
  return (
    <Tooltip label={text} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={classes.help} tabIndex={active ? -1 : 0} aria-label={t('howComputed', { text })}>
        <IconInfoCircle size={13} aria-hidden />
      </button>
    </Tooltip>
  )
}
