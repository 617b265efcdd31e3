import { Combobox } from '@mantine/core'

/** The mark of a list that can be opened, as `Select` has it. */
export function ChoiceChevron({ error = false }: { error?: boolean }) {
  return (
    <svg
      className={`mantine-ComboboxChevron-chevron ${Combobox.Chevron.classes.chevron}`}
      viewBox="0 0 15 15"
      data-size="md"
      data-error={error || undefined}
      style={{ width: 20, height: 20 }}
      aria-hidden
    >
      <path
        d="M4.93 5.43a.45.45 0 0 0 .64.64L7.5 4.14l1.93 1.93a.45.45 0 0 0 .64-.64L7.82 3.18a.45.45 0 0 0-.64 0zm5.14 4.14a.45.45 0 0 0-.64-.64L7.5 10.86 5.57 8.93a.45.45 0 0 0-.64.64l2.25 2.25a.45.45 0 0 0 .64 0z"
        fill="currentColor"
      />
    </svg>
  )
}
