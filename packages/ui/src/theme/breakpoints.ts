/** Below this a page has one column, a bottom bar and sheets. The same number stands in the CSS of pages as 48em. */
export const phoneQuery = '(max-width: 48em)'

/** Below this the sidebar is folded and a side panel covers the list. */
export const narrowQuery = '(max-width: 68em)'
