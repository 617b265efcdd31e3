import { type RefObject, useEffect, useState } from 'react'

const margin = '800px 0px'
const waiting = new WeakMap<Element, (isNear: boolean) => void>()
let observer: IntersectionObserver | null = null

/** One observer for all lines of the page. */
function observe(element: Element, onChange: (isNear: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) waiting.get(target)?.(isIntersecting)
    },
    // Lines mostly stand in a part of the page that scrolls, which the margin of the window does not reach into.
    { rootMargin: margin, scrollMargin: margin },
  )
  waiting.set(element, onChange)
  observer.observe(element)
  return () => {
    waiting.delete(element)
    observer?.unobserve(element)
  }
}

/** Without it a line would lose its inputs as soon as it is out of sight, and be seen without them when it comes back. */
const knowsMargin = () => 'scrollMargin' in IntersectionObserver.prototype

interface Nearness {
  near: boolean
  /** How high it was before it went out of sight: it keeps its room. */
  height: number | undefined
}

/**
 * Whether an element is near what can be seen, or has the keyboard. Inputs are dear: of a thousand lines only those have
 * theirs that somebody is near to.
 */
export function useNear(element: RefObject<HTMLElement | null>, always: boolean): Nearness {
  const [state, setState] = useState<Nearness>({
    near: always || typeof IntersectionObserver === 'undefined',
    height: undefined,
  })
  const watched = !always && typeof IntersectionObserver !== 'undefined'
  useEffect(() => {
    const own = element.current
    if (!watched || !own) return
    return observe(own, (near) => {
      if (near) setState({ near, height: undefined })
      else if (knowsMargin() && !own.contains(document.activeElement))
        setState((before) => (before.near ? { near, height: own.offsetHeight } : before))
    })
  }, [watched, element])
  return always ? { near: true, height: undefined } : state
}
