import { shortcutParts } from '../shortcuts/shortcut-parts.ts'
import classes from './shortcut-hint.module.css'

/** Keys of a shortcut as the user's keyboard names them: `mod+K` is ⌘K on a Mac and Ctrl K elsewhere. */
export function ShortcutHint({ keys, onAccent = false }: { keys: string; onAccent?: boolean }) {
  return (
    <span className={classes.hint} data-on-accent={onAccent || undefined} aria-hidden>
      {shortcutParts(keys).map((part) => (
        <kbd key={part} className={classes.key}>
          {part}
        </kbd>
      ))}
    </span>
  )
}
