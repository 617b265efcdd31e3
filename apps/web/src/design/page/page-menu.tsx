import { Button, Group, Menu, Modal, Select, Stack, useLanguage, useText } from '@mortise/ui'
import { useState } from 'react'
import { copyAndTell, dragOf } from './model/page-keys.ts'
import { legalPlaces } from './model/page-places.ts'
import { usePageDesign } from './page-design-context.ts'
import { pageDesignTexts } from './page-design-texts.ts'
import type { Place } from './tree/page-node.ts'

interface PageMenuProps {
  at: { x: number; y: number } | null
  onClose(): void
}

/** Everything that can be done with what is selected, for pointers, fingers and keys. */
export function PageMenu({ at, onClose }: PageMenuProps) {
  const t = useText(pageDesignTexts)
  const design = usePageDesign()
  const { actions, selection, openMoveTo } = design
  if (!at) return null
  const ids = [...selection.get().ids]
  return (
    <Menu opened onClose={onClose} position="bottom-start" width={200} returnFocus trapFocus>
      <Menu.Target>
        <span style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={openMoveTo}>{t('moveTo')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => actions.duplicate(ids)} rightSection="⌘D">
          {t('duplicate')}
        </Menu.Item>
        <Menu.Item onClick={() => copyAndTell(design, ids)} rightSection="⌘C">
          {t('copy')}
        </Menu.Item>
        <Menu.Item onClick={() => actions.cut(ids)} rightSection="⌘X">
          {t('cut')}
        </Menu.Item>
        <Menu.Item onClick={() => actions.paste()} disabled={!actions.canPaste()} rightSection="⌘V">
          {t('paste')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => actions.remove(ids)} rightSection="Del">
          {t('remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Moves what is selected to a place that is chosen by its name: no dragging needed. */
export function PageMoveTo({ onClose }: { onClose(): void }) {
  const t = useText(pageDesignTexts)
  const language = useLanguage()
  const design = usePageDesign()
  const { actions, selection } = design
  const [chosen, setChosen] = useState<string | null>(null)
  const ids = [...selection.get().ids]
  const places = legalPlaces(actions.page().blocks, dragOf(design, ids))
  const words = ({ parent, index }: Place) => {
    const container = actions.nameOf(parent, language)
    const before = actions.index().get(parent)?.children[index - 1]
    return before === undefined
      ? t('placeStart', { container })
      : t('placeAfter', { container, name: actions.nameOf(before, language) })
  }
  const place = places[Number(chosen ?? -1)]
  function move() {
    if (place) actions.move(ids, place)
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('moveToTitle', { name: actions.nameOfMany(ids, language) })} size={460}>
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
