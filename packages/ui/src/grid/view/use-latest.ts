import { type RefObject, useLayoutEffect, useRef } from 'react'

/** A reference that always holds what was rendered last, so that event handlers need not be made anew. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const reference = useRef(value)
  useLayoutEffect(() => {
    reference.current = value
  })
  return reference
}
