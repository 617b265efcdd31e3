/** What stands at the foot of each page. */
export const pageLabel = { zh: '第 {page} 页 / 共 {pages} 页', en: 'Page {page} of {pages}' } as const
