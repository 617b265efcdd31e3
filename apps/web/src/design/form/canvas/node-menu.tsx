import { Menu, toast, useLanguage, useText } from '@mortise/ui'
import { useFormDesign } from '../form-design-context.ts'
import { formDesignTexts } from '../form-design-texts.ts'
import { readClipboard } from '../model/clipboard.ts'
import { pasteAndTell } from '../model/paste-and-tell.ts'
import { splits } from '../tree/new-items.ts'

interface NodeMenuProps {
  at: { x: number; y: number } | null
  onClose(): void
}

/** Everything that can be done with what is selected, for pointers, fingers and keys. */
export function NodeMenu({ at, onClose }: NodeMenuProps) {
  const t = useText(formDesignTexts)
  const language = useLanguage()
  const { actions, selection, openMoveTo } = useFormDesign()
  if (!at) return null
  const ids = [...selection.get().ids]
  const nodes = ids.map((id) => actions.index().get(id))
  const [lead] = ids.length === 1 ? ids : []
  const dissolves = nodes.some((node) => node?.kind === 'section' || node?.kind === 'tabs' || node?.kind === 'steps')
  const wraps = nodes.every((node) => node?.kind !== 'tab' && node?.kind !== 'step')
  function copy() {
    actions.copy(ids)
    toast(
      t('copied', {
        name: ids.length === 1 ? actions.nameOf(ids[0] ?? '', language) : t('severalNodes', { count: ids.length }),
      }),
    )
  }
  return (
    <Menu opened onClose={onClose} position="bottom-start" width={220} returnFocus trapFocus>
      <Menu.Target>
        <span style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={openMoveTo}>{t('moveTo')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => actions.duplicate(ids)} rightSection="⌘D">
          {t('duplicate')}
        </Menu.Item>
        <Menu.Item onClick={copy} rightSection="⌘C">
          {t('copy')}
        </Menu.Item>
        <Menu.Item onClick={() => actions.cut(ids)} rightSection="⌘X">
          {t('cut')}
        </Menu.Item>
        <Menu.Item onClick={() => pasteAndTell(actions)} disabled={readClipboard() === null} rightSection="⌘V">
          {t('paste')}
        </Menu.Item>
        <Menu.Divider />
        {wraps ? (
          <>
            <Menu.Item onClick={() => actions.wrap(ids, 'section')} rightSection="⌘G">
              {t('wrapSection')}
            </Menu.Item>
            <Menu.Item onClick={() => actions.wrap(ids, 'tabs')}>{t('wrapTabs')}</Menu.Item>
            {lead !== undefined && splits(actions.index(), lead) ? (
              <Menu.Item onClick={() => actions.split(lead)}>{t('splitSection')}</Menu.Item>
            ) : null}
          </>
        ) : null}
        {dissolves ? <Menu.Item onClick={() => actions.unwrap(ids)}>{t('unwrap')}</Menu.Item> : null}
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => actions.remove(ids)} rightSection="Del">
          {t('remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
