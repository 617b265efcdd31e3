import type { ProcessDocument } from '@mortise/metadata'
import { Button, commonTexts, Group, Modal, useLocalize, useText } from '@mortise/ui'
import { useMemo } from 'react'
import { Consequences } from '../draft/consequences.tsx'
import { useDesign } from '../draft/design-context.ts'
import type { DraftEdit } from '../draft/draft-documents.ts'
import { useConsequences } from '../draft/use-consequences.ts'
import { useDesignAddress } from '../frame/design-address.ts'
import { inBoth } from '../in-both.ts'
import classes from '../table/table-dialogs.module.css'
import { processDesignTexts } from './process-design-texts.ts'

/** What would happen without the process, in words; then deletes it. */
export function DeleteProcessDialog({ document, onClose }: { document: ProcessDocument; onClose(): void }) {
  const t = useText(processDesignTexts)
  const common = useText(commonTexts)
  const localize = useLocalize()
  const { store } = useDesign()
  const { open } = useDesignAddress()
  const edit = useMemo(
    (): DraftEdit =>
      ({ remove }) =>
        remove(`process/${document.key}`),
    [document.key],
  )
  const consequences = useConsequences(edit, `process/${document.key}`)
  function remove() {
    const { label } = document
    onClose()
    open(document.entity === undefined ? null : `entity/${document.entity}`)
    store.change(
      inBoth(processDesignTexts, 'didDelete', (language) => ({ name: label[language] ?? label.en })),
      edit,
    )
  }
  return (
    <Modal opened onClose={onClose} title={t('deleteTitle', { name: localize(document.label) })} size={560}>
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
