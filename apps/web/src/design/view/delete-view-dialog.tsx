import type { ViewDocument } from '@mortise/metadata'
import { useLocalize, useText } from '@mortise/ui'
import { useMemo } from 'react'
import { useDesign, useDesignDocuments } from '../draft/design-context.ts'
import { DeleteDialog } from '../frame/delete-dialog.tsx'
import { useDesignAddress } from '../frame/design-address.ts'
import { viewStep } from './use-view-design.ts'
import { viewDesignTexts } from './view-design-texts.ts'
import { dropView, inViewOrder } from './view-edits.ts'

/** What would happen without a view, in words; then deletes it. */
export function DeleteViewDialog({ view, onClose }: { view: ViewDocument; onClose(): void }) {
  const t = useText(viewDesignTexts)
  const localize = useLocalize()
  const { store, blockTypes } = useDesign()
  const { open, document } = useDesignAddress()
  const edit = useMemo(
    () => dropView(view.key, { model: store.snapshot().model, blockTypes }),
    [view.key, store, blockTypes],
  )
  const others = inViewOrder(useDesignDocuments('view').filter(({ entity }) => entity === view.entity)).filter(
    ({ key }) => key !== view.key,
  )
  function remove() {
    const [next] = others
    const shown = document === `view/${view.key}`
    store.change(viewStep('didDeleteView', view.label), edit)
    onClose()
    if (shown) open(next ? `view/${next.key}` : `entity/${view.entity}`)
  }
  return (
    <DeleteDialog
      title={t('deleteTitle', { name: localize(view.label) })}
      text={t('deleteText')}
      edit={edit}
      of={`view/${view.key}`}
      onDelete={remove}
      onClose={onClose}
    />
  )
}
