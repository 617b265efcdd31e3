import { type ComponentType, lazy, Suspense } from 'react'

/** A part of a screen that is fetched when it is first shown; nothing stands in for it meanwhile, and nothing moves. */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Part = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>
  return function LazyPart(props: Props) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    )
  }
}
