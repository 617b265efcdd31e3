import { useLanguage, useText, VisuallyHidden } from '@mortise/ui'
import { IconPlus } from '@tabler/icons-react'
import { useFormDesign } from '../form-design-context.ts'
import { formDesignTexts } from '../form-design-texts.ts'
import { formId } from '../tree/form-node.ts'
import classes from './form-canvas.module.css'

/** What is in a container that has nothing in it: a place to drop, and a button for who does not drag. */
export function EmptySlot({ container }: { container: string }) {
  const t = useText(formDesignTexts)
  const language = useLanguage()
  const { actions, selection, goToPalette } = useFormDesign()
  return (
    <button
      type="button"
      className={classes.empty}
      data-canvas-control
      onClick={() => {
        selection.select(container === formId ? [] : [container])
        goToPalette()
      }}
    >
      <IconPlus size={14} aria-hidden />
      {t('dropHere')}
      <VisuallyHidden>{t('dropInto', { name: actions.nameOf(container, language) })}</VisuallyHidden>
    </button>
  )
}
