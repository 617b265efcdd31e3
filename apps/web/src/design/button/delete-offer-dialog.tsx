import { useLocalize, useText } from '@mortise/ui'
import { useMemo } from 'react'
import { useDesign } from '../draft/design-context.ts'
import { DeleteDialog } from '../frame/delete-dialog.tsx'
import { useDesignAddress } from '../frame/design-address.ts'
import { dropOffer, type Offer } from './button-edits.ts'
import { buttonStep } from './button-steps.ts'
import { buttonTexts } from './button-texts.ts'

/** What would happen without an action or a print template, in words; then deletes it. */
export function DeleteOfferDialog({ offer, onClose }: { offer: Offer; onClose(): void }) {
  const t = useText(buttonTexts)
  const localize = useLocalize()
  const { store, blockTypes, commandActions } = useDesign()
  const { open } = useDesignAddress()
  const edit = useMemo(
    () => dropOffer(offer.kind, offer.key, { model: store.snapshot().model, blockTypes, commandActions }),
    [offer.kind, offer.key, store, blockTypes, commandActions],
  )
  const words = offer.kind === 'command' ? (['deleteCommandTitle', 'didDeleteCommand'] as const) : printWords
  function remove() {
    open(`entity/${offer.entity}`)
    store.change(buttonStep(words[1], offer.label), edit)
    onClose()
  }
  return (
    <DeleteDialog
      title={t(words[0], { name: localize(offer.label) })}
      text={t('deleteText')}
      edit={edit}
      of={`${offer.kind}/${offer.key}`}
      onDelete={remove}
      onClose={onClose}
    />
  )
}

const printWords = ['deletePrintTitle', 'didDeletePrint'] as const
