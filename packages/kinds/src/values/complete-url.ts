/** What people type as an address, with the https:// that they leave out: www.example.com. */
export function completeUrl(text: string): string {
  const address = text.trim()
  const bare = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?::\d{1,5})?(?:[/?#]\S*)?$/u
  return bare.test(address) ? `https://${address}` : text
}
