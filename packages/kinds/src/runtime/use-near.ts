import { type RefObject, useEffect, useState } from 'react'

const margin = '800px 0px'
const waiting = new WeakMap<Element, () => void>()
let observer: IntersectionObserver | null = null

/** One observer for all lines of the page. */
function observe(element: Element, onNear: () => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.()
    },
    { rootMargin: margin },
  )
  waiting.set(element, onNear)
  observer.observe(element)
  return () => {
    waiting.delete(element)
    observer?.unobserve(element)
  }
}

/**
 * Whether an element is, or has been, near what can be seen. Inputs are dear: of a thousand lines only those get theirs
 * that somebody comes near to.
 */
export function useNear(element: RefObject<Element | null>, always: boolean): boolean {
  const [near, setNear] = useState(always || typeof IntersectionObserver === 'undefined')
  useEffect(() => {
    if (near || !element.current) return
    return observe(element.current, () => setNear(true))
  }, [near, element])
  return near || always
}
