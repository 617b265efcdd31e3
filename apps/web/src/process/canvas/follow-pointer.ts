/** What is done while a pointer is pressed, wherever on the screen it goes. */
interface Following {
  move(event: PointerEvent): void
  /** It was let go, or taken away by the browser. */
  end(): void
}

/** Follows the pointer until it is let go. */
export function followPointer({ move, end }: Following): void {
  const ended = new AbortController()
  const { signal } = ended
  const stop = () => {
    ended.abort()
    end()
  }
  window.addEventListener('pointermove', move, { signal })
  window.addEventListener('pointerup', stop, { signal })
  window.addEventListener('pointercancel', stop, { signal })
}
