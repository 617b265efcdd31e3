import type { ViewDocument } from '@mortise/metadata'
import { Button, commonTexts, Group, Modal, useLocalize, useText } from '@mortise/ui'
import { useMemo } from 'react'
import { Consequences } from '../draft/consequences.tsx'
import { useDesign, useDesignDocuments } from '../draft/design-context.ts'
import { useConsequences } from '../draft/use-consequences.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import classes from '../table/table-dialogs.module.css'
import { viewStep } from './use-view-design.ts'
import { viewDesignTexts } from './view-design-texts.ts'
import { dropView, inViewOrder } from './view-edits.ts'

/** What would happen without a view, in words; then deletes it. */
export function DeleteViewDialog({ view, onClose }: { view: ViewDocument; onClose(): void }) {
  const t = useText(viewDesignTexts)
  const common = useText(commonTexts)
  const localize = useLocalize()
  const { store, blockTypes } = useDesign()
  const { open, document } = useDesignAddress()
  const edit = useMemo(
    () => dropView(view.key, { model: store.snapshot().model, blockTypes }),
    [view.key, store, blockTypes],
  )
  const consequences = useConsequences(edit, `view/${view.key}`)
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
    <Modal opened onClose={onClose} title={t('deleteTitle', { name: localize(view.label) })} size={560}>
      <div className={classes.dialog}>
        <p>{t('deleteText')}</p>
        <Consequences {...consequences} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button color="red" data-autofocus onClick={remove}>
            {common('delete')}
          </Button>
        </Group>
      </div>
    </Modal>
  )
}
