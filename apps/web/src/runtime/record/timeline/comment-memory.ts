/** A comment that was begun stays on this device until it is sent. */
export interface CommentMemory {
  read(): string
  write(text: string): void
}

export function commentMemory(place: readonly string[], storage: Storage = localStorage): CommentMemory {
  const key = `mortise-comment/${place.join('/')}`
  return {
    read: () => storage.getItem(key) ?? '',
    write(text) {
      try {
        if (text === '') storage.removeItem(key)
        else storage.setItem(key, text)
      } catch {
        // A full storage: the box still holds the text.
      }
    },
  }
}
