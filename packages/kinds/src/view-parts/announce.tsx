/** Says to whoever does not see the screen what came of a move, in the region that the view keeps for it. */
export function announce(view: 'board' | 'calendar' | 'gantt' | 'chart' | 'tree', text: string): void {
  const region = document.querySelector<HTMLElement>(`[data-${view}-status]`)
  if (region) region.textContent = text
}
