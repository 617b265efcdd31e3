/** Goes to the first input of a panel once it is drawn; what is in it is selected, so that typing takes its place. */
export function focusFirstInput(panel: () => HTMLElement | null): void {
  requestAnimationFrame(() => {
    const input = panel()?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea')
    input?.focus()
    if (input && ['text', 'textarea'].includes(input.type)) input.select()
  })
}
