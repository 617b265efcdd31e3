import { Button, Group, Modal, Select, Stack, useLanguage, useText } from '@mortise/ui'
import { useState } from 'react'
import { useFormDesign } from '../form-design-context.ts'
import { formDesignTexts } from '../form-design-texts.ts'
import { legalPlaces } from '../model/drop.ts'
import type { Place } from '../tree/form-node.ts'

/** Moves what is selected to a place that is chosen by its name: no dragging needed. */
export function MoveToDialog({ onClose }: { onClose(): void }) {
  const t = useText(formDesignTexts)
  const language = useLanguage()
  const { actions, selection } = useFormDesign()
  const [chosen, setChosen] = useState<string | null>(null)
  const ids = [...selection.get().ids]
  const places = legalPlaces(actions.form(), actions.source(ids))
  const words = ({ parent, index }: Place) => {
    const container = actions.nameOf(parent, language)
    const before = actions.index().get(parent)?.children[index - 1]
    return before === undefined
      ? t('placeStart', { container })
      : t('placeAfter', { container, name: actions.nameOf(before, language) })
  }
  const place = places[Number(chosen ?? -1)]
  function move() {
    if (place) actions.move(ids, { place })
    onClose()
  }
  const name = ids.length === 1 ? actions.nameOf(ids[0] ?? '', language) : t('severalNodes', { count: ids.length })
  return (
    <Modal opened onClose={onClose} title={t('moveToTitle', { name })} size={460}>
      <Stack gap="md">
        <Select
          label={t('place')}
          data-autofocus
          searchable
          data={places.map((one, at) => ({ value: String(at), label: words(one) }))}
          value={chosen}
          onChange={setChosen}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button disabled={!place} onClick={move}>
            {t('move')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
