/** A link, not `window.open`: what a click leads to is not kept from opening. */
export function openWindow(url: string): void {
  const link = document.createElement('a')
  Object.assign(link, { href: url, target: '_blank', rel: 'noopener noreferrer' })
  document.body.append(link)
  link.click()
  link.remove()
}
