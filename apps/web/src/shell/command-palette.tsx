import { AppIcon, Combobox, Loader, Modal, ShortcutHint, useCombobox, useText } from '@mortise/ui'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useId, useState } from 'react'
import classes from './command-palette.module.css'
import { shellTexts } from './shell-texts.ts'
import { type PaletteAction, type PaletteGroup, usePaletteActions } from './use-palette-actions.ts'

/** ⌘K: go anywhere, make a record, find a record, switch appearance or language, all from the keyboard. */
export function CommandPalette({ onClose }: { onClose(): void }) {
  const t = useText(shellTexts)
  return (
    <Modal.Root opened onClose={onClose} size={600} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={t('search')}>
        {/* The combobox keeps Escape from the dialog, to close a dropdown that is never closed here. */}
        <Modal.Body className={classes.body} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
          <PaletteSearch onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function PaletteSearch({ onClose }: { onClose(): void }) {
  const t = useText(shellTexts)
  const [text, setText] = useState('')
  const { groups, searching } = usePaletteActions(text)
  // An id of our own: the one Mantine makes changes after the first draw, and nothing would be selected.
  const listId = useId()
  const combobox = useFirstSelected(groups[0]?.actions[0]?.key)
  const actions = new Map(groups.flatMap((group) => group.actions.map((action) => [action.key, action])))
  function run(key: string) {
    onClose()
    actions.get(key)?.run()
  }
  return (
    <Combobox store={combobox} onOptionSubmit={run} withinPortal={false}>
      <div className={classes.head}>
        {searching ? <Loader size={16} /> : <IconSearch size={16} aria-hidden />}
        <Combobox.EventsTarget withExpandedAttribute>
          <input
            className={classes.input}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            placeholder={t('palettePlaceholder')}
            aria-label={t('search')}
            data-autofocus
            autoComplete="off"
            spellCheck={false}
          />
        </Combobox.EventsTarget>
        <ShortcutHint keys="Escape" />
      </div>
      <Combobox.Options id={listId} className={classes.options} aria-label={t('search')}>
        {groups.map((group) => (
          <Group key={group.key} group={group} />
        ))}
        {groups.length === 0 ? (
          <Combobox.Empty>{searching ? t('paletteSearching') : t('paletteEmpty')}</Combobox.Empty>
        ) : null}
      </Combobox.Options>
    </Combobox>
  )
}

/** Enter runs the first result, also when it arrives after the text was typed. */
function useFirstSelected(firstKey: string | undefined) {
  const combobox = useCombobox({ opened: true })
  const [, setMounted] = useState(false)
  // The store learns the id of the list when it was drawn; drawn again, the input points at it (aria-controls).
  useEffect(() => setMounted(true), [])
  useEffect(() => {
    if (firstKey) combobox.selectFirstOption()
  }, [firstKey, combobox.selectFirstOption])
  return combobox
}

function Group({ group }: { group: PaletteGroup }) {
  return (
    <Combobox.Group label={group.label}>
      {group.actions.map((action) => (
        <Option key={action.key} action={action} />
      ))}
    </Combobox.Group>
  )
}

function Option({ action }: { action: PaletteAction }) {
  return (
    <Combobox.Option value={action.key} className={classes.option}>
      <AppIcon name={action.icon} size={16} />
      <span className={classes.label}>
        <span className="ui-truncate">{action.label}</span>
        {action.detail ? <span className={classes.detail}>{action.detail}</span> : null}
      </span>
      {action.keys ? <ShortcutHint keys={action.keys} /> : null}
    </Combobox.Option>
  )
}
