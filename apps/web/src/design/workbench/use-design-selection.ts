import { useEffect } from 'react'
import { useDesign } from '../draft/design-context.ts'
import type { SelectionStore } from '../form/model/selection-store.ts'
import { useDesignAddress } from '../frame/design-address.ts'

interface SelectedPart {
  selection: SelectionStore
  /** Whether a part is there; undefined: what is designed is not there itself. */
  has(): ((id: string) => boolean) | undefined
  /** The parts that a name in the address can mean. Default: the part of that name. */
  named?: ((at: string) => readonly string[]) | undefined
}

/** What the address names, a finding that was clicked say, is selected; what was undone or taken away no more. */
export function useDesignSelection({ selection, has, named }: SelectedPart): void {
  const { store } = useDesign()
  const { at } = useDesignAddress()
  useEffect(() => {
    if (at === null) return
    const id = (named?.(at) ?? [at]).find((one) => has()?.(one))
    if (id !== undefined) selection.select([id])
  }, [at, selection])
  useEffect(
    () =>
      store.subscribe(() => {
        const there = has()
        if (!there) return
        const { ids } = selection.get()
        const left = [...ids].filter(there)
        if (left.length < ids.size) selection.select(left)
      }),
    [store, selection],
  )
}
