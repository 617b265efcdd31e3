import { Modal, ShortcutHint, useLocalize, useText } from '@mortise/ui'
import { useShell } from './shell-context.ts'
import { shellTexts } from './shell-texts.ts'
import classes from './shortcut-sheet.module.css'
import { shortcutTexts } from './shortcut-texts.ts'

/** All keyboard shortcuts, those of this app's menu included. */
export function ShortcutSheet({ onClose }: { onClose(): void }) {
  const t = useText(shellTexts)
  const own = useText(shortcutTexts)
  const localize = useLocalize()
  const { menu } = useShell()
  const items = menu.flatMap((group) => group.items)
  const go = items.flatMap((item) => (item.letter ? [[`g ${item.letter}`, localize(item.label)] as const] : []))
  return (
    <Modal opened onClose={onClose} title={t('shortcuts')} size="lg">
      <div className={classes.columns}>
        <Section
          title={own('shortcutsGeneral')}
          rows={[
            ['mod+K', own('openPalette')],
            ['/', own('focusSearch')],
            ['C', t('newRecord')],
            ['mod+Enter', own('saveForm')],
            ['Escape', own('closePanel')],
            ['?', t('shortcuts')],
          ]}
        />
        <Section
          title={own('shortcutsLists')}
          rows={[
            ['J', own('stepNext')],
            ['K', own('stepPrevious')],
            ['Space', own('peek')],
            ['E', own('editRecord')],
          ]}
        />
        <Section
          title={t('tasks')}
          rows={[
            ['J', own('taskNext')],
            ['K', own('taskPrevious')],
            ['A', own('taskApprove')],
            ['R', own('taskReject')],
            ['X', own('taskSelect')],
          ]}
        />
        <Section title={own('shortcutsGo')} rows={[['g h', t('home')], ['g t', t('tasks')], ...go]} />
      </div>
    </Modal>
  )
}

function Section({ title, rows }: { title: string; rows: readonly (readonly [string, string])[] }) {
  return (
    <section className={classes.section}>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.list}>
        {rows.map(([keys, what]) => (
          <div key={keys} className={classes.row}>
            <dt>{what}</dt>
            <dd>
              <span className="ui-visually-hidden">{keys}</span>
              <ShortcutHint keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
