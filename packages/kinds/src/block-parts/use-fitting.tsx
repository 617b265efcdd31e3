import { type RefObject, useLayoutEffect, useRef } from 'react'

const smallestPx = 12

/** Writes a text of one line smaller where it is wider than its place, down to what can still be read. */
export function useFitting<Element extends HTMLElement>(): RefObject<Element | null> {
  const ref = useRef<Element>(null)
  // Without dependencies: the text may be another after any rendering.
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const refit = () => fit(element)
    refit()
    void document.fonts?.ready.then(refit)
    const observer = new ResizeObserver(refit)
    observer.observe(element.parentElement ?? element)
    return () => observer.disconnect()
  })
  return ref
}

function fit(element: HTMLElement): void {
  element.style.removeProperty('font-size')
  let size = Number.parseFloat(getComputedStyle(element).fontSize)
  // Not scrollWidth: it is rounded, and a third of a pixel too many is enough for an ellipsis.
  const text = document.createRange()
  text.selectNodeContents(element)
  while (text.getBoundingClientRect().width > element.getBoundingClientRect().width && size > smallestPx) {
    size -= 0.5
    element.style.fontSize = `${size}px`
  }
}
